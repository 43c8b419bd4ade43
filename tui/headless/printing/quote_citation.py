"""Format a quote with its speaker and source. Pure."""

import re
from datetime import datetime

from msgspec import Struct

from tui.headless.browser import is_web_address
from tui.headless.printing.article_document import UNTITLED, day_of
from tui.headless.printing.brief_document import quoted
from tui.headless.printing.document import one_line

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s+[\"'“‘«(]*[^\W\d_a-z]|\s*$)")  # noqa: RUF001
"""Good enough to copy by: whoever wants other words selects them."""


class Passage(Struct, frozen=True, kw_only=True):
    """Words and where they stand.

    Attributes:
        speaker: who said them, "" for the article itself.
        role: of the speaker, "" if unknown.
        is_direct: whether the words are the speaker's own.
        published: aware; None if unknown.
    """

    words: str
    title: str
    source: str
    url: str
    published: datetime | None
    speaker: str = ""
    role: str = ""
    is_direct: bool = True


def attributed(passage: Passage) -> str:
    """Return words with their attribution, title, source, date and address.

    “We stay,” she said. — “Title”, BBC News, 1 December 2024, https://…
    """
    words = quoted(passage.words, is_direct=passage.is_direct or not passage.speaker)
    who = one_line(passage.speaker)
    if who and passage.role:
        who += f", {one_line(passage.role)}"
    said = f"{words} — {who}." if who else words
    facts = [f"“{one_line(passage.title) or UNTITLED}”"]
    if source := one_line(passage.source):
        facts.append(source)
    if passage.published is not None:
        facts.append(day_of(passage.published))
    if is_web_address(passage.url):
        facts.append(passage.url)
    return f"{said} {', '.join(facts)}"


def sentence_at(text: str, offset: int) -> str:
    """Return the sentence of a text that an offset stands in, "" if there is none."""
    start = text.rfind("\n\n", 0, offset) + 2 if "\n\n" in text[:offset] else 0
    end = text.find("\n\n", offset)
    paragraph = text[start : end if end >= 0 else len(text)]
    at = 0
    for match in _SENTENCE_END.finditer(paragraph):
        if start + match.end() > offset:
            return paragraph[at : match.end()].strip()
        at = match.end()
    return paragraph[at:].strip()
