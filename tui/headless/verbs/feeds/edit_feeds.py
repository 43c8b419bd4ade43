"""The verbs `feeds edit`, `credentials set` and `credentials remove`."""

import argparse
import sys

from msgspec.structs import replace

from cache.errors import AddressTaken
from cache.feeds.feed_options import (
    NO_OPTIONS,
    CredentialKind,
    CredentialLink,
    FeedOptions,
    ManagedFeed,
)
from cache.stores.feed_store import FeedState
from cache.values.list_rows import FeedId
from cache.writer import Writer
from fetch.access import without_secret
from fetch.html.selectors import selector_problem
from fetch.text.identity import web_address
from tui.headless.cli.asked_secret import asked_secret
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.feed_names import NoSuchFeed, feed_named
from tui.headless.cli.session import Session, open_session
from tui.headless.services.subscriptions.account_feeds import change_problem
from tui.headless.services.subscriptions.credentials import (
    CredentialError,
    forget_secret,
    keep_secret,
    link_to_cookies,
    link_to_variable,
    server_of,
)
from tui.headless.settings.paths import CREDENTIAL_PREFIX

LEAST_MINUTES, MOST_MINUTES = 15, 1440
MOST_LATEST = 10_000
_CHANGES = (
    *("title", "address", "folder", "interval", "full_articles", "prefer_feed", "quiet", "latest"),
    *("user_agent", "selector", "strip"),
)
"""The options that change something."""
_FULL = {"on": True, "off": False, "default": None}


class EditError(Exception):
    """A feed can't be changed like that; the message says why."""


def edit(arguments: argparse.Namespace) -> int:
    """Change what the reader says of a feed; what is not named stays."""
    if all(getattr(arguments, name) is None for name in _CHANGES):
        options = ", ".join(f"--{name.replace('_', '-')}" for name in _CHANGES)
        complain(f"say what to change: {options}")
        return EXIT_USAGE
    session = open_session(arguments)
    with session.writer() as writer:
        try:
            feed = _feed(session, arguments.feed)
            state = _edited(feed, arguments)
            _require_allowed(session, feed, state)
            writer.submit(lambda store: store.feeds.set_states({feed.row.feed_id: state})).result()
        except (EditError, AddressTaken) as error:
            complain(str(error))
            return EXIT_USAGE
    sys.stderr.write(f"Changed {state.title or feed.row.title}.\n")
    return EXIT_DONE


def _feed(session: Session, name: str) -> ManagedFeed:
    with session.library() as library:
        feeds = {feed.row.feed_id: feed for feed in library.feeds.managed()}
    try:
        return feeds[feed_named(name, [feed.row for feed in feeds.values()]).feed_id]
    except NoSuchFeed as error:
        raise EditError(str(error)) from error


def _require_allowed(session: Session, feed: ManagedFeed, state: FeedState) -> None:
    with session.library() as library:
        problem = change_problem(feed, state, library.accounts.all())
    if problem:
        raise EditError(problem)


def _edited(feed: ManagedFeed, arguments: argparse.Namespace) -> FeedState:
    given, options = arguments, feed.options
    if feed.row.account_id is not None and given.address is not None:
        raise EditError("--address: the feed is an account's; its server has the address")
    url = feed.row.url if given.address is None else web_address(given.address, keeps_user=True)
    is_given = given.address is not None
    if not url or (is_given and without_secret(url)[1]):
        message = f"--address: expected a web address without a password, got {given.address!r}"
        raise EditError(message if not url else message.partition(", got")[0])
    pages = options.pages
    if given.selector is not None:
        pages = replace(pages, article=_selector("--selector", given.selector))
    if given.strip is not None:
        pages = replace(pages, strip=_selector("--strip", given.strip))
    return FeedState(
        url=url,
        title=feed.given_title if given.title is None else given.title,
        folder=feed.row.folder if given.folder is None else given.folder,
        options=replace(
            options,
            pages=pages,
            interval_minutes=_interval(options, given.interval),
            user_agent=_user_agent(options, given.user_agent),
            full_articles=_FULL[given.full_articles]
            if given.full_articles
            else options.full_articles,
            prefers_feed=given.prefer_feed == "on" if given.prefer_feed else options.prefers_feed,
            is_quiet=given.quiet == "on" if given.quiet else options.is_quiet,
            latest_count=_latest(options, given.latest),
        ),
    )


