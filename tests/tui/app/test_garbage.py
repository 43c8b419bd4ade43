"""When Python looks for garbage: the start puts it off until the first frame."""

import gc
from collections.abc import Callable

from tui.app.application import NutgrafApp

MakeApp = Callable[[], NutgrafApp]


async def test_what_the_start_put_off_is_done_after_the_first_frame(make_app: MakeApp) -> None:
    gc.disable()
    try:
        async with make_app().run_test() as pilot:
            await pilot.pause()

            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()


async def test_an_app_that_put_nothing_off_keeps_no_garbage(make_app: MakeApp) -> None:
    frozen = gc.get_freeze_count()
    async with make_app().run_test() as pilot:
        await pilot.pause()

        assert gc.get_freeze_count() == frozen
