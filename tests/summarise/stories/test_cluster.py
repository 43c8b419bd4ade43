"""Forming stories: what belongs together, whatever the order, and for how long."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.stories.article_features import ArticleFeatures, ClusterRequest, features_of
from summarise.stories.cluster import StoryClusterer
from summarise.stories.cluster_state import (
    UnknownStateError,
    features_from_bytes,
    features_to_bytes,
)
from summarise.stories.story_model import ArticleId, Membership
from tui.headless.demo.demo_papers import load_papers

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

FERRY = (
    "The ferry Maid of Orrin ran aground off Port Amber on Sunday night with 212 people on board. "
    "Lifeboats from Port Amber and Eastfield took all passengers ashore before midnight. "
    "Captain Lars Holm said that the steering had failed in heavy seas near the Skarn rocks."
)
FERRY_TOO = (
    "All 212 passengers of the Maid of Orrin were brought to Port Amber by lifeboats on Sunday. "
    "The ferry had hit the Skarn rocks when its steering failed, its captain, Lars Holm, said. "
    "Norling Line, which owns the ferry, promised to pay for everybody's journey home."
)
BUDGET = (
    "Eastfield Council voted on Monday to cut the school budget by £4m, closing two libraries. "
    "Mayor Priya Nair called the decision painful. Teachers gathered outside the town hall. "
    "The opposition wanted to raise the parking charges instead."
)
BUDGET_TOO = (
    "Two libraries will close in Eastfield after councillors cut £4m from the school budget. "
    "Teachers protested at the town hall while Mayor Priya Nair defended the vote on Monday. "
    "Parking charges stay as they are, against the wish of the opposition."
)
CHESS = (
    "Grandmaster Mira Okoye won the Lisbon chess open with a draw in the last round. "
    "She finished half a point before Jonas Beck and takes home the prize of 20,000 euros."
)
TEXTS = {"ferry": FERRY, "ferry too": FERRY_TOO, "budget": BUDGET, "budget too": BUDGET_TOO}


def features(
    name: str,
    text: str = "",
    *,
    published: datetime | None = NOON,
    language: str = "en",
) -> ArticleFeatures:
    text = text or TEXTS[name]
    title = text.split(". ", maxsplit=1)[0]
    return features_of(
        ClusterRequest(
            id=ArticleId(name), title=title, text=text, published=published, language=language
        )
    )


def partition(members: tuple[Membership, ...]) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for member in members:
        stories.setdefault(member.story_id, set()).add(member.article_id)
    return {frozenset(articles) for articles in stories.values()}


def test_articles_of_one_event_are_one_story() -> None:
    members = StoryClusterer().add([*map(features, TEXTS), features("chess", CHESS)])

    assert partition(members) == {
        frozenset({"ferry", "ferry too"}),
        frozenset({"budget", "budget too"}),
        frozenset({"chess"}),
    }


def test_an_article_joins_the_story_of_an_earlier_refresh() -> None:
    clusterer = StoryClusterer()
    first = clusterer.add([features("ferry"), features("budget"), features("chess", CHESS)])

    later = NOON + timedelta(hours=5)
    [joined] = clusterer.add([features("ferry too", published=later)])

    assert joined.story_id == first[0].story_id == "ferry"


def test_a_story_is_named_after_its_earliest_article() -> None:
    early = features("ferry too", published=NOON - timedelta(hours=1))

    members = StoryClusterer().add([features("ferry"), early])

    assert {member.story_id for member in members} == {"ferry too"}


def test_the_same_event_a_month_later_is_another_story() -> None:
    later = NOON + timedelta(days=30)

    members = StoryClusterer().add([features("ferry"), features("ferry too", published=later)])

    assert len(partition(members)) == 2


def test_a_quiet_story_ends() -> None:
    clusterer = StoryClusterer()
    clusterer.add([features("ferry"), features("budget"), features("chess", CHESS)], now=NOON)

    clusterer.add([features("budget too")], now=NOON + timedelta(days=8))

    assert not clusterer.knows(ArticleId("ferry"))


def test_one_wrong_year_does_not_end_the_stories() -> None:
    clusterer = StoryClusterer()
    clusterer.add([features("ferry"), features("budget"), features("chess", CHESS)])
    wrong = features("odd", CHESS.replace("Lisbon", "Porto"), published=NOON.replace(year=2099))

    clusterer.add([features("budget too"), features("ferry too"), wrong])

    assert clusterer.knows(ArticleId("ferry"))


def test_wire_copy_is_marked_and_joins_its_original() -> None:
    wire = " ".join((FERRY, BUDGET, CHESS))
    shortened = wire[: wire.index("Grandmaster")]
    copy = features("copy", shortened, published=NOON + timedelta(hours=2))

    original, copied = StoryClusterer().add([features("wire", wire), copy])

    assert (original.copy_of, copied.copy_of) == ("", "wire")
    assert copied.story_id == original.story_id


def test_a_retelling_is_no_copy() -> None:
    members = StoryClusterer().add([features("ferry"), features("ferry too")])

    assert {member.copy_of for member in members} == {""}


def test_an_own_report_with_an_agencys_paragraphs_is_no_copy() -> None:
    own = " ".join((CHESS, FERRY_TOO, BUDGET))
    agency = features("agency", BUDGET)
    report = features("report", f"{own} {own[::-1]}", published=NOON + timedelta(hours=2))

    members = StoryClusterer().add([agency, report])

    assert {member.copy_of for member in members} == {""}


def test_six_feeds_with_one_text_are_one_article_and_five_copies() -> None:
    wire = " ".join((FERRY, BUDGET, CHESS))
    batch = [features(f"feed {n}", wire, published=NOON + timedelta(minutes=n)) for n in range(6)]

    members = StoryClusterer().add(batch)

    assert len({member.story_id for member in members}) == 1
    assert [member.copy_of for member in members] == ["", *["feed 0"] * 5]


def test_a_shared_town_makes_no_story() -> None:
    market = (
        "The fish market of Port Amber opens an hour earlier from May, the harbour board said. "
        "Traders in Port Amber had asked for it, since the buyers from Eastfield start at four."
    )

    # What a word is worth is known when some articles have been counted.
    words = sorted(set(f"{BUDGET} {BUDGET_TOO} {CHESS} {market}".lower().split()))
    chance = random.Random(7)
    others = [
        features(f"other {n}", f"Place{n} and Person{n}: {' '.join(chance.sample(words, 20))}.")
        for n in range(100)
    ]

    members = StoryClusterer().add(
        [*others, features("ferry"), features("market", market), features("ferry too")]
    )

    story_of = {str(member.article_id): member.story_id for member in members}
    assert story_of["market"] == "market"
    assert story_of["ferry"] == story_of["ferry too"]


def test_articles_without_capitals_can_be_of_one_story() -> None:
    batch = [features(name, TEXTS[name].lower()) for name in TEXTS]

    members = StoryClusterer().add([*batch, features("chess", CHESS.lower())])

    assert partition(members) == {
        frozenset({"ferry", "ferry too"}),
        frozenset({"budget", "budget too"}),
        frozenset({"chess"}),
    }


def test_articles_in_two_languages_are_two_stories() -> None:
    members = StoryClusterer().add([features("ferry"), features("ferry too", language="fr")])

    assert len(partition(members)) == 2


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    members = StoryClusterer().add([features("a", "…"), features("b", "…"), features("ferry")])

    assert len(partition(members)) == 3


def test_an_article_is_given_once() -> None:
    clusterer = StoryClusterer()
    clusterer.add([features("ferry")])

    with pytest.raises(ValueError, match="once"):
        clusterer.add([features("ferry")])


def test_what_is_kept_goes_on_as_if_nothing_had_happened() -> None:
    one = StoryClusterer()
    one.add([features("ferry"), features("budget")])
    other = StoryClusterer(one.dump())
    batch = [features("ferry too"), features("budget too"), features("chess", CHESS)]

    assert other.add(batch) == one.add(batch)
    assert other.dump() == one.dump()


def test_features_survive_being_kept() -> None:
    made = features("ferry")

    assert features_from_bytes(features_to_bytes(made)) == made
    assert len(features_to_bytes(made)) < 1500


@pytest.mark.parametrize("data", [b"\xc1", b"\x80", b"\x01", b"{}"])
def test_what_another_version_kept_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownStateError):
        StoryClusterer(data)


def demo_requests() -> dict[str, tuple[str, ArticleFeatures]]:
    """Return the demo edition's articles with the event that each tells."""
    return {
        article.slug: (
            article.event,
            features_of(
                ClusterRequest(
                    id=ArticleId(article.slug),
                    title=article.title,
                    text="\n\n".join(b.text for b in article.blocks if not b.heading),
                    published=article.published,
                    language="en",
                )
            ),
        )
        for paper in load_papers()
        for article in paper.articles
    }


def test_the_demo_editions_events_are_its_stories() -> None:
    requests = demo_requests()
    events: dict[str, set[str]] = {}
    for slug, (event, _) in requests.items():
        events.setdefault(event, set()).add(slug)

    members = StoryClusterer().add([made for _, made in requests.values()])

    assert partition(members) == {frozenset(slugs) for slugs in events.values()}


@given(st.permutations(sorted(demo_requests())))
@settings(max_examples=15, deadline=None)
def test_any_order_gives_the_same_stories(order: list[str]) -> None:
    requests = demo_requests()

    shuffled = StoryClusterer().add([requests[slug][1] for slug in order])

    in_order = StoryClusterer().add([requests[slug][1] for slug in sorted(requests)])
    assert set(shuffled) == set(in_order)
    assert [member.article_id for member in shuffled] == order
