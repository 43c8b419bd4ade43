"""What a shortened sentence may not lose, whoever shortened it."""

import pytest

from summarise.compression.safety_checks import is_safe
from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Span


def is_safe_without(sentence: str, lost: str) -> bool:
    at = sentence.index(lost)
    spans = [Span(start=0, end=at)] if at else []
    spans += [Span(start=at + len(lost), end=len(sentence))]
    return is_safe(sentence, Span(start=0, end=len(sentence)), spans, vocabulary().compression)


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("The minister will not resign.", " not"),
        ("The minister may resign.", " may"),
        ("Three men allegedly stole the boat.", " allegedly"),
        ("The alleged thieves fled.", " alleged"),
        ("About 230 people work there.", "About "),
        ("At least 15 people died.", "At least "),
        ("The price is £3 million today.", " million"),
        ("The bill rose 3% in May.", "%"),
        ("He left (at noon) for Leeds.", "(at noon"),
        ("He said “we stay” in Leeds.", "“we"),
        ("He left, she stayed, they met.", " she stayed"),
        ("If the two sides agree, he goes.", "If"),
    ],
)
def test_a_loss_that_turns_the_meaning_is_refused(sentence: str, lost: str) -> None:
    assert not is_safe_without(sentence, lost)


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("The minister will not resign, she said on Monday.", " on Monday"),
        ("Vogel, who did not vote, left.", ", who did not vote,"),
        ("The thieves, who allegedly fled, were found.", ", who allegedly fled,"),
        ("Vogel (the mayor) left.", " (the mayor)"),
    ],
)
def test_what_goes_whole_may_go(sentence: str, lost: str) -> None:
    assert is_safe_without(sentence, lost)
