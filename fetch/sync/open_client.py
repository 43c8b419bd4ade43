"""Open the client of an account, whichever API its server speaks."""

import dataclasses
import ssl

from msgspec.structs import replace

from fetch.access import without_secret
from fetch.options import FetchOptions
from fetch.private_addresses import AddressRule, is_private_address
from fetch.sync.api_calls import ApiCaller
from fetch.sync.fever import FeverClient
from fetch.sync.google_reader import GoogleReaderClient
from fetch.sync.miniflux import MinifluxClient
from fetch.sync.nextcloud_news import NextcloudNewsClient
from fetch.sync.sync_model import Api, Login, SyncError, SyncFailure, SyncFailureKind
from fetch.sync.sync_ports import SyncClient
from fetch.text.clean import clean_line
from fetch.text.dates import Clock, utc_now


def open_client(
    login: Login,
    options: FetchOptions,
    *,
    clock: Clock = utc_now,
    is_private: AddressRule = is_private_address,
) -> SyncClient:
    """Return the client of an account; it connects with its first call, until it is closed.

    Raises:
        SyncError: CERTIFICATE if the account's own authority cannot be read.
    """
    secret = login.secret.strip("\r\n")
    if login.api is Api.MINIFLUX and not login.user:
        secret = secret.strip()  # a token that was pasted
    caller = ApiCaller(
        dataclasses.replace(login, url=without_secret(login.url)[0].rstrip("/"), secret=secret),
        replace(options, pause_per_host_seconds=0.0),
        certificates=load_certificates(login.certificate_file),
        clock=clock,
        is_private=is_private,
    )
    login = caller.login
    match login.api:
        case Api.MINIFLUX:
            return MinifluxClient(caller, login)
        case Api.GOOGLE_READER:
            return GoogleReaderClient(caller, login)
        case Api.FEVER:
            return FeverClient(caller, login)
        case Api.NEXTCLOUD_NEWS:
            return NextcloudNewsClient(caller, login)


def load_certificates(path: str) -> ssl.SSLContext | None:
    """Return a context that trusts the authority in a file only; None without a file.

    Raises:
        SyncError: CERTIFICATE if the file cannot be read.
    """
    if not path:
        return None
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as error:
        # A file without certificates is an SSLError, which is an OSError.
        reason = error.strerror if isinstance(error, OSError) else None
        detail = clean_line(f"{path}: {reason or 'not a file of certificates'}")
        failure = SyncFailure(kind=SyncFailureKind.CERTIFICATE, detail=detail)
        raise SyncError(failure) from error
