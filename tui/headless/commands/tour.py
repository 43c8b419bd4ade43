"""The steps of the two-minute tour of the demo edition. Pure.

A step is done when its task has happened, whichever key or click did it. Until then the card says
what to do from the current place.
"""

from collections.abc import Callable
from enum import Enum, auto

from msgspec import Struct

from tui.headless.commands.command import Context


class Deed(Enum):
    """Something that happened."""

    MOVED = auto()
    OPENED = auto()
    STARRED = auto()
    UNDONE = auto()
    SEARCHED = auto()
    HELPED = auto()


class Situation(Struct, frozen=True, kw_only=True):
    """Where the reader is.

    Attributes:
        row_count: of the list in use.
        has_points: whether the page in use has key points.
        has_names: whether the open text has marked names.
        is_at_place: whether a place of the text is shown, marked.
        is_at_name: whether a name of the text is selected.
        is_walking: whether an actor is followed from mention to mention.
        can_undo: whether there is anything to take back.
    """

    context: Context
    row_count: int = 0
    has_points: bool = False
    has_names: bool = False
    is_at_place: bool = False
    is_at_name: bool = False
    is_walking: bool = False
    can_undo: bool = False


Needs = Callable[[Situation], str]


class Step(Struct, frozen=True, kw_only=True):
    """One thing to try.

    Attributes:
        words: what to do; a command's name in braces stands for its key.
        done: what has to happen, or how things have to be, for the step to be done.
        needs: what to do before, "" if the step can be done as things are.
    """

    words: str
    done: Deed | Callable[[Situation], bool]
    needs: Needs


_POINT_OF_ARTICLE = (
    "Every line links to its source: {key_point_1} shows the first point's sentence."
)
_COMING = "The articles are being fetched and summarised: the list fills in a moment."
_TO_LIST = "First go to the list: {sections_enter}."
_BACK = "First go back to the list: {leave}."


def _list(situation: Situation) -> str:
    if situation.context is Context.SECTIONS:
        return _TO_LIST
    if situation.context is not Context.LIST:
        return _BACK
    return "" if situation.row_count else _COMING


def _two_rows(situation: Situation) -> str:
    return _list(situation) or ("" if situation.row_count > 1 else _COMING)


def _row(situation: Situation) -> str:
    is_in_list = situation.context in {Context.SECTIONS, Context.LIST}
    return _list(situation) if is_in_list else ""


def _points(situation: Situation) -> str:
    if situation.context in {Context.SECTIONS, Context.LIST}:
        return _list(situation) or "First open a story: {list_enter}."
    if not situation.has_points:
        return "This one has no key points. Go back for another: {leave}."
    return _POINT_OF_ARTICLE if situation.context is Context.READER else ""


def _names(situation: Situation) -> str:
    if situation.context is Context.STORY:
        return "{story_follow} opens the article that an item is from."
    if situation.context is not Context.READER:
        return _list(situation) or "First open a story: {list_enter}."
    return (
        ""
        if situation.has_names
        else "This text has no marked names. Go back for another: {leave}."
    )


def _a_name(situation: Situation) -> str:
    is_there = situation.is_at_name or situation.is_walking
    return _names(situation) or ("" if is_there else "First select a name: {next_name}.")


def _nothing(_: Situation) -> str:
    return ""


STEPS = (
    Step(
        words="A story is one event in several papers. {list_down} goes down, {list_up} up.",
        done=Deed.MOVED,
        needs=_two_rows,
    ),
    Step(
        words="{list_enter} opens a story: what the papers say, together.",
        done=Deed.OPENED,
        needs=_list,
    ),
    Step(
        words="Every line links to its source: {story_point_1} shows the first point's sentence.",
        done=lambda it: it.context is Context.READER and it.is_at_place,
        needs=_points,
    ),
    Step(
        words="{next_name} goes to the next name in the text.",
        done=lambda it: it.is_at_name or it.is_walking,
        needs=_names,
    ),
    Step(
        words="Who is it? {next_unread} walks the mentions of the selected name.",
        done=lambda it: it.is_walking,
        needs=_a_name,
    ),
    Step(
        words="{leave} ends that, and goes back from anywhere.",
        done=lambda it: not it.is_walking,
        needs=_nothing,
    ),
    Step(words="{toggle_star} stars the article …", done=Deed.STARRED, needs=_row),
    Step(
        words="… and {undo} undoes it, like every mark.",
        done=Deed.UNDONE,
        needs=lambda it: "" if it.can_undo else "First star it again: {toggle_star}.",
    ),
    Step(
        words="{search_all} searches everything: try said:Mandela, and Esc to come back.",
        done=Deed.SEARCHED,
        needs=_nothing,
    ),
    Step(
        words="{help} shows all keys, wherever you are. Enjoy your news.",
        done=Deed.HELPED,
        needs=_nothing,
    ),
)


class Tour:
    """Where a reader is in the tour."""

    def __init__(self) -> None:
        self._at = 0

    @property
    def is_over(self) -> bool:
        """Whether all has been done."""
        return self._at >= len(STEPS)

    @property
    def progress(self) -> str:
        """Which step of how many this is."""
        return f"{min(self._at + 1, len(STEPS))}/{len(STEPS)}"

    def words(self, situation: Situation) -> str:
        """What to do now, with names of commands in braces; "" when all has been done."""
        if self.is_over:
            return ""
        step = STEPS[self._at]
        return step.needs(situation) or step.words

    def happened(self, deed: Deed) -> None:
        """Take notice of something; only what the present step asks for counts."""
        if not self.is_over and STEPS[self._at].done is deed:
            self._at += 1

    def look(self, situation: Situation) -> None:
        """Take notice of how things are."""
        while not self.is_over:
            done = STEPS[self._at].done
            if isinstance(done, Deed) or not done(situation):
                return
            self._at += 1
