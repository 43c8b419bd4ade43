"""Roles that a text tells before it names somebody, and roles cut or missed beside a name."""

import pytest

from tests.summarise.conftest import BriefMaker


def role_of(brief_of: BriefMaker, text: str, name: str) -> str:
    return next(actor.role for actor in brief_of(text).actors if actor.name == name)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "One of Norway's best-known businessmen was arrested on Thursday.\n\n"
            "Karl Vogel was once ranked as the richest man in the world.",
            "Karl Vogel",
            "One of Norway's best-known businessmen",
        ),
        (
            "The man who bombed a harbour bus and wounded 26 people was sentenced on Monday.\n\n"
            "Mark Berg was convicted after he had signed a plea bargain in May.",
            "Mark Berg",
            "The man who bombed a harbour bus and wounded 26 people",
        ),
        (
            "A student who tried to cheat his way to a better degree by hacking into the computers"
            " and changing his marks has been jailed.\n\nMax Reed, 25, bought equipment online.",
            "Max Reed",
            "A student who tried to cheat his way to a better degree",
        ),
        (
            '"We believe the only bidder is Gazprom," he said, referring to Russia\'s natural gas'
            " giant. Gazprom is rich.",
            "Gazprom",
            "Russia's natural gas giant",
        ),
        (
            "The fight was organised by another promotion company named Crash Fights. Crash Fights"
            " said no.",
            "Crash Fights",
            "promotion company",
        ),
        (
            "Three new zones have been withdrawn by a Welsh government minister.\n\n"
            "Alan Davies told the assembly they had received 7,000 responses.",
            "Alan Davies",
            "a Welsh government minister",
        ),
        (
            "Max Reed has apologised to two families. The prime minister was commenting on the"
            " wrongful jailing of 11 people.",
            "Max Reed",
            "prime minister",
        ),
        (
            "Max Reed does not want to tour. The Grammy-winning singer has shed 14 pounds.",
            "Max Reed",
            "Grammy-winning singer",
        ),
    ],
)
def test_who_is_told_of_in_one_sentence_may_be_named_in_another(
    brief_of: BriefMaker, text: str, name: str, role: str
) -> None:
    assert role_of(brief_of, text, name) == role


@pytest.mark.parametrize(
    "text",
    [
        # Another is named for what the first sentence tells.
        "Ann's mother, Kari Holm, died in the crash on Friday. Max Reed, 34, was out of town.",
        # A judge may be anybody in a story.
        "Max Reed laughed in the dock. The judge said that he was calculating.",
        # Who says something of a champion is not the champion.
        "Max Reed claims the US Open champion tested positive at an event last month.",
        # What another says somebody is.
        'He boasted: "Max Reed is a fanatic. He wants the town to burn." Max Reed left.',
    ],
)
def test_what_another_is_or_says_is_no_role(brief_of: BriefMaker, text: str) -> None:
    assert role_of(brief_of, text, "Max Reed") == ""


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Athletes should be paid, says 100m hurdler Ann Marsh.", "Ann Marsh", "100m hurdler"),
        (
            "Karl Vogel lost to defending champion Max Reed by one stroke.",
            "Max Reed",
            "defending champion",
        ),
        (
            "The agency may go, Work and Pensions Secretary Ann Marsh has warned.",
            "Ann Marsh",
            "Work and Pensions Secretary",
        ),
        (
            "NM2's co-ordinator Max Reed explained that viewers would like it.",
            "Max Reed",
            "NM2's co-ordinator",
        ),
        (
            "Lamb of God frontman Max Reed wrote on his page.",
            "Max Reed",
            "Lamb of God frontman",
        ),
        (
            "Minister for the polar regions Max Reed said the ship would sail.",
            "Max Reed",
            "Minister for the polar regions",
        ),
        (
            "The Rev Max Reed, the Rector of Holm Church, said a lot had been spent.",
            "Max Reed",
            "the Rector of Holm Church",
        ),
        (
            "She is the niece of the trust's founder, the Rev. Max Reed.",
            "Max Reed",
            "the trust's founder",
        ),
        (
            "Their mother, Ann Marsh, is one of its most outspoken representatives.",
            "Ann Marsh",
            "one of its most outspoken representatives",
        ),
        (
            "The ruling party, the Norwegian Democratic Party, refutes the accusation.",
            "Norwegian Democratic Party",
            "The ruling party",
        ),
        (
            "The song was by Max Reed -- a black, Holm-based rapper.",
            "Max Reed",
            "a black, Holm-based rapper",
        ),
        (
            "The town has such film directors as Max Reed and Karl Vogel.",
            "Karl Vogel",
            "film directors",
        ),
        (
            "They lost Scotland duo Max Reed and Karl Vogel to injuries.",
            "Karl Vogel",
            "Scotland duo",
        ),
        (
            "The money came from Max Reed, who was in charge of Acme Bank's mortgages.",
            "Max Reed",
            "who was in charge of Acme Bank's mortgages",
        ),
    ],
)
def test_a_role_beside_a_name_is_whole(
    brief_of: BriefMaker, text: str, name: str, role: str
) -> None:
    assert role_of(brief_of, text, name) == role


def test_people_are_no_role_of_a_paper(brief_of: BriefMaker) -> None:
    text = "According to the Dalian Daily, the two men, surnamed Han and Zhang, were sentenced."

    assert role_of(brief_of, text, "Dalian Daily") == ""


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Last week Treasury official Ann Marsh spoke in Oslo.", "Treasury official"),
        ("On Tuesday Treasury official Ann Marsh spoke in Oslo.", "Treasury official"),
        ("Earlier this month Treasury official Ann Marsh spoke.", "Treasury official"),
        ("On Tuesday night goalkeeper Ann Marsh saved two shots.", "goalkeeper"),
        # Words of time that belong to what somebody is.
        ("Sunday school teacher Ann Marsh spoke in Oslo.", "Sunday school teacher"),
        ("Final-year student Ann Marsh spoke in Oslo.", "Final-year student"),
    ],
)
def test_when_something_happened_is_part_of_no_role(
    brief_of: BriefMaker, text: str, role: str
) -> None:
    assert role_of(brief_of, text, "Ann Marsh") == role
