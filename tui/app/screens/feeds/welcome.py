"""The screen of the first start: topics to subscribe to, and other ways to begin."""

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.selection_list import Selection

from tui.app.screens.base_screen import NewsScreen
from tui.app.widgets.lists.tick_list import TickList
from tui.headless.services.subscriptions.starter_feeds import TOPICS, Topic


class Way(StrEnum):
    """How else one can begin."""

    ADD = "add"
    SYNC = "sync"
    DEMO = "demo"
    TOUR = "tour"
    LATER = "later"


class StarterPack(Struct, frozen=True, kw_only=True):
    """The topics that the reader chose."""

    topics: tuple[Topic, ...]


_TALL = 26
_WELCOME = """\
The nut graf is the paragraph that tells you what an article is about.
This reader writes one for every article in your feeds: its key points, who is in it,
what they said, the figures and the dates, each tied to its sentence in the text.
It all happens on this machine, and is kept for reading offline."""


class WelcomeScreen(NewsScreen[StarterPack | Way]):
    """Offers a starter pack, an address, an OPML file, an account or the demo edition."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("a", "choose('add')", "Add"),
        ("i", "choose('add')", "Import"),
        ("s", "choose('sync')", "Sync"),
        ("d", "choose('demo')", "Demo"),
        ("t", "choose('tour')", "Tour"),
        ("escape", "choose('later')", "Later"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the topics and the keys."""
        with VerticalScroll(id="welcome"):
            yield Static("nutgraf", classes="title", markup=False)
            about = Content(_WELCOME.replace("\n", " "))
            yield Static(about, classes="about", markup=False)
            yield Static("Choose topics to begin with", classes="heading", markup=False)
            yield TickList(
                *(
                    Selection(_prompt(topic), number, topic.is_chosen)
                    for number, topic in enumerate(TOPICS)
                )
            )
        yield Static(_keys(), classes="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the topics."""
        self.query_one(TickList).focus(scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the explanation out where the topics would have no room."""
        self.set_class(event.size.height < _TALL, "-short")

    def on_tick_list_accepted(self, message: TickList.Accepted) -> None:
        """Begin with the ticked topics."""
        if message.ticked:
            self.dismiss(StarterPack(topics=tuple(TOPICS[number] for number in message.ticked)))
        else:
            self.notify("Tick a topic with Space first, or press a, s, d or Esc.", markup=False)

    def action_choose(self, way: str) -> None:
        """Begin in another way."""
        self.dismiss(Way(way))


def _prompt(topic: Topic) -> Content:
    names = ", ".join(feed.title for feed in topic.feeds)
    return Content.assemble(topic.name.ljust(16), (names, "dim"))


def _keys() -> Content:
    lines = (
        ("Space", "tick a topic"),
        ("Enter", "subscribe to the ticked ones"),
        ("a", "add an address or an OPML file"),
        ("s", "sync with FreshRSS, Miniflux …"),
        ("d", "look at the demo edition first"),
        ("t", "take the two-minute tour of it"),
        ("Esc", "begin with nothing"),
    )
    return Content("\n").join(
        Content.assemble((key.ljust(8), "bold $accent"), words) for key, words in lines
    )
