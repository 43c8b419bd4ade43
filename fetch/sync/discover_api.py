"""Find out which API answers at an address that somebody typed. Never sends a secret.

Miniflux comes before the Google Reader API, which it speaks, too, but not as well. An address that
names an API itself (".../api/greader.php", ".../fever") is asked for that one first.
"""

import re
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from fetch.errors import CertificateError, FetchError
from fetch.exchange import Answered, Call
from fetch.http.client import HttpClient
from fetch.model import FailureKind
from fetch.options import FetchOptions
from fetch.private_addresses import AddressRule, is_private_address
from fetch.sync.json_values import fields_of, parse_json, text, whole
from fetch.sync.nextcloud_lists import ROOT as NEXTCLOUD_ROOT
from fetch.sync.open_client import load_certificates
from fetch.sync.reader_quirks import FRESHRSS, KNOWN_READERS, OTHER_READER, ReaderQuirks, quirks_of
from fetch.sync.sync_model import Api, SyncError, SyncFailure, SyncFailureKind
from fetch.text.clean import clean_line
from fetch.text.dates import Clock, utc_now
from fetch.text.identity import web_address

_SECONDS = 15.0
_MAX_BYTES = 1 << 18
_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_UNAUTHORIZED = frozenset({401, 403})
_UNAVAILABLE = 503
_NO_PAGE = "/nutgraf-asks-for-no-page"
# What people copy from a manual, a browser or another program, behind a server's own address.
_API_TAILS = re.compile(
    r"(?:/p)?/api/(?:greader|fever)\.php(?:/.*)?|(?:/p)?/(?:i|api)(?:/.*)?|/reader/api/0.*"
    r"|/accounts/ClientLogin|/fever/?|/v1(?:/.*)?|(?:/index\.php)?/apps/news(?:/.*)?"
    r"|/index\.php|/login"
)


class FoundApi(Struct, frozen=True, kw_only=True):
    """An API that answers.

    Attributes:
        url: what to put into `Login.url`.
        product: the server's name as far as it can be told.
        needs_user: a user name is asked for.
        needs_app: id and key of a program are asked for.
        credential: what the secret is called there: "password", "API password", "API token".
        sentence: how to sign in, for the reader.
    """

    api: Api
    url: str
    product: str
    needs_user: bool = True
    needs_app: bool = False
    credential: str
    sentence: str


class _Search(Struct):
    """The questions of one search, and which addresses were tried."""

    http: HttpClient
    call: Call
    is_public: bool = True
    tried: list[str] = field(default_factory=list)

    async def ask(
        self, base: str, path: str, *, method: str = "GET"
    ) -> tuple[str, Answered] | None:
        """Return where a path answers, without that path, and what; None if nobody answers."""
        url = base + path
        self.tried.append(url)
        for _ in range(_MAX_REDIRECTS):
            answer = await self._one(url, method)
            if answer.status not in _REDIRECTS:
                return (url.removesuffix(path), answer) if url.endswith(path) else None
            target = answer.location
            is_downgrade = url.startswith("https:") and not target.startswith("https:")
            if not target or is_downgrade:
                return None
            if self.is_public and await self.http.is_private(target):
                return None
            url = target
        return None

    async def _one(self, url: str, method: str) -> Answered:
        body = b"api_key=" if method == "POST" else b""
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        return await self.http.call(
            Call(
                method=method,
                url=url,
                headers=headers,
                body=body,
                timeout_seconds=self.call.timeout_seconds,
                max_body_bytes=self.call.max_body_bytes,
                certificates=self.call.certificates,
                may_be_plain=True,  # nothing secret is sent
            )
        )


def _failure(kind: SyncFailureKind, detail: str) -> SyncError:
    return SyncError(SyncFailure(kind=kind, detail=clean_line(detail, max_characters=400)))


def _json(answer: Answered) -> object:
    try:
        return parse_json(answer.body)
    except SyncError:
        return None


async def discover_api(
    typed: str,
    options: FetchOptions,
    *,
    certificate_file: str = "",
    clock: Clock = utc_now,
    is_private: AddressRule = is_private_address,
) -> FoundApi:
    """Return the API at an address. Raises SyncError: NO_API, with the addresses that were tried.

    Other errors say why the server could not be asked at all.
    """
    bases = _bases(typed)
    if not bases:
        raise _failure(SyncFailureKind.UNREACHABLE, "this is not a web address")
    for quirks in KNOWN_READERS:
        if quirks.hosts and quirks_of(bases[0]) is quirks:
            parts = urlsplit(bases[0])
            return _reader(f"{parts.scheme}://{parts.netloc}", quirks)
    call = Call(
        method="GET",
        url="",
        timeout_seconds=min(_SECONDS, options.timeout_seconds),
        max_body_bytes=_MAX_BYTES,
        certificates=load_certificates(certificate_file),
    )
    quick = replace(options, pause_per_host_seconds=0.0)
    async with HttpClient(quick, clock=clock, is_private=is_private) as http:
        last: FetchError | None = None
        for base in bases:
            search = _Search(http, call, is_public=not await http.is_private(base))
            try:
                return await _search(search, base, typed)
            except CertificateError as error:
                raise _unreachable(error) from error  # nor is http a way around it
            except FetchError as error:
                last = last or error
    raise _unreachable(last) from last


def _bases(typed: str) -> list[str]:
    """Return the addresses that may be meant: https first where no scheme was typed."""
    typed = clean_line(typed.strip(), max_characters=2000)
    schemes = [""] if "://" in typed else ["https://", "http://"]
    found = (web_address(scheme + typed) for scheme in schemes)
    return [it.partition("?")[0].partition("#")[0].rstrip("/") for it in found if it]


