"""The services that the application uses, assembled by the command line."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from cache.library import Library
from cache.writer import Writer
from tui.headless.services.jobs.job_ports import Jobs
from tui.headless.services.message_history import Journal
from tui.headless.settings.config import AppOptions, ExportSettings, StorySettings
from tui.headless.settings.external_programs import CommandSettings

Clock = Callable[[], datetime]
_EXPORT = ExportSettings(folder="~/nutgraf", format="markdown")


class Newsroom(Struct, frozen=True, kw_only=True):
    """What the application reads from, writes to and asks to work.

    Attributes:
        library: used on the event loop only.
        open_library: opens another reading connection, for a worker thread.
        edition: "demo" for the demo edition, "" for the reader's own feeds.
        notices: how the terminal is asked to show one: "auto", "osc9", "osc777" or "off".
        pictures: whether they are fetched: "never", "asked" or "always".
        log: where the log is, None if there is none.
    """

    library: Library
    open_library: Callable[[], Library]
    writer: Writer
    jobs: Jobs
    clock: Clock
    options: AppOptions
    stories: StorySettings
    edition: str = ""
    export: ExportSettings = _EXPORT
    commands: CommandSettings = field(default_factory=CommandSettings)
    notices: str = "auto"
    pictures: str = "asked"
    log: Path | None = None
    journal: Journal = field(default_factory=Journal)
