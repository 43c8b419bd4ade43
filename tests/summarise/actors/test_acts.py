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
        ("Helena Marsh will open the new harbour in June.", "will open the new harbour in June"),
        ("Helena Marsh has been charged with fraud over the harbour.",
         "has been charged with fraud over the harbour"),
        ("Helena Marsh did not sign the harbour treaty.", "did not sign the harbour treaty"),
    ],
)  # fmt: skip
def test_tense_voice_and_denial_are_kept(acts_of: Acts, text: str, act: str) -> None:
    assert acts_of(text)["Helena Marsh"] == [act]


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
