"""The verb `fetch`: refresh the feeds, fetch new articles, make briefs."""

import argparse
import asyncio
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cache.library import Library
from cache.values.list_rows import AccountId, FeedId
from cache.writer import Writer
from fetch.model import FeedTarget
from fetch.pictures.pillow_adapter import is_installed
from fetch.rules import FeedRules
from tui.headless.cli.exit_codes import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    complain,
)
from tui.headless.cli.feed_names import feeds_named
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.files.picture_store import HOW_TO_GET
from tui.headless.services.jobs.job_events import JobFailed, RefreshFinished
from tui.headless.services.refresh.brief_stage import (
    page_worker_count,
)
from tui.headless.services.refresh.due_feeds import due_feeds, unwelcome_feeds, waiting_feeds
from tui.headless.services.subscriptions.credentials import rules_of_feeds
from tui.headless.services.worker_pool import (
    fetch_pool,
)
from tui.headless.verbs.feeds.maintenance import keep_up
from tui.headless.words.notices import plural
from tui.headless.words.sync_words import describe_wait

if TYPE_CHECKING:
    from tui.headless.services.sync.sync_accounts import AccountsSync


def fetch(arguments: argparse.Namespace) -> int:
    """Refresh all feeds, those named, or those whose time has come."""
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    with session.writer() as writer:
        with session.library() as library:
            rows = library.feeds.rows()
        chosen, refusals = feeds_named([*arguments.feeds, *arguments.more], rows)
        for refusal in refusals:
            complain(refusal)
        if refusals:
            return EXIT_USAGE
        feed_ids: Sequence[FeedId] | None = tuple(chosen) or None
        if feed_ids and not (arguments.force or arguments.due):
            feed_ids = _without_waiting(session, narrator, feed_ids)
            if not feed_ids:
                return EXIT_SOME_FAILED
        has_past = True
        if arguments.history:
            from tui.headless.verbs.feeds.fetch_history import Past, fetch_past  # noqa: PLC0415

            past = Past(
                feed_ids=feed_ids,
                entry_count=arguments.history,
                is_read=not arguments.unread,
                wait_seconds=arguments.wait,
            )
            has_past = fetch_past(session, writer, narrator, past)
        request = RefreshRequest(
            feed_ids=feed_ids,
            is_forced=arguments.force,
            is_due_only=arguments.due,
            wait_seconds=arguments.wait,
        )
        finished = refresh(session, writer, narrator, request)
    if finished is None:
        return EXIT_INTERRUPTED
    has_failed = finished.failed_count or finished.account_failures or not has_past
    return EXIT_SOME_FAILED if has_failed else EXIT_DONE


class RefreshRequest(Struct, frozen=True, kw_only=True):
    """What a refresh is to do.

    Attributes:
        feed_ids: None for all feeds.
        is_forced: ask as if nothing had been fetched yet, those that asked to wait, too.
        is_due_only: pass over feeds whose time has not come.
        wait_seconds: how long to wait for another refresh to end.
        account_ids: only these accounts are synced; None for those that the feeds belong to, or
            all of them.
    """

    feed_ids: Sequence[FeedId] | None = None
    is_forced: bool = False
    is_due_only: bool = False
    wait_seconds: float = 0.0
    account_ids: Sequence[AccountId] | None = None


def _without_waiting(
    session: Session, narrator: Narrator, feed_ids: Sequence[FeedId]
) -> list[FeedId]:
    """Return the feeds that may be asked; say of the others that their servers asked to wait."""
    with session.library() as library:
        waits = waiting_feeds(library.feeds.timings(), utc_now())
        titles = {row.feed_id: row.title or row.url for row in library.feeds.rows()}
    asked = [feed_id for feed_id in feed_ids if feed_id not in waits]
    for feed_id in dict.fromkeys(feed_ids):
        if feed_id not in waits:
            continue
        minutes = plural(math.ceil(waits[feed_id].total_seconds() / 60), "minute")
        words = (
            f"{titles[feed_id]}: not fetched: its server asks to wait {minutes} more "
            "(--force fetches it now)."
        )
        if asked:
            narrator.say(words)
        else:
            narrator.tell(JobFailed(message=words))
    return asked


def refresh(
    session: Session, writer: Writer, narrator: Narrator, request: RefreshRequest
) -> RefreshFinished | None:
    """Refresh feeds of the session's cache; None if it was interrupted.

    Raises:
        RefreshInProgress: another process is at it, and still was after `request.wait_seconds`.
        CacheError: the cache can't be used.
    """
    if session.config.fetch.pictures == "always" and not is_installed():
        narrator.say(f"Pictures are not fetched: to have them, {HOW_TO_GET}.")
    with session.refresh_lock(request.wait_seconds, narrator.say), session.library() as library:
        rules = rules_of_feeds(library)
        found = library.feeds.targets(request.feed_ids, is_forced=request.is_forced)
        targets = _with_access(found, rules)
        if request.is_due_only:
            due = due_feeds(library.feeds.timings(), utc_now())
            targets = tuple(target for target in targets if target.feed_id in due)
        elif request.feed_ids is None and not request.is_forced:
            unwelcome = unwelcome_feeds(library.feeds.timings(), utc_now())
            targets = tuple(target for target in targets if target.feed_id not in unwelcome)
            if unwelcome:
                count = plural(len(unwelcome), "feed")
                narrator.say(
                    f"{count} not fetched: gone for good, or asked to wait (--force fetches)."
                )
        accounts = _accounts(session, writer, library, request, narrator)
        pages = fetch_pool(page_worker_count())
        try:
            if not all(target.body_hash for target in targets):
                # There will be something to read: workers start while this process imports.
                pages.start()
            from tui.headless.verbs.feeds.refresh_run import Work, run_refresh  # noqa: PLC0415

            work = Work(targets, rules, accounts)
            finished = asyncio.run(run_refresh(session, writer, library, narrator, work, pages))
        except (KeyboardInterrupt, asyncio.CancelledError):
            return None
        finally:
            pages.end()
    # The reading connection is closed by now: room is given back only when nobody looks.
    keep_up(session, writer, narrator)
    return finished


def _with_access(
    targets: Sequence[FeedTarget], rules: Mapping[FeedId, FeedRules]
) -> tuple[FeedTarget, ...]:
    return tuple(
        replace(target, access=rules[feed_id].access)
        if (feed_id := FeedId(target.feed_id)) in rules
        else target
        for target in targets
    )


def _accounts(
    session: Session,
    writer: Writer,
    library: Library,
    request: RefreshRequest,
    narrator: Narrator,
) -> "AccountsSync | None":
    """Return the sync of the accounts that are meant, None if there are none.

    Of those whose servers asked to wait it is said until when.
    """
    found = library.accounts.all()
    if not found:
        return None
    # Loaded for readers who have an account.
    from tui.headless.services.sync.sync_accounts import (  # noqa: PLC0415
        due_accounts,
        welcome_accounts,
    )
    from tui.headless.verbs.feeds.sending import accounts_sync  # noqa: PLC0415

    if request.account_ids is not None:
        found = tuple(one for one in found if one.account_id in request.account_ids)
    elif request.feed_ids is not None:
        wanted = {row.account_id for row in library.feeds.rows() if row.feed_id in request.feed_ids}
        found = tuple(one for one in found if one.account_id in wanted)
    now = utc_now()
    if request.is_due_only:
        found = due_accounts(found, now)
    elif not request.is_forced:
        welcome = welcome_accounts(found, now)
        for one in found:
            if one not in welcome:
                narrator.say(describe_wait(one, now))
        found = welcome
    return accounts_sync(session, writer, library, found) if found else None
