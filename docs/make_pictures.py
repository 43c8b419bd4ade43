"""Make the pictures of the README: the app on the demo edition, freshly fetched and summarised.

python docs/make_pictures.py [FOLDER]
"""

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from cache.library import Library
from cache.writer import Writer
from fetch.feeds.opml import write_opml
from fetch.model import Outline
from tui.app.application import NutgrafApp
from tui.headless.cli.session import utc_now
from tui.headless.demo.demo_server import DemoServer
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.settings.config import load_config

PICTURES: tuple[tuple[str, tuple[int, int], str, tuple[str, ...]], ...] = (
    ("wide", (160, 44), "nutgraf-dark", ("enter",)),
    ("text", (100, 34), "nutgraf-light", ("enter", "2")),
    ("narrow", (45, 24), "nutgraf-dark", ("enter",)),
)


def fill(folder: Path) -> None:
    """Fetch and summarise the demo edition into a cache, as a reader would."""
    command = [sys.executable, "-m", "tui", "--cache", str(folder / "cache.db")]
    with DemoServer() as server:
        outlines = [Outline(url=f.url, title=f.title, folder=f.folder) for f in server.feeds]
        (folder / "demo.opml").write_bytes(write_opml(outlines, title="Demo"))
        for words in (["import", str(folder / "demo.opml")], ["fetch"]):
            subprocess.run([*command, *words], check=True)


def demo_app(folder: Path, library: Library, writer: Writer) -> NutgrafApp:
    """Return the app on the cache of a folder."""
    path, config = folder / "cache.db", load_config(None)
    return NutgrafApp(
        Newsroom(
            library=library,
            open_library=lambda: Library(path),
            writer=writer,
            jobs=ChildJobs(config=folder / "none.toml", cache=path),
            clock=utc_now,
            options=config.app,
            stories=config.stories,
            edition="demo",
        )
    )


async def draw(folder: Path, target: Path) -> None:
    """Open the app at each size, press the keys, and save what it shows."""
    path = folder / "cache.db"
    for name, size, theme, keys in PICTURES:
        with Writer(path) as writer, Library(path) as library:
            app = demo_app(folder, library, writer)
            async with app.run_test(size=size) as pilot:
                app.theme = theme
                await pilot.pause()
                await pilot.press(*keys)
                await pilot.pause()
                (target / f"{name}.svg").write_text(
                    app.export_screenshot(title="nutgraf"), encoding="utf-8"
                )


def main() -> int:
    """Make all pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        asyncio.run(draw(Path(folder), target))
    return 0


if __name__ == "__main__":
    sys.exit(main())
