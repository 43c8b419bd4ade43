"""The small hostile internet of the evaluation data, and the program run against it.

    python -m tests.world.world [--feeds 200] [--items 10] [--shared DIR]

prints what two refreshes of an unchanged world gave. The server is not part of the project: it is
looked for in `shared/newsworld` beside the repository.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.world.quick_program import run_quickly

SHARED = Path(__file__).resolve().parents[3] / "shared"

# Faults that a reader gets over: the feed's items arrive all the same.
_HEALED_NAMES = (
    "ok redir_301 redir_302 redir_307 redir_308 redir_chain malformed_xml bad_entity wrong_charset "
    "no_charset latin1_undeclared utf16 bom ctype_html ctype_octet ctype_missing weak_etag "
    "unquoted_etag etag_only lm_only lm_garbage no_validators always_new_etag many_headers "
    "long_header no_guid no_dates future_dates bad_dates relative_links html_titles control_chars "
    "cdata_junk lead_space huge_item ttl_skip maxage deflate_raw nul_bytes"
)
HEALED = frozenset(_HEALED_NAMES.split())
# Faults that leave nothing to read: the feed must say why.
_FATAL_NAMES = (
    "s404 s410 s403 s500 s503_retry s429_retry s429_date timeout slow_headers slow_body redir_loop "
    "redir_file redir_nohost truncated_cl truncated_chunk reset empty html_login huge gzip_bomb "
    "br_bomb fake_gzip ssrf_redirect"
)
FATAL = frozenset(_FATAL_NAMES.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A running server."""

    origin: str

    def ask(self, path: str) -> Any:
        """Return the server's JSON answer."""
        with urllib.request.urlopen(f"http://{self.origin}{path}", timeout=20) as answer:
            return json.loads(answer.read())

    def opml(self) -> bytes:
        """Return the subscriptions to all feeds of the world."""
        with urllib.request.urlopen(f"http://{self.origin}/opml", timeout=20) as answer:
            body: bytes = answer.read()
        return body


