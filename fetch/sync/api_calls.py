"""Make the calls of one account's API, and turn what can go wrong into `SyncError`.

Secrets go to the origin of the account's address and to no other; what a server says of an error
is cleaned, shortened and freed of secrets before anybody sees it.
"""

import asyncio
import json
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from fetch.access import origin_of
from fetch.errors import CertificateError, FetchError, UnencryptedError
from fetch.exchange import Answered, Call
from fetch.http.client import HttpClient
from fetch.http.headers import retry_after_seconds
from fetch.model import FailureKind
from fetch.options import MIB, FetchOptions
from fetch.private_addresses import AddressRule, is_private_address
from fetch.sync.json_values import fields_of, parse_json
from fetch.sync.sync_model import (
    Login,
    RemoteEntry,
    RemoteId,
    SyncError,
    SyncFailure,
    SyncFailureKind,
)
from fetch.text.clean import clean_line
from fetch.text.dates import Clock, utc_now
from fetch.text.identity import web_address

MAX_BODY_BYTES = 64 * MIB
"""Of one answer: 250 entries with all of their text, and more than any list of ids."""

LONG_CALL = 3.0
"""So many times the usual time has a call for which the server fetches a feed, or many texts."""

MAX_PAGES = 300
"""Of one list: a good server gives at least a hundred ids in each."""

DETAIL_CHARACTERS = 200
MAX_REDIRECTS = 3
Pairs = Sequence[tuple[str, str]]

_OK = frozenset(range(200, 300))
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TOO_MANY = 429
_UNAVAILABLE = 503
_SERVER_FAULT = 500
_LOGIN_STATUSES = frozenset({401, 403})
_NOT_FOUND = 404
_USER_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]{1,300}@")
_SWITCHED_OFF = "Service Unavailable!"
"""What FreshRSS answers while its API is not enabled."""

_KINDS = {
    FailureKind.OFFLINE: SyncFailureKind.OFFLINE,
    FailureKind.TIMEOUT: SyncFailureKind.TIMEOUT,
    FailureKind.RATE_LIMITED: SyncFailureKind.RATE_LIMITED,
    FailureKind.UNREACHABLE: SyncFailureKind.UNREACHABLE,
    FailureKind.FORBIDDEN_ADDRESS: SyncFailureKind.UNREACHABLE,
}


