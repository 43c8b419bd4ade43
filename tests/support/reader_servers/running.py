"""Start any of the servers by its name, and open the client of its account.

`python -m tests.support.reader_servers.running miniflux` runs one to try the program with by hand.
"""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from fetch.options import FetchOptions
from fetch.sync.open_client import open_client
from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.fever import FeverServer
from tests.support.reader_servers.google_reader import (
    FRESHRSS,
    INOREADER,
    OF_MINIFLUX,
    OLD_READER,
    GoogleReaderServer,
)
from tests.support.reader_servers.miniflux import MinifluxServer
from tests.support.reader_servers.nextcloud_news import NextcloudNewsServer
from tests.support.reader_servers.server import CLOCK, ReaderServer

NOW = datetime.fromtimestamp(CLOCK, UTC)
OPTIONS = FetchOptions(timeout_seconds=30, uses_proxy_environment=False, user_agent="nutgraf/1")

SERVERS: dict[str, Callable[[], ReaderServer]] = {
    "miniflux": MinifluxServer,
    "old-miniflux": MinifluxServer,
    "freshrss": lambda: GoogleReaderServer(FRESHRSS),
    "old-reader": lambda: GoogleReaderServer(OLD_READER),
    "inoreader": lambda: GoogleReaderServer(INOREADER),
    "miniflux-as-reader": lambda: GoogleReaderServer(OF_MINIFLUX),
    "fever": FeverServer,
    "nextcloud": NextcloudNewsServer,
    "old-nextcloud": NextcloudNewsServer,
}


def start(name: str) -> ReaderServer:
    """Return a running server by its name in `SERVERS`."""
    server = SERVERS[name]()
    if name.startswith("old-") and isinstance(server, MinifluxServer | NextcloudNewsServer):
        server.is_old = True
    server.start()
    return server


def client_of(server: ReaderServer, **changes: object) -> SyncClient:
    """Return the client of a server's account."""
    login = server.login(**changes)
    return open_client(login, OPTIONS, clock=lambda: NOW)


def main() -> None:
    """Run one server with two feeds until it is interrupted."""
    name = sys.argv[1] if len(sys.argv) > 1 else "freshrss"
    server = start(name)
    for folder in ("News", "Science"):
        feed = server.add_feed(f"http://feeds.example/{folder.lower()}.xml", folder=folder)
        server.publish_many(feed, 40)
    login = server.login()
    sys.stdout.write(f"{name}: {login.url}\nuser: {login.user}\nsecret: {login.secret}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
    server.stop()


if __name__ == "__main__":
    main()
