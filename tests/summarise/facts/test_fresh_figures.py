"""Figures and no figures of the kinds that freshly drawn articles have."""

import pytest

from tests.summarise.conftest import BriefMaker

QUIET = "Officials spoke later that day. Nobody came. It was calm. It rained. Trains were late. "


def shown(brief_of: BriefMaker, text: str) -> list[str]:
    return [figure.text for figure in brief_of(text).figures]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        # Millions need no noun, nor does what a number doubled to.
        ("The number of blogs has exceeded 4.8 million.", "4.8 million"),
        ("The population stood at 1.2 million in May.", "1.2 million"),
        ("The country's net users number 100m, which is few.", "100m"),
        ("In five years their numbers had doubled to 200 in the city.", "200"),
        ("Cases grew, jumping from 251 in 2012 to 348 last year.", "348"),
        # The few who were killed, hurt or arrested, anywhere in the text.
        (QUIET + "Three Norrby fighters were reportedly killed on the road.",
         "Three Norrby fighters"),
        (QUIET + "Two of its volunteers were injured in the raid.", "Two of its volunteers"),
        (QUIET + "The police arrested two others at the port.", "two others"),
        # An adverb before the adjective.
        ("Four privately contracted trucks were bombed.", "Four privately contracted trucks"),
        ("Norrby released two highly critical reports.", "two highly critical reports"),
        # "Between" belongs to a figure only where two numbers make one.
        ("A fight between four soldiers and three tourists began.", "four soldiers"),
        ("They drowned between 20 and 40 sheep.", "between 20 and 40 sheep"),
        # A dash ends the noun.
        ("There were 12 other clubs - Norrby and Oxmar among them.", "12 other clubs"),
    ],
)  # fmt: skip
def test_figures_of_fresh_articles(brief_of: BriefMaker, text: str, figure: str) -> None:
    assert figure in shown(brief_of, text)


@pytest.mark.parametrize(
    "text",
    [
        "He made hearts flutter on 28 minutes when he missed his punch.",
        "The caller dialled 911 and the 911 call was traced.",
        "A top-four spot in the league is near.",
        "He has slipped to 64 in the world.",
        QUIET + "They wrote to one victim of the firm.",
    ],
)
def test_numbers_that_are_no_figures(brief_of: BriefMaker, text: str) -> None:
    assert shown(brief_of, text) == []
