"""Where a name begins and ends."""

import pytest

from summarise.model import ActorKind
from tests.summarise.conftest import CastMaker


def kinds(cast_of: CastMaker, text: str) -> dict[str, ActorKind]:
    return {cluster.name: cluster.kind for cluster in cast_of(text).clusters}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Lisbon Helena Marsh said the port would open.", {"Lisbon", "Helena Marsh"}),
        ("In Washington Martha Quill Hobby said the talks failed.",
         {"Washington", "Martha Quill Hobby"}),
        ("In New York Thomas Reid told reporters that he would appeal.",
         {"New York", "Thomas Reid"}),
    ],
)  # fmt: skip
def test_a_place_is_parted_from_the_person_who_speaks_there(
    cast_of: CastMaker, text: str, names: set[str]
) -> None:
    found = kinds(cast_of, text)

    assert set(found) == names
    assert sorted(found.values()) == [ActorKind.PERSON, ActorKind.PLACE]


@pytest.mark.parametrize(
    "name",
    [
        "F. W. de Klerk", "J. R. R. Tolkien", "George W. Bush", "P. D. James", "C.S. Lewis",
        "John F. Kennedy", "J.K. Marsh", "PJ Marsh", "P de Villiers",
    ],
)  # fmt: skip
def test_initials_stay_with_their_name(cast_of: CastMaker, name: str) -> None:
    found = kinds(cast_of, f"The prize went to {name} in the spring. Critics had praised {name}.")

    assert found == {name: ActorKind.PERSON}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor met Ursula von der Leyen on Monday.", "Ursula von der Leyen"),
        ("Ursula von der Leyen arrived late, and von der Leyen apologised.",
         "Ursula von der Leyen"),
        ("President Juan Orlando Pineda spoke for an hour.", "Juan Orlando Pineda"),
        ("Foreign Minister Zayed bin Rashid al-Khouri flew home.", "Zayed bin Rashid al-Khouri"),
        ("The painter Pieter van den Berg died on Monday.", "Pieter van den Berg"),
    ],
)  # fmt: skip
def test_particles_and_second_first_names_stay_inside(
    cast_of: CastMaker, text: str, name: str
) -> None:
    assert kinds(cast_of, text) == {name: ActorKind.PERSON}


def test_a_place_within_a_place_is_one_name(cast_of: CastMaker) -> None:
    found = kinds(cast_of, "They dug for years in the Valley of the Tombs of the Kings at Luxor.")

    assert "Valley of the Tombs of the Kings" in found
    assert "Tombs" not in found


def test_a_lady_bears_a_title_and_a_king_a_number(cast_of: CastMaker) -> None:
    text = (
        "Lady Ashcombe opened the case at noon. The tomb of Rameses VI lay above it, and workers"
        " had left huts there when Rameses VI was buried. Lady Ashcombe wept."
    )
    found = kinds(cast_of, text)

    assert found["Ashcombe"] is ActorKind.PERSON
    assert found["Rameses VI"] is ActorKind.PERSON


def test_offices_of_two_fields_are_one_name(cast_of: CastMaker) -> None:
    text = "She ran the Norwegian Centre for Disease Control and Prevention for nine years."

    assert "Norwegian Centre for Disease Control and Prevention" in kinds(cast_of, text)


def test_a_maker_is_no_part_of_what_it_makes_go(cast_of: CastMaker) -> None:
    found = kinds(
        cast_of, "He drove a Honda-powered Vesta last year. Carmakers Toyota and Honda won."
    )

    assert "Toyota" in found
    assert "Honda-powered Vesta" not in found


def test_a_place_with_an_article_is_not_parted(cast_of: CastMaker) -> None:
    found = kinds(cast_of, "They met in San Pedro Alto on Monday, and San Pedro Alto rejoiced.")

    assert list(found) == ["San Pedro Alto"]


def test_a_participle_before_a_name_is_none_of_it(cast_of: CastMaker) -> None:
    assert "Haddad" in kinds(cast_of, "Missing Haddad for a year, they built a chapel for Haddad.")
