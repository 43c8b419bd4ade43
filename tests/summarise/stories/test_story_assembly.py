"""The brief of a story: what agrees is one line, what differs stands side by side."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from summarise.model import (
    Actor,
    ActorKind,
    Brief,
    Event,
    Figure,
    KeyPoint,
    Mention,
    NutGraf,
    Precision,
    Quote,
    QuoteKind,
    ShortSentence,
    Span,
    Stance,
)
from summarise.stories.points.story_nut_graf import (
    points_besides_nut_graf,
    points_in_nut_graf,
    story_nut_graf,
)
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_json import story_to_json
from summarise.stories.story_model import ArticleId, Seen, StoryArticle, StoryBrief, StoryId
from tests.support.samples.builders import make_brief

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)

GROUNDED = "The ferry Maid of Orrin ran aground near Port Amber on Sunday night."
GROUNDED_TOO = "On Sunday night the ferry Maid of Orrin ran aground on rocks near Port Amber."
INQUIRY = "Norling Bank has frozen the loans of the company that owns the ship."
RESCUE = "Lifeboats brought every passenger ashore before midnight in heavy seas."


def brief(name: str, *sentences: str, **fields: object) -> Brief:
    text = "\n\n".join(sentences)
    points = tuple(KeyPoint(text=s, span=span_of(text, s)) for s in sentences)
    return make_brief(
        text,
        **{"id": name, "title": f"{name} title", "key_points": points, "actors": ()} | fields,
    )


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def article(source: str, made: Brief, *, hours: int = 0, **fields: object) -> StoryArticle:
    moment = MORNING + timedelta(hours=hours)
    return StoryArticle(brief=made, source=source, moment=moment, version="1", **fields)  # type: ignore[arg-type] # by name


def figure(text: str, words: str, value: float, *, unit: str = "people", what: str) -> Figure:
    return Figure(text=words, span=span_of(text, words), value=value, unit=unit, what=what)


def actor(text: str, name: str, *, role: str = "", aliases: tuple[str, ...] = ()) -> Actor:
    return Actor(
        name=name,
        kind=ActorKind.PERSON,
        aliases=aliases,
        role=role,
        role_span=span_of(text, role) if role else None,
        mentions=(Mention(span=span_of(text, name)),),
    )


def told(*articles: StoryArticle, seen: Seen | None = None) -> StoryBrief:
    return story_brief(StoryId("s"), articles, seen=seen)


def test_agreeing_sentences_are_one_point_with_both_sources() -> None:
    story = told(
        article("Courier", brief("a", GROUNDED, INQUIRY)),
        article("Orrery", brief("b", GROUNDED_TOO, RESCUE), hours=1),
    )

    assert story.points[0].text == GROUNDED
    assert [c.source for c in story.points[0].citations] == ["Courier", "Orrery"]
    assert {point.text for point in story.points} == {GROUNDED, INQUIRY, RESCUE}


def test_every_citation_slices_its_articles_text() -> None:
    first, second = brief("a", GROUNDED, INQUIRY), brief("b", GROUNDED_TOO, RESCUE)
    texts = {"a": first.text, "b": second.text}

    story = told(article("Courier", first), article("Orrery", second))

    for point in story.points:
        for citation in point.citations:
            assert citation.span.of(texts[citation.article_id]) == citation.text


def test_an_actor_whose_name_is_a_blank_stops_nothing() -> None:
    text = f"{GROUNDED}\xa0"

    story = told(
        article("Courier", brief("a", text, actors=(actor(text, "\xa0"),))),
        article("Orrery", brief("b", GROUNDED_TOO)),
    )

    assert story.points


def test_different_counts_of_one_thing_stand_side_by_side() -> None:
    one, other = "Storms left at least 15 people dead.", "In all 25 people were dead by Monday."
    story = told(
        article("ITV", brief("a", one, figures=(figure(one, "15 people", 15, what="dead"),))),
        article(
            "BBC",
            brief("b", other, figures=(figure(other, "25 people", 25, what="dead"),)),
            hours=20,
        ),
    )

    [disagreement] = story.disagreements
    assert disagreement.subject == "dead"
    assert [(f.value, f.citations[0].source) for f in disagreement.figures] == [
        (15, "ITV"),
        (25, "BBC"),
    ]


def test_counts_of_different_things_do_not_contradict() -> None:
    one, other = "Storms left 15 people dead.", "The ferry had 25 people on board."
    story = told(
        article("ITV", brief("a", one, figures=(figure(one, "15 people", 15, what="dead"),))),
        article("BBC", brief("b", other, figures=(figure(other, "25 people", 25, what="board"),))),
    )

    assert story.disagreements == ()


def test_an_article_that_gives_both_values_contradicts_nobody() -> None:
    one = "First 15 people were dead. Later 25 people were dead."
    both = (figure(one, "15 people", 15, what="dead"), figure(one, "25 people", 25, what="dead"))
    other = "In all 25 people were dead."
    story = told(
        article("ITV", brief("a", one, figures=both)),
        article("BBC", brief("b", other, figures=(figure(other, "25 people", 25, what="dead"),))),
    )

    assert story.disagreements == ()


def test_figures_spelt_differently_agree() -> None:
    texts = (
        "Some 10-15 percent of the workers go. One in five workers is older than 60.",
        "Between 10 and 15 percent of the workers go. A third of the workers stay.",
        "Jobs of 10 to 15 percent of workers go. Twenty percent of the workers are old. 33% stay.",
    )
    first, second, third = texts

    def share(text: str, words: str, value: float) -> Figure:
        return figure(text, words, value, unit="%", what="the workers")

    def part(text: str, words: str) -> Figure:
        return replace(share(text, words, 0), value=None, ends=(10.0, 15.0))

    story = told(
        article(
            "A",
            brief(
                "a",
                first,
                figures=(
                    part(first, "Some 10-15 percent"),
                    share(first, "One in five workers", 20),
                ),
            ),
        ),
        article(
            "B",
            brief(
                "b",
                second,
                figures=(
                    part(second, "Between 10 and 15 percent"),
                    share(second, "A third", 33.33),
                ),
            ),
        ),
        article(
            "C",
            brief(
                "c",
                third,
                figures=(
                    part(third, "10 to 15 percent"),
                    share(third, "Twenty percent", 20),
                    share(third, "33%", 33),
                ),
            ),
        ),
    )

    cited = {f.text: [c.source for c in f.citations] for f in story.figures}
    assert cited == {
        "Some 10-15 percent": ["A", "B", "C"],
        "One in five workers": ["A", "C"],
        "A third": ["B", "C"],
    }


def test_people_of_one_paper_are_the_workers_of_another() -> None:
    one, other = "The yard employs 1,200 people.", "The yard has 1,200 workers."
    story = told(
        article("A", brief("a", one, figures=(figure(one, "1,200 people", 1200, what="people"),))),
        article(
            "B",
            brief(
                "b",
                other,
                figures=(figure(other, "1,200 workers", 1200, unit="workers", what="workers"),),
            ),
        ),
    )

    assert [len(f.citations) for f in story.figures] == [2]


def test_one_value_under_two_names_is_nothing_that_only_one_has() -> None:
    one, other = "About 1,500 lives were lost.", "About 1,500 people drowned. It had 20 boats."
    figures = (
        figure(other, "1,500 people", 1500, what="drowned"),
        figure(other, "20 boats", 20, unit="boats", what="boats"),
    )
    lives = figure(one, "1,500 lives", 1500, unit="lives", what="lost")
    story = told(
        article("A", brief("a", one, figures=(lives,))),
        article("B", brief("b", other, figures=figures)),
    )

    only = [[f.text for f in part.exclusive.figures] for part in story.coverage]
    assert only == [[], ["20 boats"]]


def test_the_headline_is_the_one_that_the_others_bear_out() -> None:
    story = told(
        article("A", brief("a", INQUIRY, title="Bank freezes loans")),
        article("B", brief("b", GROUNDED, title="Ferry runs aground near Port Amber"), hours=1),
        article("C", brief("c", GROUNDED_TOO, title="Maid of Orrin on the rocks"), hours=2),
    )

    assert story.title == "Ferry runs aground near Port Amber"


def test_a_background_piece_does_not_head_the_story() -> None:
    story = told(
        article("B", brief("b", GROUNDED, title="How a ferry runs aground near Port Amber")),
        article("C", brief("c", GROUNDED_TOO, title="Ferry aground off Port Amber"), hours=2),
    )

    assert story.title == "Ferry aground off Port Amber"


def test_a_surname_in_one_paper_is_the_full_name_in_the_other() -> None:
    one = "Lars Holm, the captain, spoke."
    other = "Captain Holm did not. Mira Okoye did."
    story = told(
        article("A", brief("a", one, actors=(actor(one, "Lars Holm", role="the captain"),))),
        article(
            "B",
            brief("b", other, actors=(actor(other, "Holm", role="Captain"), actor(other, "Okoye"))),
        ),
    )

    holm = story.actors[0]
    assert (holm.name, holm.aliases) == ("Lars Holm", ("Holm",))
    assert [role.text for role in holm.roles] == ["the captain", "Captain"]
    assert [citation.source for citation in holm.citations] == ["A", "B"]


@pytest.mark.parametrize("short", ["Norling", "NB", "norling bank"])
def test_a_short_name_of_a_company_is_the_company(short: str) -> None:
    long = body("Norling Bank has frozen the loans.", "Norling Bank")
    other = body(f"Then {short} froze them.", short)

    story = told(article("A", long), article("B", replace(other, id="b")))

    assert [each.name for each in story.actors] == ["Norling Bank"]


def body(text: str, name: str) -> Brief:
    return brief("a", text, actors=(replace(actor(text, name), kind=ActorKind.ORGANISATION),))


def test_a_surname_of_two_people_stays_alone() -> None:
    one, other = "Lars Holm met Ada Holm.", "Holm said nothing."
    story = told(
        article("A", brief("a", one, actors=(actor(one, "Lars Holm"), actor(one, "Ada Holm")))),
        article("B", brief("b", other, actors=(actor(other, "Holm"),))),
    )

    assert {each.name for each in story.actors} == {"Lars Holm", "Ada Holm", "Holm"}


def test_the_same_words_in_two_papers_are_one_quote() -> None:
    one = 'Holm said: "The steering failed in heavy seas."'
    other = 'The captain said "the steering failed".'
    story = told(
        article("A", brief("a", one, quotes=(quote(one, "The steering failed in heavy seas."),))),
        article("B", brief("b", other, quotes=(quote(other, "the steering failed", None),))),
    )

    [said] = story.quotes
    assert (said.text, said.speaker) == ("The steering failed in heavy seas.", "Holm")
    assert [citation.source for citation in said.citations] == ["A", "B"]


def quote(text: str, words: str, speaker: str | None = "Holm") -> Quote:
    return Quote(kind=QuoteKind.DIRECT, text=words, span=span_of(text, words), speaker=speaker)


def test_one_event_of_two_papers_stands_once_in_the_timeline() -> None:
    story = told(
        article("A", brief("a", GROUNDED, timeline=(event(GROUNDED, date(2026, 3, 1)),))),
        article("B", brief("b", GROUNDED_TOO, timeline=(event(GROUNDED_TOO, date(2026, 3, 1)),))),
        article("C", brief("c", RESCUE, timeline=(event(RESCUE, None),))),
    )

    assert [(e.date, len(e.citations)) for e in story.timeline] == [
        (date(2026, 3, 1), 2),
        (None, 1),
    ]


def event(text: str, day: date | None) -> Event:
    span = span_of(text, text)
    return Event(
        when="Sunday", date=day, precision=Precision.DAY, text=text, span=span, when_span=span
    )


def test_coverage_says_what_only_one_paper_has() -> None:
    story = told(
        article("Courier", brief("a", GROUNDED, INQUIRY)),
        article("Orrery", brief("b", GROUNDED_TOO, RESCUE), hours=1),
    )

    courier, orrery = story.coverage
    assert [point.text for point in courier.exclusive.points] == [INQUIRY]
    assert [point.text for point in orrery.exclusive.points] == [RESCUE]
    assert courier.word_count == len(f"{GROUNDED} {INQUIRY}".split())


def test_a_wire_copy_is_covered_but_supports_nothing() -> None:
    story = told(
        article("Courier", brief("a", GROUNDED)),
        article("Echo", brief("b", GROUNDED), hours=1, copy_of=ArticleId("a")),
    )

    assert [c.source for c in story.points[0].citations] == ["Courier"]
    assert [part.copy_of for part in story.coverage] == ["", "a"]


def test_what_is_new_is_marked_and_comes_first() -> None:
    first = article("Courier", brief("a", GROUNDED))
    second = article("Orrery", brief("b", GROUNDED_TOO, RESCUE), hours=9)
    seen = Seen(versions=frozenset({(first.id, "1")}))

    story = told(first, second, seen=seen)

    assert [(p.text, p.is_new) for p in story.points] == [(RESCUE, True), (GROUNDED, False)]
    assert [part.is_new for part in story.coverage] == [False, True]


def test_nothing_is_new_in_a_story_that_was_never_read() -> None:
    story = told(article("Courier", brief("a", GROUNDED)))

    assert not story.has_been_read
    assert not any(point.is_new for point in story.points)


def test_only_what_a_changed_page_adds_is_new() -> None:
    before = brief("a", GROUNDED)
    after = article("Courier", brief("a", GROUNDED, RESCUE))
    seen = Seen(versions=frozenset({(ArticleId("a"), "0")}), earlier=(before,))

    story = told(after, seen=seen)

    assert [(p.text, p.is_new) for p in story.points] == [(RESCUE, True), (GROUNDED, False)]


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = (
        article("Courier", brief("a", GROUNDED, INQUIRY)),
        article("Orrery", brief("b", GROUNDED_TOO, RESCUE)),
    )

    assert told(*articles) == told(*reversed(articles))


def test_a_story_without_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="story"):
        told()


def test_a_story_survives_json() -> None:
    one = 'Lars Holm said: "The steering failed."'
    story = told(
        article(
            "A",
            brief(
                "a",
                one,
                actors=(actor(one, "Lars Holm"),),
                quotes=(quote(one, "The steering failed."),),
                figures=(figure(one, "Lars", 1, what="ships"),),
                timeline=(event(one, date(2026, 3, 1)),),
            ),
        ),
        article("B", brief("b", GROUNDED)),
    )

    document = story_to_json(story)

    assert json.loads(json.dumps(document)) == document
    assert document.keys() == {"schema", *StoryBrief.__struct_fields__}
    assert document["actors"][0]["name"] == "Lars Holm"
    assert document["quotes"][0]["text"] == "The steering failed."
    assert document["figures"][0]["value"] == 1
    assert document["timeline"][0]["date"] == "2026-03-01"
    assert document["points"][0]["citations"][0]["start"] == 0
    assert document["coverage"][0]["moment"] == "2026-03-02T08:00:00Z"


def test_a_denial_is_not_merged_with_the_statement() -> None:
    one, other = "Holm said the ferry was safe.", "Holm denied the ferry was safe."
    said = replace(quote(one, "the ferry was safe"), kind=QuoteKind.REPORTED, cue="said")
    denied = replace(
        quote(other, "the ferry was safe"),
        kind=QuoteKind.REPORTED,
        cue="denied",
        stance=Stance.DENIED,
    )
    story = told(
        article("A", brief("a", one, quotes=(said,))),
        article("B", brief("b", other, quotes=(denied,))),
    )

    assert {(it.cue, it.stance) for it in story.quotes} == {
        ("said", Stance.SAID),
        ("denied", Stance.DENIED),
    }


def grafted(made: Brief, words: str, text: str) -> Brief:
    """Return a brief with a nut graf that stands at some of its words."""
    return replace(made, nut_graf=NutGraf(text=text, spans=(span_of(made.text, words),)))


def test_the_nut_graf_belongs_to_the_headline() -> None:
    first = grafted(brief("a", INQUIRY, GROUNDED), INQUIRY, "A bank froze loans.")
    second = grafted(brief("b", GROUNDED_TOO, RESCUE), GROUNDED_TOO, "A ferry ran aground.")
    articles = [article("Morning", first), article("Evening", second)]
    told = story_brief(StoryId("a"), articles)

    for headed, text in zip(articles, ("A bank froze loans.", "A ferry ran aground."), strict=True):
        graf = story_nut_graf(articles, told.points, headed)
        assert graf is not None
        assert graf.text == text


def test_without_that_of_the_headline_the_nut_graf_is_that_of_the_weightiest_point() -> None:
    first = grafted(brief("a", INQUIRY, GROUNDED), INQUIRY, "A bank froze loans.")
    second = grafted(brief("b", GROUNDED_TOO, RESCUE), GROUNDED_TOO, "A ferry ran aground.")
    headed = replace(brief("c", GROUNDED), title=GROUNDED)

    told = story_brief(
        StoryId("a"),
        [article("Noon", headed), article("Morning", first), article("Evening", second)],
    )

    assert told.nut_graf is not None
    assert told.nut_graf.text == "A ferry ran aground."
    assert (told.nut_graf.article_id, told.nut_graf.source) == (ArticleId("b"), "Evening")
    spans = story_to_json(told)["nut_graf"]["spans"]
    assert spans == [{"start": 0, "end": len(GROUNDED_TOO)}]


def test_a_story_of_articles_without_nut_graf_has_none() -> None:
    articles = [article("Morning", brief("a", GROUNDED)), article("Evening", brief("b", INQUIRY))]

    assert story_brief(StoryId("a"), articles).nut_graf is None


def test_a_point_keeps_its_short_form() -> None:
    made = brief("a", GROUNDED)
    point = replace(made.key_points[0], shown=(Span(start=0, end=30), Span(start=67, end=68)))

    told = story_brief(StoryId("a"), [article("Morning", replace(made, key_points=(point,)))])

    assert told.points[0].text == GROUNDED
    assert told.points[0].short == "The ferry Maid of Orrin ran ag."
    assert told.points[0].shown == point.shown


def test_a_sentence_that_is_no_key_point_of_its_article_has_its_short_form_too() -> None:
    made = brief("a", GROUNDED)
    short = ShortSentence(
        span=made.key_points[0].span, shown=(Span(start=0, end=30), Span(start=67, end=68))
    )
    other = replace(made, key_points=(), short_sentences=(short,))
    told = story_brief(
        StoryId("a"),
        [article("Morning", replace(other, key_points=(brief("b", RESCUE).key_points[0],)))],
    )

    point = next(it for it in told.points if it.text == GROUNDED)
    assert point.short == "The ferry Maid of Orrin ran ag."
    assert point.shown == short.shown


def test_what_the_nut_graf_says_is_no_point_besides_it() -> None:
    made = grafted(brief("a", GROUNDED, RESCUE), GROUNDED, GROUNDED)
    told = story_brief(StoryId("a"), [article("Morning", made)])

    assert [it.text for it in points_in_nut_graf(told, is_whole=True)] == [GROUNDED]
    assert points_besides_nut_graf(told, is_whole=True) == told.points[1:]


def test_a_nut_graf_that_says_less_than_a_point_leaves_it() -> None:
    words = GROUNDED[:30]
    made = grafted(brief("a", GROUNDED, RESCUE), words, words)
    point = replace(made.key_points[0], shown=(Span(start=0, end=30),))
    told = story_brief(
        StoryId("a"),
        [article("Morning", replace(made, key_points=(point, *made.key_points[1:])))],
    )

    assert points_in_nut_graf(told, is_whole=True) == ()
    assert [it.text for it in points_in_nut_graf(told, is_whole=False)] == [GROUNDED]
