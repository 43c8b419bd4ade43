"""Find the day that a page itself states for its article. Nothing is guessed.

Asked are, in this order: the page's metadata, times that the markup marks near the headline, lines
with a date between headline and text, the page's address. A year in the text or in the rights line,
the times of other stories, the day of the visit above the page, addresses of pictures say nothing
of the article. Reads an lxml tree and does not change it.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from fetch.extraction.lines.story_sentences import is_sentence
from fetch.text import dates
from fetch.text.written_dates import days_in

_NAMES = frozenset(
    (
        *("article:published_time", "og:article:published_time", "article:published"),
        *("og:published_time", "published_time", "datepublished", "date.published"),
        *("publisheddate", "published", "publishdate", "publish-date", "publish_date"),
        *("publication_date", "publication-date", "pubdate", "pub_date", "date_published"),
        *("dc.date", "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.date"),
        *("dcterms.issued", "date", "date.created", "parsely-pub-date", "sailthru.date"),
        *("cxenseparse:recs:publishtime", "article.published", "bt:pubdate"),
        *("originalpublicationdate", "citation_publication_date", "citation_online_date"),
        *("citation_date", "article_date_original", "rnews:datepublished", "cre_date"),
        *("created", "displaydate", "og:pubdate"),
    )
)
_OUTSIDE = ("aside", "nav", "footer", "form", "figure", "blockquote")
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|teaser|card|sidebar|widget|comments?|comment-list|most-read"
    r"|popular|trending|latest|more|footer|copyright|calendar|event|today|clock|weather)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:date(?:line|s|time)?|time(?:stamp)?|published|pub-?date|post(?:ed)?-?(?:on|date)"
    r"|publish(?:ed)?-?(?:on|date|time)|meta|by-?line|article-?info)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?publish\w*|posted|created|issued|dated|erstellt|veröffentlicht"
    r"|erschienen|publié\w*|paru|publicad\w*|pubblicat\w*|gepubliceerd|publicerad\w*|publisert"
    r"|offentliggjort|opublikowan\w*|dodano|опубликован\w*|julkaistu)\b|发布|掲載|公開",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:(?:last |most recently )?(?:updated|modified|edited|revised|changed)|update|aktualisiert"
    r"|geändert|mis(?:e)? à jour|modifi\w+|actualizad\w*|aggiornat\w*|bijgewerkt|uppdaterad\w*"
    r"|oppdatert|opdateret|zaktualizowan\w*|aktualizac\w*|обновлен\w*|atualizad\w*|päivitetty)\b"
    r"|更新",
    re.IGNORECASE,
)
# "The storm of 4 March", "until 12 January", "seit 3. Mai" tell of the story, not of the article.
_OF_ANOTHER_DAY = re.compile(
    r"(?:(?<!edition )(?<!issue )\bof"
    r"|\b(?:since|until|till|before|after|from|to|between|through|seit|bis|nach|vor|ab|depuis"
    r"|jusqu['’]au|avant|après|desde|hasta|antes|após|até|dal|fino|sinds|vanaf|tot|sedan|siden|til"
    r"|od|до|после))(?: (?:the|dem|zum|zur|le|el|al|a|den))?\s*$",
    re.IGNORECASE,
)
_LINES = (
    "abbr",
    "p",
    "div",
    "span",
    "time",
    "small",
    "li",
    "dd",
    "td",
    "address",
    "h2",
    "h3",
    "h4",
    "em",
)
_LINE_WORDS = 16
_TEXT_WORDS = 10
_MAX_LINES = 400
_MOST_ELEMENTS = 60
_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|_|\.|$)", re.IGNORECASE
)


def _is_of_others(element: Any) -> bool:
    for around in (element, *element.iterancestors()):
        if around.tag in _OUTSIDE:
            return True
        if around.tag in {"body", "html", "main", "article"}:
            continue
        said = f"{around.get('class') or ''} {around.get('id') or ''}"
        if _OTHERS.search(said):
            return True
    return False


def _named(root: Any) -> Iterator[str]:
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _NAMES:
            yield (meta.get("content") or "").strip()
    for element in root.iter("time", "span", "div", "p", "abbr"):
        if (element.get("itemprop") or "").lower() == "datepublished" and not _is_of_others(
            element
        ):
            yield (
                element.get("datetime") or element.get("content") or element.text_content().strip()
            )


class _Reader:
    """Reads days as one page writes them."""

    def __init__(self, language: str, now: datetime) -> None:
        self._language = language
        self._now = now

    def moment(self, text: str) -> datetime | None:
        """Return the moment that a value for machines names."""
        found = dates.from_text(text, now=self._now)
        if found is not None:
            return found
        return next(self._days(text), (0, None))[1] if len(text) <= 80 else None  # noqa: PLR2004

    def _days(self, line: str) -> Iterator[tuple[int, datetime]]:
        for at, day in days_in(line, self._language):
            if dates.plausible(day, now=self._now) is not None:
                yield at, day

    def published(self, line: str) -> tuple[datetime | None, bool]:
        """Return the day of publication that a line names, and whether it is an update's."""
        days = list(self._days(line))
        updated: datetime | None = None
        end = 0
        for at, day in days:
            lead = line[end:at]
            if _OF_ANOTHER_DAY.search(lead) and not _PUBLISHED.search(lead):
                continue
            marks = [
                (match.end(), is_update)
                for pattern, is_update in ((_PUBLISHED, False), (_UPDATED, True))
                for match in pattern.finditer(lead)
            ]
            if not max(marks, default=(0, False))[1]:
                return day, False
            updated = updated or day
            end = at + 1
        return updated, updated is not None


