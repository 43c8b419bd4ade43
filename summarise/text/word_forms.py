"""Split a text into words, and tell which are capitalised as names are."""

import re
from functools import cache

from msgspec import Struct

from summarise.lexicon.word_lists import NameLists
from summarise.model import Span

_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$", re.IGNORECASE)
_PREFIXED = re.compile(
    r"^(?:al|el|ad|as|an|ash|at|az|ar)[-\u2011][A-Z]|^[a-z]{1,2}[A-Z]|^(?:d|O|l)['’][A-Z]"
)


class Word(Struct, frozen=True, kw_only=True):
    """A word of a run, without its possessive ending."""

    text: str
    start: int
    end: int
    is_possessive: bool = False

    @property
    def lower(self) -> str:
        """The word without case and final full stop."""
        return self.text.lower().rstrip(".")


@cache
def _word_pattern(names: NameLists) -> re.Pattern[str]:
    """Return the pattern of a word: initials, a title with its full stop, a plain word, or "&"."""
    particles, titles = "|".join(names.initial_particles), "|".join(names.dotted_titles)
    brands = "|".join(rf"(?<=\b{brand})" for brand in names.numbered_brands)
    return re.compile(
        rf"(?:[A-Z]\.){{2,}}|[A-Z]\.(?=[ \xa0](?:[A-Z]|(?:{particles})\b))|(?:{titles})\.|"
        r"[^\W_]+(?:[-\u2011’'&\u00ad][^\W_]+|\.(?:com|org|net|co(?:\.[a-z]{2})?)\b)*"
        rf"(?:(?:{brands}) \d{{1,2}}\b)?|(?<=\s)&(?=\s)"
    )


def words_of(text: str, span: Span, names: NameLists) -> list[Word]:
    """Return the words of a stretch of text."""
    found: list[Word] = []
    for match in _word_pattern(names).finditer(text, span.start, span.end):
        word, start = match.group(), match.start()
        possessive = _POSSESSIVE.search(word)
        bare = word[: possessive.start()] if possessive else word
        if not bare:
            continue
        end = start + len(bare)
        follows = text[end : end + 2]
        is_possessive = possessive is not None or (
            bare.endswith("s") and follows[:1] in ("'", "’") and not follows[1:].isalpha()
        )
        found.append(Word(text=bare, start=start, end=end, is_possessive=is_possessive))
    return found


def is_capital(word: str) -> bool:
    """Whether a word is written as a name is."""
    return word[:1].isupper() or _PREFIXED.match(word) is not None
