"""No key that the footer shows does nothing: something is seen, or a sentence says why."""

from collections.abc import Awaitable, Callable

import pytest

from cache.search.query_parser import parse
from cache.values.list_rows import EntryRow, Scope, View
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import article_on, tell_on
from tests.support.scale import share
from tui.app.application import NutgrafApp
from tui.app.screens.feeds.feed_manager import FeedsScreen
from tui.app.screens.pages.actor_screen import ActorScreen
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import key_name

BRIDGE = "The bridge at Torrel fell on Monday morning.\n\nThree lorries went into the river."
BRIDGE_TOO = "Torrel has lost its old bridge to the flood.\n\nDivers looked for a driver."
SIZES = [(120, 40), (45, 20)]


def shown(*contexts: Context) -> list[Command]:
    """Return what the footer of a pane shows, but for what ends the program."""
    found = [it for context in contexts for it in commands_in(COMMANDS, context)]
    return [it for it in found if it.is_shown and it.keys and it.name != "quit"]


@pytest.fixture
def told(filled: Desk) -> Desk:
    """The usual cache with a story of two articles."""
    first = article_on(filled, filled.feed("Morning"), "The bridge fell", BRIDGE, hours=2)
    second = article_on(filled, filled.feed("Evening"), "Bridge lost", BRIDGE_TOO, hours=1)
    tell_on(filled, {second: first})
    return filled


async def back(pilot: Driver) -> None:
    """Leave every dialog and every pane."""
    screen = reading(pilot)
    for _ in range(8):
        if len(pilot.app.screen_stack) == 1 and screen.context is Context.LIST:
            break
        await pilot.press("escape")
        if pilot.app.screen is screen and screen.context is Context.SECTIONS:
            await pilot.press("l")
    screen.select_none()
    screen.say("")


async def assert_answers(
    pilot: Driver, go: Callable[[Driver], Awaitable[None]], command: Command, opened: list[str]
) -> None:
    """Press a command's key where it works, and wait until there is an answer."""
    await back(pilot)
    await go(pilot)
    await pilot.pause()
    screen = reading(pilot)
    screen.say("")
    await pilot.pause()
    stack = list(pilot.app.screen_stack)
    before = looks(pilot), screen.focused, stack, pilot.app.clipboard, len(opened)
    text = screen_text(pilot)

    await pilot.press(key_name(command.keys[0]))

    def has_answered() -> bool:
        now = looks(pilot), screen.focused, pilot.app.screen_stack, pilot.app.clipboard
        return bool(screen.is_saying) or before != (*now, len(opened))

    try:
        await until(pilot, has_answered)
    except TimeoutError:
        message = f"{command.name} ({command.keys[0]}) did nothing:\n{text}"
        raise AssertionError(message) from None


def looks(pilot: Driver) -> str:
    """Return all that is on the screen, colours and weights too."""
    # Textual has no public way that is as quick.
    return str(pilot.app.screen._compositor.render_strips())  # noqa: SLF001


def in_view(view: View) -> Callable[[Driver], Awaitable[None]]:
    async def go(pilot: Driver) -> None:
        screen = reading(pilot)
        screen.section_list.select(view)
        screen.open_view(view)
        screen.go_to(screen.parts.panes.list_pane)

    return go


async def to_story(pilot: Driver) -> None:
    await in_view(View(scope=Scope.STORIES))(pilot)
    await pilot.press("enter")


async def to_last_item(pilot: Driver) -> None:
    await to_story(pilot)
    await pilot.press("shift+tab")


async def to_article_of_story(pilot: Driver) -> None:
    await to_story(pilot)
    await pilot.press("t", "enter")


async def to_article(pilot: Driver) -> None:
    await in_view(View(scope=Scope.ALL))(pilot)
    await pilot.press("enter")


async def to_end_of_article(pilot: Driver) -> None:
    await to_article(pilot)
    await pilot.press("shift+tab", "G")


async def to_article_without_text(pilot: Driver) -> None:
    await in_view(View(scope=Scope.ALL))(pilot)
    await pilot.press("G", "enter")


