"""Fetch many feeds concurrently; yield each when it completes; no failure stops the rest."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial

from fetch.errors import FetchError
from fetch.exchange import FEED_ACCEPT, PAGE_ACCEPT, Fetched, NotModified, Request
from fetch.feeds.made.program_output import program_output
from fetch.feeds.mail.mail_addresses import is_mail_address
from fetch.feeds.mail.refresh_mailbox import refresh_mailbox
from fetch.model import (
    Failure,
    FailureKind,
    FeedBegun,
    FeedFailed,
    FeedNews,
    FeedOutcome,
    FeedRefreshed,
    FeedTarget,
    FeedUnchanged,
    PageList,
    Program,
    Validators,
)
from fetch.options import FetchOptions
from fetch.ports import FeedReader, MailReader, WebClient
from fetch.private_addresses import slot_of
from fetch.text.identity import hash_body, hash_pieces

_ASKERS_PER_SLOT = 4
"""Feeds under way for each request: those that wait for a busy host or a parser hold no slot."""


def _interleaved(targets: Sequence[FeedTarget]) -> Iterator[FeedTarget]:
    """Yield the targets host by host in turn, so that one slow host does not hold all places."""
    by_host: defaultdict[str, deque[FeedTarget]] = defaultdict(deque)
    for target in targets:
        by_host[slot_of(target.url)].append(target)
    waiting = deque(by_host.values())
    while waiting:
        queue = waiting.popleft()
        yield queue.popleft()
        if queue:
            waiting.append(queue)


async def refresh_feed(
    target: FeedTarget,
    *,
    client: WebClient,
    parser: FeedReader,
    options: FetchOptions,
    mail: MailReader | None = None,
    begin: Callable[[FeedTarget, Fetched], Awaitable[None]] | None = None,
) -> FeedOutcome:
    """Ask one feed and return what came of it; an expected failure is an outcome too.

    Args:
        begin: is given an answer before all of it is read.
    """
    if target.access.problem:
        failure = Failure(kind=FailureKind.NO_CREDENTIAL, detail=target.access.problem)
        return FeedFailed(target=target, failure=failure)
    try:
        if mail is not None and is_mail_address(target.url):
            return await refresh_mailbox(target, mail, options)
        answer = await _answer(target, client, options)
        if isinstance(answer, NotModified):
            return FeedUnchanged(
                target=target,
                validators=answer.validators,
                moved_to=answer.moved_to,
                max_age_seconds=answer.max_age_seconds,
                server_time=answer.server_time,
            )
        if begin is not None:
            await begin(target, answer)
        return await _read(target, answer, parser)
    except FetchError as error:
        return FeedFailed(target=target, failure=error.failure)


async def _answer(
    target: FeedTarget, client: WebClient, options: FetchOptions
) -> Fetched | NotModified:
    """Return what the feed's server says, or the reader's own program."""
    if isinstance(target.source, Program):
        return await program_output(target.source.arguments, options)
    is_page = isinstance(target.source, PageList)
    return await client.get(
        Request(
            url=target.url,
            accept=PAGE_ACCEPT if is_page else FEED_ACCEPT,
            validators=Validators() if target.is_forced else target.validators,
            may_be_private=True,
            access=target.access,
            may_spool=not is_page,
        )
    )


async def _begin(
    parser: FeedReader,
    tell: Callable[[FeedBegun], Awaitable[None]],
    target: FeedTarget,
    answer: Fetched,
) -> None:
    """Tell of the newest entries, if it takes long to read all and none was ever read."""
    if target.body_hash or answer.spool is None:
        return
    feed = await parser.parse_newest(answer.spool, answer.url, answer.content_type)
    if feed is not None:
        await tell(FeedBegun(target=target, feed=feed))


async def _read(target: FeedTarget, answer: Fetched, parser: FeedReader) -> FeedOutcome:
    spool = answer.spool
    body_hash = hash_body(answer.body) if spool is None else hash_pieces(spool.pieces())
    if body_hash == target.body_hash and not target.is_forced:
        return FeedUnchanged(
            target=target,
            validators=answer.validators,
            moved_to=answer.moved_to,
            wire_bytes=answer.wire_bytes,
            max_age_seconds=answer.max_age_seconds,
            server_time=answer.server_time,
        )
    if isinstance(target.source, PageList):
        kind, rules = answer.content_type, target.source
        feed = await parser.list_page(answer.body, answer.url, kind, rules)
    else:
        feed = await parser.parse(spool or answer.body, answer.url, answer.content_type)
    return FeedRefreshed(
        target=target,
        feed=feed,
        validators=answer.validators,
        body_hash=body_hash,
        moved_to=answer.moved_to,
        wire_bytes=answer.wire_bytes,
        max_age_seconds=answer.max_age_seconds,
        server_time=answer.server_time,
    )


async def refresh_feeds(
    targets: Sequence[FeedTarget],
    *,
    client: WebClient,
    parser: FeedReader,
    options: FetchOptions,
    mail: MailReader | None = None,
) -> AsyncIterator[FeedNews]:
    """Yield one outcome for each target, as they come, and before some their beginnings.

    Leaving the loop early ends the requests that are under way.
    """
    waiting = _interleaved(targets)
    asker_count = min(len(targets), options.concurrency * _ASKERS_PER_SLOT)
    # As long as the reader of outcomes is slow, no more than this many feeds lie in memory.
    outcomes: asyncio.Queue[FeedNews | Exception] = asyncio.Queue(maxsize=max(asker_count, 1))

    begin = partial(_begin, parser, outcomes.put)

    async def outcome_of(target: FeedTarget) -> FeedOutcome:
        return await refresh_feed(
            target, client=client, parser=parser, options=options, mail=mail, begin=begin
        )

    async def ask() -> None:
        try:
            for target in waiting:
                await outcomes.put(await outcome_of(target))
        except Exception as error:  # noqa: BLE001 - a bug: who waits for outcomes raises it
            await outcomes.put(error)

    askers = [asyncio.create_task(ask()) for _ in range(asker_count)]
    try:
        done_count = 0
        while done_count < len(targets):
            outcome = await outcomes.get()
            if isinstance(outcome, Exception):
                raise outcome
            done_count += not isinstance(outcome, FeedBegun)
            yield outcome
    finally:
        for asker in askers:
            asker.cancel()
        await asyncio.gather(*askers, return_exceptions=True)
