"""An article on a page: every panel, every state, and where the text stands."""

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from cache.values.list_rows import EntryDetail, EntryId, EntryRow, FeedId
from summarise.model import ActorKind, Coverage, KeyPoint, NutGraf, QuoteKind, Span, Stance
from tests.support.caches.newsdesk import NOW, TEXT, article_of, brief_of
from tui.app.widgets.typesetting.article_page import ArticleView, typeset
from tui.app.widgets.typesetting.typeset_page import ENTITY_INKS, Ink, ItemKind, Page

ROW = EntryRow(
    entry_id=EntryId(1),
    feed_id=FeedId(1),
    feed_title="BBC News",
    title="Rebels take Aleppo",
    author="Sam Holder",
    url="https://example.org/1",
    sort_at=NOW,
    has_published=True,
    is_read=False,
    is_starred=False,
    has_brief=True,
    word_count=90,
    lead="",
)
FULL = EntryDetail(
    row=ROW, summary="From the feed.", article=article_of(), brief=brief_of(), page_failure=None
)


def page_of(detail: EntryDetail = FULL, width: int = 72, **changes: object) -> Page:
    unfolded = changes.pop("unfolded", frozenset())
    shown = ArticleView(detail=detail, **changes)  # type: ignore[arg-type]  # by keyword
    return typeset(shown, width, unfolded=unfolded, now=NOW)  # type: ignore[arg-type]


def words_of(page: Page) -> str:
    return "\n".join(line.text for line in page.lines)


def test_an_author_who_is_the_feed_stands_once() -> None:
    letter = replace(FULL, row=replace(ROW, feed_title="Ann  Plain", author="Ann Plain"))

    assert words_of(page_of(letter)).count("Plain") == 1


def test_a_full_page_has_all_panels_in_order() -> None:
    words = words_of(page_of())

    heads = [words.index(it) for it in ("Key points", "Actors", "Quotes", "Figures", "Timeline")]
    assert heads == sorted(heads)
    assert words.index("\nText ") > heads[-1]
    assert "BBC News · Sam Holder · Sun 22 Nov 2026, 18:30 · 1\u00a0min" in words


@pytest.mark.parametrize("width", [8, 20, 40, 76, 200])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    page = page_of(width=width, unfolded=frozenset({"actor 0"}))

    assert all(cell_len(line.text) <= max(width, 8) for line in page.lines if width >= 40)
    assert page.height > 10


@pytest.mark.parametrize("width", [20, 40, 76])
def test_text_lines_know_where_they_stand(width: int) -> None:
    page = page_of(width=width)

    for line in page.lines:
        if line.at >= 0:
            assert TEXT[line.at : line.at + len(line.text)] == line.text
    for item in page.items:
        for span in item.spans:
            line = page.lines[page.line_of(span.start)]
            assert line.at <= span.start <= line.at + len(line.text)


def test_names_are_inked_by_kind_where_they_stand() -> None:
    page = page_of(width=200)
    inked = {
        line.text[run.start : run.end]: run.ink
        for line in page.lines
        if line.at >= 0
        for run in line.runs
    }

    assert inked["Abbas Araghchi"] is Ink.PERSON
    assert inked["United Nations"] is Ink.ORGANISATION
    assert inked["Aleppo"] is Ink.PLACE
    assert set(inked.values()) <= ENTITY_INKS


def test_an_actor_unfolds_to_acts_and_words() -> None:
    folded, unfolded = page_of(), page_of(unfolded=frozenset({"actor 0"}))

    kinds = [item.kind for item in unfolded.items]
    assert ItemKind.ACT in kinds
    assert ItemKind.ACT not in [item.kind for item in folded.items]
    assert "also Araghchi" in words_of(unfolded)


def test_a_long_panel_shows_its_first_items_and_a_way_to_the_rest() -> None:
    quote = brief_of().quotes[0]
    detail = replace(FULL, brief=replace(brief_of(), quotes=(quote,) * 9))

    assert "6 more" in words_of(page_of(detail))
    assert words_of(page_of(detail, unfolded=frozenset({"quotes"}))).count("I reassured") == 10


def test_a_brief_of_an_older_text_marks_nothing_in_this_one() -> None:
    detail = replace(FULL, article=article_of("Something else entirely."))
    page = page_of(detail)

    assert not any(line.runs for line in page.lines if line.at >= 0)


def test_an_article_that_is_still_to_come_says_so_and_shows_the_feed() -> None:
    words = words_of(page_of(replace(FULL, article=None, brief=None)))

    assert "has not been fetched yet" in words
    assert "From the feed." in words


