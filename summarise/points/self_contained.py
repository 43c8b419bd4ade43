"""Check whether a sentence can be read without its context."""

import re
from enum import IntEnum
from functools import cache

from summarise.lexicon.word_lists import PointLists, Vocabulary
from summarise.text.paragraphs import is_boilerplate, is_teaser

LEAST_WORDS = 6
MOST_WORDS = 40
MOST_LEAD_WORDS = 45
"""A lead tells more in a long sentence than what follows it does in a short one."""
HARD_MOST_WORDS = 60
UNREADABLE_WORDS = 120
UNREADABLE_CHARS = 1_000
LEAST_UNSPACED_CHARS = 40
_PAIRS = (("(", ")"), ("[", "]"))
_END = re.compile(r"[.!?…。\uff01\uff1f।؟](?:[\"”’'»)\]]*)$")


@cache
def _unsaid(points: PointLists) -> re.Pattern[str]:
    """Return the pattern of "…, he said.": who said it stands in another sentence."""
    return re.compile(rf"[,\"\u201d] (?:{'|'.join(points.saying_pronouns)}) \w+\.$")


@cache
def _personal(points: PointLists) -> re.Pattern[str]:
    """Return the pattern of the first and second person."""
    pronouns = "|".join(points.personal_pronouns)
    return re.compile(rf"(?<![\"“\u2018\w])(?:{pronouns})\b(?!['’]?s\b)")


class Fault(IntEnum):
    """How badly a sentence does as a point; a selection relaxes from the lowest upwards."""

    NONE = 0
    SOFT = 1
    """A lead of a few words too many, an exclamation, first person, or said by a mere "he"."""
    LEANING = 2
    """Leans on the sentence before: a pronoun or connective first, or nobody's quoted words."""
    POOR = 3
    """More words than a reader takes in at one glance, or a question."""
    BROKEN = 4
    """Unbalanced marks, no end, too short or far too long."""
    UNFIT = 9
    """Boilerplate, or a run of words without an end: never a point."""


def _is_unbalanced(text: str) -> bool:
    if (
        text.count("“") != text.count("”")
        and (text.count("“") + text.count("”") + text.count('"')) % 2
    ):
        return True
    if "“" not in text and "”" not in text and text.count('"') % 2:
        return True
    if text.count("“") > text.count("”") + text.count('"') or text.count("”") > text.count(
        "“"
    ) + text.count('"'):
        return True
    if text.count("«") != text.count("»"):
        return True
    return any(text.count(left) != text.count(right) for left, right in _PAIRS)


def leans(text: str, words: Vocabulary | None) -> bool:
    """Whether a sentence begins with what the sentence before would have to explain."""
    if words is None:
        return text[:1].islower()
    # "In response he said": a pronoun as the first subject.
    later = _opening_words(text)[1:4]
    return opens_leaning(text, words) or any(it in words.points.subject_pronouns for it in later)


def opens_leaning(text: str, words: Vocabulary) -> bool:
    """Whether the very first words of a sentence are a pronoun or a connective."""
    opening = _opening_words(text)
    if not opening:
        return False
    first = re.split(r"['’]", opening[0])[0]
    starts = {first, *(" ".join(opening[:count]) for count in (2, 3, 4))}
    return bool(starts & (words.points.leaning_openers | words.points.leaning_pronouns))


def _opening_words(text: str) -> list[str]:
    plain = re.sub(r"^[\"“\u2018'(\[—–\-\s]+", "", text).lower()
    return re.findall(r"[\w’']+", plain[:60])


def _counts(text: str, words: Vocabulary | None) -> bool:
    """Whether a sentence begins with how many: "One person died", with none before to lean on."""
    first = text.split(maxsplit=1)[0].lower() if words else ""
    return words is not None and first in words.points.counting_openers


def fault_of(
    text: str, words: Vocabulary | None, *, is_lead: bool = False, is_first: bool = False
) -> Fault:
    """Return the worst fault of a sentence; `words` None for a language without lists.

    Args:
        is_lead: whether it opens its text, and may be longer.
        is_first: whether no sentence stands before it.
    """
    count = len(text.split())
    # Scripts without spaces have one "word" a sentence: it is not judged by its count.
    is_spaced = count > 1 or len(text) < LEAST_UNSPACED_CHARS
    is_fragment = is_spaced and count < LEAST_WORDS and not _END.search(text)
    is_endless = count > UNREADABLE_WORDS or len(text) > UNREADABLE_CHARS
    if is_fragment or is_endless or is_boilerplate(text) or is_teaser(text):
        return Fault.UNFIT
    is_sized = not is_spaced or LEAST_WORDS <= count <= HARD_MOST_WORDS
    if _is_unbalanced(text) or not _END.search(text) or not is_sized or text[:1].islower():
        return Fault.BROKEN
    is_long = is_spaced and count > MOST_WORDS
    spoken = text.rstrip('"\u201d\u2019')
    if spoken.endswith("?") or (is_long and not (is_lead and count <= MOST_LEAD_WORDS)):
        return Fault.POOR
    is_quotation = text[:1] in '"\u201c\u2018«' and text[-1:] in '"\u201d\u2019»'
    if is_quotation or (leans(text, words) and not (is_first and _counts(text, words))):
        return Fault.LEANING
    is_loud = spoken.endswith("!")
    is_personal = words is not None and _personal(words.points).search(_unquoted(text)) is not None
    is_unsaid = words is not None and _unsaid(words.points).search(text) is not None
    return Fault.SOFT if is_long or is_loud or is_personal or is_unsaid else Fault.NONE


def _unquoted(text: str) -> str:
    return re.sub(r"[\"“][^\"“”]*[\"”]", " ", text)
