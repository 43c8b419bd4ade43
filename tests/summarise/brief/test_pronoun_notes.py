"""Whom a key point means by he or she, said in brackets."""

import re

import pytest

from summarise.brief.pronoun_notes import glossed_points
from summarise.model import Actor, ActorKind, Brief, Coverage, KeyPoint, Mention, Span

TEXT = "Jane Poe left the board. She keeps her seat. Rain fell on Leeds. She votes in May."


def span_of(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(start=at, end=at + len(words))


JANE = Actor(
    name="Jane Poe",
    kind=ActorKind.PERSON,
    mentions=(
        Mention(span=span_of("Jane Poe")),
        Mention(span=span_of("She"), is_pronoun=True),
        Mention(span=span_of("her"), is_pronoun=True),
        Mention(span=span_of("She", 1), is_pronoun=True),
    ),
)


def shown(*points: str) -> list[str]:
    made = [
        KeyPoint(
            text=words,
            span=span_of(words),
            actors=("Jane Poe",) if words.startswith("Jane") else (),
        )
        for words in points
    ]
    brief = Brief(
        id="a",
        pipeline="p",
        coverage=Coverage.FULL,
        text=TEXT,
        key_points=tuple(made),
        actors=(JANE,),
    )
    return ["".join(piece.text for piece in pieces) for _, pieces in glossed_points(brief)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (("Jane Poe left the board.",), ["Jane Poe left the board."]),
        (("She keeps her seat.",), ["She [Jane Poe] keeps her seat."]),
        (
            ("Jane Poe left the board.", "She keeps her seat."),
            ["Jane Poe left the board.", "She keeps her seat."],
        ),
        (
            ("Jane Poe left the board.", "She votes in May."),
            ["Jane Poe left the board.", "She [Jane Poe] votes in May."],
        ),
    ],
)
def test_a_pronoun_is_explained_unless_the_sentence_before_names_the_person(
    points: tuple[str, ...], expected: list[str]
) -> None:
    assert shown(*points) == expected


@pytest.mark.parametrize(
    ("between", "is_named"),
    [
        ("Rain fell on Leeds.", True),
        # Somebody else may be meant; or the reader has lost her by then.
        ("Ann Roe sat beside her.", False),
        ("Rain fell on Leeds. The river rose. The bridge held.", False),
    ],
)
def test_nobody_is_named_where_somebody_else_can_be_meant(between: str, is_named: bool) -> None:
    text = f"Jane Poe left the board. {between} She votes in May."
    at = text.index("She votes")
    she = Mention(span=Span(start=at, end=at + 3), is_pronoun=True)
    jane = Actor(
        name="Jane Poe",
        kind=ActorKind.PERSON,
        mentions=(Mention(span=Span(start=0, end=8)), she),
    )
    others = tuple(
        Actor(
            name=match.group(),
            kind=ActorKind.PERSON,
            mentions=(Mention(span=Span(start=match.start(), end=match.end())),),
        )
        for match in re.finditer("Ann Roe", text)
    )
    brief = Brief(
        id="a",
        pipeline="p",
        coverage=Coverage.FULL,
        text=text,
        key_points=(KeyPoint(text=text[at:], span=Span(start=at, end=len(text))),),
        actors=(jane, *others),
    )

    ((_, pieces),) = glossed_points(brief)

    assert any(piece.is_gloss for piece in pieces) == is_named
