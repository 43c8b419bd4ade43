"""What goes of a long sentence, and what never does."""

from collections.abc import Callable

import pytest

from summarise.compression.short_form import short_form
from summarise.compression.shorten import MOST_WORDS, Shortener
from summarise.lexicon.vocabulary import vocabulary
from summarise.model import KeyPoint, Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.parse.spacy_adapter import SpacyAnnotator

Shorten = Callable[[str], str]


@pytest.fixture(scope="module")
def shorten(
    annotator: SpacyAnnotator, annotate: Callable[[str], AnnotatedText]
) -> Callable[[str], str]:
    """Return the short form of a sentence, "" if it stays whole."""
    shortener = Shortener(vocabulary(), annotator.parse)

    def make(sentence: str) -> str:
        span = Span(start=0, end=len(sentence))
        [shown] = shortener.shorten(annotate(sentence), [span])
        return short_form(sentence, KeyPoint(text=sentence, span=span, shown=shown))

    return make


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "Mayor Karl Vogel, who has governed the harbour town of Whitmouth since the spring of "
            "2011, told the council that the fleet would be sold before the end of the year.",
            "Mayor Karl Vogel told the council that the fleet would be sold before the end of the "
            "year.",
        ),
        (
            "Helen Marsh, the chief executive of the largest fishing company on the whole eastern "
            "coast, said rising fuel prices had left the owners of the boats no choice.",
            "Helen Marsh said rising fuel prices had left the owners of the boats no choice.",
        ),
        (
            "The regional court ordered the company to pay the fishermen three million pounds in "
            "compensation, citing a law of the last century that nobody had used for many years.",
            "The regional court ordered the company to pay the fishermen three million pounds in "
            "compensation.",
        ),
        (
            "But the owners of the boats will wait for the answer of the ministry before they sell "
            "the last of them to somebody, a spokesman said on Tuesday.",
            "The owners of the boats will wait for the answer of the ministry before they sell the "
            "last of them to somebody, a spokesman said.",
        ),
        (
            "Firemen on the quay have found and saved the last dog of the harbour in the fire that "
            "burned the boats of 76 people who were watching.",
            "Firemen on the quay have found and saved the last dog of the harbour in the fire that "
            "burned the boats of 76 people watching.",
        ),
        (
            "The last boat of the harbour is expected to leave the quay of Whitmouth for good in "
            "the spring, an official of the board speaking on condition of anonymity said.",
            "The last boat of the harbour is expected to leave the quay of Whitmouth for good in "
            "the spring, an official of the board said.",
        ),
        (
            "On the sixth of April 1996, Whitmouth Town and Orrin United walked out in front of "
            "thirty thousand expectant fans at the Spartan Stadium in San Jose, California.",
            "On the sixth of April 1996, Whitmouth Town and Orrin United walked out in front of "
            "thirty thousand expectant fans at the Spartan Stadium.",
        ),
        (
            "The ferry line - the oldest in the country and the only one that still carries cattle "
            "across the bay - will close for good after the summer season of next year.",
            "The ferry line will close for good after the summer season of next year.",
        ),
    ],
)
def test_what_is_set_off_goes(shorten: Shorten, sentence: str, short: str) -> None:
    assert shorten(sentence) == short


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "A small passenger plane crashed into a field near the village of Osterby shortly "
            "after its start from the airport of the capital on Monday, killing all nine people "
            "on board.",
            "killing all nine people",
        ),
        (
            "The minister did not resign because of the letters that the newspaper had printed in "
            "March, which her lawyers had called a clumsy forgery by some enemies of the party.",
            "did not resign because of the letters",
        ),
        (
            "If the two sides can agree on the border before the end of the month, the president "
            "will open the bridge himself and invite all of his neighbours to the ceremony.",
            "If the two sides can agree",
        ),
        (
            "The driver of the lorry, who allegedly had been drinking through the whole of the "
            "night, deliberately drove it into the gate of the factory, a police spokesman said.",
            "a police spokesman said",
        ),
        (
            "The three men who were arrested in the harbour on Friday will not be charged with the "
            "theft of the boat, according to a statement by the prosecutor of the district.",
            "according to a statement",
        ),
        (
            "The two clubs praised the referee of the match for his patience with their players - "
            "but only after both of them had sent their lawyers to the board of the league.",
            "but only after",
        ),
    ],
)
def test_what_the_meaning_rests_on_stays(shorten: Shorten, sentence: str, kept: str) -> None:
    short = shorten(sentence)

    assert not short or kept in short


def test_a_phrase_that_an_opening_ends_with_does_not_stay_alone(shorten: Shorten) -> None:
    short = shorten(
        "After asking for years how so many boats had been sold in the harbour, along with nets "
        "and houses, the council of Whitmouth found itself before a court on Tuesday with nobody "
        "to speak for it."
    )

    assert not short.startswith("Along with")


def test_no_comma_stays_alone_of_two_asides(shorten: Shorten) -> None:
    short = shorten(
        "Eva Lind, 34, from Whitmouth, Kent, was taken to the hospital of the harbour after she "
        "left a number of letters on the door of the house of the mayor."
    )

    assert "Whitmouth, was" not in short
    assert "Lind from Whitmouth, Kent was" not in short


