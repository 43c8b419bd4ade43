"""Which sentences become key points; no model is needed."""

from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Sentence, Span
from summarise.points.key_points import LEAST_POINTS, MOST_POINTS, Evidence, PointChooser

LEAD = "The council of Leeds closed three of its five libraries on Monday to save money."
REST = [
    "Readers protested outside the central library for most of the day.",
    "The closures will save the council about two million pounds a year.",
    "Opposition members called for a vote on the closures next month.",
    "Two of the buildings will be sold and the third becomes a school.",
    "The minister for culture regretted the decision in a short statement.",
    "Library staff learned of the plan from the evening news on Friday.",
    "Forty people will lose their jobs when the doors shut in spring.",
    "A charity has offered to run the smallest branch with volunteers.",
]


def choose(sentences: list[str], count: int = 5, title: str = "") -> list[str]:
    """The points of sentences that are a paragraph each."""
    text = "\n\n".join(sentences)
    found, at = [], 0
    for number, sentence in enumerate(sentences):
        found.append(Sentence(span=Span(start=at, end=at + len(sentence)), paragraph=number))
        at += len(sentence) + 2
    chooser = PointChooser("en", vocabulary())
    evidence = [Evidence()] * len(found)
    return [sentences[i] for i in chooser.choose(text, title, found, evidence, count)]


def test_the_lead_is_kept_and_points_stand_in_the_order_of_the_text() -> None:
    points = choose([LEAD, *REST])

    assert points[0] == LEAD
    assert len(points) == 5
    assert points == [s for s in [LEAD, *REST] if s in points]


def test_the_number_of_points_is_bounded() -> None:
    assert len(choose([LEAD, *REST], count=1)) == LEAST_POINTS
    assert len(choose([LEAD, *REST], count=50)) == MOST_POINTS


def test_nothing_is_said_twice() -> None:
    again = "On Monday the council of Leeds closed three of its five libraries to save money."

    points = choose([LEAD, again, *REST])

    assert not (LEAD in points and again in points)


def test_sentences_that_lean_come_last() -> None:
    points = choose(
        [LEAD, "But he said that it was the libraries of Leeds they had closed.", *REST]
    )

    assert all(not point.startswith("But") for point in points)


def test_a_sentence_may_lean_on_a_point_right_before_it() -> None:
    follower = "But two million pounds for the buildings come back to the council in the spring."

    assert follower in choose([LEAD, follower, *REST])
    assert follower not in choose([LEAD, *REST[:4], "Rain is expected for the weekend.", follower])


def test_a_sentence_that_leans_is_better_than_none() -> None:
    sentences = [
        "It closed three of its five libraries.",
        "They protested for a day.",
        "He left the town in anger.",
    ]

    assert choose(sentences) == sentences


def test_boilerplate_is_never_a_point() -> None:
    assert choose(["Sign up for our newsletter about libraries here.", LEAD]) == [LEAD]


def test_the_title_draws_its_sentence() -> None:
    points = choose(
        [LEAD, *REST], count=3, title="Charity offers to run smallest branch with volunteers"
    )

    assert REST[-1] in points
