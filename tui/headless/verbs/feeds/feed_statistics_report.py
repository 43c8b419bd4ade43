"""`nutgraf feeds --stats`: what each feed brings and what of it was used, to help prune."""

import argparse
import sys
from datetime import datetime

from cache.feeds.feed_statistics import WINDOW
from cache.library import Library
from fetch.access import without_secret
from tui.headless.cli.session import put_json, put_line
from tui.headless.services.subscriptions.feed_status import State
from tui.headless.services.subscriptions.feed_use import (
    FeedUse,
    Verdict,
    prune_first,
    rate_words,
    share_words,
)
from tui.headless.words.file_sizes import describe_size

_TITLE = 32
_HEADS = (
    f"{'':>5}  {'feed':<{_TITLE}}  {'a week':>7}  {'opened':>6}  {'starred':>7}  {'kept':>5}  "
    f"{'last useful':<11}  {'size':>9}  state"
)

_SCOPE = (
    f"Entries of the last {WINDOW.days // 7} weeks. "
    "What you opened is recorded on this machine only.\n"
)


def print_statistics(library: Library, arguments: argparse.Namespace, now: datetime) -> bool:
    """Print the statistics, those to give up first on top; return whether there were any."""
    statistics = {it.feed_id: it for it in library.feeds.statistics(now)}
    uses = [
        use
        for use in prune_first(library.feeds.managed(), statistics, now)
        if (not arguments.dead or use.health.is_dead)
        and (not arguments.failing or use.health.state in {State.FAILING, State.GONE})
    ]
    if arguments.json:
        put_json([_fields(use) for use in uses])
        return True
    if uses:
        put_line(_HEADS)
    for use in uses:
        put_line(_line(use))
    if uses:
        sys.stderr.write(_SCOPE)
    return bool(uses)


def _line(use: FeedUse) -> str:
    row, found = use.feed.row, use.statistics
    last = found.last_used_at
    words = use.health.words + (" · new" if use.verdict is Verdict.ON_TRIAL else "")
    return (
        f"{row.feed_id:>5}  {(row.title or row.url)[:_TITLE]:<{_TITLE}}  "
        f"{rate_words(found.weekly):>7}  {share_words(found.share(found.opened_count)):>6}  "
        f"{share_words(found.share(found.starred_count)):>7}  "
        f"{share_words(found.share(found.kept_count)):>5}  "
        f"{last.astimezone().date().isoformat() if last else 'never':<11}  "
        f"{describe_size(found.byte_count):>9}  {words}"
    )


def _fields(use: FeedUse) -> dict[str, object]:
    row, found = use.feed.row, use.statistics
    return {
        "id": row.feed_id,
        "url": without_secret(row.url)[0],
        "title": row.title,
        "folder": row.folder,
        "days": WINDOW.days,
        "entries": found.entry_count,
        "per_week": round(found.weekly, 2),
        "used": found.used_count,
        "opened": found.opened_count,
        "starred": found.starred_count,
        "kept": found.kept_count,
        "used_share": found.share(found.used_count),
        "last_useful": found.last_used_at,
        "bytes": found.byte_count,
        "state": use.health.state.value,
        "words": use.health.words,
        "failing_since": row.failed_since if row.failure else None,
        "is_dead": use.health.is_dead,
        "is_on_trial": use.verdict is Verdict.ON_TRIAL,
    }
