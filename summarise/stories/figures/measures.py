"""Tell what a figure measures, so that one length in two units is one value."""

import re
from collections.abc import Mapping

from msgspec import Struct

from summarise.lexicon.story_lists import story_lists
from summarise.model import Figure

COUNT = "count"
ROUNDING = 0.03
"""12 metres are 40 feet: what is converted is rounded."""

_WORD = re.compile(r"[^\W\d_]+")


class Measure(Struct, frozen=True):
    """What a figure measures.

    Attributes:
        dimension: "length", "time", a currency, "%", or "count".
        value: in the dimension's own unit; None for a range and for "dozens".
        is_converted: whether its unit may differ from another's of this dimension.
    """

    dimension: str
    value: float | None
    is_converted: bool = False

    def equals(self, other: "Measure") -> bool:
        """Whether two measures of one dimension have one value, rounding apart."""
        if self.value is None or other.value is None:
            return False
        if self.is_converted and other.is_converted:
            return abs(self.value - other.value) <= ROUNDING * max(self.value, other.value)
        return self.value == other.value


def measure_of(figure: Figure) -> Measure:
    """Return what a figure measures, by its unit or the first word of what it counts."""
    if figure.unit == "%" or (figure.unit.isupper() and len(figure.unit) == len("EUR")):
        return Measure(figure.unit, figure.value)
    words = [word.casefold() for word in _WORD.findall(f"{figure.unit} {figure.what}")]
    # "a 12-metre whale": the unit stands before the thing.
    for word in (words[:1] or [""]) + _WORD.findall(figure.what.casefold())[:1]:
        for dimension, units in _dimensions().items():
            factor = units.get(word) or units.get(word.removesuffix("s"))
            if factor is not None:
                value = None if figure.value is None else figure.value * factor
                return Measure(dimension, value, is_converted=True)
    return Measure(COUNT, figure.value)


def _dimensions() -> Mapping[str, Mapping[str, float]]:
    lists = story_lists()
    return {
        "length": lists.lengths,
        "weight": lists.weights,
        "time": lists.times,
        "speed": lists.speeds,
    }
