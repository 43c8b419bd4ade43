"""Whom he and she stand for, with the real model."""

import pytest

from tests.summarise.conftest import BriefMaker, CastMaker

QUOTED = (
    "Helen Marsh opened the new gallery on Friday with forty paintings by Walter Crane.\n\n"
    "“Walter Crane changed how we look at harbours,” Helen Marsh said. “He painted them every "
    "day of his life.”"
)
TOLD = (
    "Peter Lund runs the ferry to Holm. Anna Berg, who told Peter Lund she would buy the ferry, "
    "has sold her farm."
)
FRONTED = (
    "Martin Hale left the council in May. In her first speech, Susan Ward promised to mend the "
    "roads before winter."
)
SAID = "Robert Finch met James Cole on Monday. James Cole said he would not stand again."
TWO_MEN = (
    "Robert Finch met James Cole on Monday.\n\n“He was pale,” said a nurse who had seen both men."
)

UNNAMED = (
    "Robert Finch left the island in 2011.\n\n"
    "At the harbour, the officer in charge was mending a net. He said the island was quiet."
)
OFFICE = (
    "Robert Finch, the mayor of Holm, met the poet James Cole on Monday. James Cole read a poem. "
    "The mayor was moved. He thanked the guests."
)

TOPIC = (
    "Robert Finch wept in Geneva on Monday. Robert Finch, a painter, heard that the museum had "
    "bought his harbour. Carl Moss and Peter Lund, painters of the same school, were there.\n\n"
    "The picture that made him famous hangs in Holm."
)


def _stands_for(brief_of: BriefMaker, text: str, pronoun: str, nth: int = 0) -> str | None:
    """The actor whom the n-th pronoun of that form is a mention of."""
    starts = [
        (mention.span.start, actor.name)
        for actor in brief_of(text).actors
        for mention in actor.mentions
        if mention.is_pronoun and mention.span.of(text) == pronoun
    ]
    wanted = sorted(starts)
    return wanted[nth][1] if len(wanted) > nth else None


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        pytest.param(QUOTED, "He", "Walter Crane", id="quoted, not the speaker"),
        pytest.param(QUOTED, "his", "Walter Crane", id="quoted possessive"),
        pytest.param(TOLD, "she", "Anna Berg", id="who told"),
        pytest.param(TOLD, "her", "Anna Berg", id="possessive"),
        pytest.param(FRONTED, "her", "Susan Ward", id="named after a fronted phrase"),
        pytest.param(OFFICE, "He", "Robert Finch", id="by office"),
        pytest.param(TOPIC, "him", "Robert Finch", id="whom the text is about"),
        pytest.param(SAID, "he", "James Cole", id="whoever says it"),
    ],
)
def test_a_pronoun_stands_for(brief_of: BriefMaker, text: str, pronoun: str, name: str) -> None:
    assert _stands_for(brief_of, text, pronoun) == name


def test_a_quoted_pronoun_stays_open_where_two_people_fit(brief_of: BriefMaker) -> None:
    assert _stands_for(brief_of, TWO_MEN, "He") is None


def test_what_is_said_of_somebody_in_a_quotation_is_no_act(brief_of: BriefMaker) -> None:
    crane = next(a for a in brief_of(QUOTED).actors if a.name == "Walter Crane")
    assert all("painted" not in act.text for act in crane.acts)


def test_a_pronoun_is_not_given_to_a_name_when_somebody_unnamed_is_nearer(
    brief_of: BriefMaker,
) -> None:
    brief = brief_of(UNNAMED)

    assert _stands_for(brief_of, UNNAMED, "He") is None
    assert [quote.speaker for quote in brief.quotes] == ["the officer in charge"]


def test_a_role_tells_a_sex_by_its_own_noun(cast_of: CastMaker) -> None:
    cast = cast_of("Peter Oxberg, adviser to the princess, met Ann Poe in Holm on Monday.")

    assert {c.name: sex for c, sex in zip(cast.clusters, cast.sexes, strict=True)} == {
        "Peter Oxberg": "m",
        "Ann Poe": "f",
        "Holm": "",
    }
