"""Describe the state of the screen for the tour."""

from typing import Protocol

from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Context
from tui.headless.commands.tour import Situation


class Panes(Protocol):
    """The panes that are looked at."""

    @property
    def context(self) -> Context:
        """Where the focus is."""
        ...

    @property
    def list_pane(self) -> RowList:
        """The list that is in use."""
        ...

    @property
    def reader(self) -> Reader:
        """The page of an article."""
        ...

    @property
    def story_view(self) -> StoryView:
        """The page of a story."""
        ...


def situation_in(panes: Panes, *, can_undo: bool) -> Situation:
    """Return where the reader is."""
    context, reader = panes.context, panes.reader
    in_reader = context is Context.READER
    if in_reader:
        has_points = reader.brief is not None and bool(reader.brief.key_points)
    else:
        has_points = panes.story_view.has_points
    return Situation(
        context=context,
        row_count=panes.list_pane.row_count(),
        has_points=has_points,
        has_names=in_reader and reader.has_names,
        is_at_place=in_reader and bool(reader.marks),
        is_at_name=in_reader and reader.is_at_name,
        is_walking=in_reader and reader.walk is not None,
        can_undo=can_undo,
    )
