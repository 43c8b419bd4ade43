"""Colours: enough contrast, kinds of names that nobody mixes up, and the choice among them."""

from collections.abc import Callable
from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from tests.support.app.pilots import reading, screen_text, until, written
from tests.support.caches.newsdesk import Desk
from tui.app.application import NutgrafApp
from tui.app.inks import words_of
from tui.app.screens.dialogs.theme_dialog import ThemesScreen
from tui.app.theme import THEMES

MakeApp = Callable[..., NutgrafApp]
KINDS = ("person", "organisation", "place", "group")
Rgb = tuple[float, float, float]

_FROM_LMS = (
    (0.080944, -0.130504, 0.116721),
    (-0.0102485, 0.0540194, -0.113615),
    (-0.000365294, -0.00412163, 0.693513),
)
_TO_LMS = (
    (17.8824, 43.5161, 4.11935),
    (3.45565, 27.1554, 3.86714),
    (0.0299566, 0.184309, 1.46709),
)
_SEEN = {
    "protanopia": ((0.0, 2.02344, -2.52581), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": ((1.0, 0.0, 0.0), (0.494207, 0.0, 1.24827), (0.0, 0.0, 1.0)),
}
"""Viénot, Brettel and Mollon, Digital video colourmaps for checking the legibility of displays by
dichromats, Color Research and Application 24 (1999): LMS as a dichromat sees it."""


def times(matrix: tuple[Rgb, ...], vector: Rgb) -> Rgb:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def linear(colour: str) -> Rgb:
    def one(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = Color.parse(colour).normalized
    return one(red), one(green), one(blue)


def luminance(colour: Rgb) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), colour, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3: 1 to 21."""
    lighter, darker = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def as_seen(colour: str, sight: str) -> Rgb:
    return times(_FROM_LMS, times(_SEEN[sight], times(_TO_LMS, linear(colour))))


def style_of(kind: str) -> str:
    """Return weight, slant and line of a kind of name."""
    weights = [word for word in words_of("page", kind).split() if not word.startswith("$")]
    assert weights
    return " ".join(weights)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_all_text_has_enough_contrast(theme: Theme) -> None:
    assert theme.background is not None
    colours = {name: theme.variables[f"ng-{name}"] for name in (*KINDS, "dim", "faint", "headline")}
    for name in ("foreground", "primary", "secondary", "warning", "error"):
        colours[name] = str(getattr(theme, name))

    ratios = {name: contrast(colour, theme.background) for name, colour in colours.items()}

    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_names_can_be_read_where_they_are_marked_or_selected(theme: Theme) -> None:
    grounds = [theme.variables[f"ng-{name}"] for name in ("mark", "cursor", "cursor-blurred")]
    inks = [theme.variables[f"ng-{kind}"] for kind in KINDS] + [str(theme.foreground)]

    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 3


def test_every_kind_of_name_has_a_style_of_its_own() -> None:
    """Whatever the colours are: without any, with sixteen, or to eyes that see two hues."""
    styles = [style_of(kind) for kind in KINDS]

    assert len(set(styles)) == len(KINDS)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("sight", [*_SEEN, "all"])
def test_kinds_that_look_alike_to_a_dichromat_differ_in_style(theme: Theme, sight: str) -> None:
    for one, other in combinations(KINDS, 2):
        pair = [theme.variables[f"ng-{kind}"] for kind in (one, other)]
        seen = [linear(it) if sight == "all" else as_seen(it, sight) for it in pair]
        distance = sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5

        assert distance > 0.06 or style_of(one) != style_of(other)
        if sight == "all":
            assert distance > 0.06


# The choice.


@pytest.mark.parametrize("size", [(200, 50), (100, 30), (80, 24), (45, 20)])
async def test_the_theme_under_the_cursor_is_shown_at_once(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: isinstance(app.screen, ThemesScreen))
        assert app.theme == "nutgraf-dark"
        await pilot.press("j")
        await until(pilot, lambda: app.theme == "nutgraf-light")
        assert "nutgraf-light" in screen_text(pilot)

        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "nutgraf-dark")


async def test_a_chosen_theme_is_there_at_the_next_start(make_app: MakeApp, filled: Desk) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("T")
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: "Colours: nutgraf-paper" in screen_text(pilot))
        await written(pilot, filled)

    async with make_app().run_test(size=(100, 30)) as pilot:
        assert pilot.app.theme == "nutgraf-paper"
        assert reading(pilot) is not None


async def test_the_configuration_goes_before_what_was_chosen(
    make_app: MakeApp, filled: Desk
) -> None:
    filled.do(lambda store: store.memory.set("app.theme", "nutgraf-paper"))

    async with make_app(theme="nutgraf-contrast").run_test(size=(100, 30)) as pilot:
        assert pilot.app.theme == "nutgraf-contrast"
        await pilot.press("T")
        await pilot.press("j", "enter")
        await until(pilot, lambda: "until the next start" in screen_text(pilot))
