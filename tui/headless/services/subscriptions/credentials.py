"""Store and read the credentials of feeds: keyring, environment, cookie files.

The cache stores only a credential's kind, its place and its server. The only importer of keyring;
without that package credentials can come from the environment or a cookie file.
"""

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cache.feeds.feed_options import CredentialKind, CredentialLink, CredentialPlace, FeedOptions
from cache.library import Library
from cache.values.list_rows import FeedId
from fetch.access import Access, basic_authorization, origin_of
from fetch.feeds.mail.mail_addresses import is_mail_address, mail_origin
from fetch.rules import FeedRules
from tui.headless.settings.paths import CREDENTIAL_PREFIX, secret_in_environment

if TYPE_CHECKING:
    from http.cookiejar import MozillaCookieJar

SERVICE = "nutgraf"
"""Under this name the keyring has them."""

_INSTALL = "the system's keyring can't be used; install `nutgraf[keyring]`, or use the environment"
_NOT_KEPT = (
    "the system's keyring does not keep what it is given; choose another one in keyring's "
    "configuration, or use the environment"
)


class CredentialError(Exception):
    """A secret can't be stored or had; the message says why, and never what it is."""


def _keyring() -> Any:
    try:
        return importlib.import_module("keyring")
    except ImportError as error:
        raise CredentialError(_INSTALL) from error


def _with_keyring(work: Callable[[Any], Any]) -> Any:
    keyring = _keyring()
    try:
        return work(keyring)
    except keyring.errors.NoKeyringError as error:
        raise CredentialError(_INSTALL) from error
    except keyring.errors.KeyringLocked as error:
        raise CredentialError("the system's keyring is locked") from error
    except keyring.errors.KeyringError as error:
        # Its own words could quote what it was given.
        message = f"the system's keyring refused ({type(error).__name__})"
        raise CredentialError(message) from error


def keep_in_keyring(name: str, secret: str) -> None:
    """Put a secret into the keyring under a name. Raises CredentialError."""
    if not secret.isprintable() or not secret.strip():
        raise CredentialError("it is empty, or has characters that can't be sent")
    _keep(name, secret)


def _keep(name: str, secret: str) -> None:
    """Store a secret, and make sure that it is there: keyring's null backend takes anything."""
    _with_keyring(lambda keyring: keyring.set_password(SERVICE, name, secret))
    if from_keyring(name) != secret:
        raise CredentialError(_NOT_KEPT)


def from_keyring(name: str) -> str:
    """Return the secret of a name, "" if the keyring has none. Raises CredentialError."""
    return str(_with_keyring(lambda keyring: keyring.get_password(SERVICE, name)) or "")


def forget_in_keyring(name: str) -> None:
    """Take the secret of a name out of the keyring, if it is there. Raises CredentialError."""

    def forget(keyring: Any) -> None:
        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)

    _with_keyring(forget)


def keep_secret(kind: CredentialKind, url: str, secret: str) -> CredentialLink:
    """Put a secret into the keyring, for the server of a feed's address.

    Raises:
        CredentialError: it can't be used as that kind, or there is no keyring.
    """
    _header_of(kind, secret)
    _keep(url, secret)
    return _link(kind, CredentialPlace.KEYRING, url, url)


def link_to_variable(kind: CredentialKind, url: str, variable: str) -> CredentialLink:
    """Let a secret come from a variable of the environment. Raises CredentialError."""
    if not _is_variable(variable):
        message = f"{variable}: {missing_variable(variable)}"
        raise CredentialError(message)
    return _link(kind, CredentialPlace.ENVIRONMENT, variable, url)


def _is_variable(name: str) -> bool:
    return name.startswith(CREDENTIAL_PREFIX) and name != CREDENTIAL_PREFIX


def missing_variable(variable: str) -> str:
    """Return why a variable gives no secret: its name is none for that, or it is unset."""
    if not _is_variable(variable):
        return f"expected a name that begins with {CREDENTIAL_PREFIX}"
    return "this environment variable is not set, or is empty"


def link_to_cookies(url: str, path: Path) -> CredentialLink:
    """Let cookies come from a file as browsers export them. Raises CredentialError."""
    path = path.expanduser().absolute()
    _cookies_in(path)
    return _link(CredentialKind.COOKIES, CredentialPlace.FILE, str(path), url)


