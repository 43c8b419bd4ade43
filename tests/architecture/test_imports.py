"""What a command may load: start-up time and memory are spent on imports before anything else."""

import json
import subprocess
import sys

HEAVY = ("spacy", "trafilatura", "sumy", "feedparser", "aiohttp", "lxml", "numpy", "nltk", "PIL")
HEADLESS = (
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
)
DRAWING = ("tui.app.application", "tui.app.screens.main.main_screen", "tui.app.launch")


def loaded_after(*statements: str) -> dict[str, set[str]]:
    """Return what a new interpreter holds after each statement, one after another.

    What a statement must not load, none before it may have loaded either.
    """
    program = (
        "import json, sys\n"
        f"for statement in {statements!r}:\n"
        "    exec(statement)\n"
        "    print(json.dumps([statement, list(sys.modules)]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    lines = (json.loads(line) for line in answer.stdout.splitlines())
    return {said: {name.partition(".")[0] for name in names} for said, names in lines}


def test_the_drawing_process_loads_no_language_or_network_library() -> None:
    for statement, loaded in loaded_after(*(f"import {it}" for it in DRAWING)).items():
        assert loaded.isdisjoint(HEAVY), statement
        assert "textual" in loaded


def test_the_headless_half_never_loads_textual() -> None:
    for statement, loaded in loaded_after(*(f"import {it}" for it in HEADLESS)).items():
        assert loaded.isdisjoint({"textual", "rich"}), statement


def test_the_command_line_starts_without_any_of_the_work() -> None:
    (loaded,) = loaded_after(
        "from tui.headless.cli.main import build_parser; build_parser()"
    ).values()

    assert loaded.isdisjoint({*HEAVY, "textual", "sqlite3", "asyncio"})


def test_a_refresh_loads_no_parser_before_there_is_something_to_read() -> None:
    (loaded,) = loaded_after("import tui.headless.verbs.feeds.fetch").values()

    assert loaded.isdisjoint({"lxml", "feedparser", "trafilatura", "spacy", "sumy"})


def test_workers_start_before_a_refresh_loads_what_asks_the_feeds() -> None:
    (loaded,) = loaded_after("import tui.headless.verbs.feeds.fetch").values()

    assert loaded.isdisjoint({"aiohttp", "protego"})


def test_a_refresh_loads_nothing_of_accounts_and_pages_where_there_are_none() -> None:
    program = "import sys, tui.headless.verbs.feeds.refresh_run; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert set(answer.stdout.split()).isdisjoint(
        {"protego", "tui.headless.services.sync.sync_accounts"}
    )


NOT_AT_FIRST = (
    "cache.db.schema",
    "cache.store",
    "cache.entries.article_writes",
    "cache.entries.recognise",
    "cache.libraries.account_library",
    "cache.libraries.export_library",
    "cache.rescue.daily_backup",
    "email",
    "fetch.sync.open_client",
    "importlib.metadata",
    "importlib.resources",
    "textual.widgets._text_area",
    "tui.app.screens.actions.save_pages",
    "tui.app.screens.actions.share_articles",
    "tui.app.screens.dialogs",
    "tui.app.screens.feeds",
    "tui.app.screens.jump",
    "tui.app.screens.palette",
    "tui.app.screens.search",
    "tui.app.screens.speech",
    "tui.headless.cli.arguments.all_verbs",
    "webbrowser",
)


def test_the_first_frame_loads_nothing_that_is_used_later() -> None:
    """Each module costs a third of a millisecond, and the first frame waits for all of them."""
    program = "import sys, tui.headless.cli.main, tui.app.launch; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert set(answer.stdout.split()).isdisjoint(NOT_AT_FIRST)
