"""The rules: what each does and how often it hit; one is added or removed."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from cache.values.rule_rows import Rule, RuleActions
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.headless.words.notices import plural
from tui.headless.words.rule_words import describe_actions

_LONGEST = 60
_ACTIONS = (
    ("stars", "Star it"),
    ("keeps_later", "Keep it for later"),
    ("marks_read", "Mark it as read"),
    ("mutes", "Hide it"),
    ("notifies", "Notify me of it"),
)


class Wish(Enum):
    """What else the reader may want than to remove a rule."""

    ADD = "add"


class RulesScreen(NewsDialog[Rule | Wish]):
    """Answers with the rule to remove, or the wish to add one; nothing if the reader looked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss", "Close"),
        ("j", "move('down')", "Down"),
        ("k", "move('up')", "Up"),
        ("a", "add", "Add"),
        ("D,delete", "remove", "Remove"),
    ]

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def compose(self) -> ComposeResult:
        """Lay out the rules, and what can be done."""
        with Vertical(classes="dialog"):
            yield Static("Rules", classes="title", markup=False)
            if self._rules:
                yield OptionList(*(Option(_line(rule)) for rule in self._rules))
            else:
                words = "None yet. A rule stars, tags, hides … new articles that match a query."
                yield Static(words, classes="label", markup=False)
            keys = "a adds · D removes · Esc closes" if self._rules else "a adds · Esc closes"
            yield Static(keys, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the first."""
        if self._rules:
            options = self.query_one(OptionList)
            options.highlighted = 0
            options.focus()

    def action_add(self) -> None:
        """Ask for a new one."""
        self.dismiss(Wish.ADD)

    def action_remove(self) -> None:
        """Remove the selected one."""
        number = self.query_one(OptionList).highlighted if self._rules else None
        if number is not None:
            self.dismiss(self._rules[number])

    def action_move(self, direction: str) -> None:
        """Move through the rules."""
        if self._rules:
            options = self.query_one(OptionList)
            move = options.action_cursor_down if direction == "down" else options.action_cursor_up
            move()


def _line(rule: Rule) -> Content:
    hits = f"{describe_actions(rule.actions)} · {plural(rule.hit_count, 'hit')}"
    return Content.assemble((fit(rule.query, _LONGEST), "bold"), f"\n{fit(hits, _LONGEST)}")


class NewRule(Struct, frozen=True):
    """A rule as the reader wants it."""

    query: str
    actions: RuleActions


class AddRuleScreen(NewsDialog[NewRule]):
    """Asks for a query, says what it would hit, and asks what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "Cancel"),
        ("space", "choose", "Change"),
        ("ctrl+s", "save", "Save"),
    ]

    def __init__(self, query: str, test: Callable[[str], tuple[str, bool]]) -> None:
        """Take what to begin with, and what says whether a query can be used, and what it hits."""
        super().__init__()
        self._query = query
        self._test = test
        self._chosen: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out query, what it hits, actions and tags."""
        with Vertical(classes="dialog"):
            yield Static("New rule", classes="title", markup=False)
            yield Static("When an article comes in that matches", classes="label", markup=False)
            yield Input(drawable(self._query), placeholder="climate -cricket feed:guardian")
            yield Static(classes="label", id="hits", markup=False)
            yield OptionList(*map(Option, self._lines()))
            yield Input(placeholder="tags, separated by commas", id="tags")
            yield Static(classes="problem", markup=False)
            words = "Enter tests the query · Space chooses · Ctrl+S saves · Esc cancels"
            yield Static(words, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the query."""
        self.query_one(".problem").display = False
        self.query_one(Input).focus()

    def _lines(self) -> list[Content]:
        return [
            Content(f"{'✓' if name in self._chosen else ' '} {words}") for name, words in _ACTIONS
        ]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say what the query hits and go on to what to do; after the tags, save."""
        event.stop()
        if event.input.id == "tags":
            self.action_save()
            return
        words, is_usable = self._test(event.value)
        self.query_one("#hits", Static).update(Content(drawable(words)))
        if is_usable:
            options = self.query_one(OptionList)
            options.highlighted = options.highlighted or 0
            options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose an action, or not."""
        event.stop()
        self._change(event.option_index)

    def action_choose(self) -> None:
        """Choose the action under the cursor, or not."""
        options = self.query_one(OptionList)
        if self.focused is options and options.highlighted is not None:
            self._change(options.highlighted)

    def _change(self, number: int) -> None:
        self._chosen ^= {_ACTIONS[number][0]}
        options = self.query_one(OptionList)
        options.replace_option_prompt_at_index(number, self._lines()[number])

    def action_save(self) -> None:
        """Give the rule, if there is one."""
        query = self.query_one(Input).value.strip()
        words, is_usable = self._test(query)
        tags = tuple(
            filter(None, (it.strip() for it in self.query_one("#tags", Input).value.split(",")))
        )
        actions = RuleActions(tags=tags, **dict.fromkeys(self._chosen, True))  # type: ignore[arg-type] # names of flags
        if is_usable and actions:
            self.dismiss(NewRule(query, actions))
            return
        problem = self.query_one(".problem", Static)
        problem.update(Content(drawable("Choose what to do." if is_usable else words)))
        problem.display = True
