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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Holm defender Karl Vogel lashed home a shot from 25 yards on Sunday.",
         "Karl Vogel", "Holm defender"),
        ("But director of the Harbour Safety Trust, Karl Vogel, accused the mayor of contempt.",
         "Karl Vogel", "director of the Harbour Safety Trust"),
        ("Karl Vogel, who is the lead author of the study, presented it on Monday.",
         "Karl Vogel", "the lead author of the study"),
        ("The prize was given by Karl Vogel - a vocal critic of the Norwegian government.",
         "Karl Vogel", "a vocal critic of the Norwegian government"),
        ("Karl Vogel, prosecuting, said the ferry had no lights on that night.",
         "Karl Vogel", "prosecuting"),
        ("They bought the compass from the online marketplace Quayside on Monday.",
         "Quayside", "online marketplace"),
        ("He was governor of Torrel, a major economic hub, for eleven years.",
         "Torrel", "a major economic hub"),
        ("The pilot told the Harbour Weekly news service on Monday that he is safe.",
         "Harbour Weekly", "news service"),
        ("Sales were driven by new artists such as Karl Vogel and Ann Marsh last year.",
         "Ann Marsh", "new artists"),
    ],
)  # fmt: skip
def test_roles_of_every_position(cast_of: CastMaker, text: str, name: str, role: str) -> None:
    assert roles(cast_of, text)[name] == role


def test_where_somebody_works_is_told_if_nothing_else_is(cast_of: CastMaker) -> None:
    text = "Karl Vogel of the Harbour Council told reporters on Monday that the dam will hold."

    assert roles(cast_of, text)["Karl Vogel"] == "of the Harbour Council"


def test_an_office_says_more_than_one_word_before_the_name(cast_of: CastMaker) -> None:
    text = (
        "The hearth was found by archaeologist Karl Vogel in May.\n\n"
        "Mr Vogel, a senior research fellow at the University of Torrel, has dug there for years."
    )

    assert (
        roles(cast_of, text)["Karl Vogel"] == "a senior research fellow at the University of Torrel"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A new clause is no apposition, and the next item of a list is none either.
        ("Having left Karl Vogel, the Holm midfielder planted his shot wide.", "Karl Vogel"),
        ("They met Ann Marsh, former band member Karl Vogel and Peter Brandt.", "Ann Marsh"),
        # The name of a body is no office, whoever it is called after.
        ("He spoke of the Victims of Crime Trust, Karl Vogel said on Monday.", "Karl Vogel"),
    ],
)  # fmt: skip
def test_what_only_stands_beside_a_name_is_no_role(
    cast_of: CastMaker, text: str, name: str
) -> None:
    assert roles(cast_of, text)[name] == ""
