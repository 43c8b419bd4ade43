"""Extract dated events, and resolve relative dates against the day of publication.

Time expressions are found by their form, TIMEX-like (Strötgen and Gertz's HeidelTime names the
same classes): explicit dates, days of the week, relative phrases, durations before or after.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from summarise.facts.time_expressions import count_pattern, time_patterns
from summarise.lexicon.word_lists import TimeLists, Vocabulary
from summarise.model import Event, Precision, Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.paragraphs import is_furniture

MOST_CLAUSE_WORDS = 34
LEAST_CLAUSE_WORDS = 7
MOST_COUNT_DIGITS = 4
MOST_TIMES = 8
"""How many earlier events are looked at for a repeat: about as many as one sentence holds."""
EARLIEST, LATEST = 1500, 3000
"""Years of publication that dates are counted from; others are a feed's mistake."""


@cache
def _looks_back(lists: TimeLists) -> re.Pattern[str]:
    """Return the pattern of how a time begins that is past."""
    return re.compile(rf"(?:in |of |the )?(?:{'|'.join(lists.past_marks)})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    day: date | None
    precision: Precision


class TimelineFinder:
    """Dated events of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, published: date | None) -> None:
        self._annotated, self._words = annotated, words
        self._lists = words.time
        is_sane = published is not None and EARLIEST <= published.year <= LATEST
        self._published = published if is_sane else None
        self._pattern, self._hint = time_patterns(words.time)

    def events(self) -> tuple[Event, ...]:
        """Return the events in order of date; what has none comes last, in the text's order."""
        found: list[Event] = []
        text = self._annotated.text
        for sentence in self._annotated.sentences:
            own = sentence.span.of(text)
            if not self._hint.search(own) or is_furniture(own):
                continue
            for match in self._pattern.finditer(text, sentence.span.start, sentence.span.end):
                event = self._event(match, sentence.span)
                if event is not None and not any(_is_told(event, o) for o in found[-MOST_TIMES:]):
                    found.append(event)
        return tuple(
            sorted(found, key=lambda e: (e.date is None, e.date or date.min, e.when_span.start))
        )

    def _event(self, match: re.Match[str], sentence: Span) -> Event | None:
        if not self._is_time(match):
            return None
        when_span = _trimmed(self._annotated.text, match.start(), match.end())
        clause = self._clause(when_span, sentence)
        reading = self._read(match, clause)
        return Event(
            when=" ".join(when_span.of(self._annotated.text).split()),
            date=reading.day,
            precision=reading.precision,
            text=" ".join(clause.of(self._annotated.text).split()),
            span=clause,
            when_span=when_span,
        )

    def _is_time(self, match: re.Match[str]) -> bool:
        """Whether the words are a time: "may" is a verb, "March" a walk, 2000 a number."""
        month = match.group("month3")
        text = self._annotated.text
        if month is not None and not match.group("year3"):
            start = match.start("month3")
            if not month[:1].isupper():
                return False
            if month.lower() in self._lists.months_for_words:
                index = self._annotated.token_at(start)
                token = self._annotated.tokens[index] if index is not None else None
                is_date = token is not None and token.label == "DATE"
                return is_date and token is not None and token.tag not in ("MD", "VB")
        day = match.group("day3")
        if day is not None and not day[:1].isupper():
            return False
        year = match.group("year6")
        if year is not None:
            index = self._annotated.token_at(match.start("year6"))
            token = self._annotated.tokens[index] if index is not None else None
            before = text[max(0, match.start("year6") - 2) : match.start("year6")]
            is_money = any(sign in before for sign in "$£€#")
            is_date = token is None or token.label in ("DATE", "", "EVENT", "LAW")
            after = text[match.end() : match.end() + 12].split()
            is_count = (
                bool(after)
                and token is not None
                and token.label != "DATE"
                and after[0].lower().endswith("s")
                and after[0].islower()
                and len(match.group().split()) == 1
            )
            return is_date and not is_money and not is_count
        return True

    def _clause(self, when: Span, sentence: Span) -> Span:
        """Return the sentence, or of a long one the part between marks that holds the time."""
        text = self._annotated.text
        if len(sentence.of(text).split()) <= MOST_CLAUSE_WORDS:
            return sentence
        cuts = [
            sentence.start,
            *(m.end() for m in re.finditer(r"[;:—–]\s|,\s", text[sentence.start : sentence.end])),
            sentence.end - sentence.start,
        ]
        marks = [sentence.start, *(sentence.start + c for c in cuts[1:-1]), sentence.end]
        left = max(0, bisect_left(marks, when.start + 1) - 1)
        right = max(left + 1, bisect_left(marks, when.end))
        while len(text[marks[left] : marks[right]].split()) < LEAST_CLAUSE_WORDS and (
            left > 0 or right < len(marks) - 1
        ):
            if right < len(marks) - 1:
                right += 1
            else:
                left -= 1
        return _trimmed(text, marks[left], marks[right])

    def _read(self, match: re.Match[str], clause: Span) -> _Reading:
        groups = match.groupdict()
        # "Since May" and "last May" look back, whatever else the clause says is to come.
        said = match.group().lower()
        before = self._annotated.text[max(0, match.start() - 12) : match.start()].lower().split()
        is_past = _looks_back(self._lists).match(said) or before[-1:] == ["since"]
        is_future = not is_past and self._is_future(clause)
        if groups["dated"]:
            return self._month_day(groups, is_future=is_future)
        if groups["monthly"]:
            return self._month(groups, match.group().lower(), is_future=is_future)
        if groups["weekday"]:
            return self._weekday(groups["day3"], match.group().lower(), is_future=is_future)
        if groups["decade"]:
            return _Reading(day=date(int(groups["tens"]), 1, 1), precision=Precision.DECADE)
        year = groups["year4"] or groups["year5"] or groups["year6"]
        if year:
            return _Reading(day=date(int(year), 1, 1), precision=Precision.YEAR)
        return self._relative(groups, match.group().lower())

    def _is_future(self, clause: Span) -> bool:
        tokens = self._annotated.tokens
        return any(
            tokens[i].text.lower() in self._lists.future_auxiliaries
            or tokens[i].lemma in self._lists.future_lemmas
            for i in self._annotated.tokens_in(clause)
        )

    def _month_number(self, name: str) -> int:
        lower = name.lower().rstrip(".")
        return (
            self._lists.months.index(lower) + 1
            if lower in self._lists.months
            else self._lists.month_abbreviations[lower]
        )

    def _month_day(self, groups: dict[str, str | None], *, is_future: bool) -> _Reading:
        month = self._month_number(groups["month"] or groups["month2"] or "")
        day = int(groups["day"] or groups["day2"] or 0)
        year = groups["year"] or groups["year2"]
        if year:
            return _Reading(day=_day(int(year), month, day), precision=Precision.DAY)
        if self._published is None:
            return _Reading(day=None, precision=Precision.DAY)
        return _Reading(day=self._near(month, day, is_future=is_future), precision=Precision.DAY)

    def _near(self, month: int, day: int, *, is_future: bool) -> date | None:
        """Return the last such day before publication, or the next one for what is to come."""
        if self._published is None:
            return None
        same = _day(self._published.year, month, day)
        if same is None:
            return None
        if is_future and same < self._published:
            return _day(self._published.year + 1, month, day)
        # A plan may be told without a future tense: a date two months ahead is still this year's.
        if not is_future and same > self._published + timedelta(days=62):
            return _day(self._published.year - 1, month, day)
        return same

    def _month(self, groups: dict[str, str | None], phrase: str, *, is_future: bool) -> _Reading:
        month = self._month_number(groups["month3"] or "")
        if groups["year3"]:
            return _Reading(day=_day(int(groups["year3"]), month, 1), precision=Precision.MONTH)
        near = self._near(month, 1, is_future=is_future or "next" in phrase)
        if (
            near
            and self._published
            and _looks_back(self._lists).match(phrase)
            and near > self._published
        ):
            near = _day(near.year - 1, month, 1)
        return _Reading(day=near, precision=Precision.MONTH)

    def _weekday(self, name: str, phrase: str, *, is_future: bool) -> _Reading:
        if self._published is None:
            return _Reading(day=None, precision=Precision.DAY)
        wanted = self._lists.weekdays.index(name.lower())
        back = (self._published.weekday() - wanted) % 7
        if "next" in phrase or (is_future and "last" not in phrase):
            ahead = (wanted - self._published.weekday()) % 7
            return _Reading(
                day=self._published + timedelta(days=ahead or 7 if "next" in phrase else ahead),
                precision=Precision.DAY,
            )
        if "last" in phrase and back == 0:
            back = 7
        return _Reading(day=self._published - timedelta(days=back), precision=Precision.DAY)

    def _relative(self, groups: dict[str, str | None], phrase: str) -> _Reading:
        unit = (groups["unit"] or groups["unit2"] or "").lower()
        precision = _precision(unit, self._lists)
        if self._published is None:
            return _Reading(day=None, precision=Precision.DAY if groups["deictic"] else precision)
        today = self._published
        if groups["deictic"]:
            shift = _deictic_shift(phrase, self._lists)
            return _Reading(day=today + timedelta(days=shift), precision=Precision.DAY)
        if groups["counted"]:
            is_back = groups["side"] == "ago"
            count = self._count(groups["count"] or "")
            day = (
                _shifted(today, unit, -count, self._lists)
                if is_back and count is not None
                else None
            )
            return _Reading(day=day, precision=precision)
        which = (groups["which"] or "").lower()
        if not which or re.search(rf"{which}\s+{count_pattern(self._lists)}\s", phrase):
            return _Reading(day=None, precision=Precision.VAGUE)
        step = self._lists.steps.get(which)
        # "The last day of the war" is none before today.
        is_inner = step is not None and step != 0 and precision in (Precision.DAY, Precision.TIME)
        if step is None or is_inner:
            return _Reading(day=None, precision=precision)
        return _Reading(day=self._period(today, unit, step), precision=precision)

    def _count(self, word: str) -> int | None:
        lower = word.lower()
        if lower.isdigit():
            return int(lower) if len(lower) <= MOST_COUNT_DIGITS else None
        if lower in ("a", "an"):
            return 1
        value = self._words.figures.number_words.get(lower)
        return int(value) if value is not None else None

    def _period(self, today: date, unit: str, step: int) -> date | None:
        if unit in self._lists.seasons:
            year = (
                today.year + step
                if step > 0 or self._lists.seasons[unit] > today.month - 1
                else today.year
            )
            return _day(year, self._lists.seasons[unit], 1)
        shifted = _shifted(today, unit, step, self._lists)
        if shifted is None:
            return None
        if unit in ("week", "weekend"):
            monday = shifted - timedelta(days=shifted.weekday())
            return monday + timedelta(days=5) if unit == "weekend" else monday
        if unit == "month":
            return shifted.replace(day=1)
        if unit in ("year", "decade", "century"):
            return shifted.replace(month=1, day=1)
        return shifted


def _is_told(event: Event, other: Event) -> bool:
    """Whether another event says the same day, or the same words for it, in the same clause."""
    is_same_time = event.date == other.date if event.date else event.when == other.when
    return event.span == other.span and is_same_time


def _deictic_shift(phrase: str, lists: TimeLists) -> int:
    return next((days for words, days in lists.shifts.items() if words in phrase), 0)


def _precision(unit: str, lists: TimeLists) -> Precision:
    if unit in lists.seasons:
        return Precision.SEASON
    if unit in lists.unit_precisions:
        return Precision(lists.unit_precisions[unit])
    return Precision.DAY if unit else Precision.VAGUE


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(today: date, unit: str, count: int, lists: TimeLists) -> date | None:
    days, months = lists.unit_days, lists.unit_months
    if unit in days:
        try:
            return today + timedelta(days=days[unit] * count)
        except OverflowError:
            return None
    if unit in months:
        total = today.year * 12 + today.month - 1 + months[unit] * count
        year, month = divmod(total, 12)
        return (
            _day(year, month + 1, min(today.day, 28))
            if date.min.year <= year <= date.max.year
            else None
        )
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start + 1 and text[end - 1] in " \t\n,;:":
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return Span(start=start, end=end)
