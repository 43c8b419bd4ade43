"""Number an article's links and shorten addresses for display."""

import unicodedata
from urllib.parse import urlsplit

from fetch.access import without_secret
from fetch.layout import Layout
from fetch.private_addresses import ascii_host, literal_address

# Written together in one language, and not taken for one another.
_EAST_ASIAN = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


def link_numbers(layout: Layout) -> dict[str, int]:
    """Return the addresses that an article links to, numbered from 1 as they come."""
    return {url: n for n, url in enumerate(dict.fromkeys(it.url for it in layout.links), 1)}


def _scripts(host: str) -> set[str]:
    return {unicodedata.name(it, "?").partition(" ")[0] for it in host if it.isalpha()}


def _real_host(host: str) -> str:
    """Return a host that can't be taken for another: in ASCII where it mixes scripts.

    A number is the address that it stands for.
    """
    asked = ascii_host(host)
    scripts = _scripts(host)
    is_plain = len(scripts) == 1 or scripts <= _EAST_ASIAN
    if is_plain and not host.isascii() and unicodedata.is_normalized("NFKC", host):
        return host
    return literal_address(asked) or asked or host


def host_of(url: str) -> str:
    """Return the host of an address as it is shown, "" if it has none."""
    try:
        return _real_host(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def real_address(url: str) -> str:
    """Return an address as it is shown to who may open it: with its real host, and no user."""
    plain = without_secret(url)[0]
    try:
        parts = urlsplit(plain)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return plain
    real = _real_host(host)
    if not host or real == host:
        return plain
    netloc = f"[{real}]" if ":" in real else real
    return parts._replace(netloc=netloc if port is None else f"{netloc}:{port}").geturl()


def short_address(url: str) -> str:
    """Return an address without its scheme: what a footnote says."""
    url = real_address(url)
    return url.partition("://")[2].removeprefix("www.").removesuffix("/") or url
