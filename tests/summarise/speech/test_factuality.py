"""Nothing is anybody's statement that he or she did not make, with the real model."""

import pytest

from summarise.model import Brief, Quote, QuoteKind, Stance
from tests.summarise.conftest import BriefMaker

STATEMENT = "the mill was safe"


def stated(brief: Brief) -> list[Quote]:
    return [it for it in brief.quotes if it.stance is Stance.SAID]


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh did not say that the mill was safe.",
        "Helen Marsh never said the mill was safe.",
        "Helen Marsh has yet to say whether the mill was safe.",
        "Helen Marsh would not say that the mill was safe.",
        "Helen Marsh could not confirm that the mill was safe.",
        "Helen Marsh refused to say whether the mill was safe.",
        "Helen Marsh declined to confirm or deny that the mill was safe.",
        "Helen Marsh failed to say that the mill was safe.",
        "Helen Marsh stopped short of saying the mill was safe.",
        "Helen Marsh left without saying whether the mill was safe.",
        "Helen Marsh was unable to say whether the mill was safe.",
        "Helen Marsh denied saying that the mill was safe.",
        "Helen Marsh was accused of saying that the mill was safe.",
        "Helen Marsh was falsely quoted as saying that the mill was safe.",
        "Helen Marsh is said to have said that the mill was safe.",
        "If Helen Marsh says that the mill was safe, it will open.",
        "Unless Helen Marsh says that the mill was safe, it will close.",
        "Had Helen Marsh said that the mill was safe, it would be open.",
        "Should Helen Marsh say that the mill was safe, it will open.",
        "Did Helen Marsh say that the mill was safe?",
        "Nobody said that the mill was safe, and Helen Marsh left.",
        "No one from the council said that the mill was safe.",
        "Neither Helen Marsh nor Max Ort said that the mill was safe.",
        "Few experts believe that the mill was safe.",
        "Nor did Helen Marsh say that the mill was safe.",
        "Helen Marsh is expected to announce that the mill was safe.",
        "Helen Marsh may announce that the mill was safe.",
        "Helen Marsh would say that the mill was safe.",
        "Helen Marsh plans to say that the mill was safe.",
        "Helen Marsh is likely to say that the mill was safe.",
        "Helen Marsh reportedly said that the mill was safe.",
        "Max Ort wants Helen Marsh to say that the mill was safe.",
        "It is not true that Helen Marsh said that the mill was safe.",
        "Contrary to reports that Helen Marsh said the mill was safe, it was closed.",
        "Max Ort rejected claims that Helen Marsh said the mill was safe.",
        "Max Ort asked whether Helen Marsh had said that the mill was safe.",
        "Max Ort denied that Helen Marsh had said the mill was safe.",
        "Helen Marsh ruled out that the mill was safe.",
        "Helen Marsh doubted that the mill was safe.",
        "Anyone who says that the mill was safe is wrong, and Helen Marsh left.",
        "The council neither confirmed nor denied that the mill was safe.",
        "Helen Marsh no longer says that the mill was safe.",
        "Helen Marsh all but said that the mill was safe.",
        "Rather than say that the mill was safe, Helen Marsh left.",
        "Helen Marsh was quoted, falsely, as saying that the mill was safe.",
        "Helen Marsh is in no position to say that the mill was safe.",
        "Helen Marsh is not the first to say that the mill was safe.",
        "Helen Marsh withdrew her claim that the mill was safe.",
    ],
)
def test_what_was_not_said_is_no_statement(brief_of: BriefMaker, text: str) -> None:
    assert [it.text for it in stated(brief_of(text)) if it.text.startswith(STATEMENT)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh went on to say that the mill was safe.",
        "Helen Marsh was quick to say that the mill was safe.",
        "Helen Marsh refused to resign, saying that the mill was safe.",
        "Helen Marsh refused to resign and said that the mill was safe.",
        "Helen Marsh did not resign but said that the mill was safe.",
        "Helen Marsh was quoted as saying that the mill was safe.",
        "Helen Marsh, who never resigned, said that the mill was safe.",
        "If it rains the town floods, but Helen Marsh said that the mill was safe.",
        "Helen Marsh did say that the mill was safe.",
        "Helen Marsh would only say that the mill was safe.",
        "A few experts said that the mill was safe.",
        "Asked whether she would resign, Helen Marsh said that the mill was safe.",
        "Not only did Helen Marsh say that the mill was safe, she lived in it.",
        "Helen Marsh was the first to say that the mill was safe.",
        "The storm prompted Helen Marsh to write a letter, saying that the mill was safe.",
        "Police can confirm that the mill was safe.",
        "Helen Marsh could not resist saying that the mill was safe.",
    ],
)
def test_what_was_said_stays_a_statement(brief_of: BriefMaker, text: str) -> None:
    assert [it.text for it in stated(brief_of(text)) if it.text.startswith(STATEMENT)] == [
        STATEMENT
    ]


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("Helen Marsh strongly denied that the mill was safe.", "strongly denied", Stance.DENIED),
        ("Helen Marsh may announce that the mill was safe.", "may announce", Stance.UNCERTAIN),
        ("Helen Marsh told the BBC the mill was safe.", "told the BBC", Stance.SAID),
        ("Helen Marsh has said that the mill was safe.", "has said", Stance.SAID),
        ("Helen Marsh asked whether the mill was safe.", "asked", Stance.ASKED),
    ],
)
def test_the_cue_holds_what_weakens_the_verb(
    brief_of: BriefMaker, text: str, cue: str, stance: Stance
) -> None:
    brief = brief_of(text)
    (quote,) = brief.quotes

    assert (quote.text, quote.cue, quote.stance) == (STATEMENT, cue, stance)
    assert quote.cue_span is not None
    assert quote.cue_span.of(brief.text) == cue


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Helen Marsh denied that the mill was “a danger to everybody”.", Stance.DENIED),
        ("Helen Marsh dismissed the report as “a danger to everybody”.", Stance.SAID),
        ("Helen Marsh never called the mill “a danger to everybody”.", Stance.NOT_SAID),
    ],
)
def test_quoted_words_are_what_the_verb_makes_of_them(
    brief_of: BriefMaker, text: str, stance: Stance
) -> None:
    found = [it for it in brief_of(text).quotes if it.kind is QuoteKind.PARTIAL]

    assert [(it.text, it.stance) for it in found] == [("a danger to everybody", stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh refused to pay what she called “a bribe for the whole town council”.",
        "Helen Marsh denied what she called “a bribe for the whole town council”.",
        "The owners banned what Helen Marsh called “a bribe for the whole town council”.",
        "Editor Will Helen Marsh later tweeted that “a bribe for the whole town council was paid”.",
        "“A bribe for the whole town council was paid,” said world No. 5 Helen Marsh.",
        "The men would say to her, “A bribe for the whole town council,” Helen Marsh told a paper.",
        "It does not mean all visitors will stay away -- as illustrated by a movement online of"
        " people vowing, “A bribe for the whole town council will never work here.”",
    ],
)
def test_what_stands_around_a_quotation_does_not_take_it_back(
    brief_of: BriefMaker, text: str
) -> None:
    found = [it for it in brief_of(text).quotes if it.kind is not QuoteKind.REPORTED]

    assert [(it.text[:10].lower(), it.stance) for it in found] == [("a bribe fo", Stance.SAID)]


def test_a_passive_denial_takes_no_quotation_back(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh was rejected after being asked: “How do you keep an open view of the town?”"
    )

    assert [it.text for it in brief.quotes] == ["How do you keep an open view of the town?"]


def test_quoted_words_under_a_condition_are_nobodys(brief_of: BriefMaker) -> None:
    brief = brief_of("If Helen Marsh says “the mill is safe for everybody”, it will open in May.")

    assert [it.speaker for it in stated(brief)] in ([], [None])


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        (
            "On Monday Norway pledged to support the president.",
            "Norway pledged to support the president",
        ),
        (
            "In May Helen Marsh, 61, said the mill was safe.",
            "Helen Marsh, 61, said the mill was safe",
        ),
        (
            "Helen Marsh called the mill “a danger”, and left.",
            "Helen Marsh called the mill “a danger”",
        ),
    ],
)
def test_the_frame_goes_from_the_speaker_to_the_end(
    brief_of: BriefMaker, text: str, frame: str
) -> None:
    brief = brief_of(text)
    quote = brief.quotes[0]

    assert quote.frame == frame
    assert quote.frame_span is not None
    assert quote.frame_span.of(brief.text) == frame
    assert quote.frame_span.contains(quote.span)
