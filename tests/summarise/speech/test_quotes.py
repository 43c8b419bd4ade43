"""Quoted and reported speech with speakers, with the real model."""

import pytest

from summarise.model import Brief, QuoteKind
from tests.summarise.conftest import BriefMaker


def speakers(brief: Brief, kind: QuoteKind) -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in brief.quotes if q.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "“The mill will never close again,” said Helen Marsh on Monday.",
        "Helen Marsh said on Monday: “The mill will never close again.”",
        "“The mill,” Helen Marsh said, “will never close again.”",
    ],
)
def test_who_speaks_is_found_on_either_side(brief_of: BriefMaker, text: str) -> None:
    brief = brief_of(text)

    assert brief.quotes
    assert {q.speaker for q in brief.quotes} == {"Helen Marsh"}


def test_a_speech_goes_on_over_paragraphs(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "“We began work early in the spring,” said Helen Marsh.\n\n"
        "“Nobody in the town believed that we would open.”"
    )

    assert [speaker for speaker, _ in speakers(brief, QuoteKind.DIRECT)] == ["Helen Marsh"] * 2


def test_a_fragment_is_partial(brief_of: BriefMaker) -> None:
    brief = brief_of("Helen Marsh called the closure “a bitter day for the whole town” on Monday.")

    assert speakers(brief, QuoteKind.PARTIAL) == [
        ("Helen Marsh", "a bitter day for the whole town")
    ]


def test_scare_quotes_are_no_speech(brief_of: BriefMaker) -> None:
    brief = brief_of("The so-called “Mill Town” lies on a river. Its people make cloth.")

    assert brief.quotes == ()


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "Helen Marsh said that the mill would open again in May.",
            "Helen Marsh",
            "the mill would open again in May",
        ),
        (
            "The mill will open again in May, Helen Marsh said.",
            "Helen Marsh",
            "The mill will open again in May",
        ),
        (
            "The mill will open again in May, according to Helen Marsh.",
            "Helen Marsh",
            "The mill will open again in May",
        ),
        (
            "Helen Marsh urged the owners to open the mill again.",
            "Helen Marsh",
            "the owners to open the mill again",
        ),
    ],
)
def test_reported_speech_is_the_clause(
    brief_of: BriefMaker, text: str, speaker: str, said: str
) -> None:
    assert speakers(brief_of(text), QuoteKind.REPORTED) == [(speaker, said)]


def test_an_unnamed_speaker_has_the_words_of_the_text(brief_of: BriefMaker) -> None:
    brief = brief_of("A senior union official said that the mill would open again in May.")

    assert brief.quotes[0].speaker == "A senior union official"


def test_a_title_means_the_one_who_bears_it(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Archbishop Daniel Moreno visited the mill. The archbishop said that it must open again."
    )

    assert brief.quotes[0].speaker == "Daniel Moreno"


def test_who_was_told_does_not_speak(brief_of: BriefMaker) -> None:
    brief = brief_of("Helen Marsh was told that the mill would never open its doors again.")

    assert all(q.speaker != "Helen Marsh" for q in brief.quotes)


def test_an_interrupted_speech_has_one_speaker(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Paul Reed read the letter.\n\n“The owners,” Helen Marsh told Paul Reed,"
        " “wrote that nobody would be hired before the spring.”"
    )

    assert len(brief.quotes) == 2
    assert {q.speaker for q in brief.quotes} == {"Helen Marsh"}


@pytest.mark.parametrize("dash", [" ― ", "— ", "\n\n– "])
def test_a_signature_names_the_speaker(brief_of: BriefMaker, dash: str) -> None:
    brief = brief_of(
        "The town was asked about its mill, which has been closed since the autumn.\n\n"
        f"“We all hope that it opens before the summer.”{dash}Helen Marsh\n\n"
        f"“Nobody here believes that it ever will.”{dash}Paul Reed, 52"
    )

    assert [speaker for speaker, _ in speakers(brief, QuoteKind.DIRECT)] == [
        "Helen Marsh",
        "Paul Reed",
    ]


def test_the_labels_of_a_transcript_name_the_speakers(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh was asked by Paul Reed about the mill on Monday evening.\n\n"
        "REED: When will the mill open its doors again?\n\n"
        "MARSH: It will open in May, and everybody will be hired again."
    )

    assert speakers(brief, QuoteKind.DIRECT) == [
        ("Paul Reed", "When will the mill open its doors again?"),
        ("Helen Marsh", "It will open in May, and everybody will be hired again."),
    ]


def test_one_label_is_a_heading(brief_of: BriefMaker) -> None:
    brief = brief_of("UPDATE: The mill in the valley will open again in the month of May.")

    assert speakers(brief, QuoteKind.DIRECT) == []


def test_a_question_keeps_its_speaker(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "“The mill will open again,” Paul Reed said.\n\n"
        "“Why was nobody in the town told of this before?” Helen Marsh demanded."
    )

    assert speakers(brief, QuoteKind.DIRECT)[-1][0] == "Helen Marsh"


def test_a_relative_clause_speaks_for_its_noun(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "The visit was led by Helen Marsh, who called the mill “a wonder of the whole valley”."
    )

    assert speakers(brief, QuoteKind.PARTIAL) == [("Helen Marsh", "a wonder of the whole valley")]


