"""Identify entries: stable keys, canonical addresses, fingerprints. Pure."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern
from fetch.model import EntryKey
from fetch.private_addresses import ascii_host
from fetch.text.clean import clean_line

MAX_GUID_CHARACTERS = 400
"""Longer guids are kept as a hash: an index should not carry a whole article."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say how a reader came, never what the page is.
_TRACKING = lazy_pattern(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|ns_\w+"
    r"|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|cmpid|icid|ocid|ref_src"
    r"|wt\.mc_id|wt_mc|xtor|mkt_tok|ito|CMP|guccounter|guce_\w+|taid|smid|partner=rss)(?:=|$)",
    re.IGNORECASE,
)
# What looks like a host and can hardly be a folder's name.
_WITHOUT_SCHEME = lazy_pattern(r"www\.[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_DOUBLED_SCHEME = lazy_pattern(r"https?://(?=https?://)", re.IGNORECASE)
_UNSAFE = lazy_pattern(r"[\s\x00-\x1f\x7f-\x9f<>\"`{}|\\^]")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number raises only when it is read
    except ValueError:
        return None
    return parts if parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def _percent_encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def is_sound_host(netloc: str) -> bool:
    """Tell whether user, host and port of an address are the same for every program.

    A backslash ends the host in browsers and not in libraries; "%" is unpacked by some.
    """
    if not netloc.isascii():
        netloc = unicodedata.normalize("NFKC", netloc)
    host = netloc.rpartition("@")[2]
    return not _UNSAFE.search(netloc) and ("%" not in host or host.startswith("["))


def web_address(url: str, base: str = "", *, keeps_user: bool = False) -> str:
    """Return `url`, resolved against `base`, if it is an http(s) address; "" if it is not.

    Arguments:
        keeps_user: the reader typed or stored it, so that a user and password in it are his own;
            those in what came from the network are left out.
    """
    url = _DOUBLED_SCHEME.sub("", clean_line(url.strip(), max_characters=8000), count=1)
    if not url:  # a missing address is not the base itself
        return ""
    if base and _WITHOUT_SCHEME.match(url):
        url = f"//{url}"
    if base and "://" not in url[:12]:
        try:
            url = urljoin(clean_line(base, max_characters=8000), url)
        except ValueError:
            return ""
    parts = _split(url)
    if parts is None or not is_sound_host(parts.netloc):
        return ""
    user, at, host = parts.netloc.rpartition("@")
    if not host.isascii():
        host = _plain_host(parts) or host
    netloc = f"{user}{at}{host}" if keeps_user else host
    return _UNSAFE.sub(_percent_encode, urlunsplit(parts._replace(netloc=netloc)))


def _plain_host(parts: SplitResult) -> str:
    """Return host and port in ASCII if all letters stand for such ones, "" if they do not.

    So that what is read is what is asked for; names in other scripts stay as they are written.
    """
    host = ascii_host(parts.hostname or "")
    if any(label.startswith("xn--") for label in host.split(".")):
        return ""
    return host if parts.port is None else f"{host}:{parts.port}"


def canonical_url(url: str) -> str:
    """Return the one form under which two addresses of a page are equal; "" for no web address."""
    parts = _split(web_address(url))
    if parts is None:
        return ""
    host, port = (parts.hostname or "").rstrip("."), parts.port
    if ":" in host:
        host = f"[{host}]"
    if port not in {None, _DEFAULT_PORTS[parts.scheme]}:
        host = f"{host}:{port}"
    query = "&".join(
        field for field in parts.query.split("&") if field and not _TRACKING.match(field)
    )
    return urlunsplit((parts.scheme, host, parts.path or "/", query, ""))


def alternate_key(guid: str, url: str) -> str:
    """Return the guid, or else the address, without scheme and host: what a move leaves."""
    for address in (guid, url):
        parts = _split(address.strip())
        if parts is not None:
            tail = urlunsplit(("", "", parts.path, parts.query, "")).strip("/")
            return clean_line(tail, max_characters=MAX_GUID_CHARACTERS)
    return ""


def hash_text(*parts: str) -> str:
    """Return a short stable hash of `parts`, kept apart from one another."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=16).hexdigest()


def hash_body(body: bytes) -> str:
    """Return the hash by which the same bytes are known without parsing them."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def hash_pieces(pieces: Iterable[bytes]) -> str:
    """Return what `hash_body` makes of the same bytes in one piece."""
    made = hashlib.blake2b(digest_size=16)
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


def fingerprint(title: str, text: str) -> str:
    """Return what a brief of this title and text is filed under."""
    return hash_text(title, text)


class Identifiers(Struct, frozen=True, kw_only=True):
    """What one item offers to be known by."""

    guid: str
    url: str
    title: str
    published: datetime | None
    body: str


def _content_hash(item: Identifiers) -> str:
    moment = item.published.isoformat() if item.published else ""
    return hash_text(item.title, moment, item.body)


def _guid_key(guid: str) -> str:
    cleaned = clean_line(guid, max_characters=len(guid) + 1)
    return cleaned if len(cleaned) <= MAX_GUID_CHARACTERS else f"hash:{hash_text(cleaned)}"


def _key(item: Identifiers, guid_counts: Counter[str]) -> str:
    guid = _guid_key(item.guid)
    if guid and guid_counts[guid] == 1:
        return guid
    link = canonical_url(item.url)
    if guid:
        # The feed gives one guid to several items: it names none of them alone.
        return f"{guid}#{hash_text(link or item.title)}"
    return link or f"hash:{_content_hash(item)}"


def entry_keys(items: Sequence[Identifiers]) -> tuple[EntryKey, ...]:
    """Return the key of each item of one document, all different.

    By guid, else link, else the content. Items that share a guid are told apart by link or title,
    whatever their order; items that share a link but no guid are told apart by their content.
    What is still equal then is numbered in the document's order.
    """
    guid_counts = Counter(_guid_key(item.guid) for item in items)
    link_counts = Counter(canonical_url(item.url) for item in items if not item.guid.strip())
    seen: Counter[str] = Counter()
    keys: list[EntryKey] = []
    for item in items:
        key = _key(item, guid_counts)
        if not item.guid.strip() and link_counts[key] > 1:
            key = f"{key}#{_content_hash(item)}"
        seen[key] += 1
        keys.append(EntryKey(key if seen[key] == 1 else f"{key}#{seen[key]}"))
    return tuple(keys)
