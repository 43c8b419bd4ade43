"""What a terminal can show: the queries, its answers, and the conclusion. Pure.

The answers arrive as keys: Textual passes unknown sequences on letter by letter, with "^" or
nothing for the escape. So they are removed from among the keys that the reader types.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

Item = TypeVar("Item")

_ESC = "\x1b"
_QUERY_ID = 31
_ASK_KITTY = f"{_ESC}_Gi={_QUERY_ID},s=1,v=1,a=q,t=d,f=24;AAAA{_ESC}\\"
"""May a picture of one pixel be sent? (Nothing is stored.)"""
_ASK_CELL = f"{_ESC}[16t"
_ASK_DEVICE = f"{_ESC}[c"
"""Every terminal answers this one, so it comes last: nothing more is to be expected then."""

_ANSWER = re.compile(
    rf"\^?(?:\[\?(?P<device>[\d;]*)c|\[6;(?P<high>\d+);(?P<wide>\d+)t"
    rf"|_Gi={_QUERY_ID}(?:,[^;^\\]*)?;(?P<kitty>[^\^\\]*)\^?\\)"
)
_BEGINNING = re.compile(r"\^?(?:\[(?:\?[\d;]*|6(?:;[\d;]*)?)?|_(?:G[^\^\\]*\^?)?)?")
_LONGEST_ANSWER = 200
_SIXEL = "4"
_MANY_COLOURS = 256
_LARGEST_CELL = 200


class Means(StrEnum):
    """How a picture is drawn."""

    KITTY = "kitty"
    SIXEL = "sixel"
    BLOCKS = "blocks"
    """Half blocks: two pixels to a cell."""
    COARSE_BLOCKS = "coarse blocks"
    """The same in 256 colours, mixed out of dots."""
    NONE = "none"


class Surroundings(Struct, frozen=True, kw_only=True):
    """What is known of the terminal without asking it.

    Attributes:
        colours: how many it shows; 0 if the reader wants none.
        multiplexer: "tmux", "screen" or "".
        program: what it calls itself, "" for nothing.
        is_direct: there is a terminal at the other end, not a browser or a test.
    """

    colours: int
    term: str = ""
    multiplexer: str = ""
    program: str = ""
    is_direct: bool = True


class Answers(Struct, frozen=True, kw_only=True):
    """What the terminal said.

    Attributes:
        is_over: the last question is answered.
        cell: width and height of a cell in pixels, None if it did not say.
    """

    is_over: bool = False
    has_kitty: bool = False
    has_sixel: bool = False
    cell: tuple[int, int] | None = None


def question(surroundings: Surroundings) -> str:
    """Return what to send to the terminal, "" if there is nothing to ask."""
    if not surroundings.is_direct or not surroundings.colours:
        return ""
    # screen answers for itself and passes nothing on; the console prints what it does not know.
    if surroundings.multiplexer == "screen" or surroundings.term in {"linux", "dumb", ""}:
        return ""
    # What passes through tmux is drawn over whatever window is shown; its own sixels are not.
    knows_kitty = not surroundings.multiplexer and surroundings.program != "Apple_Terminal"
    return (_ASK_KITTY if knows_kitty else "") + _ASK_CELL + _ASK_DEVICE


def means_of(surroundings: Surroundings, answers: Answers) -> Means:
    """Return how pictures are drawn on this terminal."""
    if not surroundings.colours:
        return Means.NONE
    if answers.has_kitty and not surroundings.multiplexer:
        return Means.KITTY
    if answers.has_sixel and surroundings.multiplexer != "screen":
        return Means.SIXEL
    if surroundings.colours > _MANY_COLOURS:
        return Means.BLOCKS
    return Means.COARSE_BLOCKS if surroundings.colours == _MANY_COLOURS else Means.NONE


class Listener(Generic[Item]):
    """Takes the terminal's answers out of what is typed."""

    def __init__(self, on_answers: Callable[[Answers], None]) -> None:
        self._on_answers = on_answers
        self._held: list[tuple[Item, str]] = []
        self.answers = Answers()

    @property
    def is_holding(self) -> bool:
        """Whether something may be the beginning of an answer."""
        return bool(self._held)

    def take(self, item: Item, character: str) -> list[Item]:
        """Take a key; return those that are none of an answer after all, in order."""
        if self.answers.is_over:
            return [item]
        self._held.append((item, character))
        said = "".join(it for _, it in self._held)
        match = _ANSWER.fullmatch(said)
        if match is not None:
            self._held = []
            self._hear(match)
            return []
        if character and len(said) <= _LONGEST_ANSWER and _BEGINNING.fullmatch(said):
            return []
        released = self.release()
        if len(released) > 1 and character and _BEGINNING.fullmatch(character):
            self._held = [(released.pop(), character)]
        return released

    def give_up(self) -> None:
        """Expect no more answers."""
        self.answers = replace(self.answers, is_over=True)

    def release(self) -> list[Item]:
        """Return what is held: no answer came of it."""
        held, self._held = self._held, []
        return [item for item, _ in held]

    def _hear(self, match: "re.Match[str]") -> None:
        known = self.answers
        if match["device"] is not None:
            # The first number is the kind of terminal, the others are what it can do.
            has_sixel = _SIXEL in match["device"].split(";")[1:]
            known = replace(known, is_over=True, has_sixel=has_sixel)
        elif match["kitty"] is not None:
            known = replace(known, has_kitty=match["kitty"] == "OK")
        else:
            cell = int(match["wide"][:5]), int(match["high"][:5])
            if all(0 < side <= _LARGEST_CELL for side in cell):
                known = replace(known, cell=cell)
        self.answers = known
        self._on_answers(known)
