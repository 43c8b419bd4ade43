"""Find the passage at the cursor of a page, with its source, so that it can be copied."""

from msgspec.structs import replace

from cache.library import Library
from cache.values.interest_rows import ActorQuote
from cache.values.list_rows import EntryDetail, EntryId
from cache.values.story_rows import StoryDetail
from summarise.brief.spoken_words import Spoken, spoken_words
from summarise.brief.statements import Statement, statements
from summarise.model import QuoteKind, Span
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.app.widgets.typesetting.story_panel_lines import Lead
from tui.app.widgets.typesetting.typeset_page import ItemKind
from tui.headless.browser import is_web_address
from tui.headless.printing.brief_document import role_of
from tui.headless.printing.quote_citation import Passage, sentence_at

_SHORTEST_SENTENCE = 6
"""Words; what is shorter is a name or a figure."""


def passage_of_reader(reader: Reader, detail: EntryDetail) -> Passage | None:
    """Return the selected item's words, else what is marked, else the sentence at the top."""
    article, brief = detail.article, detail.brief
    if article is None or not article.text:
        return None
    # In the list, the reader may show another article still.
    is_shown = reader.entry_id == detail.row.entry_id
    span = _selected(reader) if is_shown else None
    if brief is not None and span is not None and brief.text == article.text:
        for statement in statements(brief):
            if statement.spans[0] == span:
                return _of_statement(detail, statement, role_of(brief, statement.speaker))
    if span is not None and span.end <= len(article.text):
        words = span.of(article.text)
        # A name or a figure alone says nothing: the sentence around it does.
        is_piece = len(words.split()) < _SHORTEST_SENTENCE
        words = sentence_at(article.text, span.start) if is_piece else words
    else:
        page = reader.page if is_shown else None
        top = page.offset_at(reader.scroll_offset.y) if page is not None else None
        words = sentence_at(article.text, top or 0)
    return _passage(detail, words) if words else None


def _selected(reader: Reader) -> Span | None:
    page = reader.page
    if page is not None and 0 <= reader.item < len(page.items):
        item = page.items[reader.item]
        if item.spans and item.kind is not ItemKind.ACTOR:
            return item.spans[0]
    return reader.marks[0] if reader.marks else None


def _of_statement(detail: EntryDetail, statement: Statement, role: str) -> Passage:
    first, speaker = statement.first, statement.speaker or ""
    if first.kind is QuoteKind.DIRECT:
        # The speech whole, in marks; where "he said" stands inside it, the inner marks stay.
        words = "".join(it.text if it.is_quoted else f"”{it.text}“" for it in statement.words)
        return _passage(detail, words, speaker=speaker, role=role)
    return _said(detail, first, speaker, role)


def _said(detail: EntryDetail, quote: Spoken, speaker: str, role: str) -> Passage:
    spoken = spoken_words(quote)
    return _passage(
        detail,
        spoken.words if spoken.is_marked else f"{spoken.lead} {spoken.words}".strip(),
        speaker=speaker,
        role=role,
        is_direct=spoken.is_marked,
    )


def _passage(
    detail: EntryDetail, words: str, *, speaker: str = "", role: str = "", is_direct: bool = True
) -> Passage:
    row = detail.row
    return Passage(
        words=words,
        title=row.title,
        source=row.feed_title,
        url=row.url if is_web_address(row.url) else "",
        published=row.sort_at if row.has_published else None,
        speaker=speaker,
        role=role,
        is_direct=is_direct,
    )


def passage_of_story(view: StoryView, story: StoryDetail, library: Library) -> Passage | None:
    """Return the words of the selected item, else the first key point."""
    lead = view.lead
    first = next((it for point in story.brief.points for it in point.citations), None)
    if lead is None and first is not None:
        entry_id = EntryId(int(first.article_id))
        lead = Lead(entry_id=entry_id, span=first.span, text=first.text)
    if lead is None or not lead.text:
        return None
    detail = library.detail(lead.entry_id)
    if detail is None:
        return None
    for quote in story.brief.quotes:
        for citation in quote.citations:
            if citation.article_id == str(lead.entry_id) and citation.span == lead.span:
                # The frame is of the article that gives the longest form.
                frame = quote.frame if quote.text == lead.text else ""
                cited = replace(quote, text=lead.text, frame=frame)
                return _said(detail, cited, quote.speaker or "", _role_in(story, quote.speaker))
    return _passage(detail, lead.text)


def _role_in(story: StoryDetail, name: str | None) -> str:
    roles = (it.roles for it in story.brief.actors if it.name == name)
    return next((it[0].text for it in roles if it), "")


def passage_of_actor(name: str, quote: ActorQuote, role: str, library: Library) -> Passage | None:
    """Return what an actor said, with the role given last."""
    detail = library.detail(quote.entry_id)
    if detail is None:
        return None
    return _of_statement(detail, replace(quote.statement, speaker=name), role)
