"""Return the number that tokens tell: "1,200", "two dozen", "4.5bn", "tens of thousands".

What belongs to a number, its sign, currency and unit, is read by `summarise.facts.amounts`.
"""

import re

from summarise.lexicon.word_lists import Vocabulary

LEAST_NUMBER_LETTERS = 3
THOUSAND = 1000

_DIGITS = re.compile(
    r"^(?P<currency>US\$|A\$|C\$|[$£€¥₹₽₩])?"
    r"(?P<number>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>bn|mn|tn|m|k|b)?(?P<percent>%)?$",
    re.IGNORECASE,
)


def is_number_word(word: str, words: Vocabulary) -> bool:
    """Whether a word, in lower case, is a cardinal number or part of one."""
    return (
        all(
            part in words.figures.number_words or part in words.figures.number_scales
            for part in word.split("-")
        )
        and len(word) >= LEAST_NUMBER_LETTERS
    )


def is_numeric(word: str, words: Vocabulary) -> bool:
    """Whether a token tells a number."""
    return _DIGITS.match(word) is not None or is_number_word(word.lower(), words)


def value_of(parts: list[str], words: Vocabulary) -> float | None:
    """Return the number that tokens make together, None if they are no plain number."""
    total, current = 0.0, 0.0
    is_found = False
    for raw in parts:
        for part in raw.lower().split("-"):
            match = _DIGITS.match(part)
            if match:
                number = float(match.group("number").replace(",", ""))
                scale = words.figures.number_scales.get((match.group("scale") or "").lower(), 1.0)
                current += number * scale
            elif part == "half" and len(parts) > 1:
                current += 0.5
            elif part in words.figures.number_words:
                current += words.figures.number_words[part]
            elif part in words.figures.number_scales:
                scale = words.figures.number_scales[part]
                current = (current or 1.0) * scale
                if scale >= THOUSAND:
                    total, current = total + current, 0.0
            else:
                continue
            is_found = True
    return total + current if is_found else None
