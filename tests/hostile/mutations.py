"""Feeds, pages and lists damaged at random: nothing but an expected error may come of one.

    python -m tests.hostile.mutations [--count 100000] [--seed 1]

The seeds are small documents of our own, and what once went wrong is kept in `corpus/`. After every
batch a healthy document is read again: what a damaged one leaves behind must change nothing.
"""

import argparse
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Never

from fetch.errors import FetchError
from fetch.extraction.trafilatura_adapter import extract_article
from fetch.feeds.feedparser_adapter import parse_document
from fetch.feeds.opml import read_opml
from fetch.ports import PageRequest
from tests.support.samples.clean_characters import is_clean

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
FEEDS = HERE.parent / "fetch" / "feeds" / "golden"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_SECONDS = 5
"""The workers stop a document after ten; so long none of these small ones may take."""
_BATCH = 500

_SENTENCE = "The ferry left Arn at noon with ninety people on board, said Ana Holm of the harbour. "
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry</title>'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry",'
    '"datePublished":"2026-11-20T10:00:00Z","author":{"name":"Ana Holm"}}</script></head><body>'
    "<nav><a href=/>Home</a></nav><article><h1>Ferry</h1>"
    + "".join(f"<p>{_SENTENCE * 2}</p>" for _ in range(5))
    + "<ul><li>Tea</li><li>Bread</li></ul><table><tr><th>Port</th><td>Arn</td></tr></table>"
    '<figure><img src="/a.jpg" alt="Ferry"><figcaption>Quay</figcaption></figure>'
    "<blockquote>It will sail.</blockquote><pre>x = 1</pre></article><footer>©</footer>"
    "</body></html>"
).encode()
BLOG = (
    '<!doctype html><html lang="en"><head><title>Ferry live</title><link rel=next href="/b/2">'
    '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Ferry live",'
    '"liveBlogUpdate":[{"@type":"BlogPosting","headline":"It sails","datePublished":'
    '"2026-11-20T10:00:00Z","articleBody":"It sailed."},{"datePublished":"2026-11-19T23:00:00Z",'
    f'"articleBody":"{_SENTENCE}"}}]}}</script></head><body><article><h1>Ferry live</h1>'
    + "".join(
        f'<section class="live-post"><time datetime="2026-11-20T1{hour}:00:00Z">1 h ago</time>'
        f"<h3>It sails</h3><p>{_SENTENCE}</p><p>Ana Holm</p></section>"
        for hour in range(4)
    )
    + '</article><nav><a href="/b/2">2</a></nav></body></html>'
).encode()
LIST = (
    b'<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>'
    b'<outline text="News"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/f"/>'
    b'<outline type="rss" text="C" xmlUrl="https://c.example/f" htmlUrl="https://c.example/"/>'
    b"</outline></body></opml>"
)
_TOKENS = (
    *(b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE x [<!ENTITY y 'z'>]>", b"&y;", b"&#0;"),
    *(
        b"&#x110000;",
        b"&#xD800;",
        b"&#27;",
        b"\x00",
        b"\x1b[2J",
        b"\x9b",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(b"<", b">", b"</", b"/>", b'"', b"'", b"&", b"%", b"<item>", b"</item>", b"<entry>", b"<p>"),
    *(b"</p>", b"<div>" * 300, b"</channel>", b"</rss>", b'encoding="utf-16"', b'encoding="x"'),
    *(
        b"http://[",
        b"javascript:alert(1)",
        b"//",
        b"data:,",
        b"\xe2\x80\xae",
        "é".encode("latin-1"),
    ),
    *(b"Mon, 32 Foo 99999 25:61:61 +9999", b"0000-00-00T00:00:00Z", b"-1", b"9" * 400, b" " * 2000),
    *(
        b"xml:base='http://e.example/'",
        b"xmlns='x'",
        b"<a href=",
        b"{",
        b"}",
        b"[",
        b"null",
        b"\\u0000",
    ),
)


@dataclass(frozen=True, slots=True)
class Seed:
    """A healthy document and what reads it."""

    kind: str
    body: bytes


@dataclass(slots=True)
class Result:
    """What came of a run.

    Attributes:
        errors: uncaught exceptions, unclean texts and documents that took too long, with the bytes.
    """

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, bytes]] = field(default_factory=list)
    longest_seconds: float = 0.0


