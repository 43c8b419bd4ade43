"""Normalise and compare the names of tags. Pure."""

import unicodedata

MAX_TAG_CHARACTERS = 60


def clean_tag(name: str) -> str:
    """Return a tag as it is kept: one line without commas, cut; "" if nothing is left."""
    letters = (" " if it in ",\n\r\t" else it for it in unicodedata.normalize("NFC", name))
    visible = (it for it in letters if unicodedata.category(it) not in {"Cc", "Cs"})
    return " ".join("".join(visible).split())[:MAX_TAG_CHARACTERS].strip()


def tag_key(name: str) -> str:
    """Return what is the same for two spellings of one tag; "C" and "C++" are two."""
    return unicodedata.normalize("NFKC", clean_tag(name)).casefold()
