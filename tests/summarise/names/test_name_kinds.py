"""What a name names, by its words and the words around it."""

import pytest

from summarise.model import ActorKind
from tests.summarise.conftest import BriefMaker, CastMaker

ORGANISATION, PLACE, PERSON = ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.PERSON


def kinds(cast_of: CastMaker, text: str) -> dict[str, ActorKind]:
    return {cluster.name: cluster.kind for cluster in cast_of(text).clusters}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harlan Moffat, the American bank, lost a fortune on Tuesday.", "Harlan Moffat"),
        ("The jihadi group Liwa al-Fajr claimed the attack on the camp.", "Liwa al-Fajr"),
        ("Shares in Velora rose by a fifth after the ruling.", "Velora"),
        ("Velora's chief executive, Ruth Okafor, resigned at noon.", "Velora"),
        ("Peter Brandt, a spokesman for Velora, gave no reason.", "Velora"),
        ("Ruth Okafor, an analyst at Velora, expects more cuts.", "Velora"),
        ("London-listed Velora will close two mines this year.", "Velora"),
        ("The fashion retailer Anna Field cut forty jobs on Friday.", "Anna Field"),
    ],
)  # fmt: skip
def test_a_body_is_known_by_the_words_beside_it(cast_of: CastMaker, text: str, name: str) -> None:
    assert kinds(cast_of, text)[name] is ORGANISATION


def test_seats_and_networks_are_bodies(cast_of: CastMaker) -> None:
    found = kinds(
        cast_of,
        "The White House said no. The Kremlin said yes. Users of Twitter and Facebook laughed.",
    )

    assert found == dict.fromkeys(("White House", "Kremlin", "Twitter", "Facebook"), ORGANISATION)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ferry sank off the coast, and divers waited in Harwich for the tide.", "Harwich"),
        ("A monk was born at Dunwich in the reign of the old king.", "Dunwich"),
        ("The convoy stopped near Oxmarton for the night.", "Oxmarton"),
    ],
)
def test_a_lone_unknown_place_is_known_by_its_preposition(
    cast_of: CastMaker, text: str, name: str
) -> None:
    assert kinds(cast_of, text).get(name) is PLACE


def test_countries_and_cities_play_in_reports_of_sport(cast_of: CastMaker) -> None:
    text = (
        "Norway beat Portugal 3-1 in Oslo on Sunday to win the qualifier. The striker scored two"
        " goals in the first half of the match. Portugal lost 2-0 to Denmark in their last game,"
        " and the coach said his team had missed a penalty. Norway play Denmark on Friday for a"
        " place in the tournament, and a draw would do for Norway's players this season."
    )
    found = kinds(cast_of, text)

    assert found["Norway"] is found["Portugal"] is found["Denmark"] is ORGANISATION
    assert found["Oslo"] is PLACE


def test_countries_stay_places_where_nobody_plays(cast_of: CastMaker) -> None:
    found = kinds(cast_of, "Norway beat Portugal to the contract, and the talks with Norway go on.")

    assert found["Norway"] is found["Portugal"] is PLACE


def test_initials_are_what_the_words_before_them_are(cast_of: CastMaker) -> None:
    text = (
        "The Harbour Purchase Plan (HPP) ends in May, and nurses lack protective body armour"
        " (PBA). The HPP cost millions. Without PBA the nurses will not work."
    )

    assert kinds(cast_of, text) == {}


def test_people_of_a_party_are_a_group_and_peoples_are_no_actors(cast_of: CastMaker) -> None:
    text = "House Republicans blocked the bill, and Democrats protested. Kurds and Tuareg ate."
    found = kinds(cast_of, text)

    assert found == {"House Republicans": ActorKind.GROUP, "Democrats": ActorKind.GROUP}


def test_a_first_letter_makes_no_other_name(cast_of: CastMaker) -> None:
    text = (
        "An armed group, al-Fajr, fired on the camp. Al-Fajr said that it would fire again."
        " Troops who fled al-Fajr were safe."
    )

    assert list(kinds(cast_of, text).values()) == [ORGANISATION]


@pytest.mark.parametrize("dash", [" - ", " -- ", "- "])
def test_a_dash_before_initials_in_brackets_does_no_harm(brief_of: BriefMaker, dash: str) -> None:
    brief = brief_of(f"She spoke of the Norrby{dash}Trust (NT) on Friday. NT said it was glad.")

    assert brief.key_points


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # What the names beside it in a list surely are.
        ("The film stars Will Marsh, Kevin Reed and Oxbar Quillow.", "Oxbar Quillow", PERSON),
        # Counties.
        ("The hunt met in Badbury, Velloshire said on Friday. Velloshire is calm.",
         "Velloshire", PLACE),
    ],
)  # fmt: skip
def test_kinds_by_company_and_ending(
    cast_of: CastMaker, text: str, name: str, kind: ActorKind
) -> None:
    assert kinds(cast_of, text)[name] is kind


@pytest.mark.parametrize(
    "text",
    [
        # Of two sure kinds neither spreads.
        "Norway, Ann Marsh and Quillow came.",
        # A comma alone sets a place in another.
        "Ann Marsh, Quillow",
    ],
)
def test_a_list_of_several_kinds_tells_nothing(cast_of: CastMaker, text: str) -> None:
    assert kinds(cast_of, text).get("Quillow") is not PERSON