def _between(root: Any) -> Iterator[Any]:
    """Yield the elements near the headline: between it and the text, or in its own header."""
    headline = root.find(".//h1")
    if headline is None:
        return
    home = next(headline.iterancestors("article", "header"), None)
    if home is not None:
        for count, element in enumerate(home.iter()):
            if element is headline or count > _MAX_LINES:
                break
            yield element
    following = headline.xpath("following::*")[:_MAX_LINES]
    for element in following:
        text = _line_of(element)
        if element.tag == "p" and len(text.split()) >= _TEXT_WORDS and is_sentence(text):
            return
        yield element


def _near_headline(root: Any, reader: _Reader) -> datetime | None:
    updated: datetime | None = None
    for element in _between(root):
        if element.tag not in _LINES or _is_of_others(element):
            continue
        line = _line_of(element)
        if len(line.split()) > _LINE_WORDS or (_is_told(line) and not _is_date_line(element)):
            continue
        day, is_update = reader.published(f"{line} {element.get('title') or ''}")
        if element.tag == "time" and element.get("datetime"):
            moment = reader.moment(element.get("datetime").strip())
            before = f"{_text_before(element)} {element.get('class') or ''} {line}"
            is_update = bool(_UPDATED.search(before)) and not _PUBLISHED.search(before)
            day = moment or day
        if day is not None and not is_update:
            return day
        updated = updated or day
    return updated


def _is_told(line: str) -> bool:
    """Tell whether a line is a sentence of the story that names a day."""
    return is_sentence(line) and not (_PUBLISHED.match(line) or _UPDATED.match(line))


def _is_date_line(element: Any) -> bool:
    said = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _DATE_CLASSES.search(said) is not None


def _line_of(element: Any) -> str:
    """Return the text of an element that is small enough to be a line, "" for others."""
    if next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None:
        return ""
    return " ".join(element.text_content().split())


def _text_before(element: Any) -> str:
    previous = element.getprevious()
    parent = element.getparent()
    if previous is None:
        return (parent.text or "") if parent is not None else ""
    return f"{' '.join(previous.itertext())} {previous.tail or ''}"


def _marked(root: Any, reader: _Reader) -> datetime | None:
    """Return the day of a line that says of the article that it was published then.

    In the article it may stand anywhere, elsewhere on the page only above the text.
    """
    has_text_begun = False
    for element in root.iter(*_LINES):
        line = _line_of(element)
        if len(line.split()) > _LINE_WORDS or _is_told(line):
            has_text_begun = has_text_begun or (element.tag == "p" and is_sentence(line))
            continue
        is_inside = next(element.iterancestors("article", "main"), None) is not None
        if (has_text_begun and not is_inside) or _is_of_others(element):
            continue
        is_line_of_date = is_inside and _is_date_line(element) and element.find(".//a") is None
        if _PUBLISHED.match(line) or is_line_of_date:
            day, _ = reader.published(line)
            if day is not None:
                return day
    return None


def _in_address(url: str) -> datetime | None:
    try:
        match = _ADDRESS.search(urlsplit(url).path)
    except ValueError:
        return None
    if match is None:
        return None
    year, month, day = match.groups()
    written = f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"
    return next((found for _, found in days_in(written)), None)


def stated_date(root: Any, url: str, *, language: str, now: datetime) -> datetime | None:
    """Return when a page says that its article was published, None if it does not say it."""
    reader = _Reader(language, now)
    for value in _named(root):
        if (moment := reader.moment(value)) is not None:
            return moment
    return (
        _near_headline(root, reader)
        or dates.plausible(_in_address(url), now=now)
        or _marked(root, reader)
    )
