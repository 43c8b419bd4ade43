"""Recognise pages that a server sent instead: a check for browsers, a log-in. Pure.

Known by what such pages are made of, not by the maker's name: hardly any text of their own, hardly
a link, and what they ask of the browser or the reader.
"""

import re
from enum import StrEnum
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html

from fetch.text.notice_words import ASKS_FOR_SCRIPT, CHECK_WORDS

_MOST_WORDS = 150
"""A page with more text is one to be read."""
_MOST_LINKS = 6
_HEAD_CHARACTERS = 200_000

_CHECK_PARTS = re.compile(r"captcha|challenge|turnstile|bot-?check|ddos", re.IGNORECASE)


class PageKind(StrEnum):
    """What a page is, as far as it can be told without reading it."""

    PAGE = "page"
    CHECK = "check"
    LOGIN = "login"
    SCRIPT = "script"


_INSTEAD = {
    PageKind.CHECK: "the server answered with a check that only browsers pass",
    PageKind.LOGIN: "the server answered with a page to log in",
    PageKind.SCRIPT: "the server answered with a page that needs JavaScript",
}


def instead_of_feed(kind: PageKind) -> str:
    """Return what the server sent instead of a feed; "" for a page like any other."""
    return _INSTEAD.get(kind, "")


def _shown_words(root: Any) -> str:
    hidden = etree.XPath("ancestor-or-self::*[self::script or self::style or self::template]")
    texts = (it for it in root.xpath("//text()") if not hidden(it.getparent()))
    return " ".join(" ".join(texts).split())


def _says_check(words: str) -> bool:
    # Many pages ask for scripts that check nobody.
    return any(it.search(words) for it in CHECK_WORDS if it is not ASKS_FOR_SCRIPT)


def page_kind(page: str) -> PageKind:
    """Return what a page is: one with much text is a page, whatever else there is on it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        data = page[:_HEAD_CHARACTERS].encode("utf-8", "replace")
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return PageKind.PAGE
    words = _shown_words(root)
    if len(words.split()) > _MOST_WORDS:
        return PageKind.PAGE
    parts = root.xpath("//@id | //@class | //script/@src | //iframe/@src | //form/@action")
    is_check = _says_check(words) or any(_CHECK_PARTS.search(part) for part in parts)
    if is_check and len(root.xpath("//a[@href]")) <= _MOST_LINKS:
        return PageKind.CHECK
    if root.xpath("//input[@type='password']"):
        return PageKind.LOGIN
    if ASKS_FOR_SCRIPT.search(words):
        return PageKind.SCRIPT
    return PageKind.PAGE
