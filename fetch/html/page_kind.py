# ruff: noqa: RUF001 - pages of other scripts
"""Tell what a page is that came instead of something else: a check for browsers, a log-in. Pure.

Known by what such pages are made of, not by the maker's name: hardly any text of their own, hardly
a link, and what they ask of the browser or the reader.
"""

import re
from enum import StrEnum
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html

_MOST_WORDS = 150
"""A page with more text is one to be read."""
_MOST_LINKS = 6
_HEAD_CHARACTERS = 200_000

_CHECK = re.compile(
    r"\b(?:check|verif|confirm|review|prov|validat)\w*\b.{0,60}\b(?:browser|human|robot|bot|connection"
    r"|security|visitor)s?\b|\bjust a moment\b|\bone moment,? please\b|\bcaptcha\b|\bddos\b"
    r"|\bare (?:you )?(?:not )?a? ?(?:human|robot)\b|\bunusual (?:traffic|activity)\b"
    r"|\b(?:bot|browser|security) (?:check|verification|challenge)\b|\bray id\b"
    r"|\b(?:einen )?moment bitte\b|\büberprüf\w*.{0,60}\b(?:browser|verbindung|mensch)"
    r"|\bnur einen moment\b|\bun instant\b"
    r"|\bvérifi\w*.{0,60}\b(?:navigateur|humain|connexion|robot)"
    r"|\bun momento\b|\b(?:comprob|verific)\w*.{0,60}\b(?:navegador|humano|conexión|robot|browser)"
    r"|\bпровер\w*.{0,60}(?:браузер|соединени|робот)|请稍候|人机验证|安全验证|セキュリティ.{0,10}確認",
    re.IGNORECASE | re.DOTALL,
)
_CHECK_PARTS = re.compile(r"captcha|challenge|turnstile|bot-?check|ddos", re.IGNORECASE)
_ASKS_FOR_SCRIPT = re.compile(
    r"\b(?:enable|activate|turn on|requires?|needs?)\b.{0,40}\bjava\s?script\b"
    r"|\bjava\s?script\b.{0,60}\b(?:enable|activ|disabled|required|needed|aktivier|erforderlich"
    r"|désactivé|requis|habilita|activa)",
    re.IGNORECASE | re.DOTALL,
)


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
    is_check = _CHECK.search(words) or any(_CHECK_PARTS.search(part) for part in parts)
    if is_check and len(root.xpath("//a[@href]")) <= _MOST_LINKS:
        return PageKind.CHECK
    if root.xpath("//input[@type='password']"):
        return PageKind.LOGIN
    if _ASKS_FOR_SCRIPT.search(words):
        return PageKind.SCRIPT
    return PageKind.PAGE