def test_a_dash_that_is_written_as_two_is_no_aside(shorten: Shorten) -> None:
    shorten(
        "The council of the harbour town of Whitmouth wants to sell the last of its boats - - it "
        "has said so for years, and nobody in the whole town has ever asked it why."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The fleet was sold.",
        "Whitmouth beat the club of Orrin with these men: Poe 5, who was ill; Lind 6, who was not; "
        "Vogel 4, who came from the bench; and the brothers Marsh, with 7 each.",
        "Will the mayor of the town, who has promised so much to so many people in the last ten "
        "years, ever build the bridge that he has promised to the people of the valley?",
        "“We have looked at every other way out of this, and we have asked everybody who could "
        "know a better one, but in the end there was nothing that we could do for the boats.”",
    ],
)
def test_what_is_short_a_question_or_a_quotation_stays_whole(
    shorten: Shorten, sentence: str
) -> None:
    assert shorten(sentence) == ""


def test_a_short_form_has_few_enough_words(shorten: Shorten) -> None:
    short = shorten(
        "Mayor Karl Vogel, who has governed the harbour town of Whitmouth since the spring of "
        "2011, told the council that the fleet would be sold before the end of the year, though "
        "the owners of the boats had promised the unions that they would wait for the new law."
    )

    assert len(short.split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "Two neighbours of the singer Jane Poe have gone to court in Whitmouth, claiming "
            "that she and her guards shouted at their children, broke the windows of their house "
            "and threatened to come back.",
            "claiming",
        ),
        (
            "The minister said that if the towns of the coast sell the last of their boats and "
            "close the harbours to all of the smaller ships, the price of fish will rise.",
            "close the harbours",
        ),
        (
            "The men, in three small boats of the harbour of Whitmouth, were trying to board the "
            "merchant ship around noon, when the frigate Ardent came up and drove them off.",
            "drove them off",
        ),
        (
            "The police said two women and one man died in the office of the harbour board which "
            "caught fire after hooded youths broke a window and hurled petrol bombs inside.",
            "hurled petrol bombs",
        ),
        (
            "When the guards of the harbour asked her to leave the ship, she reportedly refused, "
            "and was bound by her hands and feet by officers from the ministry of Whitmouth.",
            "was bound",
        ),
        (
            "But after a long day at the market, Vogel was stopped at the port with a stun gun "
            "disguised as a torch, a club and a knife hidden in the luggage of his brother.",
            "a knife",
        ),
        (
            "Tens of thousands of people walked and drove into Whitmouth on Thursday night and all "
            "through Friday, after the council gave up the attempt to keep them out of the town.",
            "on Thursday night and all through Friday",
        ),
        (
            "The prince of the harbour has promised to give each of the 100 fishermen who sailed "
            "with him to the town of Orrin, the capital of the coast, a new and much larger boat.",
            "boat",
        ),
        (
            "Hiller told the harbour police that her anger finally culminated in September, when "
            "she drove her car through the gate of the factory in which she had worked for years.",
            "in September, when",
        ),
        (
            "A member of the board of the harbour speaks to the press in the old factory, about "
            "forty miles from Whitmouth on the coast road, on May 20, 2013.",
            "2013",
        ),
        (
            "The talks began after a film appeared on Monday that shows the ship's cook, a man of "
            "forty from Whitmouth, and two boys of the town, fighting in front of the whole crew.",
            "fighting",
        ),
    ],
)
def test_what_others_claim_see_or_presume_stays(shorten: Shorten, sentence: str, kept: str) -> None:
    short = shorten(sentence)

    assert not short or kept in short


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "The timely visit by the harbour master resulted, once again, in saving the boats of "
            "the old company that had brought most of the fish to the town for a hundred years.",
            "in saving the boats",
        ),
        (
            "Karl Vogel, 43, got into a quarrel with two of the women and a sailor on the quay on "
            "Thursday night, was taken to the master's office, warned and escorted off the quay.",
            "and escorted",
        ),
        (
            "Having just come back from the crowded halls of Whitmouth and its fair, the makers of "
            "the new boats say they saw only a tenth of what there was to see at that happy event.",
            "Having just come back",
        ),
        (
            "While Ocean Foods will not say whether Vogel has been asked to lead the company, The "
            "Harbour Post said on Friday he is the one whom most of the owners want to see there.",
            "Vogel",
        ),
        (
            "Helen Marsh, 27, from the harbour of Whitmouth, had the idea of the new kind of boat "
            "when she was at sea with her daughter Ida, now three, in the long storm of that year.",
            "now three",
        ),
        (
            "The harbour of Whitmouth is home to the old Kettle Market, which has more than 10,000 "
            "shops and stalls in its many halls, and is said to be the largest of the whole coast.",
            "which has",
        ),
        (
            "Karl Vogel has been charged with theft, criminal negligence of his boats, sailing "
            "while under the influence of alcohol, and leaving the harbour without any permission.",
            "and leaving",
        ),
        (
            "The company offered him the same boat as the town, the owners have made an offer of "
            "between 140 and 150 million over seven years, and nobody knows what the bank offered.",
            "and nobody",
        ),
    ],
)
def test_what_the_words_that_stay_need_stays(shorten: Shorten, sentence: str, kept: str) -> None:
    short = shorten(sentence)

    assert not short or kept in short
