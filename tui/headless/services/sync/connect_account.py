"""Find out which API answers at an address, and sign in to it."""

import asyncio

from fetch.options import FetchOptions
from fetch.private_addresses import host_of, is_local
from fetch.sync.discover_api import FoundApi, discover_api
from fetch.sync.open_client import open_client
from fetch.sync.sync_model import Login, ServerFacts
from tui.headless.services.jobs.job_events import AccountFound


def find_api(url: str, options: FetchOptions, certificate_file: str = "") -> FoundApi:
    """Return the API that answers at an address; no secret is sent. Raises SyncError."""
    return asyncio.run(discover_api(url, options, certificate_file=certificate_file))


def found_event(found: FoundApi) -> AccountFound:
    """Return what was found, for the reader."""
    return AccountFound(
        api=found.api.value,
        url=found.url,
        product=found.product,
        sentence=found.sentence,
        credential=found.credential,
        needs_user=found.needs_user,
        needs_app=found.needs_app,
        is_unencrypted=is_unencrypted(found.url),
    )


def is_unencrypted(url: str) -> bool:
    """Whether a password would cross the internet unencrypted, as far as the address tells."""
    return url.lower().startswith("http://") and not is_local(url)


def try_login(login: Login, options: FetchOptions) -> tuple[ServerFacts, int]:
    """Sign in; return what the server says of itself, and how many feeds it has.

    Raises:
        SyncError: it did not work.
    """
    return asyncio.run(_try(login, options))


async def _try(login: Login, options: FetchOptions) -> tuple[ServerFacts, int]:
    client = open_client(login, options)
    try:
        facts = await client.sign_in()
        # A server may know a password and still not have its API switched on for the account.
        return facts, len(await client.feeds())
    finally:
        await client.close()


def account_name(found: FoundApi, typed: str) -> str:
    """Return what an account is called unless the reader says: the product, else its host."""
    return typed.strip() or found.product or host_of(found.url) or "Reader"
