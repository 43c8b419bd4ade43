"""Following actors and searches, their sections, and the page of an actor."""

from collections.abc import Callable

import pytest

from cache.search.query_parser import parse
from cache.values.interest_rows import FollowKind
from cache.values.list_rows import Scope, View
from tests.support.app.pilots import Driver, drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import (
    HOSTILE,
    NOW,
    TEXT,
    Desk,
    FakeJobs,
    article_of,
    brief_of,
    newsroom_of,
)
from tests.support.scale import share
from tui.app.application import NutgrafApp
from tui.app.screens.pages.actor_screen import ActorScreen
from tui.app.screens.search.known_names import KnownNames
from tui.app.widgets.typesetting.actor_page import sparkline

MakeApp = Callable[..., NutgrafApp]
SIZES = [(100, 30), (45, 20)]


async def open_page(pilot: Driver, *keys: str) -> ActorScreen:
    """Press keys and return the page that opens, when it is there."""
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, ActorScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ActorScreen)
    await until(pilot, lambda: screen.actor_view.page is not None)
    return screen


def subjects(desk: Desk) -> list[tuple[FollowKind, str]]:
    return [(it.kind, it.subject) for it in desk.library.interests.follows()]


def labels(pilot: Driver) -> list[tuple[str, int]]:
    screen = reading(pilot)
    return [(it.label, it.count) for it in screen.section_list.sections]


