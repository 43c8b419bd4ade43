"""Translate the errors of the HTTP library and of sockets into failures of our own."""

import errno
import socket
import ssl

import aiohttp

from fetch.errors import CertificateError, FetchError
from fetch.http.connector import ForbiddenAddressError
from fetch.model import Failure, FailureKind
from fetch.text.clean import clean_line

_OFFLINE_ERRNOS = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
OWN_NETWORK = "it leads into your own network"
_NOT_SECURE = "no secure connection: bad certificate or TLS"


def fetch_error(kind: FailureKind, detail: str, **more: int | float | None) -> FetchError:
    """Return the error for an expected failure."""
    status, wait = more.get("status"), more.get("retry_after_seconds")
    return FetchError(
        Failure(
            kind=kind,
            detail=detail,
            status=None if status is None else int(status),
            retry_after_seconds=wait,
        )
    )


def dns_failure(cause: BaseException | None) -> FetchError:
    """Return the failure of a look-up."""
    if isinstance(cause, ForbiddenAddressError):
        return fetch_error(FailureKind.FORBIDDEN_ADDRESS, OWN_NETWORK)
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        return fetch_error(FailureKind.OFFLINE, "no name server could be reached")
    return fetch_error(FailureKind.UNREACHABLE, "there is no such host")


def _bad_certificate(cause: Exception) -> FetchError:
    reason = cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else ""
    return CertificateError(
        Failure(kind=FailureKind.UNREACHABLE, detail=_NOT_SECURE),
        reason=clean_line(reason, max_characters=200),
    )


def _connect_failure(error: aiohttp.ClientConnectorError) -> FetchError:
    match error:
        case aiohttp.ClientConnectorDNSError():
            return dns_failure(error.os_error)
        case aiohttp.ClientConnectorCertificateError():
            return _bad_certificate(error.certificate_error)
        case aiohttp.ClientSSLError():
            return fetch_error(FailureKind.UNREACHABLE, _NOT_SECURE)
        case _ if error.os_error.errno in _OFFLINE_ERRNOS:
            return fetch_error(FailureKind.OFFLINE, "there is no network")
        case _:
            return fetch_error(FailureKind.UNREACHABLE, "the connection was refused")


def translated(error: Exception) -> FetchError:
    """Return the failure that an aiohttp or socket error stands for, in words of our own."""
    match error:
        case aiohttp.ClientConnectorError():
            return _connect_failure(error)
        case aiohttp.ClientSSLError():
            return fetch_error(FailureKind.UNREACHABLE, _NOT_SECURE)
        case aiohttp.ClientPayloadError():
            return fetch_error(FailureKind.TRUNCATED, "the answer ended too early")
        case aiohttp.ClientResponseError():
            return fetch_error(FailureKind.UNREADABLE, "the answer is not valid HTTP")
        case ValueError():
            return fetch_error(FailureKind.UNREACHABLE, "not a usable web address")
        case _:
            return fetch_error(FailureKind.UNREACHABLE, "the server closed the connection")
