"""Time from the key that opens an article to its first byte on the screen, in the real app.

    python benchmarks/opening.py [--articles 40] [--entries 5000] [--json FILE]

The articles are made-up ones of 600 words with real briefs. Each is opened, left, and opened again
after the last: what is kept of it shows there. A bare Textual app answers a key in the same run.
"""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from briefs import ARTICLE_WORDS, articles
from figures import Report, add_json
from filled import add_caches, caches, copied
from keys import Answer, add_times, bare_times, press, running
from start_up import ours

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId, Scope, View
from fetch.model import Article, Extractor
from summarise.model import BriefRequest
from summarise.pipeline import Pipeline

_OPEN, _BACK, _DOWN, _FIRST = b"\r", b"h", b"j", b"g"


def brief_newest(path: Path, count: int) -> None:
    """Let the newest entries have an article and its brief."""
    pipeline, now = Pipeline(), datetime.now(UTC)
    connection = open_writer(path)
    store, library = Store(connection), Library(path)
    rows = library.lists.page(View(scope=Scope.ALL), 0, count)
    for row, text in zip(rows, articles(len(rows), ARTICLE_WORDS), strict=True):
        entry_id = EntryId(row.entry_id)
        article = Article(text=text, extractor=Extractor.PAGE, fingerprint=text, language="en")
        store.articles.save(entry_id, article, None, now=now)
        request = BriefRequest(id=str(entry_id), title=row.title, text=text, language="en")
        store.articles.save_brief(entry_id, pipeline.brief(request))
    library.close()
    connection.close()


def main() -> int:
    """Print the times, median and 95th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--entries", type=int, default=5_000)
    add_json(parser)
    add_caches(parser)
    options = parser.parse_args()
    report = Report(options.json)
    with tempfile.TemporaryDirectory() as name, caches(options.caches) as filled:
        path = copied(filled, options.entries, Path(name) / "cache.db")
        brief_newest(path, options.articles)
        bare = bare_times(options.articles)
        with running(ours(Path(name), path)) as terminal:
            for what in ("open an article", "open an article again"):
                times: list[Answer] = []
                press(terminal, _DOWN)
                press(terminal, _FIRST)
                for _ in range(options.articles):
                    times.append(press(terminal, _OPEN))
                    press(terminal, _BACK)
                    press(terminal, _DOWN)
                add_times(report, what, times, bare)
    return 0


if __name__ == "__main__":
    sys.exit(main())
