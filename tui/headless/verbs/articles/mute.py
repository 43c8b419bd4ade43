"""The verbs `mute`, `mutes` and `unmute`."""

import argparse
import sys
from datetime import timedelta

from cache.errors import NothingToMatch
from cache.values.interest_rows import Mute, MuteId, MuteKind, MuteRule
from cache.values.list_rows import FeedId
from cache.writer import Writer
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.feed_names import NoSuchFeed, feed_named
from tui.headless.cli.session import open_session, put_json, put_line, utc_now
from tui.headless.words.notices import describe_mute, plural


def mute(arguments: argparse.Namespace) -> int:
    """Hide what a rule says, now and from now on."""
    session = open_session(arguments)
    kind, pattern = MuteKind(arguments.kind), " ".join(arguments.pattern)
    if arguments.days is not None and arguments.days < 1:
        complain(f"--days: expected a number above 0, got {arguments.days}")
        return EXIT_USAGE
    with session.writer() as writer, session.library() as library:
        rows = library.feeds.rows()
        name = pattern if kind is MuteKind.FEED else arguments.feed
        try:
            feed = feed_named(name, rows) if name else None
        except NoSuchFeed as error:
            complain(str(error))
            return EXIT_USAGE
        now = utc_now()
        rule = MuteRule(
            kind=kind,
            pattern=feed.title or feed.url if feed and kind is MuteKind.FEED else pattern,
            feed_id=FeedId(feed.feed_id) if feed else None,
            expires_at=now + timedelta(days=arguments.days) if arguments.days else None,
        )
        try:
            mute_id = writer.submit(lambda store: store.interests.mute(rule, now=now)).result()
        except NothingToMatch as error:
            complain(str(error))
            return EXIT_USAGE
        made = next(it for it in library.interests.mutes() if it.mute_id == mute_id)
    hidden = plural(made.entry_count, "article is", "articles are")
    sys.stderr.write(
        f"Muted {describe_mute(made)}: {hidden} hidden; `nutgraf unmute {mute_id}` undoes it.\n"
    )
    return EXIT_DONE


def mutes(arguments: argparse.Namespace) -> int:
    """List the rules with what they hide."""
    session = open_session(arguments)
    # A cache that is not there is not made for a list of nothing.
    with session.reader():
        pass
    with session.writer() as writer, session.library() as library:
        writer.submit(lambda store: store.interests.expire_mutes(utc_now())).result()
        rows = library.interests.mutes()
    if arguments.json:
        put_json([_mute_fields(row) for row in rows])
        return EXIT_DONE
    for row in rows:
        put_line(f"{row.mute_id:>5}  {row.entry_count:>6}  {describe_mute(row)}")
    if not rows:
        sys.stderr.write("Nothing is muted. `nutgraf mute phrase WORDS` hides articles.\n")
    return EXIT_DONE


def _mute_fields(row: Mute) -> dict[str, object]:
    return {
        "id": row.mute_id,
        "kind": row.rule.kind,
        "pattern": row.rule.pattern,
        "feed": row.feed_title or None,
        "since": row.created_at,
        "until": row.rule.expires_at,
        "hidden": row.entry_count,
    }


def unmute(arguments: argparse.Namespace) -> int:
    """Take rules back, by number."""
    session = open_session(arguments)
    with session.writer() as writer, session.library() as library:
        known: dict[int, Mute] = {row.mute_id: row for row in library.interests.mutes()}
        unknown = [number for number in arguments.mutes if number not in known]
        for number in unknown:
            complain(f"{number}: there is no such mute; `nutgraf mutes` lists them")
        if unknown:
            return EXIT_USAGE
        for number in arguments.mutes:
            _unmute(writer, MuteId(number))
            sys.stderr.write(f"No longer muted: {describe_mute(known[number])}.\n")
    return EXIT_DONE


def _unmute(writer: Writer, mute_id: MuteId) -> None:
    writer.submit(lambda store: store.interests.unmute(mute_id)).result()
