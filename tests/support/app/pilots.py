"""Driving the application in tests: waiting for what has to happen, and reading the screen."""

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot
from textual.widget import Widget

from tests.support.caches.newsdesk import Desk
from tui.app.application import Exit
from tui.app.screens.main.main_screen import MainScreen

Driver = Pilot[Exit]


def reading(pilot: Driver) -> MainScreen:
    """Return the screen one reads in."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


PATIENCE_SECONDS = 60
"""Only what fails waits so long: on a busy machine a worker takes its time to load a model."""


async def until(pilot: Driver, condition: Callable[[], bool]) -> None:
    """Let the app work until something is so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await pilot.pause()


async def written(pilot: Driver, desk: Desk) -> None:
    """Wait until all that was submitted is written and shown."""
    desk.do(lambda store: None)
    await pilot.pause()


def drawn(widget: Widget) -> list[str]:
    """Return the lines that a widget shows, without the spaces at their ends."""
    region = widget.scrollable_content_region if hasattr(widget, "scroll_offset") else widget.region
    return [widget.render_line(y).text.rstrip() for y in range(region.height)]


def screen_text(pilot: Driver) -> str:
    """Return what the terminal would show."""
    screen = pilot.app.screen
    # Textual has no public way that is as quick.
    lines = screen._compositor.render_strips()  # noqa: SLF001
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)
