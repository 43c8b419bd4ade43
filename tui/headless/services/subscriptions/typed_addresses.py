"""Split what was typed or pasted for an address: it may hold several. Pure."""

import re

from fetch.access import without_secret
from fetch.feeds.known_sites import typed_address, web_scheme
from fetch.text.clean import clean_line
from fetch.text.identity import web_address

_STARTS_ADDRESS = re.compile(
    r"(?:https?|feed|rss|pcast|itpc):|https?//|www\.|@\w+@\w", re.IGNORECASE
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]\S*)?")
_HOST_ALONE = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*•·–]|\d{1,3}[.)])\s+")
_AROUND = "<>\"'“”\u2018\u2019"
_COMMA = re.compile(r"[,;]\s+|[,;](?=(?:https?|feed):)", re.IGNORECASE)
SEPARATOR = ", "
"""Stands for a line break where there is one line only."""
MAX_ADDRESSES = 200
_LONGEST = 80


def _starts_another(before: str, piece: str) -> bool:
    """Tell whether a piece behind a blank is an address, and not the rest of the one before."""
    if _STARTS_ADDRESS.match(piece):
        return True
    # A blank is never part of a host's name.
    is_host_before = _HOST_ALONE.fullmatch(before) or _HOST.fullmatch(before)
    return bool(_HOST.fullmatch(piece) and is_host_before)


def _of_words(words: str) -> list[str]:
    found: list[str] = []
    for bare in words.split():
        piece = bare.strip(_AROUND).rstrip(",;")
        if piece.startswith("("):
            piece = piece.strip("()")
        if not piece:
            continue
        if not found or _starts_another(web_scheme(found[-1]), piece):
            found.append(piece)
        else:
            found[-1] = f"{found[-1]} {piece}"
    return found


def split_addresses(words: str) -> tuple[str, ...]:
    """Return the addresses in what was typed, each once: lines, or words that begin like one.

    A blank within an address stays in it, so that one address is one in any case.
    """
    parts = (part.strip() for line in words.splitlines() for part in _COMMA.split(line))
    found = (piece for part in parts for piece in _of_words(_BULLET.sub("", part)))
    return tuple(dict.fromkeys(found))[:MAX_ADDRESSES]


def page_problem(typed: str) -> str:
    """Return why a typed address can't be that of a page to save, "" if it can."""
    url, secret = without_secret(typed_address(typed))
    if secret:
        return f"{url}: leave the password out: it would be stored and not be sent"
    if not web_address(url):
        return f"{clean_line(typed, max_characters=_LONGEST)}: not an address of the web"
    return ""
