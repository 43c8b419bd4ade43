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
        # "de" stands alone, "d'" does not.
        elided = [word for word in words.links if not word[-1].isalpha()]
        apart = words.links - set(elided)
        links = rf"(?:{any_of(apart)}\s+|{any_of(elided)}\s*)?"
        spelt = rf"{any_of(words.words)}(?!\w)"
        one = rf"(?:{number}|{spelt})"
        measured = rf"\s*(?:{links}(?:(?P<unit>{units})|(?P<noun>{_NOUN})))?"
        scale = rf"(?:\s*(?P<scale>{any_of(words.scales)})(?!\w))?"
        opening = rf"(?<![\w.,/-])(?:{any_of(words.approximators)}\s+)?"
        self._pattern = re.compile(
            rf"{opening}(?P<minus>{any_of(words.minus)}\s*)?"
            rf"(?:(?P<digits>{number})|(?P<word>{spelt}))(?![\d/:]|[.,]\d){scale}{measured}",
            re.IGNORECASE,
        )
        self._range = re.compile(
            rf"{opening}(?:{any_of(words.range_starts)}\s+)?(?P<low>{one})"
            rf"\s*(?P<link>{any_of(words.range_links)})\s*(?P<high>{one})(?![\d/:-]|[.,]\d)"
            rf"{scale}{measured}",
            re.IGNORECASE,
        )
        self._share = re.compile(
            rf"(?<!\w)(?:(?P<part>une?|{one})(?:\s+{_NOUN})?\s+{any_of(words.ratio_links)}"
            rf"\s+(?P<ratio>{one})(?![\d/:]|[.,]\d|\w)|(?P<share>{any_of(words.shares)})(?!\w)"
            rf"(?:\s+(?:{any_of(words.links)}|des|du)\s*(?P<whole>{_NOUN}))?)",
            re.IGNORECASE,
        )
        self._no_nouns = words.not_counted | set(time.months)

    def figures(self, text: str, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
        """Return the figures of the sentences, in order."""
        found: list[Figure] = []
        readers = ((self._share, self._shared), (self._range, self._ranged))
        for sentence in sentences:
            own: list[Figure] = []
            for pattern, read in (*readers, (self._pattern, self._figure)):
                for match in pattern.finditer(text, sentence.span.start, sentence.span.end):
                    figure = read(text, match)
                    if figure and not any(figure.span.overlaps(other.span) for other in own):
                        own.append(figure)
            found += sorted(own, key=lambda figure: figure.span)
        return tuple(found)

    def _shared(self, text: str, match: re.Match[str]) -> Figure | None:
        """Read "un électeur sur cinq" and "les deux tiers des foyers"."""
        if match.group("share"):
            value = self._words.shares[" ".join(match.group("share").lower().split())]
        else:
            part, whole = self._number(match.group("part")), self._number(match.group("ratio"))
            if not 0 < part < whole or FIRST_YEAR <= whole <= LAST_YEAR:
                return None
            value = round(100 * part / whole, 2)
        span = Span(start=match.start(), end=match.end())
        return Figure(text=span.of(text), span=span, value=value, unit="%")

    def _ranged(self, text: str, match: re.Match[str]) -> Figure | None:
        """Read "entre 10 et 20 millions d'euros", but neither scores nor years."""
        low, high = self._number(match.group("low")), self._number(match.group("high"))
        unit, noun, end = self._measure(match)
        is_plural = noun.endswith(("s", "x"))
        if low >= high or not (unit or is_plural or match.group("scale")):
            return None
        scale = self._scale(match)
        span = Span(start=match.start(), end=end)
        return Figure(
            text=span.of(text),
            span=span,
            value=None,
            ends=(round(low * scale, 6), round(high * scale, 6)),
            unit=unit or noun,
            what=noun,
        )

    def _measure(self, match: re.Match[str]) -> tuple[str, str, int]:
        """Return the unit or the noun after a number, and where they end."""
        written = " ".join((match.group("unit") or "").split())
        if written:
            known = self._words.currencies
            code = known.get(written) or known.get(written.lower()) or "%"
            return code, "", match.end("unit")
        noun = match.group("noun") or ""
        if noun[:1].islower() and noun.lower() not in self._no_nouns:
            return "", noun, match.end("noun")
        ends = (
            match.end(name)
            for name in ("scale", "high", "digits", "word")
            if name in match.re.groupindex
        )
        return "", "", max(ends)

    def _figure(self, text: str, match: re.Match[str]) -> Figure | None:
        value = self._value(match)
        unit, noun, end = self._measure(match)
        if not unit:
            is_counted = noun or match.group("scale")
            if not is_counted or self._is_year(match) or 0 <= value <= SMALL_NUMBER:
                return None
        span = Span(start=match.start(), end=end)
        return Figure(text=span.of(text), span=span, value=value, unit=unit or noun, what=noun)

    @staticmethod
    def _is_year(match: re.Match[str]) -> bool:
        digits = match.group("digits") or ""
        return (
            digits.isdigit() and not match.group("scale") and FIRST_YEAR <= int(digits) <= LAST_YEAR
        )

    def _value(self, match: re.Match[str]) -> float:
        sign = -1 if match.group("minus") else 1
        # Rounded, for 2.3 million is not 2299999.9999999995.
        value = self._number(match.group("word") or match.group("digits"))
        return sign * round(value * self._scale(match), 6)

    def _scale(self, match: re.Match[str]) -> float:
        written = match.group("scale") or ""
        return self._words.scales.get(written) or self._words.scales.get(written.lower(), 1.0)

    def _number(self, written: str) -> float:
        if written.lower() in ("un", "une"):
            return 1.0
        if not written[0].isdigit():
            return self._words.words[" ".join(written.lower().split())]
        digits = re.sub(f"[{re.escape(self._words.thousands)}]", "", written)
        return float(digits.replace(self._words.decimal, "."))


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
            rf"|(?P<iso_year>\d{{4}})-(?P<iso_month>\d{{2}})-(?P<iso_day>\d{{2}})(?![\w-])"
            rf"|(?P<number_day>\d{{1,2}})(?P<mark>[./])(?P<number_month>\d{{1,2}})(?P=mark)"
            rf"(?P<number_year>\d{{4}})(?!\w)"
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
                is_numbered = match.group("iso_year") or match.group("number_year")
                day, precision = (
                    self._numbered(match)
                    if is_numbered
                    else self._resolved(match, is_future=is_future)
                )
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

    @staticmethod
    def _numbered(match: re.Match[str]) -> tuple[date | None, Precision]:
        """Read "2026-10-05" and "5.11.2026": the day first, as these languages write it."""
        form = "iso" if match.group("iso_year") else "number"
        year, month, day = (int(match.group(f"{form}_{part}")) for part in ("year", "month", "day"))
        return _date(year, month, day), Precision.DAY

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
