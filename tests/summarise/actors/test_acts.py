"""What an actor did: clauses that can be read alone."""

from collections.abc import Callable

import pytest

from tests.summarise.conftest import BriefMaker

Acts = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="session")
def acts_of(brief_of: BriefMaker) -> Acts:
    def find(text: str) -> dict[str, list[str]]:
        return {a.name: [act.text for act in a.acts] for a in brief_of(text).actors}

    return find


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Helena Marsh has opened the new harbour in June.", "has opened the new harbour in June"),
        ("Helena Marsh has been charged with fraud over the harbour.",
         "has been charged with fraud over the harbour"),
        ("Helena Marsh denied that she had sold the harbour.",
         "denied that she had sold the harbour"),
    ],
)  # fmt: skip
def test_tense_and_voice_are_kept(acts_of: Acts, text: str, act: str) -> None:
    assert acts_of(text)["Helena Marsh"] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "Helena Marsh will open the new harbour in June.",
        "Helena Marsh would be dragged into the war over the harbour.",
        "Helena Marsh plans to open the new harbour in June.",
        "Helena Marsh is set to open the new harbour in June.",
        "Helena Marsh did not sign the harbour treaty.",
        "Helena Marsh is not following through on the harbour treaty.",
        "Helena Marsh may have sold the old harbour to the pilots.",
        "Helena Marsh allegedly sold the old harbour to the pilots.",
        "Did Helena Marsh sell the old harbour to the pilots?",
        "Police said Helena Marsh sold the old harbour to the pilots.",
        "Helena Marsh sold the old harbour to the pilots, police said.",
        "According to police, Helena Marsh sold the old harbour to the pilots.",
        "Pilots fear that Helena Marsh sold the old harbour to the council.",
        "Claims that Helena Marsh sold the old harbour were false.",
    ],
)
def test_plans_omissions_and_what_others_say_are_no_acts(acts_of: Acts, text: str) -> None:
    assert acts_of(text)["Helena Marsh"] == []


def test_a_passive_is_not_given_to_the_neighbour(acts_of: Acts) -> None:
    acts = acts_of("Helena Marsh praised a pilot who steered the ferry and was sacked for it.")

    assert acts["Helena Marsh"] in (["praised a pilot"], [])


def test_relative_clauses_are_cut(acts_of: Acts) -> None:
    text = "Helena Marsh defended the old pilot, whom the harbour council had dismissed in May."

    assert acts_of(text)["Helena Marsh"] == ["defended the old pilot"]


def test_what_somebody_said_of_a_thing_is_no_act_without_the_thing(acts_of: Acts) -> None:
    text = "The council read the letters that Helena Marsh had sent to the pilots in May."

    assert acts_of(text)["Helena Marsh"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The council will close the port if Helena Marsh stays in office until May.",
        "The council wanted Helena Marsh to leave the harbour before noon.",
        "“It was theirs,” Helena Marsh wrote in a long letter to the council.",
    ],
)
def test_conditions_wishes_and_bare_speech_are_no_acts(acts_of: Acts, text: str) -> None:
    assert acts_of(text)["Helena Marsh"] == []


def test_brackets_and_what_they_hold_are_cut(acts_of: Acts) -> None:
    text = "Helena Marsh rode to Lisbon in an armoured train (she disliked flying) on Monday."
    act = acts_of(text)["Helena Marsh"][0]

    assert act.startswith("rode to Lisbon in an armoured train")
    assert "(" not in act


def test_a_country_does_what_its_forces_do_not_its_firms(acts_of: Acts) -> None:
    text = (
        "Norwegian companies sold the ships to Chile in May. Norway's army closed the old port."
        " Firms from Norway built a new port in Chile."
    )

    assert acts_of(text)["Norway"] == ["closed the old port"]


def test_no_act_ends_in_the_air(acts_of: Acts) -> None:
    text = "Helena Marsh courted young voters a day before the council met to choose a mayor."

    assert acts_of(text)["Helena Marsh"] == ["courted young voters"]
