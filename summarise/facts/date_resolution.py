"""Resolve time expressions to dates, against the day of publication."""

import re
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from summarise.facts.time_expressions import count_pattern
from summarise.lexicon.fact_lists import TimeLists
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Precision

MOST_COUNT_DIGITS = 4
LATE_DAYS = 62
"""A plan may be told without a future tense: a date two months ahead is still this year's."""


@cache
def looks_back(lists: TimeLists) -> re.Pattern[str]:
    """Return the pattern of how a time begins that is past."""
    return re.compile(rf"(?:in |of |the )?(?:{'|'.join(lists.past_marks)})\b")


class DateReading(Struct, frozen=True, kw_only=True):
    """The day that a time expression means, None if nobody can tell, and how exactly."""

    day: date | None
    precision: Precision


class DateResolver:
    """Resolves the times of one text.

    Attributes:
        day_first: whether 11/12 is the eleventh of December; None if nothing tells.
    """

    def __init__(
        self, words: Vocabulary, published: date | None, *, day_first: bool | None
    ) -> None:
        self._words, self._lists = words, words.time
        self._published, self._day_first = published, day_first

    def read(self, match: re.Match[str], *, is_future: bool) -> DateReading:
        """Return what a match of the time patterns means."""
        groups, phrase = match.groupdict(), match.group().lower()
        year = groups["year4"] or groups["year5"] or groups["year6"]
        if groups["decade"]:
            return DateReading(day=date(int(groups["tens"]), 1, 1), precision=Precision.DECADE)
        if year:
            return DateReading(day=date(int(year), 1, 1), precision=Precision.YEAR)
        if groups["numbered"] or groups["era"]:
            return self._numbered(groups)
        if groups["dated"] or groups["monthly"]:
            month_day = self._month_day if groups["dated"] else self._month
            return month_day(groups, phrase, is_future=is_future)
        if groups["weekday"] or groups["ahead"]:
            return self._named_day(groups, phrase, is_future=is_future)
        return self._relative(groups, phrase)

    def _numbered(self, groups: dict[str, str | None]) -> DateReading:
        """Read "2026-10-05", "5.11.2026" and "11/12/2026"; no calendar has "4336 BC"."""
        if groups["era"]:
            return DateReading(day=None, precision=Precision.YEAR)
        if groups["iso_year"]:
            numbers = (groups["iso_year"], groups["iso_month"], groups["iso_day"])
        elif groups["dotted_year"]:
            numbers = (groups["dotted_year"], groups["dotted_month"], groups["dotted_day"])
        else:
            first, second = int(groups["slash1"] or 0), int(groups["slash2"] or 0)
            is_clear = first == second or self._day_first is not None
            day, month = (second, first) if self._day_first is False else (first, second)
            year = int(groups["slash_year"] or 0)
            return DateReading(
                day=_day(year, month, day) if is_clear else None, precision=Precision.DAY
            )
        year, month, day = (int(number or 0) for number in numbers)
        return DateReading(day=_day(year, month, day), precision=Precision.DAY)

    def _weeks_ahead(self, groups: dict[str, str | None]) -> DateReading:
        """Read "a week from Tuesday", "Saturday week"."""
        if self._published is None:
            return DateReading(day=None, precision=Precision.DAY)
        name = groups["day4"] or groups["day5"] or ""
        wanted = self._lists.weekdays.index(name.lower())
        ahead = (wanted - self._published.weekday()) % 7 or 7
        weeks = self._count(groups["weeks"] or "a") or 1
        day = _shifted(self._published, "day", ahead + 7 * weeks, self._lists)
        return DateReading(day=day, precision=Precision.DAY)

    def _month_number(self, name: str) -> int:
        lower = name.lower().rstrip(".")
        return (
            self._lists.months.index(lower) + 1
            if lower in self._lists.months
            else self._lists.month_abbreviations[lower]
        )

    def _month_day(self, groups: dict[str, str | None], _: str, *, is_future: bool) -> DateReading:
        month = self._month_number(groups["month"] or groups["month2"] or "")
        day = int(groups["day"] or groups["day2"] or 0)
        year = groups["year"] or groups["year2"] or self._named_year(groups["which_year"])
        if year:
            return DateReading(day=_day(int(year), month, day), precision=Precision.DAY)
        if self._published is None:
            return DateReading(day=None, precision=Precision.DAY)
        return DateReading(day=self._near(month, day, is_future=is_future), precision=Precision.DAY)

    def _named_year(self, which: str | None) -> int | None:
        """Return the year of "last year" after a date."""
        if not which or self._published is None:
            return None
        step = self._lists.steps.get(which.lower())
        return self._published.year + step if step is not None else None

    def _near(self, month: int, day: int, *, is_future: bool) -> date | None:
        """Return the last such day before publication, or the next one for what is to come."""
        if self._published is None:
            return None
        same = _day(self._published.year, month, day)
        if same is None:
            return None
        if is_future and same < self._published:
            return _day(self._published.year + 1, month, day)
        if not is_future and same > self._published + timedelta(days=LATE_DAYS):
            return _day(self._published.year - 1, month, day)
        return same

    def _month(self, groups: dict[str, str | None], phrase: str, *, is_future: bool) -> DateReading:
        month = self._month_number(groups["month3"] or "")
        year = groups["year3"] or self._named_year(groups["which_year2"])
        if year:
            return DateReading(day=_day(int(year), month, 1), precision=Precision.MONTH)
        near = self._near(month, 1, is_future=is_future or "next" in phrase)
        if (
            near
            and self._published
            and looks_back(self._lists).match(phrase)
            and near > self._published
        ):
            near = _day(near.year - 1, month, 1)
        return DateReading(day=near, precision=Precision.MONTH)

    def _named_day(
        self, groups: dict[str, str | None], phrase: str, *, is_future: bool
    ) -> DateReading:
        if groups["ahead"]:
            return self._weeks_ahead(groups)
        if self._published is None:
            return DateReading(day=None, precision=Precision.DAY)
        name = groups["day3"] or ""
        wanted = self._lists.weekdays.index(name.lower())
        back = (self._published.weekday() - wanted) % 7
        if "next" in phrase or (is_future and "last" not in phrase):
            ahead = (wanted - self._published.weekday()) % 7
            return DateReading(
                day=self._published + timedelta(days=ahead or 7 if "next" in phrase else ahead),
                precision=Precision.DAY,
            )
        if "last" in phrase and back == 0:
            back = 7
        return DateReading(day=self._published - timedelta(days=back), precision=Precision.DAY)

    def _relative(self, groups: dict[str, str | None], phrase: str) -> DateReading:
        unit = (groups["unit"] or groups["unit2"] or groups["unit3"] or "").lower()
        precision = _precision(unit, self._lists)
        if self._published is None:
            return DateReading(
                day=None, precision=Precision.DAY if groups["deictic"] else precision
            )
        today = self._published
        if groups["deictic"]:
            shift = _deictic_shift(phrase, self._lists)
            return DateReading(day=today + timedelta(days=shift), precision=Precision.DAY)
        if groups["counted"]:
            is_back = groups["side"] == "ago"
            # "Days later" says no number.
            count = self._count(groups["count"]) if groups["count"] else None
            day = (
                _shifted(today, unit, -count, self._lists)
                if is_back and count is not None
                else None
            )
            return DateReading(day=day, precision=precision)
        which = (groups["which"] or "").lower()
        if not which or re.search(rf"{which}\s+{count_pattern(self._lists)}\s", phrase):
            return DateReading(day=None, precision=Precision.VAGUE)
        step = self._lists.steps.get(which)
        # "The last day of the war" is none before today.
        is_inner = step is not None and step != 0 and precision in (Precision.DAY, Precision.TIME)
        if step is None or is_inner:
            return DateReading(day=None, precision=precision)
        return DateReading(day=self._period(today, unit, step), precision=precision)

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
