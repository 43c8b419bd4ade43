"""Roles in the forms that articles nobody chose have them."""

import pytest

from tests.summarise.actors.test_roles import roles
from tests.summarise.conftest import CastMaker


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # The parser takes these nouns for verbs and adjectives.
        ("Church warden Ann Poe said it was hard to heat.", "Ann Poe", "Church warden"),
        ("There were songs from blues guitarist Karl Vogel and others.",
         "Karl Vogel", "blues guitarist"),
        ("The party was given by lutenist Ruth Okafor on Friday.", "Ruth Okafor", "lutenist"),
        ("They saw Oxmar Rovers quarterback Max Reed at the game.",
         "Max Reed", "Oxmar Rovers quarterback"),
        ("He lost to world number one Karl Vogel in May.", "Karl Vogel", "world number one"),
        ("She trails three-time defending champion Ruth Okafor by a point.",
         "Ruth Okafor", "three-time defending champion"),
        ("Headmaster Max Reed said that lessons would go on.", "Max Reed", "Headmaster"),
        ("The hall was led by a driver named Peter Brandt for years.", "Peter Brandt", "driver"),
        # Phrases in apposition, with what stands between.
        ("The station's director-general, Ann Poe, has had threats.",
         "Ann Poe", "The station's director-general"),
        ("He gave the wheel to his trusted co-pilot, Karl Vogel, and slept.",
         "Karl Vogel", "trusted co-pilot"),
        ("Max Reed, one of the best players in the country, was hurt.",
         "Max Reed", "one of the best players in the country"),
        ("Max Reed, 21 – the son of councillor Ann Poe – was found on Monday.",
         "Max Reed", "the son of councillor Ann Poe"),
        ("Ann Poe (Labour), the head of the school, was pleased.",
         "Ann Poe", "the head of the school"),
        ("Ruth Okafor, 63, from Oxmar in Kent, a teacher for ten years, has left.",
         "Ruth Okafor", "a teacher for ten years"),
        ("Votes were cast for the third-placed candidate, Max Reed - and are in doubt.",
         "Max Reed", "the third-placed candidate"),
        ("The Attorney General Lord Marsh has not said a word.", "Marsh", "Attorney General"),
        # Houses and clauses, where no noun says it.
        ("Ann Poe, of Natural England, said the bats had to be watched.",
         "Ann Poe", "of Natural England"),
        ("Dr Ann Poe of the charity Harbour Watch called it a bad day.",
         "Ann Poe", "of the charity Harbour Watch"),
        ("The claim was denied by Max Reed, who heads the Harbour Society, on Monday.",
         "Max Reed", "who heads the Harbour Society"),
        ("One of them is Karl Vogel, who owns a clothing store near by.",
         "Karl Vogel", "who owns a clothing store near by"),
        ("Karl Vogel has taught history at Holm College for years.",
         "Karl Vogel", "has taught history at Holm College for years"),
        # Another sentence says it.
        ("Max Reed proved a surprise in the match at Oxmar. The Norrby defender scored twice.",
         "Max Reed", "Norrby defender"),
        ("A former nurse has been cleared of theft. Ann Poe, 44, wept in court.",
         "Ann Poe", "A former nurse"),
    ],
)  # fmt: skip
def test_roles_in_drawn_articles(cast_of: CastMaker, text: str, name: str, role: str) -> None:
    assert roles(cast_of, text)[name] == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The trader accused Max Reed of theft on Monday.", "Max Reed"),
        ("Max Reed led the Rovers with 20 points on Friday.", "Max Reed"),
        ("Ann Poe headed the ball wide of the goal.", "Ann Poe"),
        ("Karl Vogel managed to land his second penalty.", "Karl Vogel"),
        ("The money was paid to Max Reed, who is now 31.", "Max Reed"),
        ("Max Reed of Oslo was sad to go.", "Max Reed"),
        # Two may be meant, or somebody else.
        ("Max Reed went to the market with Karl Vogel. The French pilot fell ill.", "Max Reed"),
        ("Ann Poe met the board on Monday. The driver of the van was arrested.", "Ann Poe"),
        ("The tall driver shouted. Ann Poe met the board. The tall driver left.", "Ann Poe"),
    ],
)
def test_what_is_no_role(cast_of: CastMaker, text: str, name: str) -> None:
    assert roles(cast_of, text)[name] == ""


def test_a_list_shares_its_role(cast_of: CastMaker) -> None:
    text = "Liberal MPs Ann Poe, Karl Vogel, Max Reed and Ruth Okafor were among the speakers."
    found = roles(cast_of, text)

    assert set(found.values()) == {"Liberal MPs"}


def test_a_list_ends_where_other_words_begin(cast_of: CastMaker) -> None:
    found = roles(cast_of, "Liberal MPs Ann Poe and Karl Vogel met Max Reed on Monday.")

    assert found["Karl Vogel"] == "Liberal MPs"
    assert found["Max Reed"] == ""


def test_an_office_with_of_is_no_name(cast_of: CastMaker) -> None:
    text = "It is a success, said Dr Ruth Okafor, Vice President of Conservation at Oxmar Zoo."
    found = roles(cast_of, text)

    assert "President of Conservation" not in found
    assert found["Ruth Okafor"].startswith("Vice President of Conservation")
