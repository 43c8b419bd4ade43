"""Find the second names that a text gives somebody: "known as", "formerly", "(VB)"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from summarise.lexicon.word_lists import NameLists
from summarise.names.name_mentions import NameMention

MOST_GAP_CHARS = 48
_MARKS = "\"“”‘’'"  # noqa: RUF001 - quotation marks, as they are written
_NICKNAME = re.compile(rf" [{_MARKS}](\w+)[{_MARKS}] ")


@cache
def _gap(lists: NameLists) -> re.Pattern[str]:
    """Return the pattern of what stands between a name and its second name."""
    naming, former = "|".join(lists.naming_words), "|".join(lists.former_words)
    adverbs = "|".join(lists.naming_adverbs)
    opening = rf"(?:[Tt]he )?[{_MARKS}]?(?:[Tt]he )?"
    return re.compile(
        rf"(?:,| \(| [-\u2013\u2014])? (?:which is |who is |is |was )?(?:(?:{adverbs}) )+"
        rf"(?:{naming}) (?:(?:as|by) )?{opening}"
        rf"|(?:, | ?\()(?:{naming}) (?:(?:as|by) )?{opening}"
        rf"|(?:, | ?\()(?:{former}) {opening}"
        r"|, whose (?:real|full) name (?:is|was) "
        rf"|(?P<short>,? or {opening}| ?\((?:or )?{opening})"
    )


@cache
def _opening(lists: NameLists) -> re.Pattern[str]:
    """Return the pattern of what opens a sentence with a second name: "Formerly known as A, B"."""
    naming, adverbs = "|".join(lists.naming_words), "|".join(lists.naming_adverbs)
    words = rf"(?:(?:{adverbs}) )*(?:{naming}) (?:as |by )?|(?:{'|'.join(lists.former_words)}) "
    return re.compile(rf"(?:^|[.!?\n][\"”]? *)(?:{words})(?:the )?$", re.IGNORECASE)


def introductions(
    text: str, mentions: Sequence[NameMention], lists: NameLists
) -> Iterator[tuple[NameMention, NameMention]]:
    """Yield a name and the second name given with it."""
    ordered = sorted(mentions, key=lambda m: m.span.start)
    yield from _nicknamed(text, ordered)
    for first, second in pairwise(ordered):
        if first.sentence != second.sentence or second.title is not None:
            continue
        if text[first.span.end : second.span.start] == ", " and _opening(lists).search(
            text, max(0, first.span.start - MOST_GAP_CHARS), first.span.start
        ):
            yield second, first
            continue
        start, end = first.span.end, second.span.start
        if not 0 < end - start <= MOST_GAP_CHARS:
            continue
        gap = _gap(lists).fullmatch(text, start, end)
        if gap is None:
            continue
        is_closed = text[second.span.end : second.span.end + 1] in (*_MARKS, ")", ",", ";", ".")
        if gap.group("short") is None or (is_closed and _is_short(first, second, gap.group())):
            yield first, second


def _nicknamed(
    text: str, mentions: Sequence[NameMention]
) -> Iterator[tuple[NameMention, NameMention]]:
    """Yield who is called by a nickname elsewhere: "Ann 'Red' Marsh", then "Red"."""
    for mention in mentions:
        marked = _NICKNAME.search(text, mention.span.start, mention.span.end)
        nickname = marked.group(1) if marked else ""
        other = next((m for m in mentions if m.text == nickname), None)
        if other is not None:
            yield mention, other


def _is_short(first: NameMention, second: NameMention, gap: str) -> bool:
    """Whether the second name is the first one's initials, or is marked as a name."""
    words = gap.lower().split()
    if gap[-1:] in _MARKS and any(word.lstrip("(") in ("or", "the") for word in words):
        return True  # '(or the "Coats")', but not 'Ann Poe ("The Gull")', who plays in it
    letters = "".join(word[0] for word in first.text.replace("-", " ").split() if word[0].isupper())
    return second.text.isupper() and second.text in (letters, f"T{letters}")
