"""Everything the application works with, put together once by the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cache.library import Library
from cache.writer import Writer
from tui.config import AppOptions, StorySettings
from tui.services.ports import Jobs

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What the application reads from, writes to and asks to work.

    Attributes:
        library: used on the event loop only.
        open_library: opens another reading connection, for a worker thread.
        edition: "demo" for the demo edition, "" for the reader's own feeds.
    """

    library: Library
    open_library: Callable[[], Library]
    writer: Writer
    jobs: Jobs
    clock: Clock
    options: AppOptions
    stories: StorySettings
    edition: str = ""
