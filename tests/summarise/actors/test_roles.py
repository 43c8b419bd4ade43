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
