"""Choose whom a surname alone means where several people of a text bear it."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from summarise.names.name_mentions import NameMention

MOST_OWNER_CHARS = 40
MOST_KIN_CHARS = 60
_OWNER = re.compile(
    r"\b(?:son|daughter|brother|sister|wife|husband|mother|father) of"
    r"(?: [\w’'-]+,?){0,4}(?: the)?(?: Rev\.?)? $"
)
_KIN = (
    r"(?:sons?|daughters?|brothers?|sisters?|wife|husband|mother|father|widow|child|children|boy"
    r"|girl|parents)"
)
_KIN_BEFORE = re.compile(rf"\b{_KIN}\b[^.;:]*$")
_KIN_AFTER = re.compile(rf"[^.;:]*\b(?:(?:his|her|['’]s?) {_KIN}|{_KIN} of)\b")
# "The late Kim" is another than "Kim".
_APART = ("late ", "elder ", "older ", "younger ", "senior ", "junior ")


class Bearer(Protocol):
    """Who bears a surname, with the mentions that are known."""

    mentions: list[NameMention]


B = TypeVar("B", bound=Bearer)


def likeliest(text: str, mention: NameMention, bearers: Sequence[B]) -> B | None:
    """Return whom a surname stands for, of those who bear it; None if nobody does."""
    start = mention.span.start
    is_told_apart = text[max(0, start - MOST_OWNER_CHARS) : start].lower().endswith(_APART)
    others = [it for it in bearers if is_told_apart or not _is_relative(text, mention, it, bearers)]
    return max(others or bearers, key=lambda it: _nearness(text, mention, it), default=None)


def _is_relative(text: str, mention: NameMention, one: Bearer, bearers: Sequence[Bearer]) -> bool:
    """Whether somebody came in as a relative of one whom the surname alone meant before.

    News goes on to mean that one by it, and gives relatives their first names.
    """
    first = min(one.mentions, key=lambda m: m.span.start).span
    is_held = any(
        known.text == mention.text and known.span.start < first.start
        for other in bearers
        if other is not one
        for known in other.mentions
    )
    return is_held and (
        _KIN_BEFORE.search(text, max(0, first.start - MOST_OWNER_CHARS), first.start) is not None
        or _KIN_AFTER.match(text, first.end, first.end + MOST_KIN_CHARS) is not None
    )


def _nearness(text: str, mention: NameMention, bearer: Bearer) -> tuple[bool, bool, int]:
    """Order namesakes by their last mention before; who only tells whose son one is, is last.

    Of "Waheed Marsh, the son of Shakil Marsh, …" the next sentence is about Waheed.
    """
    before = [m for m in bearer.mentions if m.span.start < mention.span.start]
    if not before:
        return False, False, -bearer.mentions[0].span.start
    last = max(before, key=lambda m: m.span.start)
    start = last.title.start if last.title else last.span.start
    is_owner = _OWNER.search(text, max(0, start - MOST_OWNER_CHARS), start) is not None
    return True, not is_owner, last.span.start
