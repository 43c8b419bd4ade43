"""Whether key points can stand alone: what a strict sub-editor would strike out of a panel.

The checks know nothing of the selector: they are written from what readers complain of.
"""

import math
import re
from collections import Counter
from pathlib import Path

from summarise.model import Brief, BriefRequest
from tests.quality.reading import Reader, load_lines

MOST_WORDS = 40
LEAST_WORDS = 6
MOST_LIKENESS = 0.5
MOST_CONTAINMENT = 0.7
LEAST_SENTENCES = 3
MOST_GAP = 2

_PROMOTION = re.compile(
    r"^(read more|click|subscribe|sign up|follow us|watch|see also|download|listen)\b"
    r"|\b(our newsletter|all rights reserved|terms of use|follow (us|him|her|me) on twitter)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((left|right|centre|center|pictured|l|r|file photo)\)|getty images|image source"
    r"|pictured with|file photo|photo(graph)? (by|courtesy)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(by|reporting by|editing by|written by) [A-Z]|^©|\(reporting by", re.IGNORECASE
)
_PRONOUN = re.compile(r"(he|she|they|him|them|his|her|their|it|its)\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"it(['’]s| is| was| will be| would be| has been| had been| remains?| took| takes| seems?"
    r"| appears?| may be| could be)\b",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"(this|that|these|those) (is|was|are|were|has|have|had|will|would|could|may|means|meant|came"
    r"|comes|follow(s|ed)?)\b",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"(but|and|or|so|however|also|moreover|furthermore|therefore|thus|instead|nevertheless"
    r"|nonetheless|then|yet|besides|additionally|similarly|likewise|in addition|for example"
    r"|for instance|as a result|on the other hand|by contrast|in contrast|in response|in turn"
    r"|meanwhile)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…][\"”’')\]]*$")
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?][\"”’')]?(?=\s|$)")


def _is_cut(text: str) -> bool:
    """Whether a quotation or a bracket has one side only."""
    marks = sum(text.count(mark) for mark in '"“”')
    return bool(marks % 2) or text.count("(") != text.count(")")


def _hangs(brief: Brief, number: int) -> bool:
    """Whether a point begins with what only the sentence before it, not shown, explains."""
    point = brief.key_points[number]
    opening = point.text.lstrip("\"“\u2018'")
    is_pronoun = bool(_PRONOUN.match(opening)) and not _EXPLETIVE.match(opening)
    if not (is_pronoun or _DEMONSTRATIVE.match(opening) or _CONNECTIVE.match(opening)):
        return False
    before = [p.span.end for p in brief.key_points if p.span.end <= point.span.start]
    return not before or bool(brief.text[max(before) : point.span.start].strip())


def _bag(text: str) -> Counter[str]:
    return Counter(w for w in _WORD.findall(text.lower()) if len(w) > 3)


def _is_near(one: Counter[str], other: Counter[str]) -> bool:
    shared = sum(one[w] * other[w] for w in one.keys() & other.keys())
    norm = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    least = min(len(one), len(other))
    contained = len(one.keys() & other.keys()) / least if least else 0.0
    return (norm > 0 and shared / norm >= MOST_LIKENESS) or contained >= MOST_CONTAINMENT


def faults(brief: Brief, number: int) -> list[str]:
    """Return what is wrong with one key point, by the names of the checks."""
    text = brief.key_points[number].text
    words = len(text.split())
    earlier = brief.key_points[:number]
    checks = {
        "promotion": bool(_PROMOTION.search(text)),
        "caption": bool(_CAPTION.search(text)),
        "byline": bool(_BYLINE.search(text)),
        "hangs": _hangs(brief, number),
        "cut": _is_cut(text),
        "repeats": any(_is_near(_bag(text), _bag(p.text)) for p in earlier),
        "long": words > MOST_WORDS,
        "short": words < LEAST_WORDS,
        "unended": not _END.search(text),
        "question": text.rstrip("\"”’'").endswith("?"),
    }
    return [name for name, is_fault in checks.items() if is_fault]


def point_figures(path: Path, read: Reader, *, most: int) -> dict[str, float]:
    """Score the key points of a file's first articles."""
    rows = load_lines(path, most)
    requests = [BriefRequest(id=r["id"], title=r["title"], text=r["text"]) for r in rows]
    briefs = read(requests)
    found = [faults(brief, n) for brief in briefs for n in range(len(brief.key_points))]
    articles = [b for b in briefs if len(_SENTENCE.findall(b.text)) >= LEAST_SENTENCES]
    return {
        "clean": sum(not f for f in found) / len(found) if found else 0.0,
        "empty": float(sum(not b.key_points for b in articles)),
    }
