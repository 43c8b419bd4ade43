"""Find the next page of an article that is split over several pages.

Most links called "next" lead to the next article. So the address decides first: it must be the
first page's with a number. Only then the text of the link counts. Pure: reads a given lxml tree and
does not change it.
"""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fetch.lazy_pattern import lazy_pattern
from fetch.text.blocks import letters_of
from fetch.text.clean import clean_line
from fetch.text.identity import canonical_url, web_address

MOST_PARTS = 10
"""So many pages of one article are read, the first among them."""

_MOST_LINKS = 3000
_PARAMETERS = frozenset(
    {"page", "p", "pg", "pagenum", "pageno", "page_number", "paged", "pagewanted", "seite"}
    | {"pagina", "página", "pagina_actual", "sida", "side", "strona", "str"}
)
# "/story/2", "/story/page/2", "/story/seite-2". Nothing like "/story-2", another article of that
# name, nor "/story-part-2", the next of a series.
_FOLDERS = (
    lazy_pattern(r"/(\d{1,2})/?$"),
    lazy_pattern(r"/(?:page|seite|pagina|sida|strona|p)[-_/]?(\d{1,2})/?$", re.IGNORECASE),
)
# "story-2.html", "story,2.html", "story-seite-2.html". Not "story_2.html": that is how a blog
# names its second article of a title.
_FILE = lazy_pattern(
    r"(?:[-_](?:page|seite|pagina|sida|strona|p)[-_]?|[-,])(\d{1,2})(?=\.\w{3,5}$)", re.IGNORECASE
)
_SUFFIX = lazy_pattern(r"(?=\.\w{3,5}$)")
_NEXT = lazy_pattern(
    r"(?:go to |zur )?(?:the )?next(?: page)?|continue(?: reading)?|(?:zur )?nächsten? seite"
    r"|weiter(?:lesen)?|(?:page )?suivante?|(?:página )?siguiente"
    r"|(?:pagina )?(?:successiva|seguente)|avanti|(?:página )?(?:próxima|seguinte)|próxima página"
    r"|volgende(?: pagina)?|następna(?: strona)?|nästa(?: sida)?|neste(?: side)?|næste(?: side)?"
    r"|下一页|次へ|次のページ",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(
    r"(?:(?:page|seite|pagina|página|strona|sida|side|part|teil)\s*)?(\d{1,2})", re.IGNORECASE
)
_ARROWS = " \t<>«»‹›→⟩▶►…"  # noqa: RUF001 - pages write these
_COMMENTS = lazy_pattern(r"comment|kommentar|disqus|replies|discussion", re.IGNORECASE)
# What a headline says of the page: "(page 2 of 3)", "– Seite 2", "2/3".
_MARK = lazy_pattern(
    r"[\s|:,(–—-]*\b(?:(?:page|seite|pagina|página|strona|sida|side|p\.)\s*\d{1,2}"
    r"(?:\s*(?:of|von|de|di|van|z|av|/)\s*\d{1,2})?|\d{1,2}\s*/\s*\d{1,2}$)\)?[\s:]*",
    re.IGNORECASE,
)


def _address(url: str) -> tuple[str, str, dict[str, str]]:
    """Return host, path and parameters, in the forms that are compared."""
    parts = urlsplit(canonical_url(url))
    host = (parts.hostname or "").removeprefix("www.")
    at = f"{host}:{parts.port or ''}"
    return at, parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))


def _numbered(path: str) -> list[tuple[str, int]]:
    """Return what a path is without the number of a part, and that number, for each reading."""
    forms = [(path.rstrip("/"), 1)]
    matches = filter(None, (folder.search(path) for folder in _FOLDERS))
    forms.extend((path[: found.start()], int(found[1])) for found in matches)
    if found := _FILE.search(path):
        forms.append((path[: found.start()] + path[found.end() :], int(found[1])))
    return forms


def part_number(first_url: str, url: str) -> int | None:
    """Return which part of the article that begins at `first_url` is at `url`; None for none.

    The first is number 1, also where its address says so.
    """
    host, path, query = _address(first_url)
    other_host, other_path, other_query = _address(url)
    if not host.strip(":") or host != other_host:
        return None
    if path.rstrip("/") == other_path.rstrip("/"):
        return _number_in_query(query, other_query)
    if query != other_query:
        return None
    firsts = {stem for stem, number in _numbered(path) if number == 1}
    numbers = [number for stem, number in _numbered(other_path) if stem in firsts]
    return max(numbers, default=None)


def _number_in_query(query: dict[str, str], other: dict[str, str]) -> int | None:
    if query == other:
        return 1
    for name in other.keys() & _PARAMETERS:
        rest = {key: value for key, value in other.items() if key != name}
        without = {key: value for key, value in query.items() if key != name}
        value = other[name]
        is_number = value.isascii() and value.isdigit() and len(value) <= 2  # noqa: PLR2004
        if rest == without and query.get(name, "1") == "1" and is_number:
            return int(value)
    return None


def next_part_url(root: Any, url: str, first_url: str) -> str:
    """Return where a page says that its article goes on, "" if it does not.

    Arguments:
        url: the page's own address.
        first_url: that of the article's first page; may be the same.
    """
    number = part_number(first_url, url)
    if number is None:
        return ""
    named = root.find(".//base[@href]")
    base = web_address(named.get("href"), url) if named is not None else ""
    for count, link in enumerate(root.iter("link", "a")):
        if count == _MOST_LINKS:
            break
        address = web_address(link.get("href") or "", base or url)
        if not address or part_number(first_url, address) != number + 1:
            continue
        if _leads_on(link, number + 1) and not _is_of_comments(link):
            return address
    return ""


def _leads_on(link: Any, number: int) -> bool:
    if "next" in (link.get("rel") or "").casefold().split():
        return True
    for said in (link.text_content(), link.get("aria-label") or "", link.get("title") or ""):
        line = clean_line(said).strip(_ARROWS)
        numbered = _NUMBER.fullmatch(line)
        if _NEXT.fullmatch(line) or (numbered and int(numbered[1]) == number):
            return True
    return False


def _is_of_comments(link: Any) -> bool:
    around = (link, *link.iterancestors())
    return any(
        _COMMENTS.search(f"{it.get('id') or ''} {it.get('class') or ''}")
        for it in around
        if it.tag not in {"body", "html"}
    )


def _told(headlines: Sequence[str]) -> set[str]:
    return {letters_of(_MARK.sub(" ", headline)) for headline in headlines} - {""}


def is_same_article(headlines: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two pages give themselves the same headline, numbers of pages apart."""
    return not _told(headlines).isdisjoint(_told(others))
