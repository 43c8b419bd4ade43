"""The screen of an article's pictures, one at a time: from the cache, or fetched when shown."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from cache.entries.pictures import StoredPicture
from cache.values.list_rows import EntryId
from fetch.model import Article
from fetch.pictures.pillow_adapter import ENDING, is_installed
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.picture_area import PictureArea, strips_of
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.headless.browser import is_web_address
from tui.headless.graphics.encode_picture import Drawing, draw
from tui.headless.graphics.picture_size import Box
from tui.headless.graphics.terminal_abilities import Means
from tui.headless.graphics.terminal_query import Terminal
from tui.headless.printing.output_files import SaveError, folder_path, save
from tui.headless.services.app_services import Newsroom
from tui.headless.services.files.picture_store import HOW_TO_GET
from tui.headless.services.jobs.job_events import Event, JobFailed

_HINT = "n N next, back · o browser · y copy · Ctrl+S save · Esc close"
_NEVER = 'No picture is fetched: [fetch] pictures = "never" in config.toml.'
_NO_COLOURS = "This terminal shows no pictures: it needs 256 colours, and NO_COLOR must not be set."
_OPENS = "o opens it in the browser."
_NO_PILLOW = f"To see pictures here, {HOW_TO_GET}."


class PictureScreen(NewsDialog[None]):
    """Shows a picture as large as the terminal allows, with its caption."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,P,h", "dismiss", "Close"),
        ("n,j,space,right,down", "turn(1)", "Next"),
        ("N,p,k,left,up", "turn(-1)", "Back"),
        ("o", "open", "Browser"),
        ("y", "copy", "Copy"),
        ("r", "again", "Again"),
        Binding("ctrl+s", "save", "Save", priority=True),
    ]

    def __init__(
        self,
        newsroom: Newsroom,
        terminal: Terminal,
        open_page: Callable[[str], object],
        *,
        article: Article,
        entry_id: EntryId,
        url: str,
    ) -> None:
        """Take what to work with, the article, and the address of the picture to begin with."""
        super().__init__()
        self._newsroom = newsroom
        self._terminal = terminal
        self._open_page = open_page
        self._entry_id = entry_id
        self._title = article.title
        self._pictures = article.layout.pictures
        self._number = next((n for n, it in enumerate(self._pictures) if it.url == url), 0)
        self._picture: StoredPicture | None = None
        self._sent: Drawing | None = None
        """What the terminal holds."""

    def compose(self) -> ComposeResult:
        """Lay out the picture between its title and its caption."""
        yield Static(classes="title", markup=False)
        yield PictureArea()
        yield Static(classes="caption", markup=False)
        yield Static(classes="said", markup=False)
        yield Static(_HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin once there is room."""
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Take the picture off the terminal."""
        self._remove()

    @property
    def _area(self) -> PictureArea:
        return self.query_one(PictureArea)

    @property
    def _url(self) -> str:
        return self._pictures[self._number].url

    def _begin(self, *, is_anew: bool = False) -> None:
        """Show the present picture, or why there is none; fetched anew even if it is kept."""
        self._remove()
        self._picture = None
        count = len(self._pictures)
        number = f"Picture {self._number + 1} of {count}" if count > 1 else "Picture"
        title = self.query_one(".title", Static)
        words = f"{number} · {self._title}" if self._title else number
        title.update(Content(fit(words, title.size.width or self.size.width)))
        caption = drawable(self._pictures[self._number].caption)
        self.query_one(".caption", Static).update(Content(caption))
        self.query_one(".caption").display = bool(caption)
        self._say(self._url)
        self._area.say("Looking …")
        self._look(is_anew=is_anew)

    def show_error(self, words: str) -> None:
        """Say in the picture's place, too, that a fault keeps it away."""
        self._area.say(f"This picture can't be shown; {_OPENS} The log has the reason.")
        super().show_error(words)

    def _say(self, words: str) -> None:
        line = self.query_one(".said", Static)
        line.update(Content(fit(words, line.size.width or self.size.width)))

    # The picture.

    @work(exclusive=True, group="picture", exit_on_error=False)
    async def _look(self, *, is_anew: bool) -> None:
        words = await self._obstacle()
        if not words:
            picture = None if is_anew else self._kept()
            words = "" if picture is not None else await self._fetch()
            self._picture = picture or self._kept()
        if self._picture is not None:
            await self._draw()
        elif self.is_attached:
            self._area.say(words or f"The picture can't be shown. {_OPENS}")

    async def _obstacle(self) -> str:
        """Return why no picture can be shown at all, "" if one can."""
        if not is_installed():
            return f"{_NO_PILLOW} {_OPENS}"
        if await self._terminal.means() is Means.NONE:
            return f"{_NO_COLOURS} {_OPENS}"
        return ""

    def _kept(self) -> StoredPicture | None:
        return self._newsroom.library.pictures.picture(self._entry_id, self._url)

    async def _fetch(self) -> str:
        """Have the picture put into the cache; return what went wrong, "" for nothing."""
        if self._newsroom.pictures == "never":
            return f"{_NEVER} {_OPENS}"
        self._area.say("Fetching …")
        failures: list[str] = []

        def told(event: Event) -> None:
            if isinstance(event, JobFailed):
                failures.append(event.message)

        await self._newsroom.jobs.picture(self._entry_id, self._url, told)
        return f"{failures[-1]} r tries again, {_OPENS}" if failures else ""

    async def _draw(self) -> None:
        picture, area = self._picture, self._area
        if picture is None or not area.size:
            return
        box = Box(columns=area.size.width, rows=area.size.height, cell=self._terminal.cell())
        paper = area.background_colors[1].rgb
        means = await self._terminal.means()
        size = (picture.width, picture.height)

        def work_out() -> tuple[Drawing, list[Strip]]:
            drawing = draw(picture.body, size, box, means=means, background=paper)
            return drawing, strips_of(drawing)

        try:
            drawing, strips = await asyncio.to_thread(work_out)
        except ValueError:
            self._picture = None
            area.say("The stored picture is damaged. r fetches it anew.")
            return
        if self.is_attached and picture is self._picture:
            area.show(drawing, strips)

    @work(exclusive=True, group="drawing", exit_on_error=False)
    async def _draw_again(self) -> None:
        await self._draw()

    def on_resize(self) -> None:
        """Draw in the new size, once it is laid out."""
        if self._picture is not None:
            self._remove()
            self.call_after_refresh(self._draw_again)

    def on_picture_area_uncovered(self, message: PictureArea.Uncovered) -> None:
        """Put the picture over its cells."""
        drawing = message.drawing
        if drawing is not self._area.drawing or not self.is_current:
            return
        if self._sent is not drawing:
            self._remove()
            self._sent = drawing
            self._terminal.cover(drawing.prepares, removes=drawing.removes)
        place = f"\x1b7\x1b[{message.y + 1};{message.x + 1}H"
        self._terminal.cover(f"{place}{drawing.shows}\x1b8", removes=drawing.removes)

    def _remove(self) -> None:
        self._sent = None
        self._terminal.uncover()

    # What the reader does.

    def action_turn(self, step: int) -> None:
        """Go to another picture."""
        number = self._number + step
        if 0 <= number < len(self._pictures):
            self._number = number
            self._begin()
        else:
            self._say("This is the last picture" if step > 0 else "This is the first picture")

    def on_picture_area_turned(self, message: PictureArea.Turned) -> None:
        """Go to another picture."""
        self.action_turn(message.step)

    def action_again(self) -> None:
        """Try once more to get what is not there."""
        if self._picture is None:
            self._begin(is_anew=True)

    def action_open(self) -> None:
        """Open the picture in the browser."""
        if is_web_address(self._url):
            self._open_page(self._url)

    def action_copy(self) -> None:
        """Copy the address of the picture."""
        if is_web_address(self._url):
            self.app.copy_to_clipboard(self._url)
            self._say(f"Sent to the terminal's clipboard: {self._url}")

    @work(group="save", exit_on_error=False)
    async def action_save(self) -> None:
        """Write the picture into the folder of exports."""
        picture = self._picture
        if picture is None:
            self._say("There is no picture to save yet")
            return
        title = self._pictures[self._number].caption or self._title or "picture"
        try:
            folder = folder_path(self._newsroom.export.folder)
            path = await asyncio.to_thread(save, folder, title, ENDING, picture.body)
        except SaveError as error:
            self._say(f"Not saved: {error}")
        else:
            self._say(f"Written: {path}")
