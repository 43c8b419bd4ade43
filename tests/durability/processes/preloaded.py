"""Imported once by the process that others are forked from: they begin with everything loaded.

A text is read here, and a page and a feed, since much is loaded by the first of each.
"""

import gc
from datetime import UTC, datetime

import cache.db.migrations  # noqa: F401 - these three are there in each fork
import tui.headless.verbs.articles.summarise
import tui.headless.verbs.feeds.fetch  # noqa: F401
from fetch.ports import PageRequest
from fetch.worker import extract_page, parse_feed
from summarise.model import BriefRequest
from summarise.pipeline import Pipeline
from tests.durability.processes.victims import HERE

_TEXT = (
    "Edith Marlow, the harbour master of Harwich, closed the port on Monday after a storm. "
    "“We will not risk a pilot,” she said. It would open on 5 May. Repairs cost £2.5m."
)
_FEED = b"<rss version='2.0'><channel><title>A</title><item><title>B</title></item></channel></rss>"
_PAGE = f"<html><body><article>{f'<p>{_TEXT}</p>' * 5}</article></body></html>".encode()

HERE.prepare()
Pipeline().brief(BriefRequest(id="a", text=_TEXT, published=datetime(2026, 5, 4, tzinfo=UTC)))
parse_feed(_FEED, "http://127.0.0.1/feed", "text/xml")
extract_page(PageRequest(url="http://127.0.0.1/", body=_PAGE, content_type="text/html"))
# What no collection looks at is not copied by the forks.
gc.collect()
gc.freeze()
