"""Detect pages with status 200 that are no article: checks, log-ins, errors, "not found".

Such a page is known by what it is: short, with a form for a password, a script that checks the
browser, a heading that names an error. A page whose headline is the entry's, or that tells a story,
is an article, whatever it is about. Reads an lxml tree and does not change it.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from msgspec import Struct

from fetch.extraction.lines.story_sentences import is_told
from fetch.extraction.paywall import asks_to_subscribe
from fetch.ports import PageRequest
from fetch.text.blocks import Block, count_words, letters_of
from fetch.text.notice_words import (
    ASKS_FOR_SCRIPT,
    CHECK_WORDS,
    ERROR,
    LOG_IN,
    LOG_IN_FIRST,
    NOT_FOUND,
)

_MOST_WORDS = 160
_MOST_NOTICE_WORDS = 120
_TOLD_SENTENCES = 3
_CHECK_SIGNS = 2
_FEW_WORDS = 60
_SHORT_HEADING = 7
_HEADLINE_LETTERS = 8
_MOST_SCRIPT_CHARACTERS = 20_000
_TOPIC_WORDS = 3
_STEM_LETTERS = 5
_SAID_WORDS = 8
"""With fewer words a page says nothing of itself: it waits for a script."""
_TOPIC_WORD = re.compile(r"[^\W\d_]{4,}")


class Refusal(StrEnum):
    """Why a page shows no article."""

    CONSENT = "the page asks for consent before it shows the article"
    CHECK = "the page checks the browser before it shows the article"
    LOG_IN = "the page asks for a log-in before it shows the article"
    SUBSCRIBE = "the page shows the article to subscribers only"
    MISSING = "the page says that the article is not there"
    ERROR = "the page shows an error instead of the article"
    OTHER = "the page shows something else than the article"


class PageSigns(Struct, frozen=True, kw_only=True):
    """What a page's tree says of its make.

    Attributes:
        headings: its title and the headings of its text.
        has_password: it asks for one where its text is, not in its own head.
        has_form: it has a form with a field for text there.
        has_check: a script, a frame or a form is there to check who is asking, or the page asks for
            a browser with scripts, or leads on by itself.
    """

    headings: tuple[str, ...] = ()
    has_password: bool = False
    has_form: bool = False
    has_check: bool = False


_OUTSIDE = ("header", "nav", "aside", "footer", "dialog")
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:modal|popup|pop-up|overlay|dialog|dropdown|drawer|flyout|header|nav|navbar"
    r"|menu|topbar|toolbar|sidebar|newsletter|search|comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXT_FIELDS = frozenset({"text", "email", "tel", "password"})
_CHECKS = re.compile(
    r"captcha|challenge|turnstile|bot[-_.]?(?:check|detect|manag|protect)|anti[-_.]?bot"
    r"|human[-_.]?(?:check|verif)|browser[-_.]?(?:check|verif)|proof[-_.]?of[-_.]?work",
    re.IGNORECASE,
)


def _is_outside(element: Any) -> bool:
    for around in element.iterancestors():
        if around.tag in _OUTSIDE or around.get("role") == "dialog":
            return True
        said = f"{around.get('class') or ''} {around.get('id') or ''}"
        if around.tag not in {"html", "body"} and _ASIDE.search(said):
            return True
    return False


def _has_check(root: Any) -> bool:
    for element in root.iter("script", "iframe", "form", "div", "input", "noscript", "meta"):
        match element.tag:
            case "meta":
                if (element.get("http-equiv") or "").strip().lower() == "refresh":
                    return True
            case "noscript":
                if ASKS_FOR_SCRIPT.search(element.text_content()):
                    return True
            case _:
                said = " ".join(
                    element.get(name) or "" for name in ("src", "action", "id", "class", "name")
                )
                script = (element.text or "") if element.tag == "script" else ""
                if _CHECKS.search(said) or _CHECKS.search(script[:_MOST_SCRIPT_CHARACTERS]):
                    return True
    return False


def read_signs(root: Any) -> PageSigns:
    """Return what the tree of a page says of its make."""
    headings = [" ".join(it.text_content().split()) for it in root.iter("title", "h1", "h2")]
    fields = [
        (it.get("type") or "text").strip().lower()
        for it in root.iter("input")
        if (it.get("type") or "text").strip().lower() in _TEXT_FIELDS and not _is_outside(it)
    ]
    return PageSigns(
        headings=tuple(filter(None, headings[:12])),
        has_password="password" in fields,
        has_form=bool(fields),
        has_check=_has_check(root),
    )


def is_story(blocks: Sequence[Block]) -> bool:
    """Tell whether the blocks tell what somebody said or did, as notices never do."""
    return sum(is_told(block) for block in blocks) >= _TOLD_SENTENCES


def _says(pattern: re.Pattern[str], lines: Iterable[str]) -> bool:
    return any(pattern.search(line) for line in lines)


def _is_headline(title: str, headings: Iterable[str]) -> bool:
    letters = letters_of(title)
    if len(letters) < _HEADLINE_LETTERS:
        return False
    return any(letters in letters_of(heading) for heading in headings)


def _has_words(text: str) -> bool:
    """Tell whether words of a text are parted by blanks, as they are in most scripts."""
    return text.isascii() or len(_TOPIC_WORD.findall(text)) >= _TOPIC_WORDS


def _topic(text: str) -> frozenset[str]:
    """Return the words of a text, in so few letters that their forms are alike, or its pairs."""
    if _has_words(text):
        return frozenset(word[:_STEM_LETTERS] for word in _TOPIC_WORD.findall(text.casefold()))
    return frozenset(map("".join, pairwise(letters_of(text))))


def is_about_another(title: str, shown: str) -> bool:
    """Tell whether a short page has no word of the entry's title: it is not the entry's page.

    That holds in any language, for whatever a site shows instead.
    """
    topic = _topic(title)
    if len(topic) < _TOPIC_WORDS or count_words(shown) < _SAID_WORDS:
        return False
    letters = (
        shown.casefold() if len(_TOPIC_WORD.findall(title)) >= _TOPIC_WORDS else letters_of(shown)
    )
    letters = shown.casefold() if _has_words(title) else letters_of(shown)
    return not any(part in letters for part in topic)


def _is_check(signs: PageSigns, whole: str, words: int) -> bool:
    count = sum(bool(pattern.search(whole)) for pattern in CHECK_WORDS)
    if count >= _CHECK_SIGNS or words >= _FEW_WORDS:
        return count >= _CHECK_SIGNS
    short = [it for it in signs.headings if len(it.split()) <= _SHORT_HEADING]
    is_headed = any(_says(pattern, short) for pattern in CHECK_WORDS[:2])
    return count > 0 and (signs.has_check or is_headed)


def _short_refusal(
    signs: PageSigns, first: Sequence[str], whole: str, words: int
) -> Refusal | None:
    headings = signs.headings
    is_told_to = words < _FEW_WORDS and _says(LOG_IN_FIRST, headings)
    has_form = signs.has_password or (signs.has_form and _says(LOG_IN, headings))
    kinds = (
        (Refusal.LOG_IN, has_form or is_told_to),
        (Refusal.SUBSCRIBE, words < _FEW_WORDS and asks_to_subscribe(whole)),
        (Refusal.MISSING, _says(NOT_FOUND, (*headings, *first))),
        (Refusal.ERROR, _says(ERROR, headings)),
    )
    return next((refusal for refusal, is_one in kinds if is_one), None)


def refusal_of(
    signs: PageSigns, blocks: Sequence[Block], shown: str, request: PageRequest
) -> Refusal | None:
    """Return why a page shows no article, None if it may show one.

    Arguments:
        blocks: what was found on the page.
        shown: the page's short text if nothing was found on it.
        request: for the entry's title and the feed's text, which could be shown instead.
    """
    text = "\n".join(block.text for block in blocks)
    words = count_words(text)
    if words > _MOST_WORDS or _is_headline(request.title, signs.headings) or is_story(blocks):
        return None
    whole = "\n".join((*signs.headings, text, shown))
    if _is_check(signs, whole, words):
        return Refusal.CHECK
    if words > _MOST_NOTICE_WORDS:
        return None
    refusal = _short_refusal(signs, [block.text for block in blocks[:2]], whole, words)
    has_feed_text = bool(request.feed_html or request.feed_summary)
    if refusal is None and has_feed_text and is_about_another(request.title, whole):
        return Refusal.OTHER
    return refusal


def note_of(detail: str) -> str:
    """Return the note for a reader who gets the feed's text instead of such a page."""
    if detail not in {it.value for it in Refusal}:
        return ""
    return f"{detail[0].upper()}{detail[1:]}."
