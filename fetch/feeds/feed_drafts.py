"""Turn parsed feeds of all formats into `Feed`: clean, resolve links, identify entries.

The XML and JSON parsers end here, so that a rule for text, addresses, dates or identity holds for
every format.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from fetch.feeds.author_names import author_names
from fetch.feeds.enclosures import EnclosureDraft, enclosures_of
from fetch.feeds.newest_items import MAX_ITEMS, newest
from fetch.html.entities import drop_cdata_marks
from fetch.html.markup import clean_html, html_to_text, picture_title, title_to_line
from fetch.model import Entry, EntryKey, Feed
from fetch.text import dates
from fetch.text.clean import clean_line
from fetch.text.date_spellings import DateStyle, date_style
from fetch.text.identity import Identifiers, alternate_key, entry_keys, web_address
from fetch.text.plain_text import html_of_plain_text

SUMMARY_CHARACTERS = 2000
"""A longer description is full content: lists and search results show a summary's first lines."""

CONTENT_CHARACTERS = 2_000_000
"""Of one entry's full content, three novels; what is longer is cut, and says so."""

_CUT_NOTE = "<p>[…] This text is longer than what is kept of one.</p>"

# What a summary cannot say: a description that has it is kept as it is, however short.
_STRUCTURE = re.compile(
    r"<(?:h[1-6]|ul|ol|dl|pre|code|blockquote|table|a\s[^<>]{0,2000}?href)\b", re.IGNORECASE
)
# Feeds that say nothing of the kind of their text, or the wrong thing, and mean HTML.
_BLOCK = r"(?:p|div|h[1-6]|ul|ol|dl|table|blockquote|pre|figure|section|article)"
_ALL_MARKUP = re.compile(
    rf"\s*<{_BLOCK}(?:\s[^<>]{{0,2000}})?>.*</{_BLOCK}\s*>\s*", re.IGNORECASE | re.DOTALL
)

FIRST_ITEMS = 128
"""What a screen shows of a large feed while the rest is being read: a page of a list."""
MAX_CATEGORIES = 20
TITLE_CHARACTERS = 100
"""An entry without a title is called by the beginning of its text, this much of it."""


class Draft(Struct, frozen=True, kw_only=True):
    """One item, nothing judged yet.

    Attributes:
        published: the date as the feed spells it.
        is_title_literal: the dialect says that the title is plain text, not escaped HTML.
    """

    guid: str = ""
    url: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[EnclosureDraft, ...] = ()
    is_title_literal: bool = False
    is_summary_plain: bool = False
    is_content_plain: bool = False


class FeedDraft(Struct, frozen=True, kw_only=True):
    """A feed document, nothing judged yet."""

    title: str = ""
    site_url: str = ""
    language: str = ""
    description: str = ""
    ttl_minutes: int | None = None
    older_url: str = ""
    generator: str = ""
    is_title_literal: bool = False
    drafts: tuple[Draft, ...] = ()


def _plain_to_html(text: str) -> str:
    if _ALL_MARKUP.fullmatch(text):
        return text
    return html_of_plain_text(text)


