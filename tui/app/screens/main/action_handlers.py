"""What keys and messages lead to: one line each, by the names that Textual looks for."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from textual import events
from textual.message import Message

from tui.app.screens.main.parts import Parts
from tui.app.widgets.line_view import LineView
from tui.app.widgets.lists.entry_list import EntryList
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.foldable_page import FoldingView
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView

_M = TypeVar("_M", bound=Message)


class HasParts(Protocol):
    """A screen with collaborators."""

    parts: Parts


def _act(do: Callable[[Parts], object]) -> Callable[[HasParts], None]:
    """Return a method that has a collaborator do something."""

    def act(screen: HasParts) -> None:
        do(screen.parts)

    return act


def _hear(_of: type[_M], do: Callable[[Parts, _M], object]) -> Callable[[HasParts, _M], None]:
    """Return a method that has a collaborator do something about a message."""

    def hear(screen: HasParts, message: _M) -> None:
        do(screen.parts, message)

    return hear


def _pass(hearer: Callable[[Parts], Callable[[_M], object]]) -> Callable[[HasParts, _M], None]:
    """Return a method that passes a message on to a collaborator."""

    def hear(screen: HasParts, message: _M) -> None:
        hearer(screen.parts)(message)

    return hear


class ActionHandlers:
    """Actions of the commands and handlers of the messages; no state, and nothing decided."""

    parts: Parts

    # What a key does.

    action_next_unread = _act(lambda it: it.navigation.go_on(forward=True))
    action_previous_unread = _act(lambda it: it.navigation.go_on(forward=False))
    action_leave = _act(lambda it: it.navigation.leave())
    action_coverage = _act(lambda it: it.story_articles.show_coverage())
    action_why = _act(lambda it: it.stories.explain())
    action_toggle_read = _act(lambda it: it.keeping.toggle_read())
    action_toggle_star = _act(lambda it: it.keeping.toggle_star())
    action_read_later = _act(lambda it: it.keeping.read_later())
    action_edit_tags = _act(lambda it: it.keeping.edit_tags())
    action_edit_note = _act(lambda it: it.keeping.edit_note())
    action_mark_all_read = _act(lambda it: it.mark_list.ask())
    action_undo = _act(lambda it: it.write_reports.undo())
    action_toggle_following = _act(lambda it: it.following.toggle())
    action_mute = _act(lambda it: it.muting.toggle())
    action_rules = _act(lambda it: it.rules.show())
    action_search = _act(lambda it: it.list_search.begin())
    action_search_all = _act(lambda it: it.search_all.begin())
    action_open_in_browser = _act(lambda it: it.addresses.open_current())
    action_copy_link = _act(lambda it: it.addresses.copy_current())
    action_copy_quote = _act(lambda it: it.sharing.copy_quote())
    action_export = _act(lambda it: it.sharing.export())
    action_open_with_command = _act(lambda it: it.sharing.open_with_command())
    action_send = _act(lambda it: it.sharing.send())
    action_refresh_all = _act(lambda it: it.subscribing.refresh_all())
    action_refresh_feed = _act(lambda it: it.subscribing.refresh_selected())
    action_manage_feeds = _act(lambda it: it.subscribing.manage())
    action_manage_accounts = _act(lambda it: it.accounts.show())
    action_add_feed = _act(lambda it: it.subscribing.ask_for_feed())
    action_immerse = _act(lambda it: it.immersion.toggle())
    action_toggle_entities = _act(lambda it: it.article_pane.toggle_names())
    action_toggle_unread_only = _act(lambda it: it.list_order.toggle_unread_only())
    action_change_order = _act(lambda it: it.list_order.change_order())
    action_toggle_groups = _act(lambda it: it.list_order.toggle_groups())
    action_toggle_points = _act(lambda it: it.point_length.toggle())
    action_change_density = _act(lambda it: it.row_height.change())
    action_widen_sections = _act(lambda it: it.section_width.widen())
    action_narrow_sections = _act(lambda it: it.section_width.narrow())
    action_change_theme = _act(lambda it: it.colours.ask())
    action_tour = _act(lambda it: it.guidance.toggle_tour())
    action_help = _act(lambda it: it.guidance.show_all_keys())
    action_messages = _act(lambda it: it.status.show_messages())

    # What a message leads to.

    on_resize = _act(lambda it: it.panes.arrange())
    on_descendant_focus = _hear(
        events.DescendantFocus, lambda it, m: it.panes.focus_moved(m.widget)
    )
    on_write_done = _pass(lambda it: it.write_reports.done)
    on_follows_counted = _pass(lambda it: it.follow_counts.counted)
    on_line_view_refused = _hear(LineView.Refused, lambda it, m: it.status.refuse(m.words))
    on_section_list_highlighted = _hear(
        SectionList.Highlighted, lambda it, m: it.sections.highlight(m.section)
    )
    on_section_list_opened = _hear(SectionList.Opened, lambda it, m: it.sections.open(m.section))
    on_section_list_fold_toggled = _hear(
        SectionList.FoldToggled, lambda it, m: it.sections.toggle_fold(m.section)
    )
    on_section_list_removal_requested = _pass(lambda it: it.subscribing.remove_section)
    on_entry_list_highlighted = _pass(lambda it: it.articles.highlighted)
    on_entry_list_opened = _hear(EntryList.Opened, lambda it, m: it.article_pane.open(m.row))
    on_entry_list_selection_toggled = _hear(
        EntryList.SelectionToggled, lambda it, m: it.subjects.toggle_article(m.entry_id)
    )
    on_entry_list_all_toggled = _act(lambda it: it.subjects.toggle_articles())
    on_entry_list_actor_requested = _act(lambda it: it.actors.open_first_of_article())
    on_entry_list_left = _act(lambda it: it.navigation.go_to_sections())
    on_story_list_highlighted = _pass(lambda it: it.stories.highlighted)
    on_story_list_opened = _hear(StoryList.Opened, lambda it, m: it.stories.open(m.row))
    on_story_list_selection_toggled = _hear(
        StoryList.SelectionToggled, lambda it, m: it.subjects.toggle_story(m.story_id)
    )
    on_story_list_all_toggled = _act(lambda it: it.subjects.toggle_stories())
    on_story_list_actor_requested = _act(lambda it: it.actors.open_first_of_story())
    on_story_list_left = _act(lambda it: it.navigation.go_to_sections())
    on_story_view_left = _act(lambda it: it.stories.leave())
    on_story_view_story_requested = _hear(
        StoryView.StoryRequested, lambda it, m: it.stories.open_other(forward=m.forward)
    )
    on_story_view_end_reached = _act(lambda it: it.stories.go_to_unread(forward=True))
    on_story_view_article_requested = _hear(
        StoryView.ArticleRequested, lambda it, m: it.story_articles.open(m.lead)
    )
    on_story_view_actor_requested = _pass(lambda it: it.actors.open_of_story)
    on_reader_left = _act(lambda it: it.navigation.leave_reader())
    on_reader_moved = _act(lambda it: it.article_pane.moved())
    on_reader_end_reached = _act(lambda it: it.navigation.end_reached())
    on_reader_article_requested = _hear(
        Reader.ArticleRequested, lambda it, m: it.navigation.open_other(forward=m.forward)
    )
    on_reader_place_left = _pass(lambda it: it.article_pane.place_left)
    on_marked_view_back_requested = _act(lambda it: it.navigation.back())
    on_marked_view_actor_requested = _pass(lambda it: it.actors.open_of_article)
    on_marked_view_mention_shown = _pass(lambda it: it.article_pane.mention_shown)
    on_leading_view_addresses_requested = _pass(lambda it: it.addresses.ask)
    on_leading_view_picture_requested = _hear(
        Reader.PictureRequested, lambda it, m: it.addresses.show_picture(m.article, m.url)
    )
    on_folding_view_panels_closed = _hear(
        FoldingView.PanelsClosed, lambda it, m: it.closed_panels.close(m.titles)
    )
    on_search_bar_changed = _pass(lambda it: it.list_search.typed)
    on_search_bar_submitted = _act(lambda it: it.list_search.submit())
    on_search_bar_cancelled = _act(lambda it: it.list_search.end())
