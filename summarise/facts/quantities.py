"""Join amounts to quantities: ranges and shares; leave out scores and telephone numbers.

"10-20", "between 3 and 4 million" and "$5m-$7m" are ranges; "one in five" and "two-thirds" are
shares; "3-1", "218-212" and telephone numbers are neither, and are left out.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from summarise.facts.amounts import Amount, amounts_in
from summarise.facts.multiples import compounds_in
from summarise.lexicon.vocabulary import vocabulary
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span

LEAST_SCORES = 3
MOST_WHOLE = 1_000_000
MOST_LEAD_CHARS = 24
MOST_VOTE_CHARS = 40
MOST_PIXELS = 16

_DASH = re.compile(r"\s?[-\u2010-\u2015]\s?")
_TO = re.compile(r"\s+to\s+")
_AND = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\b(?:between|from between)\s+$", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+(?:out\s+of|of\s+every|in\s+every)\s+")
_IN = re.compile(r"\s+in\s+")
_YEAR_LEADS = (" in ", " since ")
"""Before a year that another number follows: "from 251 in 2012 to 348"."""
_TELEPHONE = re.compile(
    r"(?<![\w$£€])(?:\+\d[\d() .\u2011-]{6,}\d"
    r"|\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{2,4}(?:[ -]\d{2,4})?"
    r"|(?:\d[ -])?\(?\d{3}\)?[ -]\d{3}-\d{4}|\d{3}-\d{4}|\d-\d{3}-\d{3}-\d{3,4})(?![\w-])"
)


class Form(Enum):
    """How a quantity is written."""

    AMOUNT = auto()
    RANGE = auto()
    SHARE = auto()
    TALLY = auto()
    """The votes on both sides: "218-212"."""
    COMPOUND = auto()
    """A factor ("tenfold"), or a time of two units ("3 minutes 59 seconds")."""
    NONE = auto()
    """A score of a match, a telephone number: its numbers count nothing."""


class Quantity(Struct, frozen=True, kw_only=True):
    """An amount, range or share where it stands.

    Attributes:
        value: None for a range.
        ends: the two ends of a range, the lower first.
        unit: as of `Amount`; "%" for a share.
        letter: as of `Amount`.
        is_joined: whether a range has a dash between its ends, as scores have.
    """

    span: Span
    form: Form
    value: float | None = None
    ends: tuple[float, float] | None = None
    unit: str = ""
    letter: str = ""
    is_joined: bool = False


def quantities_in(text: str, span: Span, words: Vocabulary) -> list[Quantity]:
    """Return the quantities of a sentence that need more than their number word to be read."""
    found = [
        Quantity(span=Span(start=m.start(), end=m.end()), form=Form.NONE)
        for m in (*_TELEPHONE.finditer(text, span.start, span.end), *_calls(text, span))
    ]
    found += [
        Quantity(span=it.span, form=Form.COMPOUND, value=it.value, unit=it.unit)
        for it in compounds_in(text, span)
    ]
    found += _fractions(text, span)
    amounts = [a for a in amounts_in(text, span) if not any(a.span.overlaps(q.span) for q in found)]
    index = 0
    while index < len(amounts):
        length, quantity = _at(text, amounts, index, words)
        if quantity is not None:
            found.append(quantity)
        index += length
    return sorted(found, key=lambda q: q.span)


@cache
def _call_pattern() -> re.Pattern[str]:
    words = "|".join(vocabulary().figures.call_words)
    return re.compile(
        rf"\b(?:{words})\b[^.\d]{{0,20}}?(\d{{2,}}(?:[ -]\d{{2,}})*)(?![\w.,]\d|%)", re.IGNORECASE
    )


def _calls(text: str, span: Span) -> list[re.Match[str]]:
    """Return the numbers that are called, each as a match of its own."""
    calls = []
    for match in _call_pattern().finditer(text, span.start, span.end):
        follows = text[match.end() : match.end() + 1]
        number = re.compile(r"\d[\d -]*\d").match(text, match.start(1), match.end(1))
        is_counted = re.match(r"\s+[a-z]+s\b", text[match.end() : match.end() + MOST_LEAD_CHARS])
        if number is not None and follows != "-" and not is_counted:
            calls.append(number)
    return calls


@cache
def _fraction_pattern() -> re.Pattern[str]:
    lists = vocabulary().figures
    parts = "|".join(part for part in lists.fractions if part != "half")
    counts = "|".join(word for word, n in lists.number_words.items() if 1 <= n <= 9)  # noqa: PLR2004
    leads = "|".join(lists.fraction_leads)
    return re.compile(
        rf"(?<![\w-])(?:(?P<count>{counts})-(?P<part>{parts})s?(?!\w)"
        rf"|(?P<count2>{counts})\s(?P<part2>(?:{parts})(?:s?(?=\s+of\b)|(?<!quarter)s(?!\w)))"
        rf"|(?:(?<=the )|an?\s)(?P<part3>{parts})(?=\s+of\s+(?:the|all|its|his|her|their|our|those"
        rf"|these|[A-Za-z-]+s)\b)"
        rf"|(?:(?:{leads})\s+)an?\s(?P<part4>{parts})(?=\s*(?:[.,;:)]|$|\s(?:from|in|to|on|since|as"
        rf"|for|over|compared|less|more|fewer|this|last|at|after|and|by|when|while|between)\b))"
        rf"|(?P<half>half)\s(?:of\s|(?=(?:the|all|its|their|his|her|our)\s)))",
        re.IGNORECASE,
    )


def _fractions(text: str, span: Span) -> list[Quantity]:
    """Return "two-thirds", "a quarter of", "half of" as shares in percent."""
    lists, found = vocabulary().figures, []
    for match in _fraction_pattern().finditer(text, span.start, span.end):
        part = next(
            (
                match.group(name)
                for name in ("part", "part2", "part3", "part4")
                if match.group(name)
            ),
            "half",
        )
        count = match.group("count") or match.group("count2") or "one"
        start, end = match.start(), match.end()
        before = text[max(0, start - MOST_LEAD_CHARS) : start].lower().split()
        if before[-1:] and before[-1] in lists.period_leads and not match.group("part"):
            continue  # "the first three quarters of the year", "the last half of 2013"
        if match.group("part4"):
            start = text.lower().rindex("a", start, match.start("part4"))
        if match.group("half"):
            end = match.end("half")
        share = lists.number_words[count.lower()] * lists.fractions[part.lower().removesuffix("s")]
        found.append(_share(Span(start=start, end=end), share))
    return found


def _share(span: Span, part: float) -> Quantity:
    return Quantity(span=span, form=Form.SHARE, value=round(100 * part, 2), unit="%")


def _at(
    text: str, amounts: Sequence[Amount], index: int, words: Vocabulary
) -> tuple[int, Quantity | None]:
    """Return how many amounts are read from `index` on, and what they make together."""
    first = amounts[index]
    chain = _chain_length(text, amounts, index)
    if chain >= LEAST_SCORES:
        whole = Span(start=first.span.start, end=amounts[index + chain - 1].span.end)
        return chain, Quantity(span=whole, form=Form.NONE)
    if index + 1 < len(amounts):
        second = amounts[index + 1]
        gap = text[first.span.end : second.span.start]
        pair = _ratio(gap, text, first, second, words) or _range(gap, text, first, second, words)
        if pair is not None:
            return 2, pair
    if first.letter == "k" and text[first.span.end - 1] == "K" and first.mantissa <= MOST_PIXELS:
        return 1, Quantity(span=first.span, form=Form.NONE)  # "4K screens"
    if first.is_marked:
        return 1, _single(first)
    return 1, None


def _single(amount: Amount) -> Quantity:
    return Quantity(
        span=amount.span,
        form=Form.AMOUNT,
        value=amount.value,
        unit=amount.unit,
        letter=amount.letter,
    )


def _chain_length(text: str, amounts: Sequence[Amount], index: int) -> int:
    """Return how many numbers are joined by dashes from `index` on: "1-800-273", "2026-10-05"."""
    length = 1
    for left, right in pairwise(amounts[index:]):
        if not _DASH.fullmatch(text[left.span.end : right.span.start]):
            break
        length += 1
    return length


def _ratio(gap: str, text: str, part: Amount, whole: Amount, words: Vocabulary) -> Quantity | None:
    """For example "one in five voters", "nine out of 10"."""
    is_plain = not (part.unit or whole.unit or part.letter or whole.letter or whole.is_year)
    if not is_plain or not 0 < part.value < whole.value <= MOST_WHOLE:
        return None
    follows = text[whole.span.end : whole.span.end + MOST_LEAD_CHARS].split()
    noun = follows[0].lower().strip(".,;:") if follows else ""
    one = noun.removesuffix("s")
    lists = words.figures
    is_span = one in lists.durations or one in lists.contests or noun in lists.contests
    if _OUT_OF.fullmatch(gap) or (_IN.fullmatch(gap) and not is_span):
        return _share(Span(start=part.span.start, end=whole.span.end), part.value / whole.value)
    return None


def _range(gap: str, text: str, low: Amount, high: Amount, words: Vocabulary) -> Quantity | None:
    start = low.span.start
    is_joined = _DASH.fullmatch(gap) is not None
    lead = _BETWEEN.search(text, max(0, start - MOST_LEAD_CHARS), start)
    is_between = _AND.fullmatch(gap) is not None and lead is not None
    is_linked = is_joined or is_between or _TO.fullmatch(gap) is not None
    is_dated = low.is_year and (high.is_year or text.endswith(_YEAR_LEADS, 0, start))
    if not is_linked or not _is_one_unit(low, high) or is_dated:
        return None
    low, high = _with_shared_scale(low, high)
    whole = Span(start=lead.start() if is_between and lead else start, end=high.span.end)
    is_change = _follows_change(text, start, words) and not (is_joined or is_between)
    if is_joined and not (low.is_marked or high.is_marked):
        is_vote = _is_vote(text, whole, words)
        if is_vote or low.value >= high.value:
            return Quantity(span=whole, form=Form.TALLY if is_vote else Form.NONE)
    is_spoken_vote = not is_change and low.value > high.value and _is_vote(text, whole, words)
    if is_spoken_vote and not (is_joined or is_between or low.is_marked or high.is_marked):
        return Quantity(span=whole, form=Form.TALLY)  # "passed 51 to 49"
    is_rising = low.value < high.value and high.mantissa >= 0
    is_level = is_change and bool(low.unit and high.unit)  # "rose 3% to 5%": two values
    if is_level or not (is_rising or (is_change and low.value > high.value)):
        return None
    # "Cut from 155,000 to 110,000 staff" is one line with both ends, too.
    ends = (min(low.value, high.value), max(low.value, high.value))
    return Quantity(
        span=whole,
        form=Form.RANGE,
        ends=ends,
        unit=low.unit or high.unit,
        letter=high.letter,
        is_joined=is_joined,
    )


def _is_one_unit(low: Amount, high: Amount) -> bool:
    """Whether "$3-4" or "3-4%" share a unit; "3% to 80,600" and "2003 to £2bn" do not."""
    if low.unit and high.unit:
        return low.unit == high.unit
    return not (low.unit and not low.is_prefixed) and not high.is_prefixed


def _with_shared_scale(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Give "3" of "3 to 4 million" its scale, but not "500" of "500 to 1 million"."""
    if low.scale == 1.0 and high.scale > 1.0 and abs(low.mantissa) < high.mantissa:
        low = replace(low, scale=high.scale)
    is_hundredth = high.unit and not low.unit and high.mantissa < 1 < low.mantissa
    return (replace(low, mantissa=low.mantissa / 100) if is_hundredth else low), high


def _follows_change(text: str, start: int, words: Vocabulary) -> bool:
    before = text[max(0, start - MOST_LEAD_CHARS) : start].lower().split()
    return any(word in words.figures.change_words for word in before[-4:])


def _is_vote(text: str, span: Span, words: Vocabulary) -> bool:
    before = text[max(0, span.start - MOST_VOTE_CHARS) : span.start].lower().split()
    after = text[span.end : span.end + MOST_LEAD_CHARS].lower().split()
    near = (*before[-6:], *after[:2])
    return any(word.strip(".,;:()") in words.figures.vote_words for word in near)
