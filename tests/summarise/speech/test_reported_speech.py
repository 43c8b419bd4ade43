"""Which clauses are reported speech, in which words, and whose, with the real model."""

from itertools import pairwise

import pytest

from summarise.model import Brief, QuoteKind
from tests.summarise.conftest import BriefMaker


def reports(brief: Brief) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in brief.quotes if q.kind is QuoteKind.REPORTED]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Helen Marsh asked him who owned the old mill by the river.",
            "who owned the old mill by the river",
        ),
        ("Helen Marsh asked whether the old mill was safe.", "the old mill was safe"),
        ("Helen Marsh said hospitals were full.", "hospitals were full"),
        (
            "Helen Marsh called on the owners to open the mill again.",
            "the owners to open the mill again",
        ),
        ("Helen Marsh called for an inquiry into the fire.", "an inquiry into the fire"),
        (
            "Helen Marsh vowed to open the old mill again.",
            "to open the old mill again",
        ),
        (
            "Helen Marsh told a meeting of the owners that nobody would be dismissed.",
            "nobody would be dismissed",
        ),
        (
            "Helen Marsh denied that the mill had ever been unsafe.",
            "the mill had ever been unsafe",
        ),
        (
            "Helen Marsh called the closure of the mill a disaster for the whole valley.",
            "the closure of the mill a disaster for the whole valley",
        ),
        (
            "Helen Marsh called half of the owners of the mill “lazy”.",
            "half of the owners of the mill “lazy”",
        ),
        (
            "Helen Marsh criticised the owners of the mill for failing to hire anybody.",
            "the owners of the mill for failing to hire anybody",
        ),
        (
            "Helen Marsh issued a statement saying that the mill would open in May.",
            "the mill would open in May",
        ),
        (
            "The visit did not shake Helen Marsh’s claim that the mill would open in May.",
            "the mill would open in May",
        ),
        (
            "Helen Marsh was quoted in local papers as saying that the mill would open in May.",
            "the mill would open in May",
        ),
        (
            "Helen Marsh responded by saying the mill would open in May.",
            "the mill would open in May",
        ),
    ],
)
def test_a_report_is_what_was_said_and_no_more(brief_of: BriefMaker, text: str, said: str) -> None:
    assert reports(brief_of(text)) == [("Helen Marsh", said)]


def test_two_verbs_of_saying_make_two_reports(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh said the mill would open in May and warned that prices would rise soon."
    )

    assert reports(brief) == [
        ("Helen Marsh", "the mill would open in May"),
        ("Helen Marsh", "prices would rise soon"),
    ]


def test_the_reporters_comment_is_left_out(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh said the mill would open in May, although no licence has been granted yet."
    )

    assert reports(brief) == [("Helen Marsh", "the mill would open in May")]


@pytest.mark.parametrize("stamp", ["10.42am: ", "10:42 ", "9.05 pm GMT — "])
def test_the_time_of_a_live_entry_is_not_said(brief_of: BriefMaker, stamp: str) -> None:
    brief = brief_of(
        "Much has happened in the valley today, and the town waits for news of its mill.\n\n"
        f"{stamp}The old mill will open again in May, Helen Marsh said."
    )

    assert reports(brief) == [("Helen Marsh", "The old mill will open again in May")]


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh was told that the mill would never open its doors again.",
        "Visitors to the valley were informed that the mill would stay closed all week.",
    ],
)
def test_a_speaker_who_cannot_be_known_is_none(brief_of: BriefMaker, text: str) -> None:
    assert [speaker for speaker, _ in reports(brief_of(text))] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "One worker, who asked not to be named, walked home through the valley.",
        "Helen Marsh agreed to open the old mill again in May.",
        "Visitors described as friends of the family walked through the old mill.",
    ],
)
def test_deeds_and_descriptions_are_no_speech(brief_of: BriefMaker, text: str) -> None:
    assert reports(brief_of(text)) == []


def test_a_clause_that_begins_outside_its_quotation_is_listed_with_it(
    brief_of: BriefMaker,
) -> None:
    brief = brief_of("Helen Marsh said it was “a terrible day for every family in this valley”.")

    assert [(q.kind, q.text) for q in brief.quotes] == [
        (QuoteKind.REPORTED, "it was “a terrible day for every family in this valley”"),
        (QuoteKind.PARTIAL, "a terrible day for every family in this valley"),
    ]


