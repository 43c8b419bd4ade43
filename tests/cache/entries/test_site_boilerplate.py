"""What a site says on all its pages is left out; what is the story's stays."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from cache.entries.site_boilerplate import LAST_PAGES, LEAST_PAGES
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.layout import Layout, Link, Piece, PieceKind, RemovalReason
from fetch.model import Article, EntryKey, Extractor, FeedTarget
from tests.support.samples.builders import NOW, make_article, make_brief, make_entry, make_refreshed

OWN = "The Courier is printed in Holm and belongs to the people who read it."
TITLES = (
    "Ferry sails again",
    "Mayor resigns",
    "Wheat prices fall",
    "Storm takes roof",
    "School opens late",
    "Choir wins prize",
    "Bridge is painted",
    "Doctor leaves island",
)


def body(number: int, *more: str) -> str:
    lead = f"Lead number {number} tells what happened in the morning of that day."
    middle = " ".join(f"Word{number}x{place}" for place in range(60))
    return "\n\n".join((lead, f"{middle}.", *more))


class Paper:
    """A feed whose pages are stored one after another."""

    def __init__(self, store: Store, library: Library, *, host: str = "courier.example") -> None:
        self.store, self.library, self.host = store, library, host
        url = f"http://{host}/feed"
        self.target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
        self.count = 0

    def add(self, text: str, *, title: str = "", summary: str = "", **fields: object) -> EntryId:
        number = self.count
        self.count += 1
        entry = make_entry(
            number,
            key=EntryKey(f"{self.host}{number}"),
            alternate_key="",
            url=f"http://{self.host}/{number}",
            title=title or TITLES[number % len(TITLES)],
            summary=summary or "A line.",
        )
        outcome = make_refreshed(self.target, [entry])
        (entry_id,) = self.store.entries.save_outcome(outcome, now=NOW).new_entries
        self.save(entry_id, text, **fields)
        return entry_id

    def save(self, entry_id: EntryId, text: str, **fields: object) -> None:
        article = make_article(text, url=f"http://{self.host}/{entry_id}", **fields)
        self.store.articles.save(entry_id, article, None, now=NOW + timedelta(minutes=self.count))

    def article(self, entry_id: EntryId) -> Article:
        detail = self.library.detail(entry_id)
        assert detail is not None
        assert detail.article is not None
        return detail.article


@pytest.fixture
def paper(store: Store, library: Library) -> Paper:
    return Paper(store, library)


def test_what_stands_on_all_pages_is_left_out_of_all(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN)) for number in range(6)]

    assert [paper.article(it).text for it in ids] == [body(number) for number in range(6)]


def test_three_pages_are_not_enough(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN)) for number in range(LEAST_PAGES - 1)]

    assert all(OWN in paper.article(it).text for it in ids)


def test_spelling_and_marks_make_no_difference(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN)) for number in range(3)]
    ids.append(paper.add(body(3, OWN.upper().replace(" IN", "  in"))))

    assert [paper.article(it).text for it in ids] == [body(number) for number in range(4)]


def test_each_site_is_learned_for_itself(store: Store, library: Library) -> None:
    papers = [Paper(store, library, host=f"{name}.example") for name in "abcd"]

    ids = [(paper, paper.add(body(n, OWN), title=TITLES[n])) for n, paper in enumerate(papers)]

    assert all(OWN in paper.article(it).text for paper, it in ids)


def test_the_same_article_again_is_no_other_page(paper: Paper) -> None:
    ids = [paper.add(body(0, OWN), title=title) for title in TITLES]

    assert all(OWN in paper.article(it).text for it in ids)


def test_new_texts_of_one_article_are_one_page(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN), title="Ferry sails again") for number in range(6)]

    assert all(OWN in paper.article(it).text for it in ids)


def test_the_background_of_one_subject_stays(paper: Paper) -> None:
    titles = (
        "Ferry sails",
        "Why the ferry waits",
        "Ferry: a record",
        "Old ferry sold",
        "A bus",
    )

    ids = [paper.add(body(number, OWN), title=title) for number, title in enumerate(titles)]

    assert all(OWN in paper.article(it).text for it in ids)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Short one here",
        "“We shall sail on Monday at noon,” the captain of the ferry said again.",
        " ".join(f"word{number}" for number in range(80)),
    ],
)
def test_what_may_be_the_storys_stays(paper: Paper, paragraph: str) -> None:
    ids = [paper.add(body(number, paragraph)) for number in range(6)]

    assert all(paragraph in paper.article(it).text for it in ids)


def test_headings_stay(paper: Paper) -> None:
    text = body(0, OWN)
    at = text.index(OWN)
    layout = Layout(pieces=(Piece(kind=PieceKind.HEADING, start=at, end=len(text)),))

    ids = []
    for number in range(6):
        shift = len(body(number, OWN)) - len(text)
        piece = replace(layout.pieces[0], start=at + shift, end=len(text) + shift)
        ids.append(paper.add(body(number, OWN), layout=Layout(pieces=(piece,))))

    assert all(OWN in paper.article(it).text for it in ids)


def test_the_first_paragraph_stays(paper: Paper) -> None:
    ids = [paper.add("\n\n".join((OWN, body(number)))) for number in range(6)]

    assert all(paper.article(it).text.startswith(OWN) for it in ids)


def test_what_the_feed_says_itself_stays(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN), summary=f"News. {OWN}") for number in range(6)]

    assert all(OWN in paper.article(it).text for it in ids)


def test_more_than_a_third_is_never_taken(paper: Paper) -> None:
    much = [f"{OWN} Line {number} of many lines that stand on each page." for number in range(9)]

    ids = [paper.add(body(number, *much)) for number in range(6)]

    assert all(paper.article(it).text == body(number, *much) for number, it in enumerate(ids))


def test_texts_of_feeds_are_left_alone(paper: Paper) -> None:
    ids = [paper.add(body(n, OWN), extractor=Extractor.FEED_CONTENT) for n in range(6)]

    assert all(OWN in paper.article(it).text for it in ids)


def test_links_and_headings_still_have_their_words(paper: Paper) -> None:
    for number in range(LEAST_PAGES):
        paper.add(body(number, OWN))
    text = body(5, OWN, "The captain was not asked.")
    at = text.index("captain")
    layout = Layout(links=(Link(start=at, end=at + 7, url="http://courier.example/c"),))

    article = paper.article(paper.add(text, layout=layout))

    assert [article.text[it.start : it.end] for it in article.layout.links] == ["captain"]
    assert OWN not in article.text


def test_what_a_site_stopped_saying_is_forgotten(paper: Paper) -> None:
    for number in range(3):
        paper.add(body(number, OWN), title=TITLES[number])
    for number in range(LAST_PAGES):
        paper.add(body(10 + number), title=f"Filler {number}")

    last = paper.add(body(99, OWN), title="Choir wins prize")

    assert OWN in paper.article(last).text


def test_briefs_of_cleaned_articles_are_made_anew(paper: Paper) -> None:
    first = paper.add(body(0, OWN))
    paper.store.articles.save_brief(first, make_brief(body(0, OWN), id=str(first)))

    for number in range(1, LEAST_PAGES):
        paper.add(body(number, OWN))

    pending = paper.library.queue.articles_without_brief("p1", 10)
    assert {it.entry_id for it in pending} == {EntryId(n) for n in range(1, LEAST_PAGES + 1)}
    assert all(OWN not in it.article.text for it in pending)


def test_a_page_that_is_looked_at_again_is_the_same(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN)) for number in range(6)]
    before = paper.article(ids[5])

    paper.save(ids[5], body(5, OWN))

    assert paper.article(ids[5]) == before
    assert ids[5] not in {it.entry_id for it in paper.library.queue.entries_without_article(10)}


def test_the_reading_place_stays(paper: Paper) -> None:
    first = paper.add(body(0, OWN))
    fingerprint = paper.article(first).fingerprint
    paper.store.memory.leave_place(first, 30, fingerprint=fingerprint, at=NOW)

    for number in range(1, 6):
        paper.add(body(number, OWN))

    assert paper.article(first).text == body(0)
    assert paper.library.memory.place(first) == 30


def test_what_is_cut_can_still_be_seen_in_its_place(paper: Paper) -> None:
    ids = [paper.add(body(number, OWN, "The end.")) for number in range(6)]

    for number, it in enumerate(ids):
        article = paper.article(it)
        (line,) = article.layout.removed
        assert article.text == body(number, "The end.")
        assert (line.text, line.reason) == (OWN, RemovalReason.SITE)
        assert article.text[line.at :] == "The end."