def seeds() -> list[Seed]:
    """Return documents of each kind, those of the corpus too."""
    feeds = [path for path in sorted(FEEDS.iterdir()) if not path.match("*.*.json")]
    kept = [path for path in sorted(CORPUS.iterdir()) if path.suffix in {".feed", ".page", ".opml"}]
    return [
        *(Seed("feed", path.read_bytes()) for path in feeds),
        *(Seed(path.suffix[1:], path.read_bytes()) for path in kept),
        Seed("page", PAGE),
        Seed("page", BLOG),
        Seed("opml", LIST),
        Seed("opml", LIST),
    ]


def mutated(body: bytes, chance: random.Random) -> bytes:
    """Return a document with one to six random injuries."""
    made = bytearray(body)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(made))
        end = min(len(made), at + chance.choice((1, 4, 16, 64, 400)))
        match chance.randrange(7):
            case 0 if at < len(made):
                made[at] = chance.randrange(256)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * chance.choice((1, 2, 30))
            case 3:
                made[at:at] = chance.choice(_TOKENS)
            case 4:
                made[at:end] = chance.choice(_TOKENS)
            case 5:
                del made[at:]
            case _:
                other = chance.randint(0, len(made))
                made[at:at] = made[other : other + (end - at)]
    return bytes(made)


def read(seed: Seed) -> None:
    """Read a document as the workers do.

    Raises:
        FetchError: it can't be read; ParseError is one.
        AssertionError: what came of it holds control characters.
    """
    if seed.kind == "opml":
        for outline in read_opml(seed.body).outlines:
            assert is_clean(outline.title), "an outline's title is not clean"
    elif seed.kind == "page":
        request = PageRequest(
            url="https://b.example/b",
            body=seed.body,
            content_type="text/html",
            wants_metadata=True,
        )
        article = extract_article(request, now=NOW).article
        assert is_clean(article.text), "an article's text is not clean"
        assert is_clean(article.title), "an article's title is not clean"
    else:
        for entry in parse_document(seed.body, "https://e.example/f", "", now=NOW).entries:
            texts = (entry.key, entry.title, entry.author, entry.url, entry.summary)
            assert all(map(is_clean, texts)), "an entry is not clean"


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in what takes longer."""

    def stop(number: int, frame: FrameType | None) -> Never:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run(count: int, seed: int, tell: Callable[[int], None] | None = None) -> Result:
    """Read so many damaged documents."""
    chance, result = random.Random(seed), Result()
    healthy = (FEEDS / "rss20.xml").read_bytes()
    expected = parse_document(healthy, "https://e.example/f", "", now=NOW)
    known = seeds()
    # Pages take ten times as long as feeds.
    weights = [1 if it.kind == "page" else 3 for it in known]
    for number in range(count):
        (chosen,) = chance.choices(known, weights)
        damaged = Seed(chosen.kind, mutated(chosen.body, chance))
        began = time.perf_counter()
        try:
            with time_limit(_SECONDS):
                read(damaged)
            result.counts[f"{damaged.kind} read"] += 1
        except FetchError:
            result.counts[f"{damaged.kind} refused"] += 1
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            result.errors.append((f"{damaged.kind}: {type(error).__name__}: {error}", damaged.body))
        result.longest_seconds = max(result.longest_seconds, time.perf_counter() - began)
        if number % _BATCH == 0:
            assert parse_document(healthy, "https://e.example/f", "", now=NOW) == expected
            if tell is not None:
                tell(number)
    return result


def main() -> int:
    """Run and print what came of it; keep what failed beside the corpus for a look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=Path, help="write what failed into this folder")
    options = parser.parse_args()

    def tell(number: int) -> None:
        if number % 10_000 == 0:
            sys.stdout.write(f"{number:,}\n")
            sys.stdout.flush()

    result = run(options.count, options.seed, tell)
    counts = ", ".join(f"{count:,} {name}" for name, count in sorted(result.counts.items()))
    sys.stdout.write(f"{counts}; the longest took {result.longest_seconds:.2f} s\n")
    for number, (words, body) in enumerate(result.errors):
        sys.stdout.write(f"{words}\n")
        if options.failures is not None:
            options.failures.mkdir(parents=True, exist_ok=True)
            (options.failures / f"{number}.{words.partition(':')[0]}").write_bytes(body)
    sys.stdout.write(f"{len(result.errors)} uncaught\n")
    return 1 if result.errors else 0


if __name__ == "__main__":
    sys.exit(main())