PLACES = {
    "top stories": (in_view(View(scope=Scope.STORIES)), Context.LIST),
    "story": (to_story, Context.STORY),
    "last item of a story": (to_last_item, Context.STORY),
    "article of a story": (to_article_of_story, Context.READER),
    "all": (in_view(View(scope=Scope.ALL)), Context.LIST),
    "article": (to_article, Context.READER),
    "end of an article": (to_end_of_article, Context.READER),
    "article without text": (to_article_without_text, Context.READER),
    "starred, empty": (in_view(View(scope=Scope.STARRED)), Context.LIST),
    "search": (in_view(View(scope=Scope.ALL, query=parse("bridge"))), Context.LIST),
    "nothing found": (in_view(View(scope=Scope.ALL, query=parse("nowhere"))), Context.LIST),
    "stories, nothing found": (
        in_view(View(scope=Scope.STORIES, query=parse("nowhere"))),
        Context.LIST,
    ),
}


@pytest.mark.parametrize("place", PLACES)
async def test_in_lists_and_pages(
    told: Desk, jobs: FakeJobs, opened: list[str], place: str
) -> None:
    go, context = PLACES[place]
    number = sorted(PLACES).index(place)
    alike = [name for name in sorted(PLACES) if PLACES[name][1] is context]
    # Each key in a few of the places where it works; in the full run, in all of them.
    here = share(shown(context), alike.index(place), len(alike) // 2)
    everywhere = share(shown(Context.EVERY_PANE), number, len(PLACES))
    app = NutgrafApp(newsroom_of(told, jobs), open_address=opened.append)
    async with app.run_test(size=SIZES[number % 2]) as pilot:
        for command in [*here, *everywhere]:
            await assert_answers(pilot, go, command, opened)


async def test_in_every_section(told: Desk, jobs: FakeJobs, opened: list[str]) -> None:
    ids = told.ids()
    told.do(lambda store: store.kept.set_tags({ids[0]: ("flood",)}))
    told.do(lambda store: store.interests.follow_actor("Abbas Araghchi", now=NOW))
    app = NutgrafApp(newsroom_of(told, jobs), open_address=opened.append)
    async with app.run_test(size=SIZES[0]) as pilot:
        sections = reading(pilot).section_list.sections
        assert len(sections) > 8
        for number, section in enumerate(sections):

            async def go(pilot: Driver, view: View = section.view) -> None:
                await in_view(view)(pilot)
                await pilot.press("h")

            for command in share(shown(Context.SECTIONS), number, 6):
                await assert_answers(pilot, go, command, opened)


async def test_on_an_actors_page_and_in_the_feed_manager(
    told: Desk, jobs: FakeJobs, opened: list[str]
) -> None:
    async def to_actor(pilot: Driver) -> None:
        reading(pilot).open_actor("Abbas Araghchi")
        await until(pilot, lambda: "Stories" in screen_text(pilot))
        assert isinstance(pilot.app.screen, ActorScreen)

    async def to_feeds(pilot: Driver) -> None:
        await pilot.press("E")
        await until(pilot, lambda: isinstance(pilot.app.screen, FeedsScreen))

    app = NutgrafApp(newsroom_of(told, jobs), open_address=opened.append)
    # What an actor's page says stands in a toast.
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for command in shown(Context.ACTOR):
            await assert_answers(pilot, to_actor, command, opened)
        for command in shown(Context.FEEDS):
            await assert_answers(pilot, to_feeds, command, opened)


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.STORIES])
async def test_in_an_empty_cache(
    desk: Desk, jobs: FakeJobs, opened: list[str], scope: Scope
) -> None:
    desk.feed("A feed without an article")
    app = NutgrafApp(newsroom_of(desk, jobs), open_address=opened.append)
    async with app.run_test(size=(45, 20)) as pilot:
        for command in share(shown(Context.LIST, Context.EVERY_PANE), scope is Scope.ALL, 2):
            await assert_answers(pilot, in_view(View(scope=scope)), command, opened)


async def test_a_key_acts_on_the_row_that_is_selected(
    told: Desk, jobs: FakeJobs, opened: list[str]
) -> None:
    app = NutgrafApp(newsroom_of(told, jobs), open_address=opened.append)
    async with app.run_test(size=SIZES[0]) as pilot:
        await in_view(View(scope=Scope.ALL))(pilot)
        await pilot.press("j")
        row: EntryRow | None = reading(pilot).entry_list.selected
        assert row is not None
        await pilot.press("o")
        await until(pilot, lambda: opened == [row.url])