@contextmanager
def running_world(
    folder: Path,
    *,
    feeds: int,
    items: int,
    seconds: int,
    shared: Path = SHARED,
    retry_after: int = 30,
) -> Iterator[World]:
    """Run the server with the real pages and its default mix of faults."""
    port_file = folder / "world.json"
    server = subprocess.Popen(
        [
            *(sys.executable, shared / "newsworld" / "newsworld.py"),
            *("--feeds", str(feeds), "--items", str(items), "--origins", "8"),
            *("--pages", shared / "eval" / "pages" / "pages", "--faults", "default"),
            *("--page-faults", "0.05", "--stall", "6", "--latency-ms", "5"),
            *("--retry-after", str(retry_after)),
            *(
                "--port-file",
                port_file,
                "--max-seconds",
                str(seconds),
                "--idle-seconds",
                str(seconds),
            ),
        ],
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not port_file.exists():
            if time.monotonic() > deadline or server.poll() is not None:
                message = "the world did not start"
                raise RuntimeError(message)
            time.sleep(0.05)
        yield World(origin=json.loads(port_file.read_text(encoding="utf-8"))["origins"][0])
    finally:
        server.terminate()
        server.wait(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The program with a configuration and a cache of its own."""

    folder: Path

    @property
    def cache(self) -> Path:
        """The database."""
        return self.folder / "cache.db"

    @property
    def config(self) -> Path:
        """The configuration, which need not be there."""
        return self.folder / "config.toml"

    def configure(self, text: str) -> None:
        """Write the reader's configuration."""
        self.config.write_text(text, encoding="utf-8")

    def run(
        self, *arguments: str | Path, stdin: bytes | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run `nutgraf` with the arguments, in a process that begins with everything loaded."""
        return run_quickly(self.words(*arguments), stdin=stdin)

    def run_anew(
        self, *arguments: str | Path, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run `nutgraf` with the arguments, in an interpreter of its own."""
        return subprocess.run(
            self.command(*arguments), capture_output=True, check=False, input=stdin
        )

    def command(self, *arguments: str | Path) -> list[str | Path]:
        """Return the words that run `nutgraf` with the arguments."""
        return [*(sys.executable, "-m", "tui"), *self.words(*arguments)]

    def app(self) -> list[str]:
        """Return the arguments that open the app."""
        return [str(word) for word in self.words()]

    def words(self, *arguments: str | Path) -> list[str | Path]:
        """Return the arguments after those that name the configuration and the cache."""
        return [
            *(("--config", self.config) if self.config.exists() else ()),
            *("--cache", self.cache, *arguments),
        ]

    def feeds(self) -> list[dict[str, Any]]:
        """Return the feeds as `nutgraf feeds` tells them."""
        rows: list[dict[str, Any]] = json.loads(self.run("feeds", "--json").stdout)
        return rows

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table that a refresh fills, and of what is to do."""
        with sqlite3.connect(f"file:{self.cache}?mode=ro", uri=True) as connection:
            questions = {
                "entries": "SELECT count(*) FROM entries",
                "articles": "SELECT count(*) FROM articles",
                "briefs": "SELECT count(*) FROM briefs",
                "page failures": "SELECT count(*) FROM page_failures",
                "integrity": "SELECT count(*) FROM pragma_integrity_check "
                "WHERE integrity_check <> 'ok'",
            }
            counts = {
                name: int(connection.execute(question).fetchone()[0])
                for name, question in questions.items()
            }
        connection.close()
        return counts


def verdicts(world: World, reader: Reader, *, items: int) -> dict[str, list[str]]:
    """Compare what the reader has with what the world published, by kind of result."""
    by_url = {row["url"]: row for row in reader.feeds()}
    by_title = {row["title"]: row for row in by_url.values()}
    found: dict[str, list[str]] = {"complete": [], "incomplete": [], "reason": [], "silent": []}
    for feed in world.ask("/urls.json"):
        fault = feed["fault"]
        # A permanently moved feed has its new address.
        row = by_url.get(feed["url"]) or by_url.get(
            feed["url"].replace(f"/fault/{fault}/", "/feed/")
        )
        row = row or by_title.get(f"World {feed['feed']}")
        name = f"{fault} {feed['url']}"
        if row is None:
            found["silent"].append(name)
        elif row["failure"]:
            found["reason"].append(f"{name}: {row['failure']}")
        else:
            wanted = 1 if fault == "dup_guid" else items
            kind = "complete" if row["entries"] >= wanted else "incomplete"
            found[kind].append(f"{name}: {row['entries']}")
    return found


def main() -> int:
    """Refresh a world twice and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=10)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        reader = Reader(folder=folder)
        with running_world(
            folder, feeds=options.feeds, items=options.items, seconds=3000, shared=options.shared
        ) as world:
            (folder / "world.opml").write_bytes(world.opml())
            reader.run("import", folder / "world.opml")
            found: dict[str, list[str]] = {}
            for turn in ("first", "second"):
                world_before = world.ask("/_stats")
                began = time.monotonic()
                answer = reader.run("fetch")
                seconds = time.monotonic() - began
                stats = world.ask("/_stats")
                found = verdicts(world, reader, items=options.items)
                sys.stdout.write(
                    f"{turn} refresh: {seconds:.1f} s, exit {answer.returncode}, "
                    f"{ {kind: len(names) for kind, names in found.items()} }, {reader.counts()}\n"
                    f"  {answer.stderr.decode().splitlines()[-1]}\n"
                    f"  requests {stats['requests'] - world_before['requests']}, by status "
                    f"{Counter(stats['status']) - Counter(world_before['status'])}, "
                    f"violations {stats['violations']}\n"
                )
                for kind in ("incomplete", "silent"):
                    sys.stdout.writelines(f"  {kind}: {name}\n" for name in found[kind])
            sys.stdout.writelines(f"  reason: {name}\n" for name in sorted(found["reason"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
