"""Open the application, on the reader's own feeds or on the demo edition."""

import argparse
import gc
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Never

from msgspec import structs
from msgspec.structs import replace

from cache.errors import CacheReadOnly
from fetch.model import Outline
from tui.app.application import Exit, NutgrafApp
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SIGNAL, EXIT_USAGE, complain
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.services.subscriptions.subscribe import subscribe
from tui.headless.settings.log import off_the_terminal
from tui.headless.settings.paths import is_served, terminal_name
from tui.headless.words.notices import describe_error


def open_app(arguments: argparse.Namespace) -> int:
    """Open the application on the reader's feeds; go on to the demo edition if asked for there."""
    if not _can_draw():
        return EXIT_USAGE
    session = open_session(arguments)
    try:
        wanted = _run(session, edition="")
    except CacheReadOnly as error:
        if session.paths.cache.exists():
            raise
        wanted = _run_without_a_place(session, error)
    return _demo(session, begins_tour=wanted is Exit.TOUR) if wanted is not None else EXIT_DONE


def open_demo(arguments: argparse.Namespace) -> int:
    """Open the application on the demo edition, in a cache that is thrown away."""
    if not _can_draw():
        return EXIT_USAGE
    return _demo(open_session(arguments))


def open_tour(arguments: argparse.Namespace) -> int:
    """Open the application on the demo edition and begin the tour."""
    if not _can_draw():
        return EXIT_USAGE
    return _demo(open_session(arguments), begins_tour=True)


def _demo(session: Session, *, begins_tour: bool = False) -> int:
    from tui.headless.demo.demo_server import DemoServer

    with DemoServer() as server, tempfile.TemporaryDirectory(prefix="nutgraf-demo-") as folder:
        paths = replace(session.paths, cache=Path(folder) / "cache.db")
        options = structs.replace(session.config.app, refresh_on_start=True)
        config = replace(session.config, app=options)
        demo = replace(session, config=config, paths=paths, is_throw_away=True)
        with demo.writer() as writer:
            for feed in server.feeds:
                outline = Outline(url=feed.url, title=feed.title, folder=feed.folder)
                subscribe(writer, outline, utc_now()).result()
        _run(demo, edition="demo", begins_tour=begins_tour)
    return EXIT_DONE


def _run_without_a_place(session: Session, refusal: CacheReadOnly) -> Exit | None:
    """Run the application where no cache can be made, in one that goes when it ends."""
    words = (
        f"What you do is gone when you leave: {describe_error(refusal)}; "
        "`nutgraf --cache FILE` keeps it elsewhere"
    )
    with tempfile.TemporaryDirectory(prefix="nutgraf-") as folder:
        paths = replace(session.paths, cache=Path(folder) / "cache.db")
        passing = replace(session, paths=paths, is_throw_away=True)
        return _run(passing, edition="", warning=words)


def _run(
    session: Session, *, edition: str, begins_tour: bool = False, warning: str = ""
) -> Exit | None:
    """Run the application until the reader quits; return what was asked for instead of leaving.

    Raises:
        CacheError: the cache can't be used, or not any more.
        Exception: what else the application could not go on after.
    """
    # A terminal that is closed is a reader who leaves: what is open is closed, not dropped.
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, _leave)
    with session.writer(may_refuse=True) as writer, session.library() as library:
        newsroom = Newsroom(
            notices=session.config.notify.terminal,
            library=library,
            open_library=session.open_library,
            writer=writer,
            jobs=ChildJobs(
                config=session.paths.config,
                cache=session.paths.cache,
                # The demo's articles are no news to anybody.
                has_hooks=not edition,
            ),
            clock=utc_now,
            options=session.config.app,
            stories=session.config.stories,
            export=session.config.export,
            commands=session.config.commands,
            pictures=session.config.fetch.pictures,
            log=session.paths.log,
            edition=edition,
        )
        app = NutgrafApp(newsroom, begins_tour=begins_tour, warning=warning)
        # What is loaded stays to the end: looking through it for garbage would take 65 ms at a
        # time, just when a key is pressed.
        # Until the first frame is drawn there is nothing that could be garbage: the app enables it.
        gc.freeze()
        gc.disable()
        try:
            with off_the_terminal():
                result = app.run()
        finally:
            gc.enable()
        if app.ended_for is not None:
            raise app.ended_for
        is_kept = not (session.is_throw_away or writer.refusal)
        if is_kept and library.accounts.all():
            # Only who has an account pays for what speaks to servers.
            from tui.headless.verbs.feeds.sending import send_before_the_end

            send_before_the_end(session, writer, library)
        trouble = ""
        if is_kept:
            from tui.headless.verbs.feeds.maintenance import back_up

            trouble = back_up(session)
    if trouble:
        complain(trouble)
    return result


def _leave(number: int, _: FrameType | None) -> Never:
    sys.exit(EXIT_SIGNAL + number)


def _can_draw() -> bool:
    """Whether there is a terminal that can move its cursor; says what to do if not."""
    if is_served():
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        complain("the app needs a terminal; `nutgraf --help` lists what works without one")
        return False
    if terminal_name() in {"", "dumb"}:
        complain(
            f"the terminal says that it can't move its cursor (TERM={terminal_name()!r}); "
            "set TERM, for example to xterm-256color, or use `nutgraf brief` and `nutgraf show`"
        )
        return False
    return True
