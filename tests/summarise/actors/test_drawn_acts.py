"""Acts are the deeds of whom the text tells them, in the forms of articles nobody chose."""

import pytest

from tests.summarise.conftest import BriefMaker

TAIL = "\n\nThe meeting lasted for a long time, and nothing else was decided on that day."


def acts(brief_of: BriefMaker, text: str) -> dict[str, list[str]]:
    return {a.name: [act.text for act in a.acts] for a in brief_of(text + TAIL).actors}


def test_the_deed_of_a_player_is_not_his_clubs(brief_of: BriefMaker) -> None:
    found = acts(brief_of, "Steve Poe (Oxmar Rovers) wins a free kick in the attacking half.")

    assert found["Steve Poe"] == ["wins a free kick in the attacking half"]
    assert found["Oxmar Rovers"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Dallas court agreed to open the records on Monday.", "Dallas"),
        ("They saw Oxmar Rovers quarterback Max Reed at the game.", "Oxmar Rovers"),
        ("Ann Poe, who co-owns property firm Oxmar Group, gave money to the party.",
         "Oxmar Group"),
    ],
)  # fmt: skip
def test_no_act_of_a_name_that_only_describes(brief_of: BriefMaker, text: str, name: str) -> None:
    assert acts(brief_of, text)[name] == []


def test_a_name_after_its_office_acts(brief_of: BriefMaker) -> None:
    found = acts(brief_of, "The actor Max Reed has opened the new harbour in June.")

    assert found["Max Reed"] == ["has opened the new harbour in June"]


def test_of_two_namesakes_in_a_sentence_the_first_goes_on(brief_of: BriefMaker) -> None:
    found = acts(
        brief_of,
        "Walter Marsh, the son of councillor Simon Marsh, is in court. Marsh entered the town"
        " hall at night in May.",
    )

    assert found["Walter Marsh"] == ["entered the town hall at night in May"]
    assert found["Simon Marsh"] == []