def test_a_clause_is_not_listed_beside_the_quotation_that_it_is(brief_of: BriefMaker) -> None:
    brief = brief_of("Helen Marsh wrote that “the sleepy old mill may open again in May”.")

    assert [q.kind for q in brief.quotes] == [QuoteKind.PARTIAL]


def test_no_words_are_listed_twice(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh described the closing of it as “a bitter day for the town”.\n\n"
        "“We shall open again,” Helen Marsh said. “We told the owners that we shall.”"
    )

    spans = [q.span for q in brief.quotes]
    assert len(spans) == 3
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_a_qualified_indefinite_word_is_a_speaker(brief_of: BriefMaker) -> None:
    brief = brief_of("Those close to the owners say that the mill will open again in May.")

    assert reports(brief) == [("Those close to the owners", "the mill will open again in May")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to the mayor, Helen Marsh, the mill was very old.", "Helen Marsh"),
        ("According to the agency's chief, Helen Marsh, the mill was very old.", "Helen Marsh"),
        ("According to the head of the council, Helen Marsh, the mill was very old.",
         "Helen Marsh"),
        ("According to a report by the bank, the Norrby Trust, the mill was very old.",
         "a report by the bank"),
        ("In the words of Helen Marsh, the mill was very old.", "Helen Marsh"),
        ("As Helen Marsh put it, the mill was very old.", "Helen Marsh"),
        ("As Helen Marsh told reporters, the mill was very old.", "Helen Marsh"),
    ],
)  # fmt: skip
def test_a_source_in_front_is_no_part_of_the_statement(
    brief_of: BriefMaker, text: str, speaker: str
) -> None:
    assert reports(brief_of(text)) == [(speaker, "the mill was very old")]


@pytest.mark.parametrize(
    "text",
    [
        "According to police, Helen Marsh, 44, left the old mill on Monday.",
        "According to police, Helen Marsh, the mayor, left the old mill on Monday.",
    ],
)
def test_a_subject_after_a_source_is_no_source(brief_of: BriefMaker, text: str) -> None:
    (report,) = reports(brief_of(text))

    assert report[0] == "police"
    assert report[1].startswith("Helen Marsh")


@pytest.mark.parametrize(
    "listener", ["the BBC", "reporters", "the BBC News website", "a news conference", "doctors"]
)
def test_who_is_told_is_no_part_of_what_is_said(brief_of: BriefMaker, listener: str) -> None:
    brief = brief_of(f"Helen Marsh told {listener} the mill was very old.")

    assert [(it.text, it.cue) for it in brief.quotes] == [
        ("the mill was very old", f"told {listener}")
    ]


def test_who_was_accused_or_asked_does_not_speak(brief_of: BriefMaker) -> None:
    for text in (
        "Helen Marsh left the town and is accused of burning down the mill.",
        "When asked whether the mill was very old, Helen Marsh shrugged.",
    ):
        assert reports(brief_of(text)) == []


def test_what_stands_beside_a_denial_is_not_denied(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "The council denied that anything was wrong, with Helen Marsh saying the mill was safe."
    )

    assert [it.text for it in brief.quotes if it.cue == "denied"] == ["anything was wrong"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Helen Marsh said Berg left last summer but “kindly agreed” to stay until May.",
            "Berg left last summer but “kindly agreed” to stay until May",
        ),
        (
            "Helen Marsh is hoping that the old mill is still safe.",
            "the old mill is still safe",
        ),
        (
            "Helen Marsh told jurors the box smelled of fish.",
            "the box smelled of fish",
        ),
    ],
)
def test_a_report_is_whole_and_without_its_listener(
    brief_of: BriefMaker, text: str, said: str
) -> None:
    assert reports(brief_of(text)) == [("Helen Marsh", said)]


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh is not confident that the old mill will ever open again.",
        "Nobody is sure that the old mill will ever open its doors again.",
        "If Helen Marsh is convinced that the mill is safe, she may open it again.",
        "The fire made it certain that the mill would never open its doors again.",
        "Helen Marsh saw the mill as a child and found the key under the stone.",
    ],
)
def test_what_nobody_holds_is_no_report(brief_of: BriefMaker, text: str) -> None:
    assert reports(brief_of(text)) == []
