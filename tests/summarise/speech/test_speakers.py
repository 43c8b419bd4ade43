"""Who is meant by the subject of a verb of saying, with the real model."""

import pytest

from summarise.model import Brief
from tests.summarise.conftest import BriefMaker


def speakers(brief: Brief) -> list[str | None]:
    return [quote.speaker for quote in brief.quotes]


@pytest.mark.parametrize(
    "text",
    [
        "“The ice is melting fast,” said study co-author Dr Helen Marsh of the university.",
        "The warden of the Friends of Valley Trust, Helen Marsh, said the ice was melting fast.",
        "It heard from Helen Marsh, Berg’s former business partner, who said that he had lied.",
        "Berg met Helen Marsh, a former right-hand woman of his, who accused him of lying to her.",
        "Helen Marsh left. “I trust that the count is fair,” she is quoted by Reuters as saying.",
    ],
)
def test_a_name_beside_its_description_is_the_speaker(brief_of: BriefMaker, text: str) -> None:
    assert set(speakers(brief_of(text))) == {"Helen Marsh"}


@pytest.mark.parametrize(
    "text",
    [
        "“We shall read the whole plan,” the letter from Acme Mills Ltd said on Monday.",
        "The town waits. A statement by Acme Mills Ltd said that the dam was unsafe.",
        "The town waits. An Acme Mills Ltd statement said that the dam was unsafe.",
    ],
)
def test_whoever_wrote_a_paper_speaks_through_it(brief_of: BriefMaker, text: str) -> None:
    assert speakers(brief_of(text)) == ["Acme Mills Ltd"]


def test_our_correspondent_is_the_papers_named_one(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Votes are being counted in the valley after the election of a new mayor on Monday.\n\n"
        "The BBC's Helen Marsh in the valley says people are anxious about the delay.\n\n"
        "Ola Berg, the mayor, said the count was fair.\n\n"
        "The delay has led to a shortage of goods in the town, our correspondent says."
    )

    assert speakers(brief) == ["Helen Marsh", "Ola Berg", "Helen Marsh"]


def test_a_thing_does_not_take_up_what_somebody_says(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh notes that the boat is the largest of the harbour and says it would be a joy"
        " for a museum."
    )

    assert set(speakers(brief)) == {"Helen Marsh"}


@pytest.mark.parametrize(
    "text",
    [
        "Lord Hale, who is a judge, said it was Lord Marsh's work which paved the way for the law."
        " “The country owes a great deal to it,” he said.",
        "The mayor, Lord Hale, said that Peter Marsh had built the dam. He added that the valley"
        " owed a great deal to it.",
    ],
)
def test_he_who_goes_on_is_he_who_spoke(brief_of: BriefMaker, text: str) -> None:
    assert {(s or "").split()[-1] for s in speakers(brief_of(text))} == {"Hale"}


def test_it_that_goes_on_is_what_spoke(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Norway was angry when the Ferry Company announced that it would no longer call there."
        " It said in a statement: “We have no boats left for a port such as this one.”"
    )

    assert set(speakers(brief)) == {"Ferry Company"}


def test_an_open_speech_goes_on_before_the_next_speaker(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Helen Marsh said that the judge was a friend.\n\n"
        "“His work was second to none,” Helen Marsh said. “He never raised his voice.\n\n"
        "“A great judge and a great man.” The clerk Peter Hale said the town would miss him."
    )

    said = {quote.text: quote.speaker for quote in brief.quotes}
    assert said["A great judge and a great man."] == "Helen Marsh"


def test_what_a_speaker_is_called_is_not_said_by_the_speaker(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Anton Marsh, who is considered the country's “internet guru”, wrote in his blog that the"
        " new law threatened nobody."
    )

    assert [quote.text for quote in brief.quotes] == ["the new law threatened nobody"]


def test_a_so_called_thing_is_no_speech(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "The inquiry settled on the so-called “rotten apples” theory, which argued that only a few"
        " officers were racist."
    )

    assert [quote.text for quote in brief.quotes] == ["only a few officers were racist"]


@pytest.mark.parametrize(
    "text",
    [
        "The owners tried to sell the boat, thinking a museum might want it for its hall.",
        "The smell of the box in the hall made her think it was full of fish.",
    ],
)
def test_a_motive_is_no_speech(brief_of: BriefMaker, text: str) -> None:
    assert speakers(brief_of(text)) == []