def test_an_article_without_a_brief_says_whether_one_is_coming() -> None:
    detail = replace(FULL, brief=None)

    assert "has not been made yet" in words_of(page_of(detail))
    assert "is being made" in words_of(page_of(detail, is_working=True))


def test_a_page_that_failed_gives_the_reason() -> None:
    page = page_of(replace(FULL, article=None, brief=None), failure="The server took too long.")

    assert "The page could not be had. The server took too long." in words_of(page)


def test_a_language_without_a_model_is_mentioned() -> None:
    detail = replace(FULL, brief=brief_of(coverage=Coverage.POINTS))

    assert "no model for this language" in words_of(page_of(detail))


def test_the_source_of_a_text_is_noted() -> None:
    assert "This text is from the feed." in words_of(page_of(note="This text is from the feed."))


def test_a_span_beyond_the_text_does_no_harm() -> None:
    point = KeyPoint(text="Gone.", span=Span(start=90_000, end=90_010))
    page = page_of(replace(FULL, brief=replace(brief_of(), key_points=(point,))))

    assert page.line_of(90_000) < page.height


@pytest.mark.parametrize("width", [12, 40, 72])
def test_a_brief_with_nothing_but_names_is_set(width: int) -> None:
    brief = brief_of()
    people = tuple(it for it in brief.actors if it.kind is not ActorKind.PLACE)
    detail = replace(FULL, brief=replace(brief, actors=people, figures=(), timeline=()))

    page = page_of(detail, width)

    names = [it.actor for it in page.items if it.kind is ItemKind.ACTOR]
    assert names[0] == "Abbas Araghchi"


def test_a_quotation_without_blanks_is_cut() -> None:
    quote = replace(brief_of().quotes[0], text="言" * 1000)
    detail = replace(FULL, brief=replace(brief_of(), quotes=(quote,)))

    assert words_of(page_of(detail)).count("言") < 300


def test_a_denial_stands_with_its_verb_and_without_marks() -> None:
    denied = replace(
        brief_of().quotes[0],
        kind=QuoteKind.REPORTED,
        text="they had left the city",
        cue="denied",
        stance=Stance.DENIED,
    )
    detail = replace(FULL, brief=replace(brief_of(), quotes=(denied,)))

    words = words_of(page_of(detail, unfolded=frozenset({"actor 0", "actor 1", "actor 2"})))

    assert words.count("denied: they had left the city") == 2
    assert "“they had left" not in words


def test_reported_words_that_are_no_clause_stand_in_their_frame() -> None:
    pledged = replace(
        brief_of().quotes[0],
        kind=QuoteKind.REPORTED,
        text="to support the army",
        cue="pledged",
        frame="Araghchi pledged to support the army",
        is_clause=False,
    )
    detail = replace(FULL, brief=replace(brief_of(), quotes=(pledged,)))

    assert "Araghchi pledged to support the army" in words_of(page_of(detail))


def shortened_detail() -> EntryDetail:
    """Return an article whose first key point has a short form of two pieces."""
    brief = brief_of()
    point = brief.key_points[0]
    begin, end = point.span.start, point.span.end
    pieces = (Span(start=begin, end=begin + 10), Span(start=end - 7, end=end))
    points = (replace(point, shown=pieces), *brief.key_points[1:])
    return replace(FULL, brief=replace(brief, key_points=points))


def test_a_shortened_point_shows_its_words_and_that_there_are_more() -> None:
    detail = shortened_detail()
    assert detail.brief is not None
    point = detail.brief.key_points[0]
    words = " ".join(words_of(page_of(detail)).split())

    assert f"1 {point.text[:10]}{point.text[-7:]} …" in words
    assert point.text not in words.partition("Text ")[0]


def test_whole_points_show_the_whole_sentence() -> None:
    detail = shortened_detail()
    assert detail.brief is not None
    words = " ".join(words_of(page_of(detail, is_whole=True)).split())

    assert f"1 {detail.brief.key_points[0].text}" in words
    assert "…" not in words.partition(" Actors ")[0]


def test_a_shortened_point_leads_to_the_words_it_keeps() -> None:
    detail = shortened_detail()
    assert detail.brief is not None
    page = page_of(detail)
    number = page.key_point(1)

    assert number is not None
    assert page.items[number].spans == detail.brief.key_points[0].shown


def test_the_nut_graf_stands_below_the_headline_and_leads_to_its_words() -> None:
    span = brief_of().key_points[0].span
    graf = NutGraf(text="What it is about.", spans=(span,))
    page = page_of(replace(FULL, brief=replace(brief_of(), nut_graf=graf)))
    words = words_of(page)

    assert words.index("Sam Holder") < words.index("What it is about.") < words.index("Key points")
    item = next(it for it in page.items if it.kind is ItemKind.NUT_GRAF)
    assert item.spans == (span,)
