"""What keys and messages lead to: two tables with one line each, and how a screen takes them up."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from msgspec import Struct
from textual import events
from textual.message import Message

from tui.app.screens.main.parts import Parts
from tui.app.widgets.bars.search_bar import SearchBar
from tui.app.widgets.line_view import LineView
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.headline_list import HeadlineList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.foldable_page import FoldingView
from tui.app.widgets.pages.linked_view import LeadingView
from tui.app.widgets.pages.marked_view import MarkedView
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.app.work_messages import FollowsCounted, WriteDone

_M = TypeVar("_M", bound=Message)


class HasParts(Protocol):
    """A screen with collaborators."""

    @property
    def parts(self) -> Parts:
        """The collaborators."""
        ...


_Screen = TypeVar("_Screen", bound=HasParts)


class Hearing(Struct, frozen=True, kw_only=True):
    """What a message leads to."""

    kind: type[Message]
    do: Callable[[Parts, Message], object]


def hearing(kind: type[_M], do: Callable[[Parts, _M], object]) -> Hearing:
    """Return a row of `MESSAGES`; what is done knows the type of its message."""

    def heard(parts: Parts, message: Message) -> None:
        if isinstance(message, kind):
            do(parts, message)

    return Hearing(kind=kind, do=heard)


ACTIONS: Mapping[str, Callable[[Parts], object]] = {
    "next_unread": lambda it: it.navigation.go_on(forward=True),
    "previous_unread": lambda it: it.navigation.go_on(forward=False),
    "jump": lambda it: it.jump.begin(),
    "leave": lambda it: it.navigation.leave(),
    "coverage": lambda it: it.story_articles.show_coverage(),
    "why": lambda it: it.stories.explain(),
    "toggle_read": lambda it: it.keeping.toggle_read(),
    "toggle_star": lambda it: it.keeping.toggle_star(),
    "read_later": lambda it: it.keeping.read_later(),
    "edit_tags": lambda it: it.keeping.edit_tags(),
    "edit_note": lambda it: it.keeping.edit_note(),
    "mark_all_read": lambda it: it.mark_list.ask(),
    "undo": lambda it: it.write_reports.undo(),
    "toggle_following": lambda it: it.following.toggle(),
    "mute": lambda it: it.muting.toggle(),
    "rules": lambda it: it.rules.show(),
    "search": lambda it: it.list_search.begin(),
    "search_all": lambda it: it.search_all.begin(),
    "open_in_browser": lambda it: it.addresses.open_current(),
    "copy_link": lambda it: it.addresses.copy_current(),
    "copy_quote": lambda it: it.sharing.copy_quote(),
    "export": lambda it: it.sharing.export(),
    "open_with_command": lambda it: it.sharing.open_with_command(),
    "send": lambda it: it.sharing.send(),
    "refresh_all": lambda it: it.subscribing.refresh_all(),
    "refresh_feed": lambda it: it.subscribing.refresh_selected(),
    "manage_feeds": lambda it: it.subscribing.manage(),
    "manage_accounts": lambda it: it.accounts.show(),
    "add_feed": lambda it: it.subscribing.ask_for_feed(),
    "read_aloud": lambda it: it.read_aloud.toggle(),
    "immerse": lambda it: it.immersion.toggle(),
    "toggle_entities": lambda it: it.article_pane.toggle_names(),
    "toggle_unread_only": lambda it: it.list_order.toggle_unread_only(),
    "change_order": lambda it: it.list_order.change_order(),
    "toggle_groups": lambda it: it.list_order.toggle_groups(),
    "toggle_points": lambda it: it.point_length.toggle(),
    "change_density": lambda it: it.row_height.change(),
    "widen_sections": lambda it: it.section_width.widen(),
    "narrow_sections": lambda it: it.section_width.narrow(),
    "change_theme": lambda it: it.colours.ask(),
    "tour": lambda it: it.guidance.toggle_tour(),
    "help": lambda it: it.guidance.show_all_keys(),
    "messages": lambda it: it.status.show_messages(),
}
"""What each command does, by its action's name."""

