"""The reader's options for one feed: how to request it, where its pages have the article."""

import re

from msgspec import Struct

from fetch.access import NO_ACCESS, Access
from fetch.model import Entry

_TAG = re.compile(r"<[^<>]*>")
WHOLE_WORDS = 120
"""What a feed gives of an article is taken for the whole from so many words on."""


class PageRules(Struct, frozen=True, kw_only=True):
    """Where the article stands on a page, as CSS selectors; "" where nothing is said.

    Attributes:
        article: what holds the text; may match several pieces, which are joined.
        strip: what goes before the text is looked for.
    """

    article: str = ""
    strip: str = ""


class FeedRules(Struct, frozen=True, kw_only=True):
    """How one feed's entries become articles.

    Attributes:
        full_articles: fetch the pages; None for what the configuration says.
        prefers_feed: take the feed's own text where that is whole, without asking for the page.
    """

    access: Access = NO_ACCESS
    pages: PageRules = PageRules()
    full_articles: bool | None = None
    prefers_feed: bool = False


NO_RULES = FeedRules()


def carries_article(entry: Entry) -> bool:
    """Tell whether a feed gives a whole article with an entry, not only its beginning."""
    content = _TAG.sub(" ", entry.content_html)
    return max(len(text.split()) for text in (content, entry.summary)) >= WHOLE_WORDS
