"""A text in capitals has the actors of its usual form."""

import pytest

from summarise.parse.truecase import in_small_letters, is_in_capitals
from tests.summarise.conftest import BriefMaker

TOLD = (
    "Rosa Lindqvist, the mayor of Elmstead, quit on Thursday after the council voted against her"
    " plan to rebuild the pier. The council will elect a new mayor in March, said clerk Ola Berg."
    " The BBC said it cost $4 million. Lindqvist, who is from Sweden, said no."
)


def test_a_text_in_capitals_has_the_same_actors(brief_of: BriefMaker) -> None:
    usual, shouted = brief_of(TOLD), brief_of(TOLD.upper())

    assert [(a.name, a.kind, a.role.lower()) for a in shouted.actors] == [
        (a.name, a.kind, a.role.lower()) for a in usual.actors
    ]
    assert [(f.value, f.unit) for f in shouted.figures] == [
        (f.value, f.unit) for f in usual.figures
    ]
    assert [e.date for e in shouted.timeline] == [e.date for e in usual.timeline]


def test_what_is_shown_of_it_stands_in_it(brief_of: BriefMaker) -> None:
    brief = brief_of(TOLD.upper())

    assert brief.text == TOLD.upper()
    shown = [(p.text, p.span) for p in brief.key_points]
    shown += [(q.text, q.span) for q in brief.quotes]
    shown += [(f.text, f.span) for f in brief.figures]
    assert all(text == span.of(brief.text) for text, span in shown)


@pytest.mark.parametrize("text", [TOLD, "BBC, UN AND NATO", "", "12 34 56"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert not is_in_capitals(text)


def test_letters_that_grow_in_small_letters_stay() -> None:
    shouted = "İSTANBUL STRAẞE. IT RAINS."

    assert len(in_small_letters(shouted)) == len(shouted)