def _latest(options: FeedOptions, given: str | None) -> int | None:
    if given is None or given == "all":
        return options.latest_count if given is None else None
    if not given.isdecimal() or not 1 <= int(given) <= MOST_LATEST:
        message = f"--latest: expected 1 to {MOST_LATEST} entries, or all; got {given!r}"
        raise EditError(message)
    return int(given)


def _selector(option: str, selector: str) -> str:
    problem = selector_problem(selector)
    if problem:
        message = f"{option}: {problem}"
        raise EditError(message)
    return selector


def _interval(options: FeedOptions, given: str | None) -> int | None:
    if given is None:
        return options.interval_minutes
    if given == "default":
        return None
    if given.isdecimal() and LEAST_MINUTES <= int(given) <= MOST_MINUTES:
        return int(given)
    message = f"--interval: expected {LEAST_MINUTES} to {MOST_MINUTES} minutes or default"
    raise EditError(message)


def _user_agent(options: FeedOptions, given: str | None) -> str:
    if given is None:
        return options.user_agent
    if given and not (given.isascii() and given.isprintable()):
        raise EditError("--user-agent: expected printable ASCII")
    return given


# Credentials.


def set_secret(arguments: argparse.Namespace) -> int:
    """Let a feed's server be shown a secret, which is asked for or read from standard input."""
    session = open_session(arguments)
    with session.writer() as writer:
        try:
            feed = _feed(session, arguments.feed)
            link = _link(feed, arguments)
        except (EditError, CredentialError) as error:
            complain(str(error))
            return EXIT_USAGE
        set_credential(session, writer, feed.row.feed_id, link)
    sys.stderr.write(f"{feed.row.title}: {link.origin} receives it, and no other server.\n")
    return EXIT_DONE


def _link(feed: ManagedFeed, arguments: argparse.Namespace) -> CredentialLink:
    url = feed.row.url
    if arguments.cookies is not None:
        return link_to_cookies(url, arguments.cookies)
    kind = CredentialKind(arguments.kind)
    if arguments.environment is not None:
        name = arguments.environment or str(feed.row.feed_id)
        variable = name if name.startswith(CREDENTIAL_PREFIX) else f"{CREDENTIAL_PREFIX}{name}"
        return link_to_variable(kind, url, variable)
    return keep_secret(kind, url, _asked_for(kind, server_of(url)))


def _asked_for(kind: CredentialKind, origin: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    what = "user:password" if kind is CredentialKind.BASIC else "Token"
    return asked_secret(f"{what} for {origin}: ")


def remove_secret(arguments: argparse.Namespace) -> int:
    """Let a feed's server be shown nothing any more, and forget what the keyring had for it."""
    session = open_session(arguments)
    with session.writer() as writer:
        try:
            feed = _feed(session, arguments.feed)
            if feed.options.credential is not None:
                forget_secret(feed.options.credential)
        except (EditError, CredentialError) as error:
            complain(str(error))
            return EXIT_USAGE
        set_credential(session, writer, feed.row.feed_id, None)
    sys.stderr.write(f"{feed.row.title}: its credential was removed.\n")
    return EXIT_DONE


def set_credential(
    session: Session, writer: Writer, feed_id: FeedId, link: CredentialLink | None
) -> None:
    """Store where a feed's credential lies; its other options stay."""
    with session.library() as library:
        options = library.feeds.options().get(feed_id, NO_OPTIONS)
    changed = replace(options, credential=link)
    writer.submit(lambda store: store.feeds.set_options(feed_id, changed)).result()
