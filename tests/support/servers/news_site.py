"""Papers on loopback that bring out an issue when they are told to; what they print is known."""

from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self

PAPERS = 3
PER_ISSUE = 2
"""Articles of one paper in one issue: a refresh stores both or none."""
LISTED_ISSUES = 3
_TOWNS = ("Aldmoor", "Brinscar", "Collwick", "Dunhaven", "Elsmere", "Farrowby", "Garth", "Holm")
_WHO = ("Ada Kern", "Boris Tal", "Clara Voss", "Dov Amit", "Elin Rask", "Frank Obi", "Greta Lind")
_WHAT = ("bridge", "harbour", "library", "mill", "orchard", "quarry", "school", "tram line")


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """An article, by its paper, its issue and its place there; each counted from 1."""

    paper: int
    issue: int
    place: int

    @property
    def key(self) -> str:
        """Its guid in the feed."""
        return f"tag:press.example,2026:{self.paper}-{self.issue}-{self.place}"

    @property
    def title(self) -> str:
        """Its headline; every one has the word "Report"."""
        town, what = self._pick(_TOWNS, 3), self._pick(_WHAT, 5)
        return f"Report {self.issue}: {town} argues about its {what}, part {self.place}"

    def _pick(self, words: tuple[str, ...], step: int) -> str:
        return words[(self.paper * 7 + self.issue * step + self.place) % len(words)]

    def text(self) -> tuple[str, ...]:
        """Return its paragraphs."""
        town, what, who = self._pick(_TOWNS, 3), self._pick(_WHAT, 5), self._pick(_WHO, 2)
        sum_ = 1000 + 37 * self.issue + 11 * self.paper + self.place
        return (
            f"The council of {town} voted on Tuesday to spend {sum_:,} crowns on its old {what}, "
            f"although {self.issue + 3} of its members had asked for more time.",
            f"“Nobody has looked after the {what} since my father’s days,” said {who}, who leads "
            f"the council of {town}. “We can’t wait for another winter.”",
            f"Neighbours of the {what} had collected {sum_ // 3} signatures against the plan. "
            f"{who} promised to read every one of them before work begins in spring.",
        )


def pieces(issue: int) -> tuple[Piece, ...]:
    """Return all that the papers have printed until an issue."""
    return tuple(
        Piece(paper, number, place)
        for paper in range(1, PAPERS + 1)
        for number in range(1, issue + 1)
        for place in range(1, PER_ISSUE + 1)
    )


class Press:
    """The papers at an address of their own, as long as the context lasts."""

    def __init__(self) -> None:
        self.issue = 1
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.press = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        """The address that paths are appended to."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def feeds(self) -> tuple[str, ...]:
        """Return the addresses of the papers' feeds."""
        return tuple(f"{self.origin}/feed/{paper}" for paper in range(1, PAPERS + 1))

    def answer(self, path: str) -> tuple[str, str] | None:
        """Return media type and body of what is at a path."""
        match path.strip("/").split("/"):
            case ["feed", number] if number.isdigit():
                return "application/rss+xml", self._feed(int(number))
            case ["empty", _]:
                return "application/rss+xml", _feed_of("Nothing", "")
            case ["piece", paper, issue, place]:
                return "text/html", _page(Piece(int(paper), int(issue), int(place)))
            case _:
                return None

    def _feed(self, paper: int) -> str:
        listed = [
            piece
            for piece in reversed(pieces(self.issue))
            if piece.paper == paper and piece.issue > self.issue - LISTED_ISSUES
        ]
        items = "".join(
            f"<item><title>{piece.title}</title><guid isPermaLink='false'>{piece.key}</guid>"
            f"<link>{self.origin}/piece/{piece.paper}/{piece.issue}/{piece.place}</link></item>"
            for piece in listed
        )
        return _feed_of(f"Paper {paper}", items)


def _feed_of(title: str, items: str) -> str:
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"


def _page(piece: Piece) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in piece.text())
    return (
        f"<html lang='en'><head><title>{piece.title}</title></head>"
        f"<body><article><h1>{piece.title}</h1>{paragraphs}</article></body></html>"
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    press: Press

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: whoever asked has been killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer."""
        found = self.server.press.answer(self.path)
        media_type, body = found or ("text/plain", "nothing here")
        data = body.encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - likewise
        """Say nothing."""
