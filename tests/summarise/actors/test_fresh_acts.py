"""Acts whole, and of those who act."""

import pytest

from tests.summarise.conftest import BriefMaker


def acts(brief_of: BriefMaker, text: str) -> dict[str, list[str]]:
    return {actor.name: [act.text for act in actor.acts] for actor in brief_of(text).actors}


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        # A sum in brackets inside the phrase.
        ("Norrby Mills accepted a $6.75bn (£4bn) offer from Harbour Foods on Friday.",
         "Norrby Mills", ["accepted a $6.75bn (£4bn) offer from Harbour Foods on Friday"]),
        # What a bracket only adds is left out, with all behind it.
        ("Norrby Mills took the offer of its rival (which it once owned) on Friday.",
         "Norrby Mills", ["took the offer of its rival"]),
        # A place and a day that only say where and when it was filed.
        ("LONDON, 6 May 1954 - Max Reed ran the mile in four minutes.", "Max Reed",
         ["ran the mile in four minutes"]),
        ("Holm, Norway, 6 May 2014 - Ann Poe opened the bridge.", "Ann Poe",
         ["opened the bridge"]),
    ],
)  # fmt: skip
def test_acts_are_whole(brief_of: BriefMaker, text: str, name: str, told: list[str]) -> None:
    assert acts(brief_of, text)[name] == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LONDON, 6 May 1954 - Max Reed ran the mile in four minutes.", "LONDON"),
        ("Boeing grounded the 737 MAX, and the MAX stayed on the ground for years.", "MAX"),
        ("Holm, Norway, police officer Max Reed is being asked about a theft.", "Norway"),
        ("The Boeing 737 Max was built in Holm, and the Max stayed there for years.", "Max"),
    ],
)
def test_what_does_not_act_has_no_acts(brief_of: BriefMaker, text: str, name: str) -> None:
    assert acts(brief_of, text).get(name, []) == []


def test_a_verb_inside_what_somebody_saw_is_no_act(brief_of: BriefMaker) -> None:
    found = acts(brief_of, "Ann Poe, 25, saw what she believes was the mother of the calf.")

    assert not any(act.startswith("believes") for act in found["Ann Poe"])


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("Max Reed gave himself up after two of his friends, aged 15 and 16, were held by police.",
         "Max Reed", "were held"),
        ("Ann Poe has had parts in music videos and Bollywood films over the past two years.",
         "Ann Poe", "films over"),
        ("Max Reed was beaten 6-4 by Karl Vogel on Friday.", "Max Reed", "was beaten 6"),
    ],
)  # fmt: skip
def test_no_act_of_others_and_none_cut(
    brief_of: BriefMaker, text: str, name: str, wrong: str
) -> None:
    assert not any(act.startswith(wrong) and "6-4" not in act for act in acts(brief_of, text)[name])