class TooLargeError(SyncError):
    """An answer is larger than is taken; less may be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """One call, its address relative to the account's.

    Attributes:
        form: the body as a form, `document` the body as JSON; at most one of the two.
        accepts: statuses of failure that the caller understands.
        is_reading: it changes nothing, whatever its method; counts against a limit on reading.
        is_long: the server has to fetch a feed first, or gives many whole entries.
    """

    path: str
    method: str = "GET"
    query: Pairs = ()
    form: Pairs | None = field(default=None, repr=False)
    document: object = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    accepts: frozenset[int] = frozenset()
    is_reading: bool = True
    is_long: bool = False


class ApiCaller:
    """The connection of one account; opened with its first call."""

    def __init__(
        self,
        login: Login,
        options: FetchOptions,
        *,
        certificates: ssl.SSLContext | None = None,
        clock: Clock = utc_now,
        is_private: AddressRule = is_private_address,
    ) -> None:
        self.clock = clock
        self.login = login
        self._options = options
        self._certificates = certificates
        self._http = HttpClient(options, clock=clock, is_private=is_private)
        self._is_open = False
        self._secrets = {login.secret, login.app_key}
        self._spent_until: dict[bool, float] = {}

    async def close(self) -> None:
        """Give the connection up."""
        if self._is_open:
            self._is_open = False
            await self._http.__aexit__(None, None, None)

    def keep_secret(self, secret: str) -> None:
        """Never show this text in an error, either."""
        self._secrets.add(secret)

    def failure(
        self,
        kind: SyncFailureKind,
        detail: str,
        *,
        status: int | None = None,
        wait: float | None = None,
    ) -> SyncError:
        """Return the error with a detail that is safe to show."""
        return SyncError(
            SyncFailure(
                kind=kind,
                detail=clean_line(self._without_secrets(detail), max_characters=DETAIL_CHARACTERS),
                status=status,
                retry_after_seconds=wait,
            )
        )

    async def send(self, call: ApiCall) -> Answered:
        """Make a call and return an answer that is good, or accepted. Raises SyncError."""
        self._refuse_if_spent(call)
        url = self._address(call)
        headers = {"Accept": "application/json, text/plain;q=0.9, */*;q=0.5", **call.headers}
        if not all(value.isprintable() for value in headers.values()):
            detail = "the password or token holds characters that cannot be sent"
            raise self.failure(SyncFailureKind.WRONG_PASSWORD, detail)
        body = b""
        if call.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(call.form, errors="replace").encode("ascii")
        elif call.document is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(call.document).encode("ascii")
        answer = await self._exchange(call, url, headers, body)
        for _ in range(MAX_REDIRECTS):
            if answer.status not in _REDIRECTS:
                break
            url = self._next_address(call, answer, url)
            answer = await self._exchange(call, url, headers, body)
        self._note_limits(call, answer)
        if answer.status not in _OK | call.accepts:
            raise self._refusal(answer)
        return answer

    async def send_json(self, call: ApiCall) -> object:
        """Make a call and return the JSON of its answer. Raises SyncError."""
        return parse_json((await self.send(call)).body)

    async def send_text(self, call: ApiCall) -> str:
        """Make a call and return its answer as text, not cleaned. Raises SyncError."""
        body = (await self.send(call)).body
        if body.lstrip()[:1] == b"<":
            detail = "the server answered with a web page instead of data"
            raise self.failure(SyncFailureKind.BAD_ANSWER, detail)
        return body.decode("utf-8", "replace")

    def _address(self, call: ApiCall) -> str:
        url = f"{self.login.url}{quote(call.path, safe='/-._~')}"
        if call.query:
            url += "?" + "&".join(_parameter(name, said) for name, said in call.query)
        if web_address(url) != url or origin_of(url) != origin_of(self.login.url):
            raise self.failure(SyncFailureKind.UNREACHABLE, "the account's address is not usable")
        return url

    async def _exchange(
        self, call: ApiCall, url: str, headers: Mapping[str, str], body: bytes
    ) -> Answered:
        if not self._is_open:
            await self._http.__aenter__()
            self._is_open = True
        seconds = self._options.timeout_seconds * (LONG_CALL if call.is_long else 1.0)
        try:
            return await self._http.call(
                Call(
                    method=call.method,
                    url=url,
                    headers=headers,
                    body=body,
                    timeout_seconds=seconds,
                    max_body_bytes=max(MAX_BODY_BYTES, self._options.max_body_bytes),
                    certificates=self._certificates,
                    may_be_plain=self.login.allows_plain_http,
                )
            )
        except FetchError as error:
            raise self._translated(error) from error

    def _translated(self, error: FetchError) -> SyncError:
        failure = error.failure
        if isinstance(error, CertificateError):
            reason = f" ({error.reason})" if error.reason else ""
            detail = f"the server's certificate is not trusted{reason}"
            return self.failure(SyncFailureKind.CERTIFICATE, detail)
        if isinstance(error, UnencryptedError):
            return self.failure(SyncFailureKind.UNENCRYPTED, failure.detail)
        kind = _KINDS.get(failure.kind, SyncFailureKind.BAD_ANSWER)
        if failure.kind is FailureKind.TOO_LARGE:
            return TooLargeError(self.failure(kind, failure.detail).failure)
        return self.failure(kind, failure.detail, wait=failure.retry_after_seconds)

    def _next_address(self, call: ApiCall, answer: Answered, url: str) -> str:
        target = answer.location
        is_same = bool(target) and origin_of(target) == origin_of(url)
        if is_same and call.method == "GET":
            return target
        where = (origin_of(target) if not is_same else target.partition("?")[0]) or "nowhere"
        detail = f"the server sends on to {where}; give that address if it is right"
        raise self.failure(SyncFailureKind.BAD_REDIRECT, detail, status=answer.status)

    def _refusal(self, answer: Answered) -> SyncError:
        status = answer.status
        said = self._said(answer)
        wait = self._wait(answer)
        detail = f"the server answered {status}" + (f": {said}" if said else "")
        if status == _TOO_MANY or (status == _UNAVAILABLE and wait is not None):
            kind = SyncFailureKind.RATE_LIMITED
        elif status in _REDIRECTS:
            kind = SyncFailureKind.BAD_REDIRECT
        elif status in _LOGIN_STATUSES:
            kind = SyncFailureKind.WRONG_PASSWORD
        elif status == _NOT_FOUND:
            kind = SyncFailureKind.NO_API
        elif status == _UNAVAILABLE and said == _SWITCHED_OFF:
            kind, detail = SyncFailureKind.API_OFF, "the server's API is switched off"
        elif status >= _SERVER_FAULT:
            kind = SyncFailureKind.SERVER_ERROR
        else:
            kind = SyncFailureKind.REFUSED
        return self.failure(kind, detail, status=status, wait=wait)

    def said_error(self, document: object) -> str:
        """Return what an answer in JSON says of an error, "" if it says nothing."""
        fields = fields_of(document)
        for name in ("error_message", "error", "message", "errors"):
            value = fields.get(name)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, str):
                return clean_line(self._without_secrets(value), max_characters=DETAIL_CHARACTERS)
        return ""

    def _said(self, answer: Answered) -> str:
        body = answer.body.strip()
        if body[:1] == b"{":
            try:
                return self.said_error(parse_json(body))
            except SyncError:
                return ""
        said = body[:1000].decode("utf-8", "replace")
        return "" if said.startswith("<") else clean_line(said, max_characters=DETAIL_CHARACTERS)

    def _without_secrets(self, said: str) -> str:
        said = _USER_IN_ADDRESS.sub("…@", said)
        for secret in sorted(filter(None, self._secrets), key=len, reverse=True):
            for form in {secret, quote(secret, ""), clean_line(secret)} - {""}:
                said = said.replace(form, "…")
        return said

    # Limits of the server.

    def _wait(self, answer: Answered) -> float | None:
        now = self.clock()
        for name in ("retry-after", "x-reader-limits-reset-after"):
            if said := answer.headers.get(name):
                seconds = retry_after_seconds(said.partition(".")[0], now=now)
                if seconds is not None:
                    return seconds
        return None

    def _note_limits(self, call: ApiCall, answer: Answered) -> None:
        """Keep in mind that a day's requests are used up: Inoreader counts reading and writing."""
        zone = f"x-reader-zone{1 if call.is_reading else 2}"
        usage = _number(answer.headers.get(f"{zone}-usage", ""))
        limit = _number(answer.headers.get(f"{zone}-limit", ""))
        if usage is not None and limit is not None and usage >= limit > 0:
            wait = self._wait(answer)
            until = asyncio.get_running_loop().time() + (wait if wait is not None else 3600.0)
            self._spent_until[call.is_reading] = until

    def _refuse_if_spent(self, call: ApiCall) -> None:
        if call.is_reading not in self._spent_until:
            return
        wait = self._spent_until[call.is_reading] - asyncio.get_running_loop().time()
        if wait > 0:
            detail = "the requests that the server allows for the day are used up"
            raise self.failure(SyncFailureKind.RATE_LIMITED, detail, wait=wait)


async def in_halves(
    ids: Sequence[RemoteId], ask: Callable[[Sequence[RemoteId]], Awaitable[tuple[RemoteEntry, ...]]]
) -> tuple[RemoteEntry, ...]:
    """Ask for entries in as many calls as their size needs; one that is too large is left out.

    Raises SyncError.
    """
    try:
        return await ask(ids)
    except TooLargeError:
        if len(ids) <= 1:
            return ()
    middle = len(ids) // 2
    first = await in_halves(ids[:middle], ask)
    return first + await in_halves(ids[middle:], ask)


def _parameter(name: str, said: str) -> str:
    # Without a value it is written without "=": some servers look for no more.
    return f"{name}={quote(said, '', errors='replace')}" if said else name


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None  # noqa: PLR2004
