"""The part that all reader servers share: what they keep, HTTP, faults, and a list of requests.

    with MinifluxServer() as server:
        feed = server.add_feed("http://example.org/feed.xml", folder="News")
        entry = server.publish(feed, title="Rates kept")
        client = open_client(server.login(), ...)
        server.mark_elsewhere([entry], is_read=True)
        server.faults.append(Fault(kind=FaultKind.STATUS, path="/v1/entries", status=503))

It runs in a thread of its own: programs in other processes and tests with a loop can both use it.
"""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from fetch.sync.sync_model import Api, Login, RemoteFeedId, RemoteId
from tests.support.reader_servers.faults import Fault, FaultKind, Quirks

CLOCK = 1_796_000_000
"""What the servers' clocks say, in seconds: late in November 2026."""


@dataclass(kw_only=True)
class StoredFeed:
    """A subscription as a server keeps it."""

    id: int
    url: str
    title: str
    site_url: str = ""
    folder: str = ""


@dataclass(kw_only=True)
class StoredEntry:
    """An entry as a server keeps it; times in seconds."""

    id: int
    feed: StoredFeed
    guid: str
    url: str
    title: str
    html: str
    author: str = "jane@example.org (Jane Poe)"
    published: Any = CLOCK
    crawled: int = CLOCK
    is_read: bool = False
    is_starred: bool = False
    labels: set[str] = field(default_factory=set)
    tags: tuple[str, ...] = ()
    enclosure_url: str = ""


@dataclass(frozen=True, kw_only=True)
class SeenRequest:
    """One request as it arrived; header names in lower case."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        """The fields of a form."""
        return parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    @property
    def json(self) -> Any:
        """The body read as JSON, {} if it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return {}

    def value(self, name: str, default: str = "") -> str:
        """Return a parameter of the query, else of the form."""
        return (self.query.get(name) or self.form.get(name) or [default])[0]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a server answers."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def reply_json(value: object, *, status: int = 200) -> Reply:
    """Return an answer in JSON."""
    return Reply(status=status, body=json.dumps(value).encode())