def _link(kind: CredentialKind, place: CredentialPlace, name: str, url: str) -> CredentialLink:
    origin = server_of(url)
    if not origin:
        message = f"{url}: not the address of a server"
        raise CredentialError(message)
    return CredentialLink(kind=kind, place=place, name=name, origin=origin)


def server_of(url: str) -> str:
    """Return the web or mail server that alone gets the secret of an address, "" for none."""
    return mail_origin(url) if is_mail_address(url) else origin_of(url)


def forget_secret(link: CredentialLink) -> None:
    """Take a secret out of the keyring; one that lies elsewhere stays. Raises CredentialError."""
    if link.place is not CredentialPlace.KEYRING:
        return

    forget_in_keyring(link.name)


def _secret_of(link: CredentialLink) -> str:
    if link.place is CredentialPlace.ENVIRONMENT:
        secret = secret_in_environment(link.name)
        if not secret:
            message = f"the environment variable {link.name} is not set"
            raise CredentialError(message)
        return secret
    secret = from_keyring(link.name)
    if not secret:
        raise CredentialError("it is no longer in the system's keyring")
    return secret


def _header_of(kind: CredentialKind, secret: str) -> str:
    if not secret.isprintable() or not secret.strip():
        raise CredentialError("it is empty, or has characters that can't be sent")
    if kind is CredentialKind.BASIC:
        if ":" not in secret:
            raise CredentialError("expected user:password")
        return basic_authorization(secret)
    if not secret.isascii() or " " in secret.strip():
        raise CredentialError("a token is one word in ASCII")
    return f"Bearer {secret.strip()}"


def _cookies_in(path: Path) -> "MozillaCookieJar":
    from http.cookiejar import LoadError, MozillaCookieJar  # noqa: PLC0415 - few feeds have cookies

    jar = MozillaCookieJar(str(path))
    try:
        jar.load(ignore_discard=True, ignore_expires=True)
    except (LoadError, ValueError) as error:
        message = f"{path}: not a cookie file in Netscape format"
        raise CredentialError(message) from error
    except OSError as error:
        message = f"{path}: can't be read: {error.strerror}"
        raise CredentialError(message) from error
    for cookie in jar:
        if not cookie.expires:  # 0 is how browsers write "until the browser is closed"
            cookie.expires = None
    jar.clear_expired_cookies()
    return jar


def _cookie_header(jar: "MozillaCookieJar", url: str) -> str:
    from urllib.request import Request  # noqa: PLC0415

    asked = Request(url)  # noqa: S310  # never opened: the jar wants one to look at
    jar.add_cookie_header(asked)
    return asked.get_header("Cookie") or ""


def access_of(url: str, options: FeedOptions) -> Access:
    """Return how a feed's requests differ; a secret that can't be read is a problem in it."""
    plain = Access(name_origin=origin_of(url), user_agent=options.user_agent)
    link = options.credential
    if link is None:
        return plain
    try:
        if link.kind is CredentialKind.COOKIES:
            jar = _cookies_in(Path(link.name))
            return replace(
                plain,
                secret_origin=link.origin,
                cookies_for=lambda address: _cookie_header(jar, address),
            )
        header = _header_of(link.kind, _secret_of(link))
    except CredentialError as error:
        return replace(plain, problem=str(error))
    return replace(plain, secret_origin=link.origin, authorization=header)


def access_with(url: str, secret: str) -> Access:
    """Return how a server is asked whose user and password were typed. Raises CredentialError."""
    header = _header_of(CredentialKind.BASIC, secret)
    return Access(secret_origin=origin_of(url), authorization=header)


def rules_of_feeds(library: Library) -> dict[FeedId, FeedRules]:
    """Return what the reader said of single feeds, with their secrets: for one refresh."""
    options = library.feeds.options()
    if not options:
        return {}
    return {
        row.feed_id: FeedRules(
            access=access_of(row.url, found),
            pages=found.pages,
            full_articles=found.full_articles,
            prefers_feed=found.prefers_feed,
        )
        for row in library.feeds.rows()
        if (found := options.get(row.feed_id))
    }
