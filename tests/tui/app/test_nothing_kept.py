"""In a cache that can only be read, no key claims that something was kept."""

from collections.abc import Callable

import pytest

from cache.errors import CacheReadOnly
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.newsdesk import Desk
from tui.app.application import NutgrafApp
from tui.headless.services.app_services import Newsroom

MakeApp = Callable[..., NutgrafApp]
SIZE = (160, 40)
CLAIMS = ("Starred", "No longer starred", "Kept for later", "Marked as", "marked as read")


@pytest.fixture
def read_only(filled: Desk) -> Desk:
    filled.writer.refusal = CacheReadOnly(filled.path, "Read-only file system")
    return filled


def said(pilot: Driver) -> list[str]:
    """Return the messages, the latest first."""
    return [each.words for each in reading(pilot).newsroom.journal.said]


@pytest.mark.parametrize("key", ["s", "L", "m", "A"])
async def test_a_key_that_keeps_something_says_that_nothing_can_be_kept(
    make_app: MakeApp, read_only: Desk, key: str
) -> None:
    before = read_only.library.counts()
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        screen.say("Ready")  # what the app says at its beginning is no answer to a key
        await pilot.press(key)
        await until(pilot, lambda: "Nothing can be kept" in said(pilot)[0])

        assert "Nothing can be kept" in screen_text(pilot)
        assert not any(claim in words for words in said(pilot) for claim in CLAIMS)
        assert not screen.marking.can_undo
    assert read_only.library.counts() == before


async def test_what_keeps_nothing_says_what_it_always_says(
    make_app: MakeApp, read_only: Desk
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        await pilot.press("s")
        await pilot.pause()
        screen.say("Address copied")

        assert "Address copied" in screen_text(pilot)


async def test_what_has_to_be_known_from_the_beginning_is_said(
    newsroom: Newsroom,
) -> None:
    app = NutgrafApp(newsroom, warning="What you do is gone when you leave: no place [x]")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: any("gone when you leave" in it for it in said(pilot)))

        assert "What you do is gone when you leave: no place [x]" in said(pilot)
