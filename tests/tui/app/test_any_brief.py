"""Whatever a brief holds, it is set, drawn and printed at every width."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from cache.values.list_rows import EntryDetail
from cache.values.story_rows import StoryDetail
from tests.support.samples.brief_strategies import NOW, entries, stories
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.app.widgets.typesetting.article_page import ArticleView, typeset
from tui.app.widgets.typesetting.story_page import typeset_story
from tui.app.widgets.typesetting.typeset_page import ItemKind, Page
from tui.headless.printing.article_document import Parts, article_document
from tui.headless.printing.document import Document
from tui.headless.printing.edition_document import Edition, edition_document
from tui.headless.printing.epub import as_epub
from tui.headless.printing.html_page import as_html
from tui.headless.printing.json_fields import as_json, entry_fields, story_fields
from tui.headless.printing.markdown import as_markdown
from tui.headless.printing.plain_text import as_text
from tui.headless.printing.screen_reader_text import as_plain
from tui.headless.printing.story_document import story_document
from tui.headless.settings.log import LOGGER

WIDTHS = st.integers(12, 250)
LEADS_NOWHERE = {ItemKind.PANEL, ItemKind.MORE}
UNFOLDED = frozenset(
    {"quotes", "figures", "actors", "timeline", "points"}
    | {f"{kind} {number}" for kind in ("actor", "point", "coverage") for number in range(12)}
)
FOLDS = st.sampled_from([frozenset(), UNFOLDED])


def times(share: float) -> settings:
    """Return how often a property is tried; `--hypothesis-profile=thorough` tries for long."""
    count = max(5, round(settings().max_examples * share))
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=count, suppress_health_check=slow)


class Raising(logging.Handler):
    """Lets a fault through that the program would contain."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            raise record.exc_info[1]


@pytest.fixture(autouse=True)
def _nothing_is_contained() -> Iterator[None]:
    handler = Raising(logging.ERROR)
    LOGGER.addHandler(handler)
    yield
    LOGGER.removeHandler(handler)


def assert_fits(page: Page, width: int) -> None:
    for line in page.lines:
        assert cell_len(line.text) <= width, (cell_len(line.text), line.text)
        assert "\n" not in line.text
        ends = [0]
        for run in line.runs:
            assert ends[-1] <= run.start < run.end <= len(line.text), line
            ends.append(run.end)


@times(0.5)
@given(entries(), WIDTHS, FOLDS)
def test_an_article_is_set(detail: EntryDetail, width: int, unfolded: frozenset[str]) -> None:
    page = typeset(ArticleView(detail=detail), width, unfolded=unfolded, now=NOW)

    assert_fits(page, width)
    if detail.brief is None:
        return
    text = detail.brief.text
    is_shown = detail.article is not None and detail.article.text == text
    for item in page.items:
        has_mentions = item.kind is not ItemKind.ACTOR or all(
            it.mentions for it in detail.brief.actors if it.name == item.actor
        )
        assert item.spans or item.kind in LEADS_NOWHERE or not has_mentions
        for span in item.spans:
            words = span.of(text)
            if is_shown and words.strip():
                assert page.lines[page.line_of(span.start)].at >= 0


@times(0.15)
@given(stories(), WIDTHS, FOLDS)
def test_a_story_is_set(detail: StoryDetail, width: int, unfolded: frozenset[str]) -> None:
    made = typeset_story(detail, width, unfolded=unfolded, now=NOW)

    assert_fits(made.page, width)
    ids = {row.entry_id for row in detail.entries}
    for number, item in enumerate(made.page.items):
        lead = made.leads[number]
        has_mentions = item.kind is not ItemKind.ACTOR or all(
            it.citations for it in detail.brief.actors if it.name == item.actor
        )
        assert lead is not None or item.kind in LEADS_NOWHERE or not has_mentions
        assert lead is None or lead.entry_id in ids


def assert_printed(documents: list[Document]) -> None:
    assert as_text(documents)
    assert as_plain(documents)
    assert as_markdown(documents)
    assert as_html(documents)
    assert as_epub("A book", documents, made_at=NOW)


@times(0.3)
@given(entries(), st.sampled_from(Parts))
def test_an_article_is_printed(detail: EntryDetail, parts: Parts) -> None:
    assert_printed([article_document(detail, parts)])
    assert as_json(entry_fields(detail))


@times(0.1)
@given(stories())
def test_a_story_is_printed(detail: StoryDetail) -> None:
    edition = Edition(made_at=NOW, hours=24, stories=(detail, detail))

    assert_printed([story_document(detail), edition_document(edition)])
    assert as_json(story_fields(detail))


class Pages(App[None]):
    """An article and a story, each as wide as the terminal."""

    CSS = "Reader, StoryView { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Reader(lambda: NOW, text_width=100, is_highlighting=True)
        yield StoryView(lambda: NOW + timedelta(minutes=1), text_width=100)


def assert_drawn(view: PageView) -> None:
    assert view.page is not None
    widths = {view.render_line(y).cell_length for y in range(view.page.height)}
    assert widths <= {view.room.width}


@pytest.mark.parametrize("width", [12, 45, 250])
async def test_what_is_set_is_drawn(width: int) -> None:
    app = Pages()
    async with app.run_test(size=(width, 40)) as pilot:
        reader, view = app.query_one(Reader), app.query_one(StoryView)

        @times(0.05)
        @given(entries(), stories(), st.integers(0, 40))
        def draw(article: EntryDetail, story: StoryDetail, item: int) -> None:
            reader.show_hint()
            reader.show(ArticleView(detail=article))
            view.show_hint()
            view.show(story)
            for pane in (reader, view):
                assert_drawn(pane)
                for _ in range(min(item, 5)):
                    pane.action_next_item()
                assert_drawn(pane)

        draw()
        await pilot.pause()
