"""The page of a story as lines: sources, what is new, contradicting figures, coverage, folds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from cache.values.list_rows import EntryId, EntryRow, FeedId
from cache.values.story_rows import StoryDetail, StoryReport, StoryRow
from summarise.model import ActorKind, Precision, QuoteKind, Span, Stance
from summarise.stories.story_model import (
    ArticleCoverage,
    ArticleId,
    Citation,
    Disagreement,
    Exclusive,
    SourcedActor,
    SourcedEvent,
    SourcedFigure,
    SourcedNutGraf,
    SourcedPoint,
    SourcedQuote,
    SourcedRole,
    StoryBrief,
    StoryId,
)
from tui.app.widgets.lists.story_list import papers
from tui.app.widgets.typesetting.story_page import typeset_story
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind

NOW = datetime(2026, 12, 2, 18, tzinfo=UTC)


def cite(number: int, source: str, text: str, *, hours: float = 3) -> Citation:
    return Citation(
        article_id=ArticleId(str(number)),
        source=source,
        moment=NOW - timedelta(hours=hours),
        span=Span(start=10, end=10 + len(text)),
        text=text,
    )


ITV = cite(1, "ITV News", "Fifteen people died.", hours=30)
BBC = cite(2, "BBC News", "Twenty-five people were killed.")
WIRE = cite(3, "Daily", "Fifteen people died.", hours=2)


def entry(number: int, source: str, *, is_read: bool) -> EntryRow:
    return EntryRow(
        entry_id=EntryId(number),
        feed_id=FeedId(number),
        feed_title=source,
        title=f"Headline {number}",
        author="",
        url="",
        sort_at=NOW - timedelta(hours=number),
        has_published=True,
        is_read=is_read,
        is_starred=False,
        has_brief=True,
        word_count=400,
        lead="",
    )


def story() -> StoryDetail:
    fifteen = SourcedFigure(
        text="15 people", value=15, unit="people", what="dead", citations=(ITV, WIRE)
    )
    more = SourcedFigure(
        text="25 people", value=25, unit="people", what="dead", citations=(BBC,), is_new=True
    )
    only = SourcedPoint(text="Twenty-five people were killed.", citations=(BBC,), is_new=True)
    brief = StoryBrief(
        id=StoryId("1"),
        title="Strikes on Idlib",
        pipeline="x",
        points=(
            only,
            SourcedPoint(text="Fifteen people died.", citations=(ITV, WIRE)),
        ),
        actors=(
            SourcedActor(
                name="Ana Núñez",
                kind=ActorKind.PERSON,
                aliases=("Núñez",),
                roles=(SourcedRole(text="mayor of Idlib", citation=ITV),),
                citations=(ITV, BBC),
                mention_count=7,
            ),
        ),
        quotes=(
            SourcedQuote(
                kind=QuoteKind.DIRECT,
                text="We need help",
                speaker="Ana Núñez",
                cue="said",
                citations=(BBC,),
                is_new=True,
            ),
        ),
        figures=(fifteen, more),
        disagreements=(Disagreement(subject="dead", figures=(fifteen, more)),),
        timeline=(
            SourcedEvent(
                when="on Monday",
                date=date(2026, 11, 30),
                precision=Precision.DAY,
                text="the strikes began",
                citations=(ITV,),
            ),
        ),
        coverage=(
            ArticleCoverage(
                article_id=ArticleId("1"),
                source="ITV News",
                title="Headline 1",
                moment=ITV.moment,
                word_count=460,
            ),
            ArticleCoverage(
                article_id=ArticleId("2"),
                source="BBC News",
                title="Headline 2",
                moment=BBC.moment,
                word_count=230,
                exclusive=Exclusive(points=(only,), actors=("Ana Núñez",)),
                is_new=True,
            ),
            ArticleCoverage(
                article_id=ArticleId("3"),
                source="Daily",
                title="Headline 3",
                moment=WIRE.moment,
                word_count=460,
                copy_of=ArticleId("1"),
            ),
        ),
        has_been_read=True,
    )
    reports = tuple(
        StoryReport(source=part.source, moment=part.moment, is_copy=bool(part.copy_of))
        for part in brief.coverage
    )
    row = StoryRow(
        story_id=brief.id,
        title=brief.title,
        lead="",
        reports=reports,
        opened_at=ITV.moment,
        updated_at=WIRE.moment,
        grown_at=NOW,
        article_count=3,
        seen_count=2,
        news_count=1,
    )
    entries = (
        entry(1, "ITV News", is_read=True),
        entry(2, "BBC News", is_read=False),
        entry(3, "Daily", is_read=True),
    )
    return StoryDetail(row=row, brief=brief, entries=entries)


def lines_of(width: int, *unfolded: str) -> list[str]:
    made = typeset_story(story(), width, unfolded=frozenset(unfolded), now=NOW)
    return [line.text.rstrip().replace("\u00a0", " ") for line in made.page.lines]


def test_points_have_their_papers_and_what_is_new_is_marked() -> None:
    lines = lines_of(76)

    assert "1 article since you last looked" in lines
    assert "1  NEW Twenty-five people were killed." in lines
    assert "2  Fifteen people died." in lines
    assert "   BBC News, 3 h" in lines
    assert any(it.startswith("   ITV News · Daily, Tue") and it.endswith("▸") for it in lines)


def test_the_nut_graf_leads_to_its_article() -> None:
    graf = SourcedNutGraf(
        text="What it is about.",
        spans=(Span(start=0, end=4),),
        article_id=ArticleId("2"),
        source="BBC News",
    )
    told = story()
    made = typeset_story(
        replace(told, brief=replace(told.brief, nut_graf=graf)),
        76,
        unfolded=frozenset(),
        now=NOW,
    )
    number = next(n for n, it in enumerate(made.page.items) if it.kind is ItemKind.NUT_GRAF)
    lead = made.leads[number]

    assert any("What it is about.  BBC News" in line.text for line in made.page.lines)
    assert lead is not None
    assert lead.entry_id == EntryId(2)


def test_a_point_that_the_nut_graf_says_stands_there_with_its_papers_and_not_below() -> None:
    told = story()
    first = told.brief.points[0]
    citation = first.citations[0]
    graf = SourcedNutGraf(
        text=first.text,
        spans=(citation.span,),
        article_id=citation.article_id,
        source=citation.source,
    )
    made = typeset_story(
        replace(told, brief=replace(told.brief, nut_graf=graf)), 76, unfolded=frozenset(), now=NOW
    )
    lines = [line.text.rstrip().replace("\u00a0", " ") for line in made.page.lines]
    number = next(n for n, it in enumerate(made.page.items) if it.kind is ItemKind.NUT_GRAF)
    lead = made.leads[number]

    assert sum(first.text in line for line in lines) == 1
    assert "NEW Twenty-five people were killed.  BBC News, 3 h" in lines
    assert "1  Fifteen people died." in lines
    assert lead is not None
    assert (lead.span, lead.shown) == (citation.span, (citation.span,))


def test_a_short_point_shows_that_there_is_more_and_marks_its_words() -> None:
    told = story()
    span = Span(start=0, end=3)
    short = replace(told.brief.points[0], short="Twenty-five were killed.", shown=(span,))
    brief = replace(told.brief, points=(short, *told.brief.points[1:]))
    detail = replace(told, brief=brief)
    made = typeset_story(detail, 76, unfolded=frozenset(), now=NOW)
    whole = typeset_story(detail, 76, unfolded=frozenset(), is_whole=True, now=NOW)
    number = made.page.key_point(1)

    assert any("Twenty-five were killed. …" in line.text for line in made.page.lines)
    assert any("Twenty-five people were killed." in line.text for line in whole.page.lines)
    assert number is not None
    lead = made.leads[number]
    assert lead is not None
    assert lead.shown == (span,)


def test_of_two_times_on_one_day_the_day_is_said_once() -> None:
    assert (
        lines_of(76)[1] == "3 papers · 3 articles · Tue 1 Dec 2026, 12:00 – Wed 2 Dec 2026, 16:00"
    )
    one_day = story()
    row = replace(one_day.row, opened_at=NOW - timedelta(hours=6))
    made = typeset_story(replace(one_day, row=row), 76, unfolded=frozenset(), now=NOW)
    assert made.page.lines[1].text.endswith(" · Wed 2 Dec 2026, 12:00 – 16:00")
    narrow = typeset_story(replace(one_day, row=row), 40, unfolded=frozenset(), now=NOW)
    assert narrow.page.lines[1].text.endswith(" · 2 Dec")


def test_what_each_paper_says_is_unfolded() -> None:
    lines = lines_of(76, "point 2")

    assert "   › Daily, 2 h: Fifteen people died." in lines


def test_contradicting_figures_stand_side_by_side() -> None:
    lines = lines_of(76)

    at = next(n for n, line in enumerate(lines) if line.startswith("The papers disagree"))
    assert lines[at + 1 : at + 4] == [
        "   dead",
        "   ≠ 15 people  ITV News · Daily, Tue",
        "   ≠ 25 people  NEW BBC News, 3 h",
    ]


def test_coverage_says_who_when_how_long_and_what_only_they_have() -> None:
    lines = lines_of(76)

    assert "     ITV News  Tue · 2 min" in lines or "   ITV News  Tue · 2 min" in lines
    assert any("Daily  2 h · 2 min · the words of ITV News" in line for line in lines)
    assert any("only in BBC News: 1 point · Ana Núñez" in line for line in lines)
    unfolded = lines_of(76, "coverage 1")
    assert "     › NEW Twenty-five people were killed." in unfolded


def test_each_item_leads_where_it_stands() -> None:
    made = typeset_story(story(), 76, unfolded=frozenset(), now=NOW)

    point = made.page.key_point(2)
    assert point is not None
    lead = made.leads[point]
    assert lead is not None
    assert (lead.entry_id, lead.span, lead.text) == (1, ITV.span, ITV.text)
    articles = [n for n, it in enumerate(made.page.items) if it.kind is ItemKind.ARTICLE]
    assert [made.leads[n].entry_id for n in articles[-3:] if made.leads[n]] == [1, 2, 3]  # type: ignore[union-attr]  # those that are None are left out
    assert made.leads[-1] is None
    actor = next(it for it in made.page.items if it.kind is ItemKind.ACTOR)
    assert actor.actor == "Ana Núñez"


@pytest.mark.parametrize("width", [8, 20, 33, 41, 76, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    everything = ("point 2", "actor 0", "coverage 1")
    made = typeset_story(story(), width, unfolded=frozenset(everything), now=NOW)

    assert max(cell_len(line.text) for line in made.page.lines) <= max(width, 41)
    for line in made.page.lines:
        assert all(0 <= run.start < run.end <= len(line.text) for run in line.runs)
    inks = {run.ink for line in made.page.lines for run in line.runs}
    assert Ink.NEW in inks


@pytest.mark.parametrize(
    ("room", "words"),
    [(40, "ITV News · BBC News · Daily"), (22, "ITV News · BBC News +1"), (12, "ITV News +2")],
)
def test_papers_that_do_not_fit_are_counted(room: int, words: str) -> None:
    assert papers(story().row, room) == words


def test_marks_stand_only_where_the_paper_has_them() -> None:
    told = story()
    reported = SourcedQuote(
        kind=QuoteKind.REPORTED,
        text="she had taken money",
        speaker="Ana Núñez",
        cue="denied",
        stance=Stance.DENIED,
        citations=(BBC,),
    )
    first, second, *rest = told.brief.coverage
    second = replace(second, exclusive=Exclusive(quotes=(reported, told.brief.quotes[0])))
    brief = replace(told.brief, quotes=(reported,), coverage=(first, second, *rest))

    made = typeset_story(
        replace(told, brief=brief), 76, unfolded=frozenset({"coverage 1"}), now=NOW
    )
    lines = [line.text.rstrip() for line in made.page.lines]

    assert "   denied: she had taken money" in lines
    assert "     › denied: she had taken money  Ana Núñez" in lines
    assert "     › said: “We need help”  Ana Núñez" in lines