MESSAGES: tuple[Hearing, ...] = (
    hearing(events.Resize, lambda it, _: it.panes.arrange()),
    hearing(events.DescendantFocus, lambda it, m: it.panes.focus_moved(m.widget)),
    hearing(WriteDone, lambda it, m: it.write_reports.done(m)),
    hearing(FollowsCounted, lambda it, m: it.follow_counts.counted(m)),
    hearing(LineView.Refused, lambda it, m: it.status.refuse(m.words)),
    hearing(SectionList.Highlighted, lambda it, m: it.sections.highlight(m.section)),
    hearing(SectionList.Opened, lambda it, m: it.sections.open(m.section)),
    hearing(SectionList.FoldToggled, lambda it, m: it.sections.toggle_fold(m.section)),
    hearing(SectionList.RemovalRequested, lambda it, m: it.subscribing.remove_section(m)),
    hearing(EntryList.Highlighted, lambda it, m: it.articles.highlighted(m)),
    hearing(EntryList.Opened, lambda it, m: it.article_pane.open(m.row)),
    hearing(EntryList.SelectionToggled, lambda it, m: it.subjects.toggle_article(m.entry_id)),
    hearing(EntryList.AllToggled, lambda it, _: it.subjects.toggle_articles()),
    hearing(EntryList.ActorRequested, lambda it, _: it.actors.open_first_of_article()),
    hearing(StoryList.Highlighted, lambda it, m: it.stories.highlighted(m)),
    hearing(StoryList.Opened, lambda it, m: it.stories.open(m.row)),
    hearing(StoryList.SelectionToggled, lambda it, m: it.subjects.toggle_story(m.story_id)),
    hearing(StoryList.AllToggled, lambda it, _: it.subjects.toggle_stories()),
    hearing(StoryList.ActorRequested, lambda it, _: it.actors.open_first_of_story()),
    hearing(HeadlineList.Left, lambda it, _: it.navigation.go_to_sections()),
    hearing(StoryView.Left, lambda it, _: it.stories.leave()),
    hearing(StoryView.StoryRequested, lambda it, m: it.stories.open_other(forward=m.forward)),
    hearing(StoryView.EndReached, lambda it, _: it.stories.go_to_unread(forward=True)),
    hearing(StoryView.ArticleRequested, lambda it, m: it.story_articles.open(m.lead)),
    hearing(StoryView.ActorRequested, lambda it, m: it.actors.open_of_story(m)),
    hearing(Reader.Left, lambda it, _: it.navigation.leave_reader()),
    hearing(Reader.Moved, lambda it, _: it.article_pane.moved()),
    hearing(Reader.EndReached, lambda it, _: it.navigation.end_reached()),
    hearing(Reader.ArticleRequested, lambda it, m: it.navigation.open_other(forward=m.forward)),
    hearing(Reader.PlaceLeft, lambda it, m: it.article_pane.place_left(m)),
    hearing(MarkedView.BackRequested, lambda it, _: it.navigation.back()),
    hearing(MarkedView.ActorRequested, lambda it, m: it.actors.open_of_article(m)),
    hearing(MarkedView.MentionShown, lambda it, m: it.article_pane.mention_shown(m)),
    hearing(LeadingView.AddressesRequested, lambda it, m: it.addresses.ask(m)),
    hearing(
        LeadingView.PictureRequested, lambda it, m: it.addresses.show_picture(m.article, m.url)
    ),
    hearing(FoldingView.PanelsClosed, lambda it, m: it.closed_panels.close(m.titles)),
    hearing(SearchBar.Changed, lambda it, m: it.list_search.typed(m)),
    hearing(SearchBar.Submitted, lambda it, _: it.list_search.submit()),
    hearing(SearchBar.Cancelled, lambda it, _: it.list_search.end()),
)
"""What the panes and the work behind them tell, and what it leads to."""


def dispatch_to_parts(screen_class: type[_Screen]) -> type[_Screen]:
    """Give a screen the methods that Textual looks for: an action or a handler for each row."""
    for name, act in ACTIONS.items():
        setattr(screen_class, f"action_{name}", _action(act))
    for row in MESSAGES:
        setattr(screen_class, row.kind.handler_name, _handler(row.do))
    return screen_class


def _action(act: Callable[[Parts], object]) -> Callable[[HasParts], None]:
    def action(screen: HasParts) -> None:
        act(screen.parts)

    return action


def _handler(do: Callable[[Parts, Message], object]) -> Callable[[HasParts, Message], None]:
    def handler(screen: HasParts, message: Message) -> None:
        do(screen.parts, message)

    return handler
