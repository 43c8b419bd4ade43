"""Names of articles that nobody chose: what joins them, what cuts them, what names no actor."""

import pytest

from summarise.model import ActorKind
from tests.summarise.conftest import CastMaker

ORGANISATION, PLACE, PERSON = ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.PERSON


def kinds(cast_of: CastMaker, text: str) -> dict[str, ActorKind]:
    return {cluster.name: cluster.kind for cluster in cast_of(text).clusters}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Poe's League of Tenants and Renewal (Lotr) lost the vote.",
         "League of Tenants and Renewal"),
        ("She gave it to the Arts and Crafts Museum in the spring.", "Arts and Crafts Museum"),
        ("He runs the Center for Lake Research and Social Duty in Oslo.",
         "Center for Lake Research and Social Duty"),
        ("He led the Association of Ferries and Harbours for a year.",
         "Association of Ferries and Harbours"),
        ("He led the Party of People's Freedom for a year.", "Party of People's Freedom"),
        ("Bats roost in St Hilda's Church, and the rector is sad.", "St Hilda's Church"),
        ("The play was put on at Queen Anne's College in the spring.", "Queen Anne's College"),
        ("He played guitar with Tom Poe & the Gannets on Monday.", "Tom Poe & the Gannets"),
    ],
)  # fmt: skip
def test_small_words_inside_a_name_join_it(cast_of: CastMaker, text: str, name: str) -> None:
    assert name in kinds(cast_of, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Marsh, of Hong Kong-based Human Rights Watch, called the law a step back.",
         {"Ann Marsh": PERSON, "Hong Kong": PLACE, "Human Rights Watch": ORGANISATION}),
        ("Critics praised Canadian-born Vesterholm for his work.", {"Vesterholm": PERSON}),
        ("An editor of the Daily Mirror Karen Poe wrote that the vote was over.",
         {"Daily Mirror": ORGANISATION, "Karen Poe": PERSON}),
        ("He met Dennis Marsh, MP for Oxmarton, on Monday.",
         {"Dennis Marsh": PERSON, "Oxmarton": PLACE}),
        ("She wrote that Helen Marsh & I would sail on Monday.", {"Helen Marsh": PERSON}),
        ("Madison Police Chief Mike Holm said so.", {"Mike Holm": PERSON}),
        ("But Lib Dem Susan Baker accused ministers of haste.", {"Susan Baker": PERSON}),
        ("Said Mr Holmby: it is new.", {"Holmby": PERSON}),
    ],
)  # fmt: skip
def test_a_name_ends_where_another_word_begins(
    cast_of: CastMaker, text: str, expected: dict[str, ActorKind]
) -> None:
    found = kinds(cast_of, text)

    assert found | expected == found
    assert not [name for name in found if name not in expected and name != "Lib Dem"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The college dropped its BA History and two MA courses.", "BA History"),
        ("The college dropped its BA History and two MA courses.", "MA"),
        ("She worked on programmes including Oxmar Nights and Harbour Call.", "Oxmar Nights"),
        ("She worked on programmes including Oxmar Nights and Harbour Call.", "Harbour Call"),
        ("Police found his Ferrari near the beach at noon.", "Ferrari"),
        ("The firm sold a cheap Oxmar computer for the masses.", "Oxmar"),
        ("She was awarded a Board of Regents Fellowship in the spring.",
         "Board of Regents Fellowship"),
        ("She read the news on the Six O'Clock News for years.", "Six O'Clock News"),
        ('He played in "Anna Poe and the Lost Harbour" last year.', "Anna Poe"),
        ("Rules for NGOs and 12 other bodies changed.", "NGOs"),
        ("The van had the number plate H982 FKL at the time.", "H982 FKL"),
        ("The Schwartzes were kind, and Ann Schwartz smiled.", "Schwartzes"),
        ("The law comes into force on International Women's Day in Oslo.", "International Women"),
    ],
)  # fmt: skip
def test_works_products_and_courses_are_no_actors(cast_of: CastMaker, text: str, name: str) -> None:
    assert name not in kinds(cast_of, text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Market analysts Velora predicts that sales of maps will grow.", "Velora", ORGANISATION),
        ("Prices rose in areas such as Oxmar, the biggest slum in Nairobi.", "Oxmar", PLACE),
        ("Anne Holm, 63, from Oxmar in Oxfordshire, has studied for years.", "Oxmar", PLACE),
        ("They had two sons, Ostala, one, and Tom, four.", "Ostala", PERSON),
        ("He left BBC Two in the spring.", "BBC Two", ORGANISATION),
        ("They visited the castle of Crac des Colombes in May.", "Crac des Colombes", PLACE),
    ],
)
def test_the_words_beside_a_name_say_its_kind(
    cast_of: CastMaker, text: str, name: str, kind: ActorKind
) -> None:
    assert kinds(cast_of, text).get(name) is kind


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("The referee was H Marsh. Howard Marsh gave no penalty.", "Howard Marsh", "H Marsh"),
        ("F.K. Lund et al. wrote it. Fredrik Lund was glad.", "Fredrik Lund", "F.K. Lund"),
        ("Students at Ruskin College met, and Ruskin said it would listen.",
         "Ruskin College", "Ruskin"),
        ("Formerly known as Velnet, Velora is a phone firm. Shares in Velnet rose.",
         "Velora", "Velnet"),
        ("Holm's Coalition of Reforms and Democracy (Cord) won. Cord said it was glad.",
         "Coalition of Reforms and Democracy", "Cord"),
        ("Tom Primly got in a saving tackle at the end of the match.\n\n"
         "Ashdown, Griffin, Primly, Taylor, Stone, Berger (Cole 83), Fuller.",
         "Tom Primly", "Primly"),
        ("The death of Odin Lloyd shocked the town. The day after Lloyd's slaying, police came.",
         "Odin Lloyd", "Lloyd"),
    ],
)  # fmt: skip
def test_short_forms_join_their_long_one(
    cast_of: CastMaker, text: str, name: str, form: str
) -> None:
    found = {cluster.name: cluster.forms for cluster in cast_of(text).clusters}

    assert form in found[name]


def test_two_people_with_one_initial_stay_two(cast_of: CastMaker) -> None:
    found = kinds(cast_of, "H Marsh kept score. Howard Marsh played, and Helen Marsh cheered.")

    assert set(found) == {"Howard Marsh", "Helen Marsh"}
