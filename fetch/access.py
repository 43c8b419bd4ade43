"""Per-feed request options for the feed's own server: user agent and credential. Pure.

A credential belongs to one origin (scheme, host and port). A redirect to another origin does not
take it along.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from fetch.private_addresses import ascii_host

_NO_USER = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\]")
_PORTS = {"http": 80, "https": 443}


@lru_cache(256)
def origin_of(url: str) -> str:
    """Return scheme, host and port of an address as one word, "" if it is no web address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else ascii_host(parts.hostname)
    return f"{parts.scheme}://{host}:{port or _PORTS[parts.scheme]}"


def without_secret(url: str) -> tuple[str, str]:
    """Return an address without the user and password in it, and those; "" if it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    user_info, at, host = parts.netloc.rpartition("@")
    # To a browser a backslash ends the host: what stands before it is no user, and not sent.
    if not at or _NO_USER.search(user_info):
        return url, ""
    user, _, password = user_info.partition(":")
    if parts.scheme in {"imap", "imaps"}:
        # Whose mailbox it is belongs to the address.
        clean = urlunsplit(parts._replace(netloc=f"{user}@{host}"))
        return clean, f"{unquote(user)}:{unquote(password)}" if password else ""
    clean = urlunsplit((parts.scheme, host, parts.path, parts.query, parts.fragment))
    return clean, f"{unquote(user)}:{unquote(password)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How one feed's requests differ from all others.

    Attributes:
        name_origin: the server that is told `user_agent`.
        secret_origin: the only server that gets the secret.
        authorization: value of the header of that name, "" for none.
        cookies_for: gives the cookies for an address within `secret_origin`, "" for none.
        problem: why there is no secret although there should be one, "" if all is well.
    """

    name_origin: str = ""
    user_agent: str = ""
    secret_origin: str = ""
    authorization: str = field(default="", repr=False)
    cookies_for: Callable[[str], str] | None = field(default=None, repr=False, compare=False)
    problem: str = ""

    def headers_for(self, url: str) -> dict[str, str]:
        """Return the headers that a request for this address, and for no other, carries."""
        origin = origin_of(url)
        headers: dict[str, str] = {}
        if self.user_agent and origin == self.name_origin:
            headers["User-Agent"] = self.user_agent
        if not origin or origin != self.secret_origin:
            return headers
        if self.authorization:
            headers["Authorization"] = self.authorization
        if self.cookies_for is not None and (cookies := self.cookies_for(url)):
            headers["Cookie"] = cookies
        return headers

    def knows_secret(self, url: str) -> bool:
        """Tell whether the server of this address is shown the secret."""
        has_secret = bool(self.authorization) or self.cookies_for is not None
        return has_secret and bool(self.secret_origin) and origin_of(url) == self.secret_origin


NO_ACCESS = Access()


def basic_authorization(secret: str) -> str:
    """Return the header's value for "user:password"."""
    return "Basic " + base64.b64encode(secret.encode()).decode()


def typed_secret(authorization: str) -> str:
    """Return the "user:password" of a header's value, "" if it says something else."""
    kind, _, value = authorization.partition(" ")
    try:
        return base64.b64decode(value, validate=True).decode() if kind == "Basic" else ""
    except ValueError:
        return ""


def with_typed_secret(url: str, access: Access) -> tuple[str, Access]:
    """Return an address without the user and password in it, and how its server is shown those.

    What the access says itself comes first.
    """
    plain, secret = without_secret(url)
    if not secret or access.authorization or access.cookies_for is not None:
        return plain, access
    authorization = basic_authorization(secret)
    return plain, replace(access, secret_origin=origin_of(plain), authorization=authorization)
