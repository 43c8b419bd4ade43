"""The HTTP client, with limits on time, size and redirects. The only module that connects.

Redirects are followed by hand, and bodies are decompressed under a limit (`fetch.http.inflate`). An
address that the user did not type may not lead into the user's own network. The resolved address is
checked, which covers 127.1, decimal forms and DNS names.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag
from urllib.request import getproxies, proxy_bypass

import aiohttp
from msgspec import Struct
from msgspec.structs import replace
from yarl import URL

from fetch.access import with_typed_secret
from fetch.errors import FetchError, UnencryptedError
from fetch.exchange import Answered, Body, Call, Fetched, NotModified, Request
from fetch.http.call_answers import read_answer
from fetch.http.connector import Resolver, open_connector
from fetch.http.failures import OWN_NETWORK, dns_failure, fetch_error, translated
from fetch.http.headers import (
    content_codings,
    max_age_seconds,
    retry_after_seconds,
    server_time,
)
from fetch.http.inflate import BoundedBody
from fetch.http.politeness import Manners
from fetch.http.redirect_cookies import RedirectCookies
from fetch.model import Failure, FailureKind, Validators
from fetch.options import FetchOptions
from fetch.private_addresses import (
    AddressRule,
    host_of,
    is_private_address,
    literal_address,
    names_own_network,
)
from fetch.text.clean import clean_line
from fetch.text.dates import Clock, utc_now
from fetch.text.identity import web_address

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_GONE = 410
_ASKED_TO_WAIT = frozenset({429, 503})
_UNENCRYPTED = "the server is not in your own network, and http is not encrypted"
_DOWNGRADE = "a redirect from https to http is not followed with a credential"


def _proxy_for(url: str, proxies: Mapping[str, str]) -> str | None:
    scheme = url.partition(":")[0]
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or proxy_bypass(host_of(url)):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _is_downgrade(url: str, target: str) -> bool:
    return url.startswith("https:") and not target.startswith("https:")


def _header(value: str | None) -> str | None:
    """Return a validator if it can be sent back as it came."""
    if not value or not value.isascii() or not value.isprintable():
        return None
    return value


class HttpClient:
    """Get feeds and pages. An async context manager, open for the length of one piece of work."""

    def __init__(
        self,
        options: FetchOptions,
        *,
        clock: Clock = utc_now,
        is_private: AddressRule = is_private_address,
    ) -> None:
        self._options = options
        self._clock = clock
        self._is_private = is_private
        self._manners = Manners(options, is_own=self._was_private)
        self._proxies = getproxies() if options.uses_proxy_environment else {}
        self._open_resolver = Resolver(is_private, allows_private=True)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        # Two sessions: a connection allowed into the user's own network must not be reused for
        # an address that is not.
        public = Resolver(self._is_private, allows_private=False)
        self._sessions = {
            True: self._session(self._open_resolver, allows_private=True),
            False: self._session(public, allows_private=False),
        }
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for session in self._sessions.values():
            await session.close()

    def _session(self, resolver: Resolver, *, allows_private: bool) -> aiohttp.ClientSession:
        connector = open_connector(resolver, self._is_private, allows_private=allows_private)
        seconds = self._options.connect_timeout_seconds
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=None, sock_connect=seconds),
            headers={"User-Agent": self._options.user_agent, "Accept-Encoding": "gzip, deflate"},
        )

    async def is_private(self, url: str) -> bool:
        """Tell whether an address the user named is in the user's own network."""
        host = host_of(url)
        if not literal_address(host):
            try:
                await self._open_resolver.resolve(host)
            except OSError:
                return False
        return self._was_private(url)

    async def get(self, request: Request) -> Fetched | NotModified:
        """Return the answer to `request`, redirects followed. Raises FetchError."""
        typed = web_address(request.url, keeps_user=True)
        if not typed:
            raise fetch_error(FailureKind.UNREACHABLE, "not an http or https address")
        url, access = with_typed_secret(typed, request.access)
        request = replace(request, access=access)
        may_be_private = request.may_be_private
        is_move_permanent = True
        was_secret_shown = False
        cookies = RedirectCookies()
        seconds_left = self._options.timeout_seconds
        clock = asyncio.get_running_loop().time
        for hop in range(self._options.max_redirects + 1):
            async with self._manners.turn(url):
                started = clock()
                try:
                    answer = await self._hop(
                        url, request, seconds_left, cookies, may_be_private=may_be_private
                    )
                except FetchError as error:
                    self._manners.refused(url, error.failure)
                    raise
                seconds_left -= clock() - started
            if not isinstance(answer, _Redirect):
                return replace(answer, moved_to=url if hop and is_move_permanent else "")
            was_secret_shown = was_secret_shown or access.knows_secret(url)
            if was_secret_shown and _is_downgrade(url, answer.url):
                raise fetch_error(FailureKind.BAD_REDIRECT, _DOWNGRADE)
            if hop == 0 and may_be_private:
                may_be_private = self._was_private(url)
            is_move_permanent = is_move_permanent and answer.is_permanent
            cookies.take(url, answer.set_cookies, now=self._clock())
            url = answer.url
        limit = self._options.max_redirects
        raise fetch_error(FailureKind.BAD_REDIRECT, f"more than {limit} redirects")

    def _was_private(self, url: str) -> bool:
        return names_own_network(url, self._is_private) or self._open_resolver.was_private(
            host_of(url)
        )

    async def _hop(
        self,
        url: str,
        request: Request,
        seconds: float,
        cookies: RedirectCookies,
        *,
        may_be_private: bool,
    ) -> "_Redirect | Fetched | NotModified":
        # A proxy looks names up itself: then this is all that is known of the host.
        if not may_be_private and names_own_network(url, self._is_private):
            raise fetch_error(FailureKind.FORBIDDEN_ADDRESS, OWN_NETWORK)
        async with self._within(seconds, of_seconds=self._options.timeout_seconds):
            return await self._exchange(url, request, cookies, may_be_private=may_be_private)

    @asynccontextmanager
    async def _within(self, seconds: float, *, of_seconds: float) -> AsyncIterator[None]:
        """Limit the time of a request, and translate the errors of the library."""
        try:
            async with asyncio.timeout(max(seconds, 0.001)):
                yield
        except TimeoutError as error:
            detail = f"no complete answer within {of_seconds:g} seconds"
            if isinstance(error, aiohttp.ConnectionTimeoutError):
                detail = f"no connection within {self._options.connect_timeout_seconds:g} seconds"
            raise fetch_error(FailureKind.TIMEOUT, detail) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise translated(error) from error

    async def call(self, call: Call) -> Answered:
        """Return what a server answers to a call of its API. No redirect is followed.

        Raises:
            UnencryptedError: it would go unencrypted to a server that is not in the user's own
                network. Nothing was sent.
            FetchError: there is no whole answer.
        """
        if call.url.startswith("http:") and not call.may_be_plain:
            await self._require_private(call.url, call.timeout_seconds)
        seconds = call.timeout_seconds
        async with self._manners.turn(call.url), self._within(seconds, of_seconds=seconds):
            session = self._sessions[True]
            async with session.request(
                call.method,
                URL(call.url, encoded=call.url.isascii()),
                headers=call.headers,
                data=call.body or None,
                allow_redirects=False,
                proxy=_proxy_for(call.url, self._proxies),
                ssl=call.certificates or True,
            ) as response:
                try:
                    return await read_answer(call, response)
                except BaseException:
                    response.close()  # the rest of the body is not wanted
                    raise

    async def _require_private(self, url: str, seconds: float) -> None:
        host = host_of(url)
        # A proxy looks the name up itself, perhaps outside.
        if not literal_address(host) and _proxy_for(url, self._proxies) is None:
            async with self._within(seconds, of_seconds=seconds):
                try:
                    await self._open_resolver.resolve(host)
                except socket.gaierror as error:
                    raise dns_failure(error) from error
        if not self._was_private(url):
            failure = Failure(kind=FailureKind.NO_CREDENTIAL, detail=_UNENCRYPTED)
            raise UnencryptedError(failure)

    async def _exchange(
        self, url: str, request: Request, cookies: RedirectCookies, *, may_be_private: bool
    ) -> "_Redirect | Fetched | NotModified":
        headers = {"Accept": request.accept, **request.headers, **request.access.headers_for(url)}
        if cookie := cookies.header_for(url, headers.get("Cookie", "")):
            headers["Cookie"] = cookie
        if request.validators.etag:
            headers["If-None-Match"] = request.validators.etag
        if request.validators.last_modified:
            headers["If-Modified-Since"] = request.validators.last_modified
        proxy = _proxy_for(url, self._proxies)
        # A proxy is the user's own choice and often in the user's own network; it is the proxy that
        # looks names up then, so that only addresses written as numbers can be judged here.
        session = self._sessions[may_be_private or proxy is not None]
        async with session.get(
            # An address in ASCII is sent as the feed wrote it: signatures may hang on every byte.
            URL(url, encoded=url.isascii()),
            headers=headers,
            allow_redirects=False,
            proxy=proxy,
        ) as response:
            try:
                return await self._answer(url, request, response)
            except BaseException:
                response.close()  # the rest of the body is not wanted
                raise

    async def _answer(
        self, url: str, request: Request, response: aiohttp.ClientResponse
    ) -> "_Redirect | Fetched | NotModified":
        headers = response.headers
        if response.status in _REDIRECTS:
            target = _Redirect.read(url, response.status, headers.get("Location", ""))
            return replace(target, set_cookies=tuple(headers.getall("Set-Cookie", ())))
        validators = Validators(
            etag=_header(headers.get("ETag")), last_modified=_header(headers.get("Last-Modified"))
        )
        if response.status == _NOT_MODIFIED:
            return NotModified(
                validators=Validators(
                    etag=validators.etag or request.validators.etag,
                    last_modified=validators.last_modified or request.validators.last_modified,
                ),
                max_age_seconds=max_age_seconds(headers, now=self._clock()),
                server_time=server_time(headers),
            )
        if not response.ok:
            raise self._refusal(response.status, headers.get("Retry-After", ""))
        body = self._open_body(request, response)
        async for chunk in response.content.iter_any():
            body.feed(chunk)
        return Fetched(
            url=url,
            body=body.whole(),
            content_type=clean_line(headers.get("Content-Type", ""), max_characters=200),
            validators=validators,
            wire_bytes=body.wire_bytes,
            max_age_seconds=max_age_seconds(headers, now=self._clock()),
            server_time=server_time(headers),
            is_private=self._was_private(url),
            spool=body.spool if isinstance(body, BoundedBody) else None,
        )

    def _open_body(self, request: Request, response: aiohttp.ClientResponse) -> Body:
        if request.open_body is not None:
            return request.open_body(response.status, response.headers)
        codings = content_codings(response.headers.get("Content-Encoding", ""))
        return BoundedBody(
            codings, max_bytes=self._options.max_body_bytes, may_spool=request.may_spool
        )

    def _refusal(self, status: int, retry_after: str) -> FetchError:
        # The reason phrase is the server's to choose, and is not repeated.
        detail = f"the server answered {status}"
        if status == _GONE:
            return fetch_error(
                FailureKind.GONE, "the server says it is gone for good", status=status
            )
        if status in _ASKED_TO_WAIT:
            return fetch_error(
                FailureKind.RATE_LIMITED,
                f"{detail} and asks to wait",
                status=status,
                retry_after_seconds=retry_after_seconds(retry_after, now=self._clock()),
            )
        return fetch_error(FailureKind.HTTP_STATUS, detail, status=status)


class _Redirect(Struct, frozen=True, kw_only=True):
    """Where a server sends us, judged to be a web address; a user and password in it are left."""

    url: str
    is_permanent: bool
    set_cookies: tuple[str, ...] = ()

    @classmethod
    def read(cls, url: str, status: int, location: str) -> "_Redirect":
        target = web_address(urldefrag(location).url, url) if location.strip() else ""
        if not target:
            raise fetch_error(FailureKind.BAD_REDIRECT, "redirected to what is not a web address")
        return cls(url=target, is_permanent=status in _PERMANENT)
