"""What the text says an actor is, in its own words."""

import pytest

from tests.summarise.conftest import CastMaker


def roles(cast_of: CastMaker, text: str) -> dict[str, str]:
    cast = cast_of(text)
    return {
        cluster.name: role.of(text) if role else ""
        for cluster, role in zip(cast.clusters, cast.roles, strict=True)
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Another diplomat, former envoy to Norway Karl Vogel, changed his account.",
         "Karl Vogel", "former envoy to Norway"),
        ("They fled the southern region of Valdoria on foot.", "Valdoria", "southern region"),
        ("She wrote for the Harbour Weekly magazine until May.", "Harbour Weekly", "magazine"),
        ("The pilot told the Danish news agency Nordposten that he was safe.",
         "Nordposten", "Danish news agency"),
    ],
)  # fmt: skip
def test_roles_are_found_on_either_side(
    cast_of: CastMaker, text: str, name: str, role: str
) -> None:
    assert role in roles(cast_of, text)[name]


def test_two_nationals_share_what_both_are(cast_of: CastMaker) -> None:
    text = "Briton Peter Brandt and Dane Karl Vogel, both teachers at a mission school, were freed."
    found = roles(cast_of, text)

    assert found["Peter Brandt"] == found["Karl Vogel"] == "both teachers at a mission school"


def test_whose_owner_somebody_is_must_be_said(cast_of: CastMaker) -> None:
    found = roles(cast_of, "The dog was found by his owner Ruth Okafor on a beach at dawn.")

    assert found["Ruth Okafor"] == ""


def test_a_role_closes_its_brackets(cast_of: CastMaker) -> None:
    text = "Peter Brandt, chief trader at Marlow Futures (Singapore), was arrested on Monday."
    found = roles(cast_of, text)["Peter Brandt"]

    assert found.count("(") == found.count(")")
    assert found.startswith("chief trader at Marlow Futures")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The company's co-founder Ola Berg said no.", "Ola Berg", "company's co-founder"),
        ("They met editor-in-chief Ann Poe on Monday.", "Ann Poe", "editor-in-chief"),
        (
            "The Leeds-based fare watchdog Fair Track said that prices rose.",
            "Fair Track",
            "Leeds-based fare watchdog",
        ),
        (
            "The chairwoman and co-owner Rosa Lind said no.",
            "Rosa Lind",
            "chairwoman and co-owner",
        ),
        (
            "According to the agency's chief, Ola Berg, the dam will hold.",
            "Ola Berg",
            "the agency's chief",
        ),
        (
            "It was told by the deputy leader of the opposition, Max Reed, on Monday.",
            "Max Reed",
            "the deputy leader of the opposition",
        ),
        ("In Washington President George Bush met the envoy.", "George Bush", "President"),
        ("Nurse and mother-of-two Anna Marsh was first.", "Anna Marsh", "Nurse and mother-of-two"),
    ],
)
def test_a_role_is_whole(cast_of: CastMaker, text: str, name: str, role: str) -> None:
    assert roles(cast_of, text)[name] == role


def test_a_list_is_no_apposition(cast_of: CastMaker) -> None:
    text = "Norrby United, Vik Rovers and manager Ida Holm met in the old town hall."

    assert roles(cast_of, text)["Norrby United"] == ""


def test_a_woman_is_not_merged_into_her_husband(cast_of: CastMaker) -> None:
    text = "George Marsh left on Monday. Mrs Marsh stayed at home. Marsh was glad to go."

    assert set(roles(cast_of, text)) == {"George Marsh", "Mrs Marsh"}
