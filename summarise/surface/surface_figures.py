"""Extract figures and dates without a parser, by regular expressions."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarise.lexicon.surface_lexicon import FigureWords, TimeWords, any_of
from summarise.model import Event, Figure, Precision, Sentence, Span

SMALL_NUMBER = 3
FIRST_YEAR, LAST_YEAR = 1500, 2099
DAYS_OF_WEEK = 7
_NOUN = r"[^\W\d_]{3,}(?:-[^\W\d_]+)*"


class SurfaceFigureFinder:
    """Finds the figures of texts of one language."""

    def __init__(self, words: FigureWords, time: TimeWords) -> None:
        self._words = words
        mark, spaces = re.escape(words.decimal), re.escape(words.thousands)
        number = rf"\d{{1,3}}(?:[{spaces}]\d{{3}})+(?:{mark}\d+)?|\d+(?:{mark}\d+)?"
        units = f"{any_of(words.percent)}(?!\\w)|{any_of(words.currencies)}(?!\\w)"
        links = f"(?:{any_of(words.links)}\\s*)?"
        self._pattern = re.compile(
            rf"(?<![\w.,/-])(?:{any_of(words.approximators)}\s+)?"
            rf"(?:(?P<digits>{number})|(?P<word>{any_of(words.words)})(?!\w))(?![\d/:]|[.,]\d)"
            rf"(?:\s*(?P<scale>{any_of(words.scales)})(?!\w))?"
            rf"\s*(?:{links}(?:(?P<unit>{units})|(?P<noun>{_NOUN})))?",
            re.IGNORECASE,
        )
        self._no_nouns = words.not_counted | set(time.months)

    def figures(self, text: str, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
        """Return the figures of the sentences, in order."""
        found = []
        for sentence in sentences:
            for match in self._pattern.finditer(text, sentence.span.start, sentence.span.end):
                figure = self._figure(text, match)
                if figure is not None:
                    found.append(figure)
        return tuple(found)

    def _figure(self, text: str, match: re.Match[str]) -> Figure | None:
        value = self._value(match)
        unit = (match.group("unit") or "").lower()
        noun = match.group("noun") or ""
        code = self._words.currencies.get(" ".join(unit.split()), "%" if unit else "")
        end = match.end("unit")
        if not code:
            is_counted = noun[:1].islower() and noun.lower() not in self._no_nouns
            noun, end = (noun, match.end("noun")) if is_counted else ("", match.end("scale"))
            if not (noun or match.group("scale")) or self._is_year(match) or value <= SMALL_NUMBER:
                return None
        span = Span(start=match.start(), end=end)
        return Figure(text=span.of(text), span=span, value=value, unit=code or noun, what=noun)

    @staticmethod
    def _is_year(match: re.Match[str]) -> bool:
        digits = match.group("digits") or ""
        return (
            digits.isdigit() and not match.group("scale") and FIRST_YEAR <= int(digits) <= LAST_YEAR
        )

    def _value(self, match: re.Match[str]) -> float:
        if match.group("word"):
            value = self._words.words[match.group("word").lower()]
        else:
            digits = re.sub(f"[{re.escape(self._words.thousands)}]", "", match.group("digits"))
            value = float(digits.replace(self._words.decimal, "."))
        # Rounded, for 2.3 million is not 2299999.9999999995.
        scale = self._words.scales.get((match.group("scale") or "").lower(), 1.0)
        return round(value * scale, 6)


class SurfaceTimelineFinder:
    """Finds what texts of one language date, against the day of publication."""

    def __init__(self, words: TimeWords, published: date | None) -> None:
        self._words, self._published = words, published
        first = f"|{re.escape(words.first_day)}" if words.first_day else ""
        week = any_of(words.weekdays)
        self._pattern = re.compile(
            rf"(?<!\w)(?:(?:{any_of(words.date_leads)}\s+)?(?:{week}\s+)?"
            rf"(?P<day>\d{{1,2}}{first})\s+(?P<month>{any_of(words.months)})(?!\w)"
            rf"(?:\s+(?P<year>\d{{4}})(?!\d))?"
            rf"|(?P<month2>{any_of(words.months)})\s+(?P<year2>\d{{4}})(?!\d)"
            rf"|{any_of(words.year_leads)}\s+(?P<year3>(?:1[5-9]|20)\d\d)(?![\w%]|[.,\s]\d)"
            rf"|(?P<weekday>{week})(?!\w)|(?P<days>{any_of(words.days)})(?!\w))",
            re.IGNORECASE,
        )
        endings = rf"\w{{2,}}{any_of(words.future_endings)}"
        self._future = re.compile(
            rf"(?<!\w)(?:{any_of(words.future_words)}|{endings})(?!\w)", re.IGNORECASE
        )

    def events(self, text: str, sentences: Sequence[Sentence]) -> tuple[Event, ...]:
        """Return the events by date, the undated last."""
        found = []
        for sentence in sentences:
            is_future = (
                self._future.search(text, sentence.span.start, sentence.span.end) is not None
            )
            for match in self._pattern.finditer(text, sentence.span.start, sentence.span.end):
                when = Span(start=match.start(), end=match.end())
                day, precision = self._resolved(match, is_future=is_future)
                found.append(
                    Event(
                        when=when.of(text),
                        date=day,
                        precision=precision,
                        text=" ".join(sentence.span.of(text).split()),
                        span=sentence.span,
                        when_span=when,
                    )
                )
        return tuple(sorted(found, key=lambda e: (e.date is None, e.date or date.max, e.span)))

    def _resolved(self, match: re.Match[str], *, is_future: bool) -> tuple[date | None, Precision]:
        groups = {key: (value or "").lower() for key, value in match.groupdict().items()}
        if groups["day"]:
            number = 1 if groups["day"] == self._words.first_day else int(groups["day"])
            return self._day(number, self._month(groups["month"]), groups["year"]), Precision.DAY
        if groups["month2"]:
            month = self._month(groups["month2"])
            return _date(int(groups["year2"]), month, 1), Precision.MONTH
        if groups["year3"]:
            return _date(int(groups["year3"]), 1, 1), Precision.YEAR
        if self._published is None:
            return None, Precision.DAY
        if groups["days"]:
            return self._published + timedelta(self._words.days[groups["days"]]), Precision.DAY
        wanted = self._words.weekdays.index(groups["weekday"])
        back = (self._published.weekday() - wanted) % DAYS_OF_WEEK
        ahead = (wanted - self._published.weekday()) % DAYS_OF_WEEK
        return self._published + timedelta(ahead if is_future else -back), Precision.DAY

    def _month(self, name: str) -> int:
        return self._words.months.index(name) + 1

    def _day(self, day: int, month: int, year: str) -> date | None:
        """Return a date; without a year the one nearest to the day of publication."""
        if year:
            return _date(int(year), month, day)
        published = self._published
        if published is None:
            return None
        near = (_date(published.year + step, month, day) for step in (-1, 0, 1))
        dates = [day for day in near if day is not None]
        return min(dates, key=lambda day: abs(day - published), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
