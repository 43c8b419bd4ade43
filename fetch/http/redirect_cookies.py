"""Cookies that a server sets on the way to an answer: sent back on that way, then forgotten. Pure.

Some sites answer only who brings the cookie of the redirect before. A cookie goes back to the very
host that set it, whatever `Domain` it asks for: without a list of public suffixes nobody knows
which hosts belong together. What came over https never goes over http.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from msgspec import Struct

from fetch.access import origin_of
from fetch.text.date_spellings import spelled_date

MAX_COOKIES = 30
MAX_COOKIE_CHARACTERS = 4096
MAX_HEADER_CHARACTERS = 8192

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")
_VALUE = re.compile(r"[\x20-\x3a\x3c-\x7e]*")
_SCHEME_AND_PORT = re.compile(r"^https?://|:(?:80|443)$")


class _Place(Struct, frozen=True, kw_only=True):
    """Where a cookie goes back to."""

    host: str
    path: str
    is_secure: bool

    def covers(self, host: str, path: str, *, is_secure: bool) -> bool:
        below = self.path if self.path.endswith("/") else f"{self.path}/"
        is_inside = path == self.path or path.startswith(below)
        return host == self.host and is_inside and (is_secure or not self.is_secure)


def _address(url: str) -> tuple[str, str, bool]:
    """Return host (with a port of its own), path, and whether the address is asked over https."""
    parts = urlsplit(url)
    host = _SCHEME_AND_PORT.sub("", origin_of(url))
    return host, parts.path or "/", parts.scheme == "https"


def _pairs(header: str) -> Iterator[tuple[str, str]]:
    for part in header.split(";"):
        name, equals, value = part.partition("=")
        if equals and name.strip():
            yield name.strip(), value.strip()


def _has_expired(attributes: dict[str, str], now: datetime) -> bool:
    seconds = attributes.get("max-age", "")
    if re.fullmatch(r"-?\d{1,12}", seconds):
        return int(seconds) <= 0
    expires = spelled_date(attributes.get("expires", ""))
    return expires is not None and expires <= now


class RedirectCookies:
    """The cookies of one request and its redirects."""

    def __init__(self) -> None:
        self._values: dict[tuple[_Place, str], str] = {}

    def take(self, url: str, set_by: Iterable[str], *, now: datetime) -> None:
        """Keep what the `Set-Cookie` headers of an answer from `url` ask to be kept."""
        for line in set_by:
            if len(line) <= MAX_COOKIE_CHARACTERS:
                self._take_one(url, line, now)

    def _take_one(self, url: str, line: str, now: datetime) -> None:
        host, path, is_secure = _address(url)
        first, _, rest = line.partition(";")
        name, equals, value = (part.strip() for part in first.partition("="))
        attributes: dict[str, str] = {key.lower(): text for key, text in _pairs(rest)}
        flags = {part.strip().lower() for part in rest.split(";")}
        domain = attributes.get("domain", "").lower().strip(".")
        bare_host = host.partition(":")[0] if not host.startswith("[") else host
        is_own = not domain or bare_host == domain or bare_host.endswith(f".{domain}")
        needs_https = "secure" in flags or name.startswith(("__Secure-", "__Host-"))
        is_sound = bool(equals) and _NAME.fullmatch(name) and _VALUE.fullmatch(value)
        if not is_sound or not host or not is_own or (needs_https and not is_secure):
            return
        own_path = attributes.get("path", "")
        folder = own_path if own_path.startswith("/") else path[: path.rfind("/")] or "/"
        key = (_Place(host=host, path=folder, is_secure=is_secure), name)
        if _has_expired(attributes, now):
            self._values.pop(key, None)
        elif key in self._values or len(self._values) < MAX_COOKIES:
            self._values[key] = value

    def header_for(self, url: str, own: str = "") -> str:
        """Return the `Cookie` header for an address, "" for none.

        Arguments:
            own: the cookies that the user set for it; a newer one of the same name replaces them.
        """
        host, path, is_secure = _address(url)
        values = dict(_pairs(own))
        for (place, name), value in self._values.items():
            if place.covers(host, path, is_secure=is_secure):
                values[name] = value
        header = ""
        for name, value in values.items():
            longer = f"{header}; {name}={value}" if header else f"{name}={value}"
            if len(longer) > max(MAX_HEADER_CHARACTERS, len(own)):
                break
            header = longer
        return header
