"""Read a page's metadata: headlines, JSON-LD, signs of a paywall.

Reads a given lxml tree and does not change it.
"""

import html
import json
from collections.abc import Iterator
from typing import Any, cast

from msgspec import Struct

from fetch.extraction.live_json import Update, read_updates
from fetch.html.markup import html_to_text
from fetch.text.blocks import letters_of
from fetch.text.clean import clean_line

MAX_DATA_CHARACTERS = 2_000_000
_MAX_NODES = 2000
_UPDATES = "liveBlogUpdate"
_OF_OTHERS = frozenset(
    {_UPDATES, "itemListElement", "relatedLink", "mentions", "citation", "comment", "isBasedOn"}
)
"""What an article names beside itself: their dates and authors are not its own."""
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_MAX_AUTHORS = 6
_MAX_NAME_CHARACTERS = 80


class PageData(Struct, frozen=True, kw_only=True):
    """The page's own words about its article.

    Attributes:
        titles: every form of the headline found, the first the most likely.
        headlines: those that the page gives, as it gives them.
        descriptions: what the page says of the article in a sentence or two.
        authors: the people that JSON-LD names as the article's authors.
        language: the label that JSON-LD or OpenGraph gives the text, "" if neither does.
        published: the moment of publication as the page writes it, "" if it does not.
        body: the article's text from JSON-LD, "" if there is none.
        word_count: what the page says its article has, 0 if it does not say.
        updates: those of a live blog, in the page's order.
        is_free: False if the page says that not everybody may read all of it.
    """

    titles: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    published: str = ""
    body: str = ""
    word_count: int = 0
    updates: tuple[Update, ...] = ()
    is_free: bool = True


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Yield every object of a JSON document, outermost first. Not recursive.

    The updates of a live blog are parts of it, not articles.
    """
    waiting = [value]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        current = waiting.pop(0)
        if isinstance(current, dict):
            yield cast("dict[str, object]", current)
            waiting.extend(part for name, part in current.items() if name not in _OF_OTHERS)
        elif isinstance(current, list):
            waiting.extend(current)


def _documents(root: Any) -> Iterator[object]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip()
        if not text or len(text) > MAX_DATA_CHARACTERS:
            continue
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _is_article(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting")) for name in names)


def _authors(value: object) -> Iterator[str]:
    """Yield people's names: no paper's, no address of a profile, no login in small letters."""
    for one in (value if isinstance(value, list) else [value])[:_MAX_AUTHORS]:
        if isinstance(one, dict) and str(one.get("@type", "")).endswith("Organization"):
            continue
        name = one.get("name") if isinstance(one, dict) else one
        line = clean_line(html.unescape(name)) if isinstance(name, str) else ""
        is_name = bool(line) and not line.islower() and "://" not in line
        if is_name and len(line) <= _MAX_NAME_CHARACTERS:
            yield line


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004


def _is_free(node: dict[str, object]) -> bool:
    """Tell whether everybody may read an article and, where its parts are named, all of them."""
    named = node.get("hasPart")
    parts = named if isinstance(named, list) else [named]
    marked = [node, *(part for part in parts if isinstance(part, dict))]
    return all(str(one.get("isAccessibleForFree", "true")).lower() != "false" for one in marked)


def _first_meta(root: Any, name: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "") == name:
            return str(meta.get("content") or "")
    return ""


def _headlines(root: Any) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "") in {"og:title", "twitter:title"}:
            yield meta.get("content") or ""
    for tag in ("h1", "title"):
        for element in list(root.iter(tag))[:3]:
            yield element.text_content()


def _descriptions(root: Any) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "") in _DESCRIPTIONS:
            yield clean_line(html.unescape(meta.get("content") or ""))


def _without_site_name(title: str) -> Iterator[str]:
    yield title
    for separator in (" | ", " \u2013 ", " \u2014 ", " - ", " :: ", " » "):
        head, found, _ = title.rpartition(separator)
        if found:
            yield head
            yield title.partition(separator)[0]


def without_site_name(title: str, data: PageData) -> str:
    """Return a title without the name of its site, if the page has it without elsewhere."""
    known = {letters_of(form) for form in data.headlines}
    shorter = [form for form in _without_site_name(title) if letters_of(form) in known]
    return min(shorter, key=len, default=title)


def _with_paragraphs(body: str) -> str:
    """Return the text of an article, a line of it a paragraph where no blank line makes one."""
    if "\n\n" in body or "<" in body:
        return body
    return body.replace("\n", "\n\n")


def read_page_data(root: Any) -> PageData:
    """Return what the tree of a page says about its article."""
    titles: list[str] = []
    descriptions: list[str] = []
    authors: tuple[str, ...] = ()
    body = published = language = ""
    words = 0
    updates: tuple[Update, ...] = ()
    is_free = _first_meta(root, "article:content_tier").strip().lower() != "locked"
    for document in _documents(root):
        for node in _nodes(document):
            if not _is_article(node):
                continue
            titles.append(str(node.get("headline") or ""))
            descriptions.append(clean_line(html.unescape(str(node.get("description") or ""))))
            published = published or str(node.get("datePublished") or "")
            authors = authors or tuple(_authors(node.get("author")))
            language = language or str(node.get("inLanguage") or "")
            words = max(words, _number(node.get("wordCount")))
            is_free = is_free and _is_free(node)
            updates = updates or read_updates(node.get(_UPDATES))
            candidate = node.get("articleBody")
            if isinstance(candidate, str) and len(candidate) > len(body):
                body = candidate
    titles.extend(_headlines(root))
    headlines = tuple(clean_line(html.unescape(title)) for title in titles if title)
    forms = (form for title in titles for form in _without_site_name(clean_line(title)))
    return PageData(
        headlines=headlines,
        descriptions=tuple(dict.fromkeys(filter(None, (*descriptions, *_descriptions(root))))),
        titles=tuple(dict.fromkeys(form for form in forms if form)),
        authors=tuple(dict.fromkeys(authors)),
        language=language or _first_meta(root, "og:locale"),
        published=published or _first_meta(root, "article:published_time"),
        body=html_to_text(_with_paragraphs(body)),
        word_count=words,
        updates=updates,
        is_free=is_free,
    )