def _unreachable(error: FetchError | None) -> SyncError:
    if isinstance(error, CertificateError):
        reason = f" ({error.reason})" if error.reason else ""
        detail = f"the server's certificate is not trusted{reason}"
        return _failure(SyncFailureKind.CERTIFICATE, detail)
    kinds = {
        FailureKind.OFFLINE: SyncFailureKind.OFFLINE,
        FailureKind.TIMEOUT: SyncFailureKind.TIMEOUT,
    }
    kind = kinds.get(error.failure.kind, SyncFailureKind.UNREACHABLE) if error else None
    detail = error.failure.detail if error else "nobody answers"
    return _failure(kind or SyncFailureKind.UNREACHABLE, detail)


def _roots(base: str) -> list[str]:
    """Return where the server itself may be: without the end that names an API, or at the top."""
    parts = urlsplit(base)
    origin = f"{parts.scheme}://{parts.netloc}"
    starts = (place for place in range(len(parts.path)) if parts.path[place] == "/")
    cut = next((it for it in starts if _API_TAILS.fullmatch(parts.path, it)), len(parts.path))
    return list(dict.fromkeys((origin + parts.path[:cut].rstrip("/"), base, origin)))


async def _search(search: _Search, base: str, typed: str) -> FoundApi:
    roots = _roots(base)
    finders = [_miniflux, _freshrss, _nextcloud, _fever, _other_reader]
    if "greader.php" in typed or "/reader/api/0" in typed:
        finders = [_freshrss, _other_reader, *finders]
    elif "fever" in typed.rpartition("/")[2] or typed.rstrip("/").endswith("/fever"):
        finders = [_fever, *finders]
    for finder in dict.fromkeys(finders):
        for root in roots:
            found = await finder(search, root)
            if found is not None:
                return found
    first = roots[0]
    tried = ", ".join(dict.fromkeys(url.removeprefix(first) for url in search.tried))
    detail = f"nothing that is known at {first}; tried: {tried}"
    raise _failure(SyncFailureKind.NO_API, detail)


async def _miniflux(search: _Search, root: str) -> FoundApi | None:
    asked = await search.ask(root, "/v1/me")
    if asked is None:
        return None
    url, answer = asked
    if answer.status not in _UNAUTHORIZED or not text(fields_of(_json(answer)), "error_message"):
        return None
    return FoundApi(
        api=Api.MINIFLUX,
        url=url,
        product="Miniflux",
        needs_user=False,
        credential="API token",
        sentence="Sign in with an API token, which you make in Miniflux under Settings › API keys.",
    )


def _reader(url: str, quirks: ReaderQuirks) -> FoundApi:
    return FoundApi(
        api=Api.GOOGLE_READER,
        url=url,
        product=quirks.product,
        needs_app=quirks.wants_app,
        credential="API password" if quirks in {FRESHRSS, OTHER_READER} else "password",
        sentence=quirks.needs,
    )


async def _freshrss(search: _Search, root: str) -> FoundApi | None:
    for path in ("/api/greader.php", "/p/api/greader.php"):
        asked = await search.ask(root, path)
        if asked is None:
            continue
        url, answer = asked
        said = answer.body.strip()
        if answer.status == _UNAVAILABLE and said == b"Service Unavailable!":
            detail = (
                "FreshRSS answers, but its API is off: switch it on under Settings › "
                "Authentication › Allow API access"
            )
            raise _failure(SyncFailureKind.API_OFF, detail)
        if answer.status == _OK and said == b"OK":
            return _reader(url + path, FRESHRSS)
    return None


async def _other_reader(search: _Search, root: str) -> FoundApi | None:
    asked = await search.ask(root, "/reader/api/0/token")
    if asked is None or asked[1].status not in _UNAUTHORIZED:
        return None
    # A server that wants a password for whatever is asked says nothing by wanting it here.
    no_page = await search.ask(root, _NO_PAGE)
    if no_page is None or no_page[1].status in _UNAUTHORIZED:
        return None
    return _reader(asked[0], OTHER_READER)


async def _nextcloud(search: _Search, root: str) -> FoundApi | None:
    path = f"{NEXTCLOUD_ROOT}/v1-3/version"
    for path in (f"{NEXTCLOUD_ROOT}/v1-3/version", f"{NEXTCLOUD_ROOT}/v1-2/version"):
        asked = await search.ask(root, path)
        if asked is None:
            continue
        url, answer = asked
        if answer.status in {_OK, 401} and fields_of(_json(answer)):
            return FoundApi(
                api=Api.NEXTCLOUD_NEWS,
                url=url,
                product="Nextcloud News",
                credential="app password",
                sentence="Sign in with your user name and an app password, which you make in "
                "Nextcloud under Settings › Security.",
            )
    asked = await search.ask(root, "/status.php")
    if asked and text(fields_of(_json(asked[1])), "productname") == "Nextcloud":
        detail = "Nextcloud answers, but without its News app: have it installed and enabled"
        raise _failure(SyncFailureKind.NO_API, detail)
    return None


async def _fever(search: _Search, root: str) -> FoundApi | None:
    for path in ("/fever/?api", "/fever?api", "/api/fever.php?api", "/?api"):
        asked = await search.ask(root, path, method="POST")
        if asked is None or whole(fields_of(_json(asked[1])), "api_version") is None:
            continue
        return FoundApi(
            api=Api.FEVER,
            url=(asked[0] + path.removesuffix("?api")).rstrip("/"),
            product="Fever API",
            credential="API password",
            sentence="Sign in with your user name or e-mail address and the password for the "
            "Fever API, which may be another than that of the web page.",
        )
    return None
