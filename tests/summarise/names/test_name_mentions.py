"""Names, titles and kinds, with the real model."""

import pytest

from summarise.model import ActorKind
from tests.summarise.conftest import BriefMaker, CastMaker, NamesFinder


def kinds(cast_of: CastMaker, text: str) -> dict[str, ActorKind]:
    return {cluster.name: cluster.kind for cluster in cast_of(text).clusters}


def roles(cast_of: CastMaker, text: str) -> dict[str, str]:
    cast = cast_of(text)
    return {
        cluster.name: role.of(text) if role else ""
        for cluster, role in zip(cast.clusters, cast.roles, strict=True)
    }


def forms(cast_of: CastMaker, text: str) -> dict[str, set[str]]:
    return {cluster.name: set(cluster.forms) for cluster in cast_of(text).clusters}


def test_people_bodies_and_places_are_told_apart(cast_of: CastMaker) -> None:
    found = kinds(
        cast_of,
        "Maria Lindqvist, who leads the Nordic Fisheries Council, met reporters in Norway. "
        "The Ministry of Agriculture in Oslo gave no answer.",
    )

    assert found["Maria Lindqvist"] is ActorKind.PERSON
    assert found["Nordic Fisheries Council"] is ActorKind.ORGANISATION
    assert found["Ministry of Agriculture"] is ActorKind.ORGANISATION
    assert found["Norway"] is ActorKind.PLACE
    assert found["Oslo"] is ActorKind.PLACE


def test_titles_are_no_part_of_a_name(cast_of: CastMaker) -> None:
    found = roles(
        cast_of,
        "Portuguese Foreign Minister Rui Andrade flew to Brazil. Judge Helen Marsh was absent.",
    )

    assert found["Rui Andrade"] == "Portuguese Foreign Minister"
    assert found["Helen Marsh"] == "Judge"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Karim Haddad, a professor of law in Lyon, agreed.",
            "Karim Haddad",
            "a professor of law in Lyon",
        ),
        ("The head of the inquiry, Ruth Okafor, agreed.", "Ruth Okafor", "The head of the inquiry"),
        ("The decision pleased union spokesman Peter Brandt.", "Peter Brandt", "union spokesman"),
        (
            "Karim Haddad, 47, the chairman of the club, agreed.",
            "Karim Haddad",
            "the chairman of the club",
        ),
    ],
)
def test_roles_are_the_words_of_the_text(
    cast_of: CastMaker, text: str, name: str, role: str
) -> None:
    assert roles(cast_of, text)[name] == role


def test_two_people_share_a_plural_role(cast_of: CastMaker) -> None:
    found = roles(cast_of, "Rowers Jonas Weber and Karl Vogel were banned on Monday.")

    assert found["Jonas Weber"] == found["Karl Vogel"] == "Rowers"


def test_surnames_join_their_full_names(cast_of: CastMaker) -> None:
    found = forms(
        cast_of,
        "Nadia Petrescu won the vote. Mrs Petrescu thanked her voters. Petrescu is a doctor.",
    )

    assert found["Nadia Petrescu"] == {"Nadia Petrescu", "Petrescu"}


def test_initials_join_the_long_form(cast_of: CastMaker) -> None:
    found = forms(
        cast_of,
        "The National Harbour Authority (NHA) closed the port. The NHA gave no reason for it.",
    )

    assert found["National Harbour Authority"] == {"National Harbour Authority", "NHA"}


def test_countries_have_one_actor_under_all_their_names(cast_of: CastMaker) -> None:
    found = forms(cast_of, "The United States agreed. The US said so, and the U.S. paid in May.")

    assert found["United States"] == {"United States", "US", "U.S."}


def test_nationalities_months_and_captions_are_no_actors(cast_of: CastMaker) -> None:
    text = (
        "French farmers met in March to talk about prices for their grapes.\n\n"
        "Photo: Luc Moreau/Example Images"
    )

    assert kinds(cast_of, text) == {}


def test_a_first_word_is_no_name_for_its_capital(cast_of: CastMaker) -> None:
    assert kinds(cast_of, "Farmers met on Friday. Prices had fallen. Nobody agreed.") == {}


def test_he_and_she_find_the_one_who_fits(cast_of: CastMaker) -> None:
    text = "Anna Keller met Thomas Reid. She gave him a letter and she left at noon."
    cast = cast_of(text)

    meant = {
        cast.annotated.tokens[token].text: cast.clusters[number].name
        for token, number in cast.pronouns.items()
    }

    assert meant["She"] == "Anna Keller"
    assert meant["him"] == "Thomas Reid"


def test_a_nickname_does_not_part_a_name(cast_of: CastMaker) -> None:
    assert "Helen Marsh" in forms(cast_of, "The driver, Helen “Red” Marsh, won the race on Sunday.")


def test_a_regnal_number_makes_no_war(cast_of: CastMaker) -> None:
    found = kinds(
        cast_of, "The late pope John Paul II was born in Poland. World War II began there."
    )

    assert found["John Paul II"] is ActorKind.PERSON
    assert "World War II" not in found


def test_captions_vouch_for_names_but_are_not_the_story(cast_of: CastMaker) -> None:
    text = (
        "Photo: Marta Vesely, the mayor of Lugansk, and Tomas Hruby in Brno.\n\n"
        "The mayor of Brno, Marta Vesely, resigned on Monday after a long quarrel."
    )

    assert set(kinds(cast_of, text)) == {"Marta Vesely", "Brno"}


def test_the_name_finder_reads_captions_too(named_in: NamesFinder) -> None:
    caption = "FILE PHOTO: Marta Vesely speaks to reporters outside her house in Brno, May 3, 2024."
    text = f"{caption}\n\nThe mayor of the town resigned on Monday after a long quarrel."

    assert named_in(text) == {
        "Marta Vesely": ActorKind.PERSON,
        "Brno": ActorKind.PLACE,
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They held 120 NATO soldiers at the port. NATO said nothing of it.", "NATO"),
        ("At the port 300 OHT workers went on strike. The OHT said nothing of it.", "OHT"),
    ],
)
def test_a_body_whose_people_are_counted_is_no_model(
    brief_of: BriefMaker, text: str, name: str
) -> None:
    assert name in [actor.name for actor in brief_of(text).actors]
