"""Muting from the list and the reader, the Muted section, and taking it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import Scope, View
from tests.support.app.pilots import reading, screen_text, until, written
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.application import NutgrafApp

MakeApp = Callable[..., NutgrafApp]
SIZES = [(100, 30), (45, 20)]


def rules(desk: Desk) -> list[tuple[MuteKind, str]]:
    return [(it.rule.kind, it.rule.pattern) for it in desk.library.interests.mutes()]


@pytest.mark.parametrize("size", SIZES)
async def test_words_are_muted_and_shown_again_by_undo(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)
        await pilot.press("M", *"aleppo", "enter")
        await written(pilot, desk)

        assert rules(desk) == [(MuteKind.PHRASE, "aleppo")]
        await until(pilot, lambda: screen.parts.articles.pages.count == 4)
        assert screen.counts.muted == 2

        await pilot.press("u")
        await written(pilot, desk)
        assert rules(desk) == []
        await until(pilot, lambda: screen.parts.articles.pages.count == 6)


@pytest.mark.parametrize("size", SIZES)
async def test_the_selected_actor_for_a_week(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("enter", "tab", "tab", "tab", "M", "ctrl+t")
        assert "for a week" in screen_text(pilot)
        await pilot.press("enter")
        await written(pilot, desk)

        (mute,) = desk.library.interests.mutes()
        assert (mute.rule.kind, mute.rule.pattern) == (MuteKind.ACTOR, "Abbas Araghchi")
        assert mute.rule.expires_at == NOW + timedelta(days=7)
        assert mute.entry_count == 1


async def test_author_and_feed_are_among_the_choices(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(100, 40)) as pilot:
        await pilot.press("j", "M")
        shown = screen_text(pilot)
        assert "Sam Holder, the author" in shown
        assert "All of" in shown

        await pilot.press("down", "down", "enter")
        await written(pilot, desk)

        assert rules(desk)[0][0] is MuteKind.FEED


async def test_words_of_one_feed(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("M", "ctrl+o", *"aleppo", "enter")
        await written(pilot, desk)

        (mute,) = desk.library.interests.mutes()
        assert (mute.feed_title, mute.entry_count) == ("BBC News", 1)


async def test_no_words_mute_nothing(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("M", "enter")
        assert "Type the words" in screen_text(pilot)
        await pilot.press("down", "up", "escape")

        assert rules(desk) == []


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_muted_can_be_seen_explained_and_shown_again(
    make_app: MakeApp, desk: Desk, size: tuple[int, int]
) -> None:
    rule = MuteRule(kind=MuteKind.PHRASE, pattern="cricket")
    desk.do(lambda store: store.interests.mute(rule, now=NOW))
    async with make_app().run_test(size=size) as pilot:
        screen = reading(pilot)
        section = next(it for it in screen.section_list.sections if it.label == "Muted")
        assert section.count == 1
        assert "1 muted" in screen_text(pilot)
        screen.section_list.select(View(scope=Scope.MUTED))
        await pilot.press("h", "enter")
        assert screen.parts.articles.pages.count == 1
        assert "Hidden: “cricket”" in screen.position_words()

        await pilot.press("M")
        assert "because you muted" in screen_text(pilot)
        await pilot.press("y")
        await written(pilot, desk)
        assert rules(desk) == []
        await until(pilot, lambda: screen.counts.muted == 0)

        await pilot.press("u")
        await written(pilot, desk)
        assert rules(desk) == [(MuteKind.PHRASE, "cricket")]


async def test_a_mute_whose_time_is_over_ends_when_the_app_opens(
    make_app: MakeApp, desk: Desk
) -> None:
    rule = MuteRule(kind=MuteKind.PHRASE, pattern="cricket", expires_at=NOW - timedelta(hours=1))
    desk.do(lambda store: store.interests.mute(rule, now=NOW - timedelta(days=1)))
    async with make_app().run_test(size=(100, 30)) as pilot:
        await written(pilot, desk)

        assert rules(desk) == []
        await until(pilot, lambda: reading(pilot).parts.articles.pages.count == 6)
