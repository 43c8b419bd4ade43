"""What a story shows: each thing once, the news first, nothing that was overtaken."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from summarise.model import (
    Act,
    Actor,
    ActorKind,
    Brief,
    Figure,
    KeyPoint,
    Mention,
    Quote,
    QuoteKind,
    Span,
)
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_model import StoryArticle, StoryBrief, StoryId
from tests.support.samples.builders import make_brief

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def article(source: str, *sentences: str, hours: int = 0, **fields: object) -> StoryArticle:
    text = "\n\n".join(sentences)
    points = (KeyPoint(text=sentences[0], span=span_of(text, sentences[0])),)
    brief = make_brief(
        text, **{"id": source, "title": "", "key_points": points, "actors": ()} | fields
    )
    return StoryArticle(
        brief=brief, source=source, moment=MORNING + timedelta(hours=hours), version="1"
    )


def with_figures(given: StoryArticle, *figures: tuple[str, float, str, str]) -> StoryArticle:
    text = given.brief.text
    made = tuple(
        Figure(text=words, span=span_of(text, words), value=value, unit=unit, what=what)
        for words, value, unit, what in figures
    )
    return replace(given, brief=replace(given.brief, figures=made))


def told(*articles: StoryArticle) -> StoryBrief:
    return story_brief(StoryId("s"), articles)


def texts(story: StoryBrief) -> list[str]:
    return [point.text for point in story.points]


GROUNDED = "The ferry Maid of Orrin ran aground on the Skarn rocks near Port Amber on Sunday night."
RESCUED = "Lifeboats from Eastfield brought all 212 passengers of the ferry ashore before midnight."
RESCUED_TOO = "Before midnight 212 people had been taken off by lifeboats that came from Eastfield."
STEERING = "Norling Line, the owner, said that the steering of the ship had failed in heavy seas."
WEATHER = "A gale warning for the coast had been given out by the weather service at noon."


def test_a_freely_worded_sentence_agrees() -> None:
    story = told(
        article("Courier", GROUNDED, RESCUED, STEERING),
        article("Orrery", GROUNDED.replace("ran aground", "went aground"), RESCUED_TOO, WEATHER),
    )

    [rescue] = [point for point in story.points if "212" in point.text]
    assert [citation.source for citation in rescue.citations] == ["Courier", "Orrery"]


def test_what_all_papers_have_further_down_is_told() -> None:
    fillers = [f"Resident number {n} watched from window {n * 7} of a house." for n in range(9)]
    story = told(
        article("Courier", GROUNDED, *fillers[:4], RESCUED),
        article("Orrery", GROUNDED, *fillers[4:], RESCUED_TOO),
    )

    assert any("212" in text for text in texts(story)[:3])


def test_a_lead_that_is_none_is_not_told_first() -> None:
    story = told(
        article("Courier", "Welcome to the odd world of sailing by night on this coast.", GROUNDED),
        article("Orrery", GROUNDED, RESCUED),
    )

    assert story.points[0].text == GROUNDED


def test_a_fragment_above_it_does_not_hide_the_lead_of_the_headline() -> None:
    caption = "The Maid of Orrin seen from a boat on Sunday: picture desk of the Courier"
    side = "Insurers in Eastfield reckon with a loss of £4m for the ferry Maid of Orrin."
    story = told(
        article("Courier", caption, GROUNDED, title="Maid of Orrin runs aground"),
        article("Orrery", side, STEERING, title="What the ferry cost"),
    )

    assert story.points[0].text == GROUNDED


def test_a_sale_that_was_stopped_is_not_told_as_going_on() -> None:
    ongoing = "The auction of the beached whale by the town of Orrin is picking up bids on eBay."
    ended = "The auction of the beached whale by the town of Orrin was stopped by eBay on Monday."
    others = (GROUNDED, STEERING, WEATHER, RESCUED)
    story = told(
        article("Courier", ongoing, *others[:2]),
        article("Orrery", ended, *others[2:], hours=9),
    )

    shown = texts(story)
    assert ended in shown
    assert ongoing not in shown[: shown.index(ended) + 1]


def test_of_two_counts_the_later_is_told() -> None:
    first = "The crash of a tour bus and a truck near Orrin left more than 30 people injured."
    later = "The crash of a tour bus and a truck near Orrin left 47 people injured."
    story = told(
        with_figures(article("A", first), ("more than 30 people", 30, "people", "injured")),
        with_figures(article("B", later, hours=5), ("47 people", 47, "people", "injured")),
    )

    [disagreement] = story.disagreements
    assert [figure.value for figure in disagreement.figures] == [30, 47]
    assert story.points[0].text == later


def test_others_who_were_injured_are_the_injured() -> None:
    one = "A tour bus hit a truck near Orrin, killing 15 people and injuring more than 30 others."
    other = "Forty-seven others were injured when the tour bus hit the truck near Orrin."
    story = told(
        with_figures(
            article("A", one),
            ("15 people", 15, "people", "people"),
            ("more than 30 others", 30, "others", "others"),
        ),
        with_figures(article("B", other), ("Forty-seven others", 47, "others", "others")),
    )

    [disagreement] = story.disagreements
    assert disagreement.subject == "injured"
    assert [figure.value for figure in disagreement.figures] == [30, 47]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("40-foot whale", 40, "whale", "foot whale"),
            ("12-metre whale", 12, "whale", "metre whale"),
        ),
        (
            ("705 people", 705, "people", "people"),
            ("seven hundred people", 700, "people", "people"),
        ),
        (("160,000 stars", 160_000, "stars", "stars"), ("300 stars", 300, "stars", "stars")),
    ],
)
def test_one_length_in_two_units_and_a_round_number_contradict_nobody(
    one: tuple[str, float, str, str], other: tuple[str, float, str, str]
) -> None:
    template = "The mayor of Orrin said that {} had been seen from the beach on Sunday."
    story = told(
        with_figures(article("A", template.format(one[0])), one),
        with_figures(article("B", template.format(other[0])), other),
    )

    assert story.disagreements == ()


def test_stars_and_target_stars_are_one_thing() -> None:
    one = "The telescope was launched in 2009 and stared at 160,000 target stars for four years."
    other = "Launched in 2009, the telescope looked at 150,000 stars for signs of planets."
    story = told(
        with_figures(article("A", one), ("160,000 target stars", 160_000, "stars", "target stars")),
        with_figures(article("B", other), ("150,000 stars", 150_000, "stars", "stars")),
    )

    assert [len(found.figures) for found in story.disagreements] == [2]


def test_a_change_contradicts_nobody() -> None:
    one = "Bids for the whale rose from $200 to $2,000 before the auction was closed on Monday."
    other = "Bids for the whale stood at $250 when the auction was closed on Monday evening."
    story = told(
        with_figures(article("A", one), ("$200", 200, "USD", "bids"), ("$2,000", 2000, "USD", "")),
        with_figures(article("B", other), ("$250", 250, "USD", "bids")),
    )

    assert story.disagreements == ()


def actor(text: str, name: str, kind: ActorKind, **fields: object) -> Actor:
    mention = Mention(span=span_of(text, name))
    return Actor(name=name, kind=kind, mentions=(mention,), **fields)  # type: ignore[arg-type] # by name


def test_who_acts_comes_before_the_agency_and_the_place_of_comparison() -> None:
    one = "Zeta News said Ada Holm had closed the yard, as had been done in Niue."
    acts = (Act(text="had closed the yard", span=span_of(one, "had closed the yard")),)
    actors = (
        actor(one, "Zeta News", ActorKind.ORGANISATION),
        actor(one, "Niue", ActorKind.PLACE),
        actor(one, "Ada Holm", ActorKind.PERSON, acts=acts),
    )

    story = told(article("A", one, actors=actors))

    assert [each.name for each in story.actors] == ["Ada Holm", "Niue", "Zeta News"]


def test_a_place_that_acts_is_an_actor_as_a_body_is() -> None:
    one = "Norway recalled its envoy from Sweden on Monday."
    acts = (Act(text="recalled its envoy", span=span_of(one, "recalled its envoy")),)
    actors = (
        actor(one, "Sweden", ActorKind.PLACE),
        actor(one, "Norway", ActorKind.PLACE, acts=acts),
    )

    assert told(article("A", one, actors=actors)).actors[0].name == "Norway"


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("World Health Organization", "World Health Organisation", ("organisation",) * 2),
        ("Doug Hudgins", "Douglas Hudgins", ("person",) * 2),
        ("A.J. Allmendinger", "AJ Allmendinger", ("person",) * 2),
        ("Hayatabad", "Hayatabad", ("organisation", "place")),
    ],
)
def test_one_actor_under_two_spellings_or_kinds_is_one(
    one: str, other: str, kinds: tuple[str, str]
) -> None:
    made = [
        article(source, text, actors=(actor(text, name, ActorKind(kind)),))
        for source, name, kind in (("A", one, kinds[0]), ("B", other, kinds[1]))
        for text in (f"Then {name} spoke of it at length.",)
    ]

    assert len(told(*made).actors) == 1


def test_who_only_speaks_comes_after_who_acts() -> None:
    one = "Lars Holm saved the ship, Ada Beck said."
    quote = Quote(
        kind=QuoteKind.REPORTED, text="saved", span=span_of(one, "saved"), speaker="Ada Beck"
    )
    acts = (Act(text="saved the ship", span=span_of(one, "saved the ship")),)
    actors = (
        actor(one, "Ada Beck", ActorKind.PERSON),
        actor(one, "Lars Holm", ActorKind.PERSON, acts=acts),
    )

    story = told(
        article("A", one, actors=actors, quotes=(quote,)),
        article("B", one, actors=tuple(reversed(actors)), quotes=(quote,)),
    )

    assert story.actors[0].name == "Lars Holm"


SENTENCES = (GROUNDED, RESCUED, RESCUED_TOO, STEERING, WEATHER)
CHOSEN = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True)


@given(st.lists(CHOSEN, min_size=1, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_points_slice_their_texts_and_no_order_of_arrival_matters(
    given_sentences: list[list[str]], chance: object
) -> None:
    articles = [
        article(f"paper {number}", *sentences, hours=number % 2)
        for number, sentences in enumerate(given_sentences)
    ]
    bodies: dict[str, Brief] = {each.brief.id: each.brief for each in articles}
    shuffled = list(articles)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # a Random

    story = told(*articles)

    assert told(*shuffled) == story
    assert len(set(texts(story))) == len(story.points)
    for point in story.points:
        shown = point.citations[0]
        assert shown.span.of(bodies[shown.article_id].text) == point.text
        assert len({citation.article_id for citation in point.citations}) == len(point.citations)


def test_two_openings_with_the_same_words_are_one_point() -> None:
    ran = "The ferry Maid of Orrin ran aground on the Skarn rocks near Port Amber on Sunday night."
    taken = "Before midnight 212 people had been taken off by lifeboats that came from Eastfield."
    ashore = (
        "Lifeboats from Eastfield brought all 212 passengers of the ferry ashore before midnight."
    )
    given_sentences = ([ran], [taken], [ran, ashore], [taken, ran])

    story = told(
        *(
            article(f"paper {number}", *sentences, hours=number % 2)
            for number, sentences in enumerate(given_sentences)
        )
    )

    assert len(set(texts(story))) == len(story.points)