@pytest.mark.parametrize("size", SIZES)
async def test_following_the_selected_actor_and_taking_it_back(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("enter", "tab", "tab", "tab", "f")
        await written(pilot, desk)

        assert subjects(desk) == [(FollowKind.ACTOR, "Abbas Araghchi")]
        await pilot.press("h", "m")
        await until(pilot, lambda: ("Abbas Araghchi", 1) in labels(pilot))
        assert ("Following", 1) in labels(pilot)

        await pilot.press("u", "u")
        await written(pilot, desk)
        assert subjects(desk) == []
        await until(pilot, lambda: "Following" not in dict(labels(pilot)))


async def test_following_without_a_choice_says_what_to_do(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("f")
        assert "select an actor first" in screen_text(pilot)
        assert subjects(desk) == []


@pytest.mark.parametrize("keys", [("i",), ("enter", "i")])
async def test_the_first_actor_is_a_key_or_two_away(
    make_app: MakeApp, keys: tuple[str, ...]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys)

        assert isinstance(pilot.app.screen, ActorScreen)
        await until(pilot, lambda: "Abbas Araghchi" in screen_text(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_becomes_a_section(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)
        await pilot.press("slash", *"aleppo", "enter", "f")
        await written(pilot, desk)

        assert subjects(desk) == [(FollowKind.SEARCH, "aleppo")]
        await until(pilot, lambda: ("/ aleppo", 2) in labels(pilot))
        await pilot.press("escape")
        screen.section_list.select(View(scope=Scope.SEARCH, subject="aleppo"))
        await pilot.press("h", "l")
        assert screen.view == View(scope=Scope.SEARCH, subject="aleppo")
        assert screen.parts.articles.pages.count == 2
        assert "aleppo" in drawn(screen.top_bar)[0]

        await pilot.press("h", "D")
        await written(pilot, desk)
        assert subjects(desk) == []
        await pilot.press("u")
        await written(pilot, desk)
        assert subjects(desk) == [(FollowKind.SEARCH, "aleppo")]


async def test_a_search_in_a_section_is_kept_with_its_section(
    make_app: MakeApp, desk: Desk
) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        folder = View(scope=Scope.FOLDER, folder="World")
        screen.open_view(folder)
        await pilot.press("slash", *"rain", "enter", "f")
        await written(pilot, desk)

        assert subjects(desk) == [(FollowKind.SEARCH, 'folder:"World" rain')]


async def test_following_shows_what_any_followed_actor_is_in(make_app: MakeApp, desk: Desk) -> None:
    desk.do(lambda store: store.interests.follow_actor("Abbas Araghchi", now=NOW))
    desk.do(lambda store: store.interests.follow_actor("United Nations", now=NOW))
    async with make_app().run_test(size=(140, 40)) as pilot:
        screen = reading(pilot)
        await until(pilot, lambda: ("Following", 1) in labels(pilot))
        screen.section_list.select(View(scope=Scope.FOLLOWED))
        await pilot.press("h", "enter")
        assert screen.view.scope is Scope.FOLLOWED
        assert screen.parts.articles.pages.count == 1

        await pilot.press("h", "x")
        assert "Abbas Araghchi" not in dict(labels(pilot))
        await pilot.press("x")
        assert ("Abbas Araghchi", 1) in labels(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_actors_page_from_the_panel(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = await open_page(pilot, "enter", "tab", "tab", "tab", "i")
        page = screen.actor_view.page
        assert page is not None
        text = "\n".join(line.text for line in page.lines)
        for words in ("Abbas Araghchi", "person · 1 article · 1 quote", "Iran’s foreign minister",
                      "Rebels take Aleppo", "reassured", "United Nations"):  # fmt: skip
            assert words in text

        await pilot.press("f")
        await written(pilot, desk)
        assert subjects(desk) == [(FollowKind.ACTOR, "Abbas Araghchi")]
        await until(pilot, lambda: "followed" in screen_text(pilot))
        await pilot.press("escape")
        assert reading(pilot).focused is reading(pilot).reader


@pytest.mark.parametrize("size", SIZES)
async def test_names_in_the_text_lead_to_their_page(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        reader = reading(pilot).reader
        await pilot.press("enter", "full_stop")
        assert [TEXT[span.start : span.end] for span in reader.marks] == ["Rebels"]
        await pilot.press("full_stop", "full_stop", "comma")
        assert [TEXT[span.start : span.end] for span in reader.marks] == ["Aleppo"]
        assert reader.selected_actor == "Aleppo"

        screen = await open_page(pilot, "enter")
        assert "Aleppo" in drawn(screen.actor_view)[0]
        await pilot.press("h", "b")
        assert reader.marks == ()
        assert reader.selected_actor == ""


async def test_from_actor_to_actor_and_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        screen = await open_page(pilot, "enter", "tab", "tab", "tab", "i")
        view = screen.actor_view
        await pilot.press("G", "k", *["j"] * 20, "enter")
        await until(pilot, lambda: "Araghchi" not in drawn(view)[0] and view.page is not None)
        other = drawn(view)[0]
        assert any(name in other for name in ("Aleppo", "Rebels", "United Nations"))

        await pilot.press("escape")
        await until(pilot, lambda: "Araghchi" in drawn(view)[0])
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, ActorScreen)


async def test_an_article_is_opened_from_the_page(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        await open_page(pilot, "enter", "tab", "tab", "tab", "i")
        await pilot.press("j", "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ActorScreen))

        screen = reading(pilot)
        await until(pilot, lambda: screen.focused is screen.reader)
        assert screen.reader.entry_id == desk.ids()[0]


async def test_all_articles_about_an_actor_in_the_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(140, 40)) as pilot:
        await open_page(pilot, "enter", "tab", "tab", "tab", "i")
        await pilot.press("s")
        screen = reading(pilot)
        await until(pilot, lambda: screen.view.scope is Scope.ACTOR)

        assert screen.parts.articles.pages.count == 1
        assert "Abbas Araghchi" in drawn(screen.top_bar)[0]


async def test_the_pages_keys_are_in_its_help(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        await open_page(pilot, "enter", "tab", "tab", "tab", "i")
        await pilot.press("question_mark")
        await pilot.pause()

        assert "All articles" in screen_text(pilot)
        assert "Add feed" not in screen_text(pilot)


async def test_an_actor_of_no_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        reading(pilot).open_actor("Nobody")
        await until(pilot, lambda: "No article in your lists" in screen_text(pilot))


HOSTILE_AT_SIZES = [
    (text, size)
    for number, size in enumerate(SIZES)
    for text in share([text for text in HOSTILE if text], number, len(SIZES))
]


@pytest.mark.parametrize(("text", "size"), HOSTILE_AT_SIZES)
async def test_hostile_names_are_plain_text(
    desk: Desk, jobs: FakeJobs, text: str, size: tuple[int, int]
) -> None:
    from msgspec.structs import replace

    desk.entries(desk.feed(text, url="https://example.org/f.xml"), text)
    brief = brief_of()
    actors = tuple(replace(it, name=f"{text} {n}", role=text, role_span=it.mentions[0].span)
                   for n, it in enumerate(brief.actors))  # fmt: skip
    quotes = tuple(replace(it, speaker=f"{text} 0", text=text) for it in brief.quotes)
    made = replace(brief, actors=actors, quotes=quotes)
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.articles.save(entry_id, article_of(), None, now=NOW))
    desk.do(lambda store: store.articles.save_brief(entry_id, made))
    desk.do(lambda store: store.interests.follow_search(parse("story"), title=text, now=NOW))
    async with NutgrafApp(newsroom_of(desk, jobs)).run_test(size=size) as pilot:
        reading(pilot).open_actor(f"{text} 0")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActorScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ActorScreen)
        await until(pilot, lambda: screen.actor_view.page is not None)
        for keys in ("j", "f", "escape", "h", "l", "M", "escape"):
            await pilot.press(keys)
            shown = screen_text(pilot)
            assert not any((ord(it) < 32 and it != "\n") or 127 <= ord(it) < 160 for it in shown)
            assert not set(shown) & set("\u202e\u2066\u2028")


def test_a_sparkline_has_a_cell_for_each_number() -> None:
    assert sparkline([0, 1, 4, 8]) == "·▂▅█"
    assert sparkline([]) == ""


async def test_the_palette_leads_to_actors_and_sections(make_app: MakeApp, desk: Desk) -> None:
    desk.do(lambda store: store.interests.follow_search(parse("cricket"), title="Sport", now=NOW))
    async with make_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p", *"araghchi")
        await until(pilot, lambda: "Who is Abbas Araghchi" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActorScreen))
        await pilot.press("escape", "ctrl+p", *"sport")
        await until(pilot, lambda: "Go to Sport" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: reading(pilot).view.scope is Scope.SEARCH)
        assert reading(pilot).parts.articles.pages.count == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fe", "feed:"),
        ("rates -fo", "rates -folder:"),
        ("f", None),
        ("feed:gua", "feed:guardian"),
        ('feed:"bbc', 'feed:"BBC News"'),
        ("folder:w", "folder:world"),
        ("x actor:ara", "x actor:araghchi"),
        ("said:abb", "said:abbas"),
        ("is:unr", "is:unread"),
        ("is:", None),
        ("feed:nowhere", None),
        ("feeding", None),
        ("after:20", None),
        ("ti", "title:"),
        ("au", "author:"),
        ("author:hol", "author:holder"),
        ('author:"Sam', 'author:"Sam Holder"'),
        ("after:7", "after:7d"),
    ],
)
def test_fields_and_their_values_are_completed(
    filled: Desk, query: str, expected: str | None
) -> None:
    assert KnownNames(filled.library).complete(query) == expected


async def test_a_completion_is_taken_with_the_right_arrow(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        screen = reading(pilot)
        await pilot.press("slash", *"feed:gua")
        await until(pilot, lambda: "feed:guardian" in screen_text(pilot))
        await pilot.press("right")
        await until(pilot, lambda: screen.view.query.text == "feed:guardian")
        assert screen.parts.articles.pages.count == 2
