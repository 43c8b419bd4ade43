"""Read the words before a place in a text, one after the other, up to the next mark."""

from collections.abc import Set

from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText, Token

LONGEST_WORD = 40
_HYPHENS = "-\u2010\u2011"
_STOPS = frozenset('.,;:()–—!?"“”')


class PrecedingWords:
    """The words before the places of one annotated text."""

    def __init__(self, annotated: AnnotatedText, rank_nouns: Set[str]) -> None:
        self._annotated, self._rank_nouns = annotated, rank_nouns

    def token(self, start: int) -> Token | None:
        """Return the word that ends before `start`, None where a mark stands there."""
        text = self._annotated.text
        at = start
        while at > 0 and text[at - 1] in " \xa0":
            at -= 1
        is_ending = text[start : start + 2] in ("'s", "’s", "' ", "’ ")
        if (at == start and not is_ending) or at == 0 or text[at - 1] in _STOPS:
            return None
        lowest = max(0, at - LONGEST_WORD)
        indices = self._annotated.tokens_in(Span(start=lowest, end=at)) if at > lowest else ()
        if not indices:
            return None
        token = self._annotated.tokens[indices[-1]]
        is_dash = token.text == "-" and text[token.start - 1 : token.start] in ("", " ")
        return token if token.end == at and not is_dash else None

    def compound_start(self, start: int) -> int:
        """Return where the word begins that goes on at `start`: "co-founder", "100m"."""
        text = self._annotated.text
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
            start -= 1
            while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "’'"):
                start -= 1
        return start

    def rank_start(self, token: Token) -> int | None:
        """Return where "number one" or "No 1" begins that ends with a token, None for others."""
        word = self.token(token.start)
        is_rank = (
            token.tag == "CD"
            and word is not None
            and word.text.lower().rstrip(".") in self._rank_nouns
        )
        return word.start if is_rank and word is not None else None
