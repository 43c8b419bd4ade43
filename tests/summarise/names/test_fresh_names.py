"""Names joined, parted and kept out, as articles drawn by lot have them."""

import pytest

from summarise.model import ActorKind
from tests.summarise.conftest import BriefMaker


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Two members left Robert Kilroy Silk's party. Mr Kilroy-Silk founded it in May.",
            "Robert Kilroy Silk",
            "Kilroy-Silk",
        ),
        (
            "Norman Baker accused ministers of haste. Mr Baker said that he had warned them.",
            "Norman Baker",
            "Baker",
        ),
        (
            "The UK Fishing Party could sue. UKFP chairman Ann Marsh said so. UKFP was furious.",
            "UK Fishing Party",
            "UKFP",
        ),
        (
            "She works for the Planned Harbours Federation of Norway. The judge did not rule on"
            " the request by Planned Harbours on Monday.",
            "Planned Harbours Federation of Norway",
            "Planned Harbours",
        ),
        (
            "Oxmarton Baptist Church pickets funerals. He worries about families who will be"
            " confronted by Oxmarton. Oxmarton said no.",
            "Oxmarton Baptist Church",
            "Oxmarton",
        ),
        (
            'Michele Holm told reporters that she was sad. "I hope so," Michelle Holm said.',
            "Michelle Holm",
            "Michele Holm",
        ),
        ("Karl 'Mido' Vogel made an apology. Mido said he was sad.", "Karl Vogel", "Mido"),
        (
            "The fighter Red Aguayo, whose real name is Pedro Ramirez, was hurt in the match.",
            "Red Aguayo",
            "Pedro Ramirez",
        ),
        (
            "Palan Chidamb, India's minister, argued so on Monday. Mr Chidamb was in London.",
            "Palan Chidamb",
            "Chidamb",
        ),
    ],
)
def test_a_name_is_joined_to_its_other_form(
    brief_of: BriefMaker, text: str, name: str, alias: str
) -> None:
    actor = next(it for it in brief_of(text).actors if it.name == name)

    assert alias in actor.aliases


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Holm police Lt. Kenny Park told reporters that the case was closed.",
            "Kenny Park",
            ActorKind.PERSON,
        ),
        (
            "Scotland's largest prison, Barlund in Vik, is more than 50% over capacity. He asked"
            " why men are held in Barlund.",
            "Barlund",
            ActorKind.PLACE,
        ),
        (
            "Former Manchester United star Max Reed returned to haunt his old side.",
            "Manchester United",
            ActorKind.ORGANISATION,
        ),
        (
            "The club lost at Louis van Holm's ground. His rival Karl Vogel was glad.",
            "Louis van Holm",
            ActorKind.PERSON,
        ),
        (
            "It is the case of Berkin Elvan, a 15-year-old boy who was hurt in June.",
            "Berkin Elvan",
            ActorKind.PERSON,
        ),
        (
            "Senate President pro Tempore Kevin Holm said the bill would pass.",
            "Kevin Holm",
            ActorKind.PERSON,
        ),
    ],
)
def test_a_name_has_its_kind_and_no_word_too_many(
    brief_of: BriefMaker, text: str, name: str, kind: ActorKind
) -> None:
    kinds = {actor.name: actor.kind for actor in brief_of(text).actors}

    assert kinds.get(name) == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('"Small towns AREN\'T for everyone," Ann Marsh wrote on Monday.', "AREN'T"),
        ("A meeting is being sought with the Lord Advocate, she said.", "Advocate"),
        ("Ann Marsh, D-New York, has a proposal in front of Congress.", "D-New York"),
        ("The allies include Lebanese Shi'ite movement Hezbollah.", "Lebanese Shi'ite"),
        ("The alliance is another change for the Belorussian, he said.", "Belorussian"),
        ('"I can\'t think of ANYONE even remotely like him," Max Reed wrote.', "ANYONE"),
    ],
)
def test_a_word_that_names_nobody_is_no_actor(brief_of: BriefMaker, text: str, word: str) -> None:
    assert word not in {actor.name for actor in brief_of(text).actors}


def test_mr_president_is_no_surname(brief_of: BriefMaker) -> None:
    actors = brief_of('"Thank you, Mr President," Ann Marsh told the meeting in Holm.').actors

    assert "President" not in {actor.name for actor in actors}
