"""Figures in the forms that articles nobody chose have them."""

import pytest

from tests.summarise.conftest import BriefMaker

TAIL = "\n\nThe meeting lasted for a long time, and nothing else was decided on that day."


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # Factors.
        ("Average pay there is almost twice the national minimum wage.", [("almost twice", 2.0)]),
        ("Women are three times as likely as men to fall ill.", [("three times", 3.0)]),
        ("The allowance is 16 times below the poverty line.", [("16 times", 16.0)]),
        ("The plan would nearly double the money for the fight.", [("nearly double", 2.0)]),
        ("Profits more than trebled in that time.", [("more than trebled", 3.0)]),
        ("Sales of the songs rose more than tenfold.", [("more than tenfold", 10.0)]),
        ("The presenter asked the minister the same question 12 times.", [("12 times", 12.0)]),
        # Times of two units are one figure.
        ("Reed won the race in three minutes 38.56 seconds.",
         [("three minutes 38.56 seconds", 218.56)]),
        ("It took an hour and a half to clear this up.", [("an hour and a half", 1.5)]),
        # Numbers without a noun.
        ("The blasts wounded dozens and left hundreds dead.",
         [("dozens", None), ("hundreds", None)]),
        ("Piracy costs the industry millions every year.", [("millions", None)]),
        ("In December dozens of people fell ill.", [("dozens of people", None)]),
        ("Thousands more candidates await a second look.", [("Thousands more candidates", None)]),
        ("The index fell to 49.2 from 50.7 in March.", [("49.2", 49.2), ("50.7", 50.7)]),
        ("That compares with an average of 18.5 in the region.", [("18.5", 18.5)]),
        ("Oxmar won in front of a crowd of 20,170.", [("20,170", 20170.0)]),
        ("The ground could have hosted 30,000.", [("30,000", 30000.0)]),
        ("Ann Poe leapt to a best of 6.43m on Friday.", [("6.43m", 6.43)]),
        # A share with the noun that it modifies.
        ("The industry saw a 3% increase in sales.", [("3% increase", 3.0)]),
        ("Oxmar Mills has a 65% market share.", [("65% market share", 65.0)]),
        ("Sales fell 3% last month.", [("3%", 3.0)]),
        # Terms and ages.
        ("Reed will serve a minimum of 19 years.", [("19 years", 19.0)]),
        ("A road would harm the 6,000-year-old site.", [("6,000-year-old", 6000.0)]),
    ],
)  # fmt: skip
def test_figures_in_drawn_articles(
    brief_of: BriefMaker, text: str, figures: list[tuple[str, float | None]]
) -> None:
    assert [(f.text, f.value) for f in brief_of(text + TAIL).figures] == figures


@pytest.mark.parametrize(
    "text",
    [
        "Reed was asked about it three times before he left.",
        "An hour and a half later the talks were over.",
        "Reed shot wide of the goal from 16 yards.",
        "The hundreds who had come went home.",
        "The new double room looks out on the bay.",
        "Ann Poe, the 31-year-old, went home.",
        "Our two countries have long been friends.",
    ],
)
def test_what_only_tells_the_story_along(brief_of: BriefMaker, text: str) -> None:
    assert brief_of(text + TAIL).figures == ()
