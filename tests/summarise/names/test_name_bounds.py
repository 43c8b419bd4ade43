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


@pytest.mark.parametrize(
    "name",
    [
        "Johnson & Johnson", "Marks & Spencer", "Simon & Schuster", "Holm & Ort",
        "Lord & Taylor", "AT&T", "Standard & Poor's", "Poe, Holm & Ort LLP",
        "People's Harbour Party",
        "State Auditor's Office for the Northern Ports of Vik",
        "Women's Rights Council of Norrby", "Farmers' Union",
        "Institute for Advanced Study of Vik",
    ],
)  # fmt: skip
def test_a_body_keeps_its_whole_name(cast_of: CastMaker, name: str) -> None:
    found = kinds(cast_of, f"The bill was paid by {name} in the spring, the paper wrote.")

    assert found == {name: ActorKind.ORGANISATION}


def test_two_people_joined_by_a_sign_are_two(cast_of: CastMaker) -> None:
    assert set(kinds(cast_of, "The song by Ann Poe & Max Reed went well in the spring.")) == {
        "Ann Poe",
        "Max Reed",
    }


@pytest.mark.parametrize(
    "text",
    [
        "The senators (D-Vt. and R-Ohio) and the mayor met in the old town hall on Monday.",
        "The island paid HK$20 and CHF40m, SEK 40m and DM100 for a piece of the Wall.",
        "The doctors, M.D. and Ph.D., said that R&B is good for the heart.",
    ],
)
def test_abbreviations_and_prices_are_no_actors(cast_of: CastMaker, text: str) -> None:
    assert kinds(cast_of, text) == {}


def test_states_after_their_towns_are_no_actors(cast_of: CastMaker) -> None:
    text = "They met in Augusta, Ga., in St. Louis, Mo., and in Washington, D.C., on Monday."

    assert set(kinds(cast_of, text)) == {"Augusta", "St. Louis", "Washington"}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "The Vik Harbour Rescue, known as the Yellow Coats, saved two men.",
            "Vik Harbour Rescue",
            "Yellow Coats",
        ),
        ("The Norrby Trust, formerly the Vik Bank, lost money.", "Norrby Trust", "Vik Bank"),
        ("The Coast Fund (formerly Sea Fund) said no to the plan.", "Coast Fund", "Sea Fund"),
        ("The Vik Post said the dam broke. TVP said it first.", "Vik Post", "TVP"),
        ("Northern Ports Authority, or NPA, shut it.", "Northern Ports Authority", "NPA"),
        ("The town of Elmstead, also called Old Quay, was flooded.", "Elmstead", "Old Quay"),
    ],
)
def test_a_second_name_is_an_alias(cast_of: CastMaker, text: str, name: str, alias: str) -> None:
    (cluster,) = cast_of(text).clusters

    assert cluster.name == name
    assert set(cluster.forms) == {name, alias}


def test_the_title_of_a_play_is_no_second_name(cast_of: CastMaker) -> None:
    clusters = cast_of('The prize went to Anna Marsh ("The Gull"), who lives in Vik.').clusters

    assert all(set(cluster.forms) != {"Anna Marsh", "Gull"} for cluster in clusters)
