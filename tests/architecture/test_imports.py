"""What a command may load: start-up time and memory are spent on imports before anything else."""

import subprocess
import sys

import pytest

HEAVY = ("spacy", "trafilatura", "sumy", "feedparser", "aiohttp", "lxml", "numpy", "nltk", "PIL")


def modules_after(statement: str) -> set[str]:
    """Return the modules that a new interpreter holds after `statement`."""
    program = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}


@pytest.mark.parametrize(
    "module", ["tui.app.application", "tui.app.screens.main.main_screen", "tui.app.launch"]
)
def test_the_drawing_process_loads_no_language_or_network_library(module: str) -> None:
    loaded = modules_after(f"import {module}")

    assert loaded.isdisjoint(HEAVY)
    assert "textual" in loaded


@pytest.mark.parametrize(
    "module",
    [
        "tui.headless.cli.main",
        "tui.headless.settings.config",
        "tui.headless.commands.command_table",
        "tui.headless.verbs.articles.follow",
        "tui.headless.verbs.articles.mute",
        "tui.headless.verbs.feeds.fetch",
        "tui.headless.verbs.feeds.subscriptions",
        "tui.headless.verbs.articles.search",
        "tui.headless.verbs.articles.summarise",
        "tui.headless.verbs.cache.check",
    ],
)
def test_the_headless_half_never_loads_textual(module: str) -> None:
    loaded = modules_after(f"import {module}")

    assert loaded.isdisjoint({"textual", "rich"})


def test_the_command_line_starts_without_any_of_the_work() -> None:
    loaded = modules_after("from tui.headless.cli.main import build_parser; build_parser()")

    assert loaded.isdisjoint({*HEAVY, "textual", "sqlite3", "asyncio"})