def reply_text(text: str, *, status: int = 200, **headers: str) -> Reply:
    """Return an answer in plain text."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, body=text.encode(), content_type="text/plain", headers=named)


PAGE = Reply(body=b"<!DOCTYPE html><html><body>Sign in</body></html>", content_type="text/html")
NOT_FOUND = Reply(
    status=404, body=b"<!DOCTYPE html><html><body>Not found</body></html>", content_type="text/html"
)


class ReaderServer:
    """A server with one account; each protocol is a subclass that answers requests."""

    api: Api
    api_path = ""

    def __init__(self, *, user: str = "alice", password: str = "api-secret-1") -> None:  # noqa: S107
        self.user = user
        self.password = password
        self.feeds: dict[int, StoredFeed] = {}
        self.entries: dict[int, StoredEntry] = {}
        self.faults: list[Fault] = []
        self.quirks = Quirks()
        self.requests: list[SeenRequest] = []
        self.missing_feeds: set[str] = set()
        """Addresses at which the server finds no feed."""
        self.on_request: Callable[[SeenRequest], None] | None = None
        """Called before each answer: what happens elsewhere meanwhile."""
        self.first_id = 1
        self._lock = threading.RLock()
        self._order = random.Random(7)

    # What happens at the server without this client.

    def add_feed(
        self, url: str = "http://feeds.example/a.xml", *, title: str = "", folder: str = ""
    ) -> StoredFeed:
        """Subscribe."""
        with self._lock:
            number = max(self.feeds, default=0) + 1
            site = url.rpartition("/")[0] + "/"
            feed = StoredFeed(
                id=number, url=url, title=title or f"Feed {number}", site_url=site, folder=folder
            )
            self.feeds[number] = feed
            return feed

    def publish(self, feed: StoredFeed, **fields: Any) -> StoredEntry:
        """Add an entry to a feed; newer ones have higher ids."""
        with self._lock:
            number = max(self.entries, default=self.first_id - 1) + 1
            place = number - self.first_id
            made: dict[str, Any] = {
                "id": number,
                "feed": feed,
                "guid": f"tag:feeds.example,2026:{number}",
                "url": f"http://feeds.example/{number}.html",
                "title": f"Story {number}",
                "html": f"<p>Text of story {number}.</p>",
                "published": CLOCK - 100_000 + place,
                "crawled": CLOCK - 50_000 + place,
            }
            entry = StoredEntry(**(made | fields))
            self.entries[number] = entry
            return entry

    def publish_many(self, feed: StoredFeed, count: int, **fields: Any) -> list[StoredEntry]:
        """Add many entries."""
        return [self.publish(feed, **fields) for _ in range(count)]

    def mark_elsewhere(
        self,
        entries: Iterable[StoredEntry],
        *,
        is_read: bool | None = None,
        is_starred: bool | None = None,
        label: str = "",
    ) -> None:
        """Change marks as another device would."""
        with self._lock:
            for entry in entries:
                entry.is_read = entry.is_read if is_read is None else is_read
                entry.is_starred = entry.is_starred if is_starred is None else is_starred
                if label:
                    entry.labels.add(label)

    def remove_feed(self, feed: StoredFeed) -> None:
        """Unsubscribe; the feed's entries go, too."""
        with self._lock:
            self.feeds.pop(feed.id, None)
            for entry in [it for it in self.entries.values() if it.feed is feed]:
                del self.entries[entry.id]

    # What tests ask.

    def remote_id(self, entry: StoredEntry) -> RemoteId:
        """Return the id of an entry as a client knows it."""
        return RemoteId(str(entry.id))

    def remote_feed_id(self, feed: StoredFeed) -> RemoteFeedId:
        """Return the id of a feed as a client knows it."""
        return RemoteFeedId(str(feed.id))

    def login(self, **changes: Any) -> Login:
        """Return how this account is reached."""
        fields: dict[str, Any] = {
            "api": self.api,
            "url": self.url + self.api_path,
            "user": self.user,
            "secret": self.password,
        }
        return Login(**(fields | changes))

    def request_counts(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(it.path for it in self.requests)

    # HTTP.

    @property
    def url(self) -> str:
        """The server's origin."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def start(self) -> None:
        """Listen on a free port of loopback."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                outer._serve(self)

            do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815

            def date_time_string(self, timestamp: float | None = None) -> str:
                return formatdate(CLOCK + outer.quirks.clock_offset_seconds, usegmt=True)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests, and free the port."""
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        parts = urlsplit(handler.path)
        request = SeenRequest(
            method=handler.command,
            path=parts.path,
            query=parse_qs(parts.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in handler.headers.items()},
            body=handler.rfile.read(int(handler.headers.get("Content-Length") or 0)),
        )
        with self._lock:
            self.requests.append(request)
            if self.on_request is not None:
                self.on_request(request)
            struck = [it for it in self.faults if it.strikes(request.method, handler.path)]
            fault = struck[0] if struck else None
            answer = self._instead(fault) if fault else None
            if answer is None:
                answer = self.answer(request)
        if fault and fault.kind is FaultKind.LOST:
            return
        body = fault.body if fault and fault.kind is FaultKind.REPLACED else answer.body
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Type", answer.content_type)
        handler.send_header("Connection", "close")
        if answer.status != 204:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        is_cut = fault is not None and fault.kind is FaultKind.CUT
        handler.wfile.write(body[: len(body) // 2] if is_cut else body)

    def _instead(self, fault: Fault) -> Reply | None:
        match fault.kind:
            case FaultKind.STATUS:
                body = fault.body or b"Something went wrong."
                return Reply(
                    status=fault.status, body=body, content_type="text/plain", headers=fault.headers
                )
            case FaultKind.HTML:
                return PAGE
            case FaultKind.REDIRECT:
                return Reply(status=302, headers={"Location": fault.location})
            case FaultKind.REPLACED | FaultKind.CUT | FaultKind.LOST:
                return None

    def answer(self, request: SeenRequest) -> Reply:
        """Do what a request asks for, and answer it."""
        raise NotImplementedError

    def listed(self, entries: Iterable[StoredEntry]) -> list[StoredEntry]:
        """Return entries newest first, or as the quirks have it."""
        found = sorted(entries, key=lambda it: it.id, reverse=True)
        if self.quirks.doubles_ids:
            found = [it for it in found for _ in range(2)]
        if self.quirks.shuffles_ids:
            self._order.shuffle(found)
        return found

    def feed_at(self, url: str) -> StoredFeed | None:
        """Return the subscription of an address."""
        return next((it for it in self.feeds.values() if it.url == url), None)
