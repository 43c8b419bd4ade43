"""Frames that are drawn when a test looks: Textual itself draws up to sixty a second.

A third of the time of the tests of the app went into frames that the next one replaced. Layout and
messages go on at Textual's own pace; what is laid out is drawn once for each thing that a test
does, and at its end; a dialog also when it opens. A frame that cannot be drawn is met in the
screen's own turn, as ever.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from typing import Any
from weakref import WeakSet

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

_DRIVES = ("press", "pause", "click", "hover", "mouse_down", "mouse_up", "resize_terminal")
"""What a test does with an app: when it is done, the app has drawn."""


@contextmanager
def drawn_when_looked_at() -> Iterator[None]:
    """Let every app under a Pilot draw when the Pilot is through, not at each change."""
    # Textual has no public way to draw less often than it lays out.
    draw_now = Screen._compositor_refresh  # noqa: SLF001
    run_now = App.run_test
    undrawn, known = WeakSet[Screen[Any]](), WeakSet[Screen[Any]]()

    def draw_later(screen: Screen[Any]) -> None:
        app = screen.app
        # A dialog that the next key closes is drawn, too.
        is_new = screen not in known and len(app.screen_stack) > 1
        known.add(screen)
        if is_new or screen is not app.screen or not app.is_headless:
            draw_now(screen)
            return
        undrawn.add(screen)
        screen._dirty_widgets.clear()  # noqa: SLF001 - the two other things that drawing does
        app._update_mouse_over(screen)  # noqa: SLF001

    async def draw(pilot: Pilot[Any]) -> None:
        app = pilot.app
        if app.is_running and app.screen in undrawn:
            undrawn.discard(app.screen)
            if app.screen.call_later(draw_now, app.screen):
                await pilot._wait_for_screen()  # noqa: SLF001 - as the Pilot itself waits

    def then_drawn(pilot: Pilot[Any], drive: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
        @wraps(drive)
        async def driven(*args: Any, **options: Any) -> Any:
            answer = await drive(*args, **options)
            await draw(pilot)
            return answer

        return driven

    @asynccontextmanager
    async def run(app: App[Any], **options: Any) -> AsyncIterator[Pilot[Any]]:
        async with run_now(app, **options) as pilot:
            for name in _DRIVES:
                setattr(pilot, name, then_drawn(pilot, getattr(pilot, name)))
            yield pilot
            await draw(pilot)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screen, "_compositor_refresh", draw_later)
        patch.setattr(App, "run_test", run)
        yield
