"""Read an entry's enclosures (episodes, videos, documents) from each feed format. Pure.

RSS has `enclosure`, Atom links of that relation, JSON Feed `attachments`, Media RSS `content`.
"""

import mimetypes
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from fetch.model import Enclosure
from fetch.text.identity import canonical_url, web_address

MAX_ENCLOSURES = 20
"""More files than anybody lists by hand; a feed that has them is broken or hostile."""

_MAX_BYTES = 1 << 50
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,90}")
_PLAYED = ("audio", "video")


class EnclosureDraft(Struct, frozen=True, kw_only=True):
    """One file as its feed gave it, nothing judged yet.

    Attributes:
        length: in bytes, as text.
    """

    url: str
    media_type: str = ""
    length: str = ""


def is_played(media_type: str, medium: str) -> bool:
    """Tell whether Media RSS content is sound or moving pictures, rather than an illustration."""
    kind = media_type.strip().lower().partition("/")[0]
    return kind in _PLAYED or (not kind and medium.strip().lower() in _PLAYED)


def _media_type(draft: EnclosureDraft, url: str) -> str:
    said = draft.media_type.partition(";")[0].strip().lower()
    # feedparser says "text/html" of every link without a type; nobody encloses a web page.
    if _MEDIA_TYPE.fullmatch(said) and said != "text/html":
        return said
    guessed, coding = mimetypes.guess_type(unquote(urlsplit(url).path))
    return guessed if guessed and not coding else ""


def _byte_count(text: str) -> int | None:
    """Return a length above nothing; podcasts write 0 or 1 where they do not know it."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 17):  # noqa: PLR2004
        return None
    count = int(digits)
    return count if 1 < count <= _MAX_BYTES else None


def enclosures_of(drafts: Iterable[EnclosureDraft], base_url: str) -> tuple[Enclosure, ...]:
    """Return the files with absolute addresses, each once, in the feed's order."""
    found: dict[str, Enclosure] = {}
    for draft in drafts:
        url = web_address(draft.url, base_url)
        if not url or len(found) == MAX_ENCLOSURES:
            continue
        enclosure = Enclosure(
            url=url, media_type=_media_type(draft, url), byte_count=_byte_count(draft.length)
        )
        # Podcasts name the same file as `enclosure` and as `media:content`.
        known = found.setdefault(canonical_url(url), enclosure)
        if known.byte_count is None and enclosure.byte_count is not None:
            found[canonical_url(url)] = enclosure
    return tuple(found.values())
