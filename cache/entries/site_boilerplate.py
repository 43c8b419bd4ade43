"""Learn a site's boilerplate from its last articles and remove it from their texts.

No list of phrases can contain the sentence with which one paper ends all its articles. So the short
paragraphs of a site's last articles are stored as hashes: a paragraph in several articles on
different subjects belongs to the site. Runs inside the store's transactions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from cache.db.connection import Connection
from cache.db.hashes import hash_of
from cache.db.rows import id_list
from fetch.layout import MAX_REMOVED_CHARACTERS, PieceKind, RemovalReason, Removed
from fetch.model import Article
from fetch.pages.join_parts import keep_paragraphs
from fetch.text.blocks import count_words, letters_of
from fetch.text.clean import clean_line
from fetch.text.identity import fingerprint

LAST_PAGES = 12
"""Of a site that are remembered: what it once repeated is forgotten."""
LEAST_PAGES = 4
"""In which a paragraph stands that is the site's own."""
MOST_SHARE = 0.3
"""Of the words of an article: what would take more has misread the site."""

_LEAST_WORDS, _MOST_WORDS = 4, 60
_MOST_PARAGRAPHS = 40
_TOPIC_LETTERS = 4
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]{0,5000}>")
_QUOTED = re.compile(r"[\"'“”„«»‘‚「『]")  # noqa: RUF001 - the quotation marks of pages


class Page(Struct, frozen=True, kw_only=True):
    """One remembered page, and what of it is the site's own."""

    entry_id: int
    own: frozenset[int]


def _site(url: str) -> int | None:
    try:
        host = urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return None
    return hash_of(host.removeprefix("www.")) if host else None


def _hash(paragraph: str) -> int:
    return hash_of(letters_of(paragraph))


def _candidates(article: Article, told: str) -> list[int]:
    """Return the hashes of paragraphs that may be the site's own.

    Never the first one, a heading, a row, code, a quotation, or what the feed carries itself.
    """
    kept = {
        it.start
        for it in article.layout.pieces
        if it.kind in {PieceKind.HEADING, PieceKind.ROW, PieceKind.CODE, PieceKind.QUOTE}
    }
    of_feed = letters_of(_TAG.sub(" ", told))
    found: list[int] = []
    at = 0
    for paragraph in article.text.split("\n\n"):
        is_short = _LEAST_WORDS <= count_words(paragraph) <= _MOST_WORDS
        is_open = at > 0 and at not in kept and not _QUOTED.match(paragraph)
        if is_short and is_open and letters_of(paragraph) not in of_feed:
            found.append(_hash(paragraph))
        at += len(paragraph) + 2
    # The ends of a page say more of its site than its middle.
    half = _MOST_PARAGRAPHS // 2
    return found if len(found) <= _MOST_PARAGRAPHS else found[:half] + found[-half:]


def learn(
    connection: Connection, entry_id: int, article: Article, told: str, now: int
) -> tuple[Page, ...]:
    """Remember the page of an article; return the pages with paragraphs that are to be cut.

    Arguments:
        told: what the feed carries of the article.
    """
    site = _site(article.url)
    if site is None:
        return ()
    lead = _hash(article.text.partition("\n\n")[0])
    connection.run("DELETE FROM site_pages WHERE entry_id = ?", (entry_id,))
    connection.run(
        "INSERT INTO site_pages (entry_id, site, lead, stored_at) VALUES (?, ?, ?, ?)",
        (entry_id, site, lead, now),
    )
    found = _candidates(article, told)
    connection.run_many(
        "INSERT OR IGNORE INTO site_paragraphs (entry_id, paragraph) VALUES (?, ?)",
        ((entry_id, paragraph) for paragraph in found),
    )
    connection.run(
        "DELETE FROM site_pages WHERE site = ?1 AND entry_id NOT IN (SELECT entry_id "
        "FROM site_pages WHERE site = ?1 ORDER BY stored_at DESC, entry_id DESC LIMIT ?2)",
        (site, LAST_PAGES),
    )
    return _uncut(connection, site, found)


def _uncut(connection: Connection, site: int, paragraphs: Sequence[int]) -> tuple[Page, ...]:
    rows = connection.rows(
        "SELECT p.paragraph, p.entry_id, p.is_cut, s.lead, e.title FROM site_pages s "
        "INDEXED BY site_pages_by_site JOIN site_paragraphs p USING (entry_id) "
        "JOIN entries e USING (entry_id) WHERE s.site = ? "
        "AND p.paragraph IN (SELECT value FROM json_each(?))",
        (site, id_list(list(paragraphs))),
    )
    standing: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    for paragraph, *where in rows:
        standing[paragraph].append((where[0], where[1], where[2], where[3]))
    own: dict[int, set[int]] = defaultdict(set)
    for paragraph, places in standing.items():
        # The same text under two titles, or one title with two texts, is one article.
        titles = {title for _, _, _, title in places}
        if min(len({lead for _, _, lead, _ in places}), len(titles)) < LEAST_PAGES:
            continue
        if _have_one_topic(titles):
            continue
        for entry_id, is_cut, _, _ in places:
            if not is_cut:
                own[entry_id].add(paragraph)
    return tuple(Page(entry_id=it, own=frozenset(of_page)) for it, of_page in own.items())


def _have_one_topic(titles: set[str]) -> bool:
    """Tell whether most titles share a word: then what the articles share may be the background."""
    words = Counter(
        word
        for title in titles
        for word in set(_WORD.findall(title.casefold()))
        if len(word) >= _TOPIC_LETTERS
    )
    return any(count * 2 > len(titles) for count in words.values())


def mark_cut(connection: Connection, page: Page) -> None:
    """Note that a page's paragraphs were left out of its article."""
    connection.run(
        "UPDATE site_paragraphs SET is_cut = 1 WHERE entry_id = ? "
        "AND paragraph IN (SELECT value FROM json_each(?))",
        (page.entry_id, id_list(list(page.own))),
    )


def without(article: Article, own: frozenset[int]) -> Article:
    """Return an article without the paragraphs that are its site's own; as it is if those are most.

    The first paragraph always stays.
    """
    first = article.text.partition("\n\n")[0]
    text, layout = keep_paragraphs(
        article.text,
        article.layout,
        lambda paragraph: paragraph == first or _hash(paragraph) not in own,
    )
    if text == article.text or count_words(text) < (1 - MOST_SHARE) * count_words(article.text):
        return article
    layout = replace(layout, removed=_with_own(article, own, text, layout.removed))
    return replace(article, text=text, layout=layout, fingerprint=fingerprint(article.title, text))


def _with_own(
    article: Article, own: frozenset[int], text: str, removed: tuple[Removed, ...]
) -> tuple[Removed, ...]:
    """Return the lines that were left out of a page with those of its site, by their places."""
    found = list(removed)
    at = 0
    for number, paragraph in enumerate(article.text.split("\n\n")):
        if number and _hash(paragraph) in own:
            line = clean_line(paragraph, max_characters=MAX_REMOVED_CHARACTERS)
            found.append(Removed(at=min(at, len(text)), text=line, reason=RemovalReason.SITE))
        else:
            at += len(paragraph) + 2
    return tuple(sorted(found, key=lambda it: it.at))
