"""The query language: words, "phrases", -not, OR and word*, made into what FTS5 takes. Pure.

All words must be there, OR stands between alternatives and binds closer: `rates bank OR fed` wants
"rates" and one of the two. Everything else is words, so whatever is typed is a valid query.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cache.errors import QueryError
from cache.indexing import segment

MAX_WORDS = 64
"""FTS5 takes seconds for thousands of words; a pasted headline has twenty."""

_PIECE = re.compile(r'\s*(-?)(?:"([^"]*)(")?|([^\s"]+))')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One word or phrase of a query, or an operator."""

    text: str
    position: int
    is_excluded: bool = False
    is_operator: bool = False

    @property
    def expression(self) -> str:
        """The words as an FTS5 phrase, in which no character means anything."""
        is_prefix = self.text.endswith("*") and self.text[-2:-1].isalnum()
        return '"' + segment(self.text).replace('"', '""') + '"' + ("*" if is_prefix else "")


def to_match_expression(query: str) -> str:
    """Return the FTS5 expression of a query, "" if it holds nothing that could be searched for.

    Raises:
        QueryError: a quote is not closed, everything is excluded, or there are too many words.
    """
    alternatives: list[list[str]] = []
    excluded: list[str] = []
    first_excluded = 0
    is_after_or = False
    for piece in _pieces(query):
        if piece.is_operator:
            is_after_or = piece.text == "OR"
            continue
        if piece.is_excluded:
            first_excluded = first_excluded if excluded else piece.position
            excluded.append(piece.expression)
        elif is_after_or and alternatives:
            alternatives[-1].append(piece.expression)
        else:
            alternatives.append([piece.expression])
        is_after_or = False
    if not alternatives:
        if excluded:
            message = "say what to look for, not only what to leave out"
            raise QueryError(message, first_excluded)
        return ""
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in alternatives)
    return f"({wanted}) NOT ({' OR '.join(excluded)})" if excluded else wanted


def _pieces(query: str) -> Iterator[_Piece]:
    """Split a query; what holds no letter and no digit is passed over.

    Raises:
        QueryError: a quote is not closed, or there are too many words.
    """
    # SQLite reads a text up to a NUL, and can't be given half a surrogate pair.
    query = query.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    word_count = 0
    for match in _PIECE.finditer(query):
        minus, phrase, closing, word = match.groups()
        if phrase is not None and closing is None:
            raise QueryError("this quotation is not closed", match.start(2) - 1)
        text = word if phrase is None else phrase
        words = _WORD.findall(segment(text))
        if not words:
            continue
        word_count += len(words)
        if word_count > MAX_WORDS:
            message = f"a query may have up to {MAX_WORDS} words"
            raise QueryError(message, match.start())
        is_operator = word in {"OR", "AND"} and not minus
        yield _Piece(
            text=text,
            position=match.start(1),
            is_excluded=bool(minus),
            is_operator=is_operator,
        )
