"""Fold texts and names for comparison: ignore case, accents and punctuation. Pure."""

import re
import unicodedata

from cache.text.search_index import segment

_MARKS = re.compile("[\u0300-\u036f]")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_FOREIGN = re.compile("[^\0-\x7f\u2010-\u2027]")
"""What folding may turn into letters: dashes, quotation marks and ellipses it does not."""
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Return the words of a text, one blank between them: "U.N. élite" is "un elite"."""
    text = text.casefold()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        text = segment(unicodedata.normalize("NFC", text))
    text = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", text)
    return " ".join(_WORD.findall(text))


def name_key(name: str) -> str:
    """Return what is the same for two spellings of one name: "The Fed" is "fed"."""
    return folded(name).removeprefix("the ")


def may_have(phrase: str, text: str) -> bool:
    """Whether it is worth folding a text to look for a folded phrase: a quick look, never wrong."""
    if not text.isascii() and _FOREIGN.search(text):
        return True
    word, lowered = phrase.partition(" ")[0], text.lower()
    return word in lowered or ("." in lowered and word in lowered.replace(".", ""))


def has_phrase(phrase: str, text: str) -> bool:
    """Whether the words of `phrase` stand in `text` one after another; both are folded."""
    return bool(phrase) and f" {phrase} " in f" {text} "
