"""Roles by the form of the sentence, whatever the noun: close to the name, or set off by marks."""

import pytest

from tests.summarise.actors.test_roles import roles
from tests.summarise.conftest import CastMaker


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # Any noun of the name's own noun phrase.
        ("They fell out with pop music icon Karl Vogel over a song.", "Karl Vogel",
         "pop music icon"),
        ("Norrby loanee Max Reed scored the only goal of the game.", "Max Reed", "Norrby loanee"),
        ("She faces fourth seed Ruth Okafor in the second round.", "Ruth Okafor", "fourth seed"),
        ("A card was shown to Norway international Karl Vogel, who left.", "Karl Vogel",
         "Norway international"),
        ("The firm has talked with Holm chief executive Ann Poe.", "Ann Poe",
         "Holm chief executive"),
        ("Passenger Max Reed, 46, was filming on his mobile.", "Max Reed", "Passenger"),
        # An office and the common nouns that it is of.
        ("He had a call from Holm Council director of communications Max Reed on Friday.",
         "Max Reed", "Holm Council director of communications"),
        # Appositions.
        ("“We are very sad,” said Max Reed, managing director at Marsh Press.", "Max Reed",
         "managing director at Marsh Press"),
        ("Holm had taken a lead through Max Reed, the Danish defender converting after a fine"
         " move.",
         "Max Reed", "the Danish defender"),
        ("Ruth Okafor, former mayor and chairman of Oxmar Museum said: “I am glad.”",
         "Ruth Okafor", "former mayor and chairman of Oxmar Museum"),
        ("She was hit by a drink driver, Max Reed, near the bridge.", "Max Reed",
         "a drink driver"),
        ("You should know that Ann Poe, the day's creator, backs the ban.", "Ann Poe",
         "the day's creator"),
        ("They marched for Karl Vogel, an Iraqi Kurd living in Oxmar, in May.", "Karl Vogel",
         "an Iraqi Kurd living in Oxmar"),
        ("But director of the Victims of Crime Trust, Max Reed, accused the judge of contempt.",
         "Max Reed", "director of the Victims of Crime Trust"),
        # Houses, whose names can look like anything.
        ("Others include Ann Poe of Harbour Foods; Max Reed of Marsh Seafood Processors and Karl"
         " Vogel.", "Max Reed", "of Marsh Seafood Processors"),
        ("They fined Ann Poe and Max Reed, formerly of Holm Mills Inc, on Friday.", "Max Reed",
         "formerly of Holm Mills Inc"),
        ("Staff said no, though Ann Poe -- executive director of the Council on Harbour Safety --"
         " asked for patience.", "Ann Poe", "executive director of the Council on Harbour Safety"),
        ("“The end is near,” Max Reed, deputy U.N. secretary-general for political affairs, told"
         " the council.", "Max Reed", "deputy U.N. secretary-general for political affairs"),
        # Titles that begin with a house.
        ("They met White House Chief of Staff Max Reed in May.", "Max Reed",
         "White House Chief of Staff"),
        ("Jackson Parish Coroner Peter Brandt spoke of a wound.", "Peter Brandt",
         "Jackson Parish Coroner"),
        # A list whose people have their ages.
        ("Holm classmates Ann Poe, 15, Ruth Okafor, 16, and Mary Marsh, 15, boarded a plane.",
         "Ruth Okafor", "Holm classmates"),
        # What has lasted.
        ("Ann Poe, who has run the prize for five years, was glad.", "Ann Poe",
         "who has run the prize for five years"),
    ],
)  # fmt: skip
def test_roles_by_the_form_of_the_sentence(
    cast_of: CastMaker, text: str, name: str, role: str
) -> None:
    assert roles(cast_of, text)[name] == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The openly gay Max Reed, who is raising two boys, sided with her.", "Max Reed"),
        ("They left in the week Max Reed returned to Oxmar.", "Max Reed"),
        ("It was the goal Karl Vogel scored against Norrby.", "Karl Vogel"),
        ("He likes the way Ann Poe is running the club.", "Ann Poe"),
        ("Nobody saw the film Karl Vogel had made in Oxmar.", "Karl Vogel"),
        ("Last Friday angry Max Reed left Oxmar.", "Max Reed"),
    ],
)
def test_what_stands_before_a_name_by_chance_is_no_role(
    cast_of: CastMaker, text: str, name: str
) -> None:
    assert roles(cast_of, text)[name] == ""


def test_a_noun_before_another_name_is_that_ones_role(cast_of: CastMaker) -> None:
    found = roles(cast_of, "Holm News affiliate Harbour Radio said that the woman had left Oxmar.")

    assert found.get("Holm News", "") == ""
