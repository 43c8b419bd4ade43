"""Where a reported clause begins and ends, as articles drawn by lot have it."""

import pytest

from summarise.model import QuoteKind
from tests.summarise.conftest import BriefMaker


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "The governor Max Reed said the work would take time and declined to say when it would"
            " happen.",
            "the work would take time",
        ),
        (
            "Ann Marsh said that the family were lucky enough to be there and say goodbye adding:"
            ' "We love you dearly."',
            "the family were lucky enough to be there and say goodbye",
        ),
        (
            "In court filings, the state argued the regulations passed in the law fall under its"
            " obligations to protect the public.",
            "the regulations passed in the law fall under its obligations to protect the public",
        ),
        (
            "Norwegian defence officials also said this month they believed gas had been used in a"
            " recent attack near Holm.",
            "they believed gas had been used in a recent attack near Holm",
        ),
        (
            "Max Reed said fines of up to £2,500 would be levied on employers and licences would be"
            " removed for non-compliance.",
            "fines of up to £2,500 would be levied on employers and licences would be removed for"
            " non-compliance",
        ),
    ],
)
def test_a_reported_clause_is_whole_and_no_longer(
    brief_of: BriefMaker, text: str, clause: str
) -> None:
    reported = [it.text for it in brief_of(text).quotes if it.kind is QuoteKind.REPORTED]

    assert reported == [clause]


def test_a_thing_with_a_purpose_says_nothing(brief_of: BriefMaker) -> None:
    text = "Sites can be put in folders and have notes attached to explain why they were saved."

    assert not brief_of(text).quotes
