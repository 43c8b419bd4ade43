"""What keys and messages lead to, without a screen."""

from typing import Any, cast

import pytest
from textual.message import Message

from tui.app.screens.main.action_handlers import ACTIONS, MESSAGES, dispatch_to_parts
from tui.app.screens.main.parts import Parts
from tui.app.widgets.line_view import LineView
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Context, commands_in
from tui.headless.commands.command_table import COMMANDS


class Recorder:
    """Stands for the collaborators, or one of them, and notes what it is asked to do."""

    def __init__(self, name: str, asked: list[tuple[Any, ...]]) -> None:
        self.name = name
        self.asked = asked

    def __getattr__(self, name: str) -> "Recorder":
        return Recorder(f"{self.name}.{name}".lstrip("."), self.asked)

    def __call__(self, *arguments: object, **options: object) -> None:
        self.asked.append((self.name, *arguments, *options.items()))


@dispatch_to_parts
class Screen:
    """Has collaborators and nothing else."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.parts = cast("Parts", Recorder("", self.asked))

    def press(self, action: str) -> None:
        """Do what Textual does for a key."""
        getattr(self, f"action_{action}")()

    def hear(self, message: Message) -> None:
        """Do what Textual does for a message."""
        getattr(self, message.handler_name)(message)


def test_each_command_of_every_pane_has_a_row() -> None:
    assert set(ACTIONS) == {it.action for it in commands_in(COMMANDS, Context.EVERY_PANE)}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_key_has_one_collaborator_do_one_thing(action: str) -> None:
    screen = Screen()

    screen.press(action)

    assert len(screen.asked) == 1
    assert screen.asked[0][0].partition(".")[0] in {*Parts.__init__.__code__.co_names, *vars(Parts)}


def test_a_key_leads_to_what_its_row_says() -> None:
    screen = Screen()

    screen.press("previous_unread")
    screen.press("toggle_star")

    assert screen.asked == [("navigation.go_on", ("forward", False)), ("keeping.toggle_star",)]


def test_a_message_leads_to_what_its_row_says_with_what_it_carries() -> None:
    screen, left = Screen(), StoryList.Left()

    screen.hear(LineView.Refused("No more lines"))
    screen.hear(StoryView.StoryRequested(forward=True))
    screen.hear(left)

    assert screen.asked == [
        ("status.refuse", "No more lines"),
        ("stories.open_other", ("forward", True)),
        ("navigation.go_to_sections",),
    ]


def test_each_message_has_one_row() -> None:
    names = [row.kind.handler_name for row in MESSAGES]

    assert len(set(names)) == len(names)
