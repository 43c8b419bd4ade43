"""What is stopped with Ctrl-C or by the system ends in order, and what it did stays."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from cache.db.connection import open_reader, open_writer
from cache.store import Store
from fetch.model import Enclosure, FeedTarget
from tests.support.caches.user_records import fill_with_everything
from tests.support.samples.builders import NOW, make_entry, make_refreshed
from tests.support.shell import Shell

HALF = b"sound" * 1000
SIGNALS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])


@contextmanager
def half_a_file() -> Iterator[str]:
    """Serve a file of which half comes, and then no more."""
    is_over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(2 * len(HALF)))
            self.send_header("ETag", '"1"')
            self.end_headers()
            self.wfile.write(HALF)
            self.wfile.flush()
            is_over.wait()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library names it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/e.mp3"
    finally:
        is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def signal_when(number: int, is_time: Callable[[], object]) -> Iterator[None]:
    """Send this process a signal as soon as something is so."""

    is_over = Event()
    # A process that a shell started in the background ignores what Ctrl-C sends.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def watch() -> None:
        while not is_time():
            if is_over.wait(0.01):
                return
        os.kill(os.getpid(), number)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        signal.signal(signal.SIGINT, before)


def store_episode(path: Path, url: str) -> None:
    connection = open_writer(path)
    store = Store(connection)
    # Its feed is on loopback, too: else the file would not be asked for there.
    feed = "http://127.0.0.1/feed"
    target = FeedTarget(feed_id=store.feeds.subscribe(feed, title="A Show", now=NOW), url=feed)
    file = Enclosure(url=url, media_type="audio/mpeg")
    outcome = make_refreshed(target, [make_entry(1, enclosures=(file,))])
    store.entries.save_outcome(outcome, now=NOW)
    connection.close()


@SIGNALS
def test_a_download_that_is_stopped_keeps_what_came(
    number: int, shell: Shell, tmp_path: Path
) -> None:
    files = tmp_path / "files"

    def parts() -> list[bytes]:
        return [path.read_bytes() for path in files.rglob("*.part")]

    with half_a_file() as url, signal_when(number, lambda: HALF in parts()):
        store_episode(tmp_path / "cache.db", url)

        answer = shell("download", "1", "--folder", str(files))

    assert answer.status == 130
    assert "Traceback" not in answer.err
    assert parts() == [HALF]
    assert not list(files.rglob("*.mp3"))


@SIGNALS
def test_a_rebuild_that_is_stopped_leaves_the_rest_to_later_refreshes(
    number: int, shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "cache.db"
    fill_with_everything(path)

    with signal_when(number, multiprocessing.active_children):
        answer = shell("rebuild")

    assert answer.status == 130
    assert answer.err.endswith("Stopped: the next refreshes make the rest.\n")
    assert "Traceback" not in answer.err
    assert multiprocessing.active_children() == []
    connection = open_reader(path)
    wanted = connection.value("SELECT count(*) FROM briefs WHERE pipeline = ''")
    connection.close()
    assert wanted == 3