def _shortened(text: str) -> str:
    if len(text) <= SUMMARY_CHARACTERS:
        return text
    cut = text[:SUMMARY_CHARACTERS]
    return cut[: cut.rfind(" ", SUMMARY_CHARACTERS // 2)].rstrip() + " …"


def _bodies(draft: Draft, base_url: str) -> tuple[str, str]:
    """Return the summary as text and the full content as HTML."""
    content = draft.content[:CONTENT_CHARACTERS]
    content = _plain_to_html(content) if draft.is_content_plain else content
    description = draft.summary[:CONTENT_CHARACTERS]
    description = _plain_to_html(description) if draft.is_summary_plain else description
    if content == description:
        content = ""
    if len(description) > len(content) > 0:  # some feeds have the two the wrong way round
        content, description = description, content
    summary = html_to_text(description)
    if not content and (len(summary) > SUMMARY_CHARACTERS or _STRUCTURE.search(description)):
        content = description
    if not summary and content:
        summary = html_to_text(content)
    return _shortened(summary), _kept(clean_html(content, base_url), draft) if content else ""


def _kept(content: str, draft: Draft) -> str:
    longest = max(len(content), len(draft.content), len(draft.summary))
    if longest <= CONTENT_CHARACTERS:
        return content
    # Behind a whole tag, so that the note does not land in an attribute.
    return content[: content.rfind(">", 0, CONTENT_CHARACTERS) + 1] + _CUT_NOTE


def _title(draft: Draft, summary: str) -> str:
    title = title_to_line(draft.title, is_literal=draft.is_title_literal)
    title = title or clean_line(summary[: 4 * TITLE_CHARACTERS], max_characters=TITLE_CHARACTERS)
    if title:
        return title
    shown = map(picture_title, (draft.title, draft.summary, draft.content))
    return clean_line(next(filter(None, shown), ""), max_characters=TITLE_CHARACTERS)


class _Dates(Struct, frozen=True, kw_only=True):
    """How the dates of one feed are read."""

    now: datetime
    style: DateStyle

    @classmethod
    def of(cls, feed: FeedDraft, drafts: tuple[Draft, ...], now: datetime) -> "_Dates":
        texts = (text for draft in drafts for text in (draft.published, draft.updated))
        return cls(now=now, style=date_style(texts, feed.language))

    def read(self, text: str) -> datetime | None:
        return dates.from_text(text, now=self.now, style=self.style)


def _entry(draft: Draft, key: EntryKey, url: str, base_url: str, told: _Dates) -> Entry:
    # Links inside a text are written for the page where it stands.
    summary, content_html = _bodies(draft, url or base_url)
    published = told.read(draft.published)
    updated = told.read(draft.updated)
    categories = map(title_to_line, draft.categories[:MAX_CATEGORIES])
    return Entry(
        key=key,
        alternate_key=alternate_key(draft.guid, url),
        url=url,
        title=_title(draft, summary),
        author=author_names(draft.authors),
        published=published or updated,
        updated=updated,
        summary=summary,
        content_html=content_html,
        categories=tuple(dict.fromkeys(name for name in categories if name)),
        enclosures=enclosures_of(draft.enclosures, base_url),
    )


def _identifiers(draft: Draft, url: str, told: _Dates) -> Identifiers:
    return Identifiers(
        guid=draft.guid,
        url=url,
        title=title_to_line(draft.title, is_literal=draft.is_title_literal),
        published=told.read(draft.published),
        body=draft.summary or draft.content,
    )


def _without_cdata_marks(draft: Draft) -> Draft:
    texts = (draft.guid, draft.url, draft.title, draft.summary, draft.content, *draft.authors)
    if not any("![CDATA[" in text for text in texts):
        return draft
    guid, url, title, summary, content, *authors = map(drop_cdata_marks, texts)
    return replace(
        draft,
        guid=guid,
        url=url,
        title=title,
        summary=summary,
        content=content,
        authors=tuple(authors),
    )


def _distinct(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return the items, of those that are equal in everything only the first.

    Feeds that are put together from others repeat themselves. Items that say nothing are none the
    same: each may be one that a later version of the feed says more about.
    """
    seen: set[Draft] = set()
    kept: list[Draft] = []
    for draft in drafts:
        says_something = draft.guid or draft.url or draft.title
        if not (says_something and draft in seen):
            kept.append(draft)
            seen.add(draft)
    return tuple(kept)


class _Identified(Struct, frozen=True, kw_only=True):
    """The items of a feed, judged as far as it takes to tell them apart."""

    draft: FeedDraft
    base_url: str
    told: _Dates
    items: tuple[tuple[Draft, str, EntryKey], ...]
    left_out_count: int

    @classmethod
    def of(cls, draft: FeedDraft, url: str, now: datetime) -> "_Identified":
        base_url = draft.site_url or url
        drafts = tuple(map(_without_cdata_marks, _distinct(draft.drafts)))
        told = _Dates.of(draft, drafts, now)
        left_out_count = max(len(drafts) - MAX_ITEMS, 0)
        if left_out_count:
            moments = [told.read(it.published) for it in drafts]
            drafts = tuple(drafts[place] for place in newest(moments))
        urls = [web_address(item.url, base_url) for item in drafts]
        pairs = zip(drafts, urls, strict=True)
        keys = entry_keys([_identifiers(item, url, told) for item, url in pairs])
        return cls(
            draft=draft,
            base_url=base_url,
            told=told,
            items=tuple(zip(drafts, urls, keys, strict=True)),
            left_out_count=left_out_count,
        )

    def feed(self, url: str, places: Sequence[int]) -> Feed:
        """Return the feed with the items at some places."""
        draft, base_url = self.draft, self.base_url
        chosen = (self.items[place] for place in places)
        return Feed(
            title=title_to_line(draft.title, is_literal=draft.is_title_literal),
            site_url=web_address(draft.site_url, base_url),
            language=clean_line(draft.language, max_characters=35),
            description=clean_line(
                html_to_text(draft.description), max_characters=SUMMARY_CHARACTERS
            ),
            ttl_minutes=draft.ttl_minutes,
            older_url=web_address(draft.older_url, url),
            generator=clean_line(draft.generator, max_characters=100),
            entries=tuple(
                _entry(item, key, address, base_url, self.told) for item, address, key in chosen
            ),
            left_out_count=self.left_out_count,
        )


def finish_feed(draft: FeedDraft, *, url: str, now: datetime) -> Feed:
    """Return the feed: text cleaned, addresses absolute, dates judged, entries identified.

    Args:
        url: of the document.
    """
    found = _Identified.of(draft, url, now)
    return found.feed(url, range(len(found.items)))


def begin_feed(draft: FeedDraft, *, url: str, now: datetime) -> Feed | None:
    """Return the feed with its FIRST_ITEMS newest entries alone, each as `finish_feed` has it.

    None if an item has no date: by the order in which they come those without one are listed.
    """
    found = _Identified.of(draft, url, now)
    told = found.told
    moments = [told.read(it.published) or told.read(it.updated) for it, _, _ in found.items]
    if not all(moments):
        return None
    return found.feed(url, newest(moments, FIRST_ITEMS))
