"""Serve the demo edition on loopback, so that the real pipeline can fetch it."""

import sys
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from msgspec import Struct

from tui.headless.demo.demo_papers import Paper, load_papers
from tui.headless.demo.demo_site import Resource, Site, build_site

_HOST = "127.0.0.1"
_SHUTDOWN_POLL_SECONDS = 0.05
_CLIENT_TIMEOUT_SECONDS = 10


class DemoFeed(Struct, frozen=True, kw_only=True):
    """A feed of the demo edition, ready to be subscribed to."""

    url: str
    title: str
    folder: str


class DemoServer:
    """The demo edition at an address of its own, as long as the context lasts."""

    def __init__(self) -> None:
        self._papers: tuple[Paper, ...] = ()
        self._server: _SiteServer | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        self._papers = load_papers()
        server = self._server = _SiteServer((_HOST, 0), _Handler)
        server.site = build_site(self._papers, self.base_url)
        self._thread = Thread(
            target=server.serve_forever,
            args=(_SHUTDOWN_POLL_SECONDS,),
            name="demo-server",
            daemon=True,
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def base_url(self) -> str:
        """The server's root, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("the demo server is not running: enter it first")
        return f"http://{_HOST}:{self._server.server_port}"

    @property
    def feeds(self) -> tuple[DemoFeed, ...]:
        """The feeds a demo subscribes to."""
        return tuple(
            DemoFeed(
                url=f"{self.base_url}/{paper.id}/{feed.path}",
                title=feed.title,
                folder=feed.folder,
            )
            for paper in self._papers
            for feed in paper.feeds
        )

    def stop(self) -> None:
        """Stop serving and give the port back; harmless when nothing is served."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.shutdown()
        server.server_close()
        thread.join()


class _SiteServer(ThreadingHTTPServer):
    daemon_threads = True
    site = Site(resources={}, redirects={})

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A reader that is closed in the middle of an answer is no news; the screen is not ours.
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "nutgraf-demo"
    timeout = _CLIENT_TIMEOUT_SECONDS
    server: _SiteServer

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the terminal belongs to the reader."""

    def _answer(self, *, with_body: bool) -> None:
        path = urlsplit(self.path).path
        site = self.server.site
        if (target := site.redirects.get(path)) is not None:
            self._head(HTTPStatus.MOVED_PERMANENTLY, {"Location": target, "Content-Length": "0"})
        elif (resource := site.resources.get(path)) is None:
            self._send(HTTPStatus.NOT_FOUND, {}, b"Not found\n", with_body=with_body)
        elif self._is_known(resource):
            self._head(HTTPStatus.NOT_MODIFIED, _validators(resource))
        else:
            packed = "gzip" in self.headers.get("Accept-Encoding", "")
            headers = _validators(resource) | {"Content-Type": resource.content_type}
            if packed:
                headers["Content-Encoding"] = "gzip"
            body = resource.packed if packed else resource.body
            self._send(HTTPStatus.OK, headers, body, with_body=with_body)

    def _is_known(self, resource: Resource) -> bool:
        """Decide whether the client's copy is still good; an ETag outranks a date."""
        if (etags := self.headers.get("If-None-Match")) is not None:
            return etags.strip() == "*" or resource.etag in map(str.strip, etags.split(","))
        if (since := self.headers.get("If-Modified-Since")) is None:
            return False
        try:
            known = parsedate_to_datetime(since)
        except ValueError:
            return False
        return parsedate_to_datetime(resource.last_modified) <= known

    def _send(
        self, status: HTTPStatus, headers: dict[str, str], body: bytes, *, with_body: bool
    ) -> None:
        self._head(status, headers | {"Content-Length": str(len(body))})
        if with_body:
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        # One answer a connection: no idle thread outlives the server.
        self.send_header("Connection", "close")
        self.end_headers()


def _validators(resource: Resource) -> dict[str, str]:
    return {
        "ETag": resource.etag,
        "Last-Modified": resource.last_modified,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
