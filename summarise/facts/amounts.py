"""Find amounts in a text: a number with its sign, currency, scale and unit, and their value.

A number in digits or words is an amount; what stands beside it without being part of it (the noun
that is counted, an approximator) is not looked at here.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from summarise.facts.numerals import value_of
from summarise.lexicon.vocabulary import currencies, gazetteer, vocabulary
from summarise.model import Span

DEGREES = "°C", "°F"
PERCENTAGE_POINTS = "percentage points"
FIRST_YEAR, LAST_YEAR = 1500, 2099
MOST_LEAD_CHARS = 24
POUNDS = frozenset({"pound", "pounds"})
HUNDREDTH = 0.01
PIXEL_LINES = frozenset({"240", "360", "480", "720", "1080", "1440", "2160"})

_SPACE = "[ \u00a0\u2009\u202f]"
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_VULGAR = "[" + "".join(_FRACTIONS) + "]"
# Thousands are parted by commas, by blanks or by full stops; "1.200" alone is a decimal in English.
_GROUPED = (
    r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?: \d{3}){2,}(?!\d)(?:,\d+)?|\d{1,3}(?: 000)+(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
)
_PLAIN = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?P<comma>\d+,\d{1,2})(?!\d|,\d)"
    rf"|\d+(?:\.\d+)?{_VULGAR}?|{_VULGAR}"
)


class Amount(Struct, frozen=True, kw_only=True):
    """A number with what is written as part of it.

    Attributes:
        mantissa: the number without its scale; below zero after a minus sign.
        scale: what it is multiplied by, 1.0 if no scale is written.
        unit: an ISO 4217 code, "%", "°C", the word of a currency that several countries use, or "".
        is_prefixed: whether the unit stands before the number, as in "$3".
        letter: an "m", "b" or "k" without a currency, which may be a metre as well.
        is_marked: whether it is surely a quantity, by its sign, unit, scale or grouping.
        is_year: whether it is written as a year is.
    """

    span: Span
    mantissa: float
    scale: float = 1.0
    unit: str = ""
    is_prefixed: bool = False
    letter: str = ""
    is_marked: bool = False
    is_year: bool = False

    @property
    def value(self) -> float:
        """The whole number, free of what multiplying floats adds: 2.3 million is 2,300,000."""
        return round(self.mantissa * self.scale, 6)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _pattern() -> re.Pattern[str]:
    money, lists = currencies(), vocabulary().figures
    large = [word for word, value in lists.number_scales.items() if len(word) > 1]
    words, scales = _any(lists.number_words), _any(large)
    spelt = (
        rf"(?:{words})(?:(?:[-\s]|(?<=hundred)\sand\s|(?<=thousand)\sand\s|\sand\sa\s(?=half))"
        rf"(?:{words}|{scales}|half)(?!\w))*(?![\w'’])"
    )
    return re.compile(
        # "Â£" is a "£" whose bytes were read as Latin-1.
        rf"(?:(?<![\w/#$£€])|(?<=Â)(?=£))(?:(?<![A-Za-z]-)|(?<=\d[a-zA-Z]-)|(?<=\d[a-z]n-)|(?<=ion-))(?<!\d[.,:])"
        rf"(?P<minus>(?i:minus|negative)\s|\u2212\s?|(?<![^\s(\[])[-\u2013](?=\d|[$£€¥]))?"
        rf"(?:(?P<before>(?:{_any(money.codes | money.codes_for_words)})(?={_SPACE}?[\d])"
        rf"|(?:{_any(money.signs)})){_SPACE}?)?"
        rf"(?:(?P<grouped>{_GROUPED})|(?P<digits>{_PLAIN})|(?P<spelt>(?i:{spelt})))"
        rf"(?P<scaled>(?:{_SPACE}|-)?(?P<scale>(?i:{scales}))(?!\w)"
        rf"|(?P<letter>[mMbBkKtT])(?!\w))?"
        rf"(?(before)|(?P<after>{_after_pattern()})?)"
        rf"(?:(?!\w|[/:]\d|[.,]\d|°)|(?=(?:{_any(lists.unit_abbreviations)})\b))"
    )


@cache
def _after_pattern() -> str:
    """Return the pattern of a unit written after a number."""
    money = currencies()
    signs = [sign for sign in money.signs if sign not in ("$", "Rs", "Rs.", "Sh", "Fr", "DM")]
    nation = r"(?:(?:[A-Z][\w.]+(?: [A-Z][a-z]+)?) )?"
    words = [*money.words, *(word for word in money.hundredths if len(word) > 1)]
    return (
        rf"{_SPACE}?(?P<percent>%|(?i:per\s?cent|percent|pct|pc)(?!\w))"
        rf"(?:[\s-](?P<points>points?)(?!\w))?"
        rf"|\s(?P<points2>percentage[\s-]points?)(?!\w)"
        rf"|(?:{_SPACE}?°{_SPACE}?|\sdegrees?\s)(?P<degrees>[CF]|Celsius|centigrade|Fahrenheit)(?!\w)"
        rf"|{_SPACE}?(?P<heat>[CF])(?![\w-])"
        rf"|{_SPACE}?(?P<after_sign>{_any(signs)})(?!\w)"
        rf"|(?P<pence>[p¢])(?!\w)"
        rf"|{_SPACE}(?P<after_code>{_any(money.codes)})(?!\w)"
        rf"|(?:\s|-)(?P<nation>{nation})(?P<word>(?i:{_any(words)}))(?!\w)"
    )


def amounts_in(text: str, span: Span) -> Iterator[Amount]:
    """Yield the amounts of a stretch of text, in order."""
    for match in _pattern().finditer(text, span.start, span.end):
        amount = _amount(match)
        if amount is not None:
            yield amount


def _amount(match: re.Match[str]) -> Amount | None:
    groups = match.groupdict()
    end = match.end()
    unit, factor = _money_before(groups), 1.0
    if not unit:
        unit, factor = _unit_after(groups, is_scaled=_is_scaled(groups))
    if not unit and groups["after"]:
        end = match.start("after")
    is_money = unit not in ("", "%", PERCENTAGE_POINTS, *DEGREES)
    if groups["comma"] and not unit and not groups["scaled"]:
        return None  # "Chapters 3,5 and 7": no decimal comma
    if groups["before"] and not unit:
        return None
    if (groups["word"] or "").lower() in POUNDS and not groups["nation"] and _weighs(match):
        unit, end, is_money = "", match.start("after"), False
    scale, letter = _scale(groups, is_money=is_money)
    number = _number(groups)
    if number is None:
        return None
    if groups["spelt"] and not groups["scaled"]:
        number, scale = _parted(number, groups["spelt"])
    digits = groups["digits"] or ""
    is_spelt_half = (groups["spelt"] or "").lower().startswith("half")
    if is_spelt_half:
        return None
    return Amount(
        span=Span(start=match.start(), end=end),
        mantissa=number * factor * (-1 if groups["minus"] else 1),
        scale=scale,
        unit=unit,
        is_prefixed=bool(groups["before"]),
        letter=letter,
        is_marked=bool(
            unit
            or groups["minus"]
            or groups["grouped"]
            or letter
            or (groups["scaled"] and digits)
            or any(sign in digits for sign in _FRACTIONS)
        ),
        is_year=digits.isdigit() and not unit and FIRST_YEAR <= int(digits) <= LAST_YEAR,
    )


def _weighs(match: re.Match[str]) -> bool:
    """Whether pounds are weight: "weighs 20 pounds", "5 pounds of explosives" without a scale."""
    lists = vocabulary().figures
    before = match.string[max(0, match.start() - MOST_LEAD_CHARS) : match.start()].lower().split()
    after = match.string[match.end() : match.end() + MOST_LEAD_CHARS].lower().split()
    if any(word in lists.weight_words for word in before[-2:] if word != "of"):
        return True
    if _is_scaled(match.groupdict()):
        return False
    is_attribute = match.group("after").startswith("-")  # "a 10-pound box"
    return is_attribute or (bool(after) and after[0].strip(".,") in lists.weight_words)


def _is_scaled(groups: dict[str, str | None]) -> bool:
    words = re.split(r"[-\s]", (groups["spelt"] or "").lower())
    return bool(groups["scaled"]) or words[-1] in vocabulary().figures.number_scales


def _money_before(groups: dict[str, str | None]) -> str:
    money, before = currencies(), groups["before"]
    if not before:
        return ""
    if before in money.codes:
        return before
    if before in money.codes_for_words:
        return before if groups["scaled"] or groups["grouped"] else ""
    return money.signs[before] or before.rstrip(".")


def _unit_after(groups: dict[str, str | None], *, is_scaled: bool) -> tuple[str, float]:
    """Return the unit after a number, "" without one, and what it multiplies the number by."""
    money, word = currencies(), groups["word"]
    if groups["percent"] or groups["points2"]:
        return (PERCENTAGE_POINTS if groups["points"] or groups["points2"] else "%"), 1.0
    if groups["after_code"]:
        return groups["after_code"], 1.0
    if groups["after_sign"]:
        return money.signs[groups["after_sign"]] or groups["after_sign"], 1.0
    if groups["pence"] and groups["digits"] not in PIXEL_LINES:
        return money.hundredths[groups["pence"]], HUNDREDTH
    # "50 Cent" is a name.
    if word and word[0].isupper() == word.isupper():
        return _by_word(word.lower(), groups["nation"] or "", is_scaled=is_scaled)
    return _degrees(groups), 1.0


def _degrees(groups: dict[str, str | None]) -> str:
    """Return "°C" of "-12C", "1.5C" and "12 degrees Celsius", but not of "Gate 12C"."""
    name = groups["degrees"] or groups["heat"] or ""
    is_heat = groups["degrees"] or groups["minus"] or "." in (groups["digits"] or "")
    return f"°{name[0].upper()}" if name and is_heat else ""


def _by_word(word: str, nation: str, *, is_scaled: bool) -> tuple[str, float]:
    money, names = currencies(), gazetteer()
    nation = nation.strip()
    country = names.demonyms.get(nation) or names.places.get(nation, "")
    if nation and not country:
        return "", 1.0
    if word in money.hundredths:
        return money.countries.get(country, money.hundredths[word]), HUNDREDTH
    if word in money.words_for_words and not (is_scaled or nation):
        return "", 1.0
    known = {key.lower(): code for key, code in money.words.items()}
    return money.countries.get(country, "") or known[word] or word, 1.0


def _scale(groups: dict[str, str | None], *, is_money: bool) -> tuple[float, str]:
    """Return the scale; a letter after a plain number is handed back as it is."""
    scales = vocabulary().figures.number_scales
    if groups["scale"]:
        return scales[groups["scale"].lower()], ""
    letter = (groups["letter"] or "").lower()
    if not letter:
        return 1.0, ""
    return (scales[letter], "") if is_money else (scales[letter], letter)


def _number(groups: dict[str, str | None]) -> float | None:
    if groups["spelt"]:
        return value_of(re.split(r"[-\s]", groups["spelt"]), vocabulary())
    written = groups["grouped"] or groups["digits"] or ""
    fraction = sum(_FRACTIONS.get(sign, 0.0) for sign in written)
    digits = "".join(sign for sign in written if sign not in _FRACTIONS)
    if not digits:
        return fraction
    if groups["grouped"]:
        # The last mark is a decimal one if it differs from those before it.
        marks = [sign for sign in digits if not sign.isdigit()]
        is_decimal = len(set(marks)) > 1
        whole, _, rest = digits.rpartition(marks[-1]) if is_decimal else (digits, "", "")
        whole = "".join(sign for sign in whole if sign.isdigit())
        return float(f"{whole}.{rest or 0}")
    if groups["comma"]:
        return float(digits.replace(",", "."))
    return float(digits.replace(",", "")) + fraction


def _parted(number: float, spelt: str) -> tuple[float, float]:
    """Return a number in words as mantissa and scale, as digits would give them."""
    last = re.split(r"[-\s]", spelt.lower())[-1]
    scale = vocabulary().figures.number_scales.get(last, 1.0)
    return number / scale, scale


@cache
def _money_units() -> frozenset[str]:
    money = currencies()
    shared = {word for word, code in money.words.items() if not code}
    shared |= {sign for sign, code in money.signs.items() if not code}
    tables = (money.signs, money.words, money.hundredths, money.countries)
    known = {code for table in tables for code in table.values() if code}
    return frozenset(shared | known | money.codes | money.codes_for_words)


def is_measure(unit: str) -> bool:
    """Whether a unit measures by itself: money, degrees or percentage points, unlike "people"."""
    return unit == PERCENTAGE_POINTS or unit in DEGREES or unit in _money_units()


def money_word(words: list[str]) -> tuple[int, str]:
    """Return how many words of money a phrase begins with, and their unit; 0 and "" for none."""
    for nation_words in (0, 1, 2):
        if nation_words >= len(words):
            break
        word = words[nation_words].lower()
        if word in currencies().words and word not in currencies().words_for_words:
            unit, _ = _by_word(word, " ".join(words[:nation_words]), is_scaled=True)
            if unit:
                return nation_words + 1, unit
    return 0, ""