def test_who_tells_of_a_deed_speaks(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh told the council that Acme Holdings had agreed to sell the mill"
        " after “long and honest talks” with the town."
    )

    assert speakers(brief, QuoteKind.PARTIAL) == [("Helen Marsh", "long and honest talks")]


@pytest.mark.parametrize(
    "text",
    [
        "It was “the saddest day of the whole year”, as Helen Marsh put it on Monday.",
        "Helen Marsh said the mill is “a wonder of the valley. It has fed us all. We love it.”",
        "Helen Marsh went on to say that owners who complain “forget the town.”",
        "It has been called “the best mill in living memory” by Helen Marsh.",
        "Helen Marsh said she wished to write and let them know that “nobody is forgotten”.",
    ],
)
def test_the_speaker_of_a_fragment_governs_its_first_words(brief_of: BriefMaker, text: str) -> None:
    assert [speaker for speaker, _ in speakers(brief_of(text), QuoteKind.PARTIAL)] == [
        "Helen Marsh"
    ]


def test_the_only_source_is_the_official(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "The mill will open in May, according to a senior union source.\n\n"
        "“Nobody will be dismissed,” the official said."
    )

    assert {q.speaker for q in brief.quotes} == {"a senior union source"}


def test_a_lead_in_names_the_speaker_by_its_subject(brief_of: BriefMaker) -> None:
    brief = brief_of("“It is safe,” Paul Reed said. Helen Marsh disagreed: “It is a ruin.”")

    assert [speaker for speaker, _ in speakers(brief, QuoteKind.DIRECT)] == [
        "Paul Reed",
        "Helen Marsh",
    ]


def test_a_paragraph_set_apart_is_quoted_without_marks(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "The visit lasted an hour. Helen Marsh then wrote on her page:\n\n"
        "We shall not be moved by threats. We shall stay where we are.\n\n"
        "The owners of the mill gave no answer on Monday."
    )

    assert speakers(brief, QuoteKind.DIRECT) == [
        ("Helen Marsh", "We shall not be moved by threats. We shall stay where we are.")
    ]


def test_a_list_after_a_colon_is_no_speech(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh will visit the following places in the valley this week:\n\n"
        "The old mill by the river, where two hundred people used to work."
    )

    assert speakers(brief, QuoteKind.DIRECT) == []


def test_a_quotation_after_the_time_of_an_entry_stands_alone(brief_of: BriefMaker) -> None:
    brief = brief_of("09:20 “We had no choice at all,” Helen Marsh told the council on Monday.")

    assert speakers(brief, QuoteKind.DIRECT) == [("Helen Marsh", "We had no choice at all,")]


def test_an_unnamed_signer_is_not_the_speaker_before(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "“We love this town and its river.”\n\n— Helen Marsh, mayor\n\n"
        "“We hate the noise of the mill.”\n\n— a taxi driver"
    )

    assert [speaker for speaker, _ in speakers(brief, QuoteKind.DIRECT)] == [
        "Helen Marsh",
        "a taxi driver",
    ]


def test_who_follows_a_mixed_pair_of_marks_speaks(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "“The dam held all night,’’ Helen Marsh, head of the harbour office, told the Post."
    )

    assert speakers(brief, QuoteKind.DIRECT) == [("Helen Marsh", "The dam held all night,")]


def test_the_dead_are_not_quoted(brief_of: BriefMaker) -> None:
    brief = brief_of("Helen Marsh was killed in the crash. “She loved the sea and her boat.”")

    assert [speaker for speaker, _ in speakers(brief, QuoteKind.DIRECT)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The report linked the flood to “poor work on the old dam”, and Helen Marsh left.",
        "The council gave Helen Marsh the prize for “the best book of the year”.",
        "Council papers urging “new rules for the dam” were shown to Helen Marsh.",
    ],
)
def test_words_beside_no_verb_of_saying_are_given_to_nobody(
    brief_of: BriefMaker, text: str
) -> None:
    assert {it.speaker for it in brief_of(text).quotes} <= {None}


INTERVIEW = """The Coast Paper spoke with Mayor Helen Marsh about the new pier.

Q: Why wood?

A: Because people want it. We asked nine hundred of them.

Coast Paper: Will you run again?

Marsh: I have not decided. Ask me again in May."""


def test_the_answers_of_an_interview_are_the_interviewees(brief_of: BriefMaker) -> None:
    assert speakers(brief_of(INTERVIEW), QuoteKind.DIRECT) == [
        (None, "Why wood?"),
        ("Helen Marsh", "Because people want it. We asked nine hundred of them."),
        ("Coast Paper", "Will you run again?"),
        ("Helen Marsh", "I have not decided. Ask me again in May."),
    ]


def test_of_two_people_who_talk_nobody_is_given_the_answers(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh spoke with Max Ort about the new pier.\n\nQ: Why wood?\n\n"
        "A: Because people want it. We asked nine hundred of them."
    )

    assert {speaker for speaker, _ in speakers(brief, QuoteKind.DIRECT)} == {None}
