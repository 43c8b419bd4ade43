"""What is asked of a terminal, how its answers are told from typing, and what is drawn then."""

import time

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from tui.headless.graphics.terminal_abilities import (
    Answers,
    Listener,
    Means,
    Surroundings,
    means_of,
    question,
)

KITTY = "\x1b_Gi=31;OK\x1b\\"
NO_KITTY = "\x1b_Gi=31;ENOTSUPPORTED:no such thing\x1b\\"
CELL = "\x1b[6;20;10t"
PLAIN, SIXEL = "\x1b[?62;22c", "\x1b[?62;4;22c"
LONG = "\x1b[?64;1;2;4;6;9;15;16;17;18;21;22;28c"
MANY, FEW = 1 << 24, 16

HERE = Surroundings(colours=MANY, term="xterm-256color")


@pytest.mark.parametrize(
    ("surroundings", "answers", "means"),
    [
        (HERE, Answers(has_kitty=True, has_sixel=True), Means.KITTY),
        (HERE, Answers(has_sixel=True), Means.SIXEL),
        (HERE, Answers(), Means.BLOCKS),
        (Surroundings(colours=256), Answers(), Means.COARSE_BLOCKS),
        (Surroundings(colours=FEW), Answers(), Means.NONE),
        (Surroundings(colours=FEW), Answers(has_sixel=True), Means.SIXEL),
        (Surroundings(colours=0), Answers(has_kitty=True, has_sixel=True), Means.NONE),
        (Surroundings(colours=MANY, multiplexer="tmux"), Answers(has_kitty=True), Means.BLOCKS),
        (Surroundings(colours=MANY, multiplexer="tmux"), Answers(has_sixel=True), Means.SIXEL),
        (
            Surroundings(colours=256, multiplexer="screen"),
            Answers(has_sixel=True),
            Means.COARSE_BLOCKS,
        ),
    ],
)
def test_the_best_that_is_safe_is_chosen(
    surroundings: Surroundings, answers: Answers, means: Means
) -> None:
    assert means_of(surroundings, answers) is means


@pytest.mark.parametrize(
    ("surroundings", "asks_at_all", "asks_for_kitty"),
    [
        (HERE, True, True),
        (Surroundings(colours=256, term="xterm", program="Apple_Terminal"), True, False),
        (Surroundings(colours=256, term="tmux-256color", multiplexer="tmux"), True, False),
        (Surroundings(colours=256, term="screen-256color", multiplexer="screen"), False, False),
        (Surroundings(colours=8, term="linux"), False, False),
        (Surroundings(colours=0, term="xterm-kitty"), False, False),
        (Surroundings(colours=MANY, term="xterm-kitty", is_direct=False), False, False),
    ],
)
def test_only_what_can_be_answered_is_asked(
    surroundings: Surroundings, *, asks_at_all: bool, asks_for_kitty: bool
) -> None:
    asked = question(surroundings)

    assert bool(asked) == asks_at_all
    assert ("\x1b_G" in asked) == asks_for_kitty
    assert not asked or asked.endswith("\x1b[c")


def keys_of(*pieces: str) -> list[Key]:
    """Return the keys that the toolkit makes of what the terminal sends, piece by piece."""
    parser = XTermParser()
    keys: list[Key] = []
    for piece in pieces:
        keys += [it for it in parser.feed(piece) if isinstance(it, Key)]
        time.sleep(0.12)
        keys += [it for it in parser.tick() if isinstance(it, Key)]
    return keys


def listened(*pieces: str) -> tuple[Answers, str]:
    """Return what was heard, and the keys that are left, by name."""
    listener: Listener[Key] = Listener(lambda _: None)
    left: list[Key] = []
    for key in keys_of(*pieces):
        left += listener.take(key, key.character or "")
    left += listener.release()
    return listener.answers, " ".join(key.key for key in left)


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        (
            KITTY + CELL + SIXEL,
            Answers(is_over=True, has_kitty=True, has_sixel=True, cell=(10, 20)),
        ),
        (KITTY + PLAIN, Answers(is_over=True, has_kitty=True)),
        (NO_KITTY + CELL + PLAIN, Answers(is_over=True, cell=(10, 20))),
        (SIXEL, Answers(is_over=True, has_sixel=True)),
        (LONG, Answers(is_over=True, has_sixel=True)),
        ("\x1b[?4c", Answers(is_over=True)),
        ("\x1b[6;0;9999999t" + PLAIN, Answers(is_over=True)),
        (CELL, Answers(cell=(10, 20))),
    ],
)
def test_answers_are_heard_and_none_is_left_as_a_key(sent: str, answers: Answers) -> None:
    assert listened(sent) == (answers, "")


def test_what_is_typed_meanwhile_is_left_as_it_was() -> None:
    answers, left = listened("j", KITTY, "k", CELL, "\x1b[A", SIXEL, "c")

    assert answers == Answers(is_over=True, has_kitty=True, has_sixel=True, cell=(10, 20))
    assert left == "j k up c"


@pytest.mark.parametrize("typed", ["[", "[?", "^", "_", "[6;7", "[[?x", "^^_G", "[escape"])
def test_what_only_begins_like_an_answer_is_typing(typed: str) -> None:
    _, left = listened(typed)

    assert left == " ".join(key.key for key in keys_of(typed))


def test_after_the_last_answer_nothing_is_held() -> None:
    listener: Listener[str] = Listener(lambda _: None)
    for letter in "[?62;4c":
        listener.take(letter, letter)

    assert listener.take("[", "[") == ["["]
    assert not listener.is_holding
