"""The stories of the demo edition, read in the app."""

from pathlib import Path

import pytest

from cache.library import Library
from cache.writer import Writer
from tests.endtoend.edition import Edition, events_of_the_edition
from tests.support.app.pilots import reading, screen_text, until
from tests.support.scale import share
from tui.app.application import NutgrafApp
from tui.headless.cli.session import utc_now
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.settings.config import load_config

SIZES = [(100, 30), (45, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_stories_are_read_in_the_app(
    edition: Edition, tmp_path: Path, size: tuple[int, int]
) -> None:
    reader = edition.copy_to(tmp_path)
    with Writer(reader.cache) as writer, Library(reader.cache) as library:
        newsroom = Newsroom(
            library=library,
            open_library=lambda: Library(reader.cache),
            writer=writer,
            jobs=ChildJobs(config=reader.folder / "config.toml", cache=reader.cache),
            clock=utc_now,
            options=load_config(None).app,
            stories=load_config(None).stories,
        )
        async with NutgrafApp(newsroom).run_test(size=size) as pilot:
            screen = reading(pilot)
            assert screen.shows_stories
            unread = screen.top_count
            assert unread == len(events_of_the_edition())

            await pilot.press("enter")
            await until(pilot, lambda: screen.top_count == unread - 1)
            page = screen.story_view.page
            assert page is not None
            text = "\n".join(line.text for line in page.lines)
            for heading in ("Key points", "Actors", "Quotes", "Timeline", "Coverage", "Articles"):
                assert f"{heading} ─" in text
            assert "only in " in text

            stops = list(filter(screen.story_view.is_stop, range(len(page.items))))
            for item in share(stops, SIZES.index(size), len(SIZES)):
                screen.story_view.select_item(item)
                await pilot.press("enter")
                if screen.is_in_article:
                    assert screen.context is Context.READER
                    assert "page has changed" not in screen_text(pilot)
                    await pilot.press("b")
                await until(pilot, lambda: screen.context is Context.STORY)
            await pilot.press("h", "u")
            await until(pilot, lambda: screen.top_count == unread)
