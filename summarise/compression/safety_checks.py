"""The last gate before a shortened sentence is shown: what it lost must not turn its meaning.

Looks only at which words went; it knows no grammar and trusts no parse.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from summarise.lexicon.compression_lists import CompressionLists
from summarise.model import Span

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|n['’]t\b|['’](?:s|re|ve|ll|d|m|S)\b|[^\W\d_]+?(?=n['’]t\b)|[^\W_]+|[^\w\s]|_"
)
_BAD_MARKS = re.compile(r"[,;:]\s*[,;:.]|\s[,.;]|\(\s*\)")
_CLAUSE_MARKS = frozenset(",;:.—-()")
_STARTS = frozenset("\"“\u2018'($£€[#@")
_ENDS = frozenset('.!”"')
_REACH = 7
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"))


class _Sentence(Struct, frozen=True):
    """A sentence in tokens, small, with what of it stays."""

    words: tuple[str, ...]
    low: tuple[str, ...]
    kept: tuple[bool, ...]

    def next_content(self, at: int, count: int, functions: frozenset[str]) -> list[int]:
        """Return the next words that mean something, up to a mark."""
        found: list[int] = []
        for k in range(at + 1, min(len(self.low), at + _REACH)):
            if self.low[k] in _CLAUSE_MARKS and found:
                break
            if _is_word(self.words[k]) and self.low[k] not in functions:
                found.append(k)
                if len(found) == count:
                    break
        return found


def is_safe(text: str, span: Span, shown: Sequence[Span], lists: CompressionLists) -> bool:
    """Whether a shortened sentence keeps its negations, hedges, conditions, numbers and marks."""
    matches = list(_TOKEN.finditer(text, span.start, span.end))
    sentence = _Sentence(
        words=tuple(m.group() for m in matches),
        low=tuple(m.group().lower().replace("’", "'") for m in matches),
        kept=tuple(any(s.start <= m.start() < s.end for s in shown) for m in matches),
    )
    short = "".join(s.of(text) for s in shown)
    return (
        not any(_loses(sentence, i, lists) for i in range(len(matches)))
        and _numbers_hold(sentence, lists)
        and _marks_hold(span.of(text), short)
    )


def _is_word(token: str) -> bool:
    return any(c.isalnum() for c in token)


def _is_number(token: str, lists: CompressionLists) -> bool:
    return token[0].isdigit() or token in lists.number_words


def _loses(sentence: _Sentence, i: int, lists: CompressionLists) -> bool:
    """Whether a word went without what it negates, weakens or makes conditional."""
    if sentence.kept[i] or not _is_word(sentence.words[i]):
        return False
    low, kept = sentence.low, sentence.kept
    word = low[i]
    following = sentence.next_content(i, 2, lists.function_words)
    is_next_kept = bool(following) and kept[following[0]]
    if word in lists.negations or word in lists.modals or word in lists.soft_hedges:
        return is_next_kept
    if word in lists.conditions:
        return len(following) > 1 and all(kept[k] for k in following)
    if word in lists.hedges:
        is_beside = (
            i + 1 < len(low)
            and kept[i + 1]
            and _is_word(low[i + 1])
            and low[i + 1] not in lists.clause_openers
        )
        return is_beside or (word.endswith("ly") and is_next_kept)
    return False


def _numbers_hold(sentence: _Sentence, lists: CompressionLists) -> bool:
    """Whether every number keeps its unit and what makes it inexact."""
    low, kept = sentence.low, sentence.kept
    for i, word in enumerate(low):
        if not kept[i] or not _is_number(word, lists):
            continue
        before, after = low[:i][-1:], low[i + 1 : i + 2]
        at = i + 1 + (after == ("-",))
        if (
            at < len(low)
            and not kept[at]
            and (low[at] in lists.units or low[at] in ("%", *_MONTHS))
        ):
            return False
        if before and not kept[i - 1] and (before[0] in "$£€" or before[0] in lists.approximators):
            return False
        pairs = {" ".join(low[j : j + 2]): j for j in range(max(0, i - 4), max(0, i - 1))}
        if any(p in lists.approximating_pairs and not kept[j] for p, j in pairs.items()):
            return False
    return True


_MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct",
    "nov", "dec",
)  # fmt: skip


def _marks_hold(sentence: str, short: str) -> bool:
    """Whether the marks are paired and stand where marks can stand."""
    if not short or _BAD_MARKS.search(short):
        return False
    if not (short[0].isalnum() or short[0] in _STARTS or short[0] == sentence[0]):
        return False
    if short[-1] not in (sentence[-1], *_ENDS):
        return False
    return _is_balanced(short) or not _is_balanced(sentence)


def _is_balanced(text: str) -> bool:
    if text.count('"') % 2:
        return False
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)
