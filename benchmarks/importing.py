"""The app while it takes in one large feed with full text: when its list can be used, and how.

    python benchmarks/importing.py [--items 3000] [--json FILE]

A server on loopback has the feed, of which every third item carries its whole article; the app
opens with it subscribed, and `R` is pressed. Timed is until the newest entries are drawn, and then
how long a key takes while articles and briefs are made of the rest. The floor is one request and
one run of ElementTree over the answer.
"""

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from briefs import ARTICLE_WORDS, articles
from figures import Report, add_json, p95
from filled import NEWEST
from keys import Terminal, await_words, press, running
from start_up import ours

from cache.db.connection import open_writer
from cache.store import Store

_TITLE = "The large paper"
_KEYS = 30
EMPTY = b"Nothing to read here"
_DISTINCT = 100
WITH_TEXT = 3
"""Every third item carries its whole article."""
FLOOR = "one request and ElementTree"
BARE_PARSE = """
import sys, urllib.request
from xml.etree import ElementTree
ElementTree.fromstring(urllib.request.urlopen(sys.argv[1]).read())
"""
CONFIG = "[fetch]\nfull_articles = false\n"


def feed_of(item_count: int) -> bytes:
    """Return a feed with so many articles of 600 words."""
    now = datetime.now(UTC)
    texts = articles(_DISTINCT, ARTICLE_WORDS)
    items = []
    for number in range(item_count):
        text = texts[number % _DISTINCT] if number % WITH_TEXT == 0 else "More on the page."
        body = text.replace("\n\n", "</p><p>")
        title = NEWEST if number == 0 else f"Report {number}"
        date = format_datetime(now - timedelta(minutes=number))
        items.append(
            f"<item><title>{title}</title><guid isPermaLink='false'>{number}</guid>"
            f"<pubDate>{date}</pubDate>"
            f"<link>https://paper.example/{number}</link>"
            f"<description><![CDATA[<p>No. {number}. {body}</p>]]></description></item>"
        )
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{_TITLE}</title>'
    head += "<link>https://paper.example/</link>"
    return f"{head}{''.join(items)}</channel></rss>".encode()


def serve(body: bytes, pipe: Connection) -> None:
    """Serve the feed until the process is ended; say the address first."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    pipe.send(f"http://127.0.0.1:{server.server_address[1]}/feed")
    server.serve_forever()


def seconds_until_drawn(terminal: Terminal, words: bytes) -> float:
    """Press `R` and return the seconds until the words are on the screen."""
    began = time.perf_counter()
    os.write(terminal.leader, b"R")
    await_words(terminal.leader, words)
    return time.perf_counter() - began


def main() -> int:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=3_000)
    add_json(parser)
    options = parser.parse_args()
    report = Report(options.json)
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    server = context.Process(target=serve, args=(feed_of(options.items), far), daemon=True)
    server.start()
    url = near.recv()
    try:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", BARE_PARSE, url], check=True)
        floor = time.perf_counter() - began
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "cache.db"
            connection = open_writer(path)
            Store(connection).feeds.subscribe(url, title=_TITLE, now=datetime.now(UTC))
            connection.close()
            command = ours(Path(name), path)
            (Path(name) / "none.toml").write_text(CONFIG, encoding="utf-8")
            with running(command, EMPTY) as terminal:
                seconds = seconds_until_drawn(terminal, b"Report 5")
                measure = f"a feed of {options.items:,} items, list usable"
                report.add(measure, seconds, "s", {FLOOR: floor})
                times = [1000 * press(terminal, b"j").first for _ in range(_KEYS)]
                report.add("a key during that import, p50", statistics.median(times), "ms")
                report.add("a key during that import, p95", p95(times), "ms")
    finally:
        server.terminate()
        server.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
