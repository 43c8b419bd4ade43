import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from fetch.errors import FetchError, unreadable
from fetch.exchange import Fetched, NotModified, Request
from fetch.extraction.trafilatura_adapter import extract_article
from fetch.model import Article, Entry, EntryKey, Extractor, Failure, FailureKind, Validators
from fetch.pages.fetch_article import fetch_article, fetch_page
from fetch.ports import ExtractedPage, PageRequest

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SENTENCE = "The harbour office said on day {} that the ferry would sail again at noon. "
PAGE = (
    "<html><head><title>From the page</title></head><body><article>"
    + "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(9))
    + "</article></body></html>"
).encode()
ENTRY = Entry(key=EntryKey("1"), url="http://h.example/a", title="Ferry", summary="It sails.")
KILLED = FetchError(Failure(kind=FailureKind.WORKER_KILLED, detail="took too long"))


@dataclass
class FakeClient:
    """Answers with a page or a failure, and keeps what was asked."""

    answer: bytes | FetchError | NotModified
    asked: list[Request] = field(default_factory=list)

    async def get(self, request: Request) -> Fetched | NotModified:
        self.asked.append(request)
        if isinstance(self.answer, FetchError):
            raise self.answer
        if isinstance(self.answer, NotModified):
            return self.answer
        return Fetched(
            url=f"{request.url}?final",
            body=self.answer,
            content_type="text/html",
            validators=Validators(etag='"two"'),
        )


@dataclass
class PlainExtractor:
    """Extracts in this process; dies on bodies if told to."""

    dies_on_pages: bool = False

    async def extract(self, request: PageRequest) -> ExtractedPage:
        if self.dies_on_pages and request.body:
            raise KILLED
        return extract_article(request, now=NOW)


async def test_the_page_is_the_article() -> None:
    client = FakeClient(PAGE)

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor(), language="en")

    assert outcome.failure is None
    assert outcome.article is not None
    assert outcome.article.extractor is Extractor.PAGE
    assert outcome.article.url == "http://h.example/a?final"
    assert outcome.article.title == "Ferry"
    assert outcome.article.language == "en"


@pytest.mark.parametrize("is_private", [True, False])
async def test_pages_reach_the_own_network_only_for_private_feeds(is_private: bool) -> None:
    client = FakeClient(PAGE)

    await fetch_article(ENTRY, client=client, extractor=PlainExtractor(), is_private=is_private)

    assert client.asked[0].may_be_private is is_private


async def test_a_page_that_cannot_be_had_leaves_the_feeds_text_and_the_reason() -> None:
    gone = FetchError(Failure(kind=FailureKind.GONE, detail="gone", status=410))

    outcome = await fetch_article(ENTRY, client=FakeClient(gone), extractor=PlainExtractor())

    assert outcome.failure == gone.failure
    assert outcome.article is not None
    assert outcome.article.text == "It sails."
    assert outcome.article.extractor is Extractor.FEED_SUMMARY


async def test_a_page_that_kills_its_worker_leaves_the_feeds_text_and_the_reason() -> None:
    outcome = await fetch_article(
        ENTRY, client=FakeClient(PAGE), extractor=PlainExtractor(dies_on_pages=True)
    )

    assert outcome.failure == KILLED.failure
    assert outcome.article is not None
    assert outcome.article.text == "It sails."


async def test_an_entry_without_address_asks_for_nothing() -> None:
    client = FakeClient(PAGE)
    entry = Entry(key=EntryKey("1"), title="Ferry", summary="It sails.")

    outcome = await fetch_article(entry, client=client, extractor=PlainExtractor())

    assert client.asked == []
    assert outcome.article is not None


async def test_nothing_at_all_is_a_failure_without_article() -> None:
    entry = Entry(key=EntryKey("1"), url="http://h.example/a", title="Ferry")

    outcome = await fetch_article(
        entry, client=FakeClient(unreadable("empty")), extractor=PlainExtractor()
    )

    assert outcome.article is None
    assert outcome.failure is not None


async def test_a_page_by_its_address_has_its_own_title_and_may_be_private() -> None:
    client = FakeClient(PAGE)

    article = await fetch_page("http://h.example/a", client=client, extractor=PlainExtractor())

    assert article.title == "From the page"
    assert client.asked[0].may_be_private


async def test_a_page_by_its_address_that_fails_raises() -> None:
    with pytest.raises(FetchError):
        await fetch_page(
            "http://h.example/a", client=FakeClient(KILLED), extractor=PlainExtractor()
        )


async def test_a_page_is_asked_with_what_it_came_with() -> None:
    client = FakeClient(PAGE)

    outcome = await fetch_article(
        ENTRY, client=client, extractor=PlainExtractor(), validators=Validators(etag='"one"')
    )

    assert client.asked[0].validators.etag == '"one"'
    assert outcome.validators == Validators(etag='"two"')
    assert not outcome.is_unchanged


async def test_a_page_that_has_not_changed_is_not_taken_from_the_feed() -> None:
    kept = Validators(etag='"one"')
    client = FakeClient(NotModified(validators=kept))

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor(), validators=kept)

    assert outcome.is_unchanged
    assert outcome.article is None
    assert outcome.failure is None
    assert outcome.validators == kept


def part(number: int, count: int, *, title: str = "Ferry sails", leads_on: bool = True) -> bytes:
    """Return a page of an article of several, with its own sentences."""
    sentences = "".join(f"<p>{SENTENCE.format(f'{number}.{line}')}</p>" for line in range(9))
    others = "".join(
        f"<a href='/a/{other}'>{other}</a>" for other in range(2, count + 1) if leads_on
    )
    return (
        f"<html><head><title>{title}, page {number} of {count}</title></head><body><article>"
        f"{sentences}</article><nav>{others}</nav></body></html>"
    ).encode()


@dataclass
class PartClient:
    """Has pages at addresses, and answers 503 at all others."""

    pages: dict[str, bytes]
    led_to: dict[str, str] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    async def get(self, request: Request) -> Fetched | NotModified:
        self.asked.append(request)
        if request.url not in self.pages:
            raise FetchError(Failure(kind=FailureKind.HTTP_STATUS, detail="busy", status=503))
        return Fetched(
            url=self.led_to.get(request.url, request.url),
            body=self.pages[request.url],
            content_type="text/html",
            validators=Validators(etag='"one"'),
            wire_bytes=len(self.pages[request.url]),
        )


def parts(count: int, **fields: object) -> PartClient:
    """Return a client that has an article of so many pages."""
    urls = [ENTRY.url, *(f"{ENTRY.url}/{number}" for number in range(2, count + 1))]
    pages = {url: part(number, count, **fields) for number, url in enumerate(urls, 1)}  # type: ignore[arg-type]  # any field
    return PartClient(pages)


def days(article: Article | None) -> list[str]:
    return re.findall(r"day (\d+)\.0", article.text if article else "")


async def test_the_pages_of_an_article_are_joined() -> None:
    client = parts(3)

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor())

    assert days(outcome.article) == ["1", "2", "3"]
    assert outcome.article is not None
    assert outcome.article.note == ""
    assert outcome.article.url == ENTRY.url
    assert outcome.validators == Validators(etag='"one"')
    assert outcome.wire_bytes == sum(map(len, client.pages.values()))


async def test_of_a_book_ten_pages_are_read() -> None:
    client = parts(14)

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor())

    assert len(client.asked) == 10
    assert len(days(outcome.article)) == 10
    assert outcome.article is not None
    assert outcome.article.note == "Only the first 10 pages of this article could be read."


async def test_a_page_that_fails_is_said_and_tried_again() -> None:
    client = parts(3)
    del client.pages[f"{ENTRY.url}/3"]

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor())

    assert days(outcome.article) == ["1", "2"]
    assert outcome.article is not None
    assert outcome.article.note == "Only the first 2 pages of this article could be read."
    assert outcome.failure is not None
    assert outcome.failure.status == 503
    assert outcome.validators is None


async def test_another_article_is_not_joined() -> None:
    client = parts(2)
    client.pages[f"{ENTRY.url}/2"] = part(2, 2, title="Storm ends")

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor())

    assert days(outcome.article) == ["1"]
    assert outcome.failure is None


async def test_a_part_that_leads_elsewhere_ends_the_article() -> None:
    client = parts(2)
    client.led_to[f"{ENTRY.url}/2"] = "http://h.example/subscribe"

    outcome = await fetch_article(ENTRY, client=client, extractor=PlainExtractor())

    assert days(outcome.article) == ["1"]


async def test_the_feed_wins_if_it_has_more_than_all_pages() -> None:
    html = "".join(f"<p>{SENTENCE.format(line)}</p>" for line in range(60))

    outcome = await fetch_article(
        replace(ENTRY, content_html=html), client=parts(2), extractor=PlainExtractor()
    )

    assert outcome.article is not None
    assert outcome.article.extractor is Extractor.FEED_CONTENT


async def test_parts_are_asked_as_the_first_page_was() -> None:
    client = parts(2)

    await fetch_article(ENTRY, client=client, extractor=PlainExtractor(), is_private=True)

    assert [request.may_be_private for request in client.asked] == [True, True]


async def test_an_address_that_was_named_is_read_to_its_end() -> None:
    article = await fetch_page(ENTRY.url, client=parts(2), extractor=PlainExtractor())

    assert days(article) == ["1", "2"]
    assert article.title == "Ferry sails, page 1 of 2"


@pytest.mark.parametrize("published", [None, datetime(2026, 11, 20, tzinfo=UTC)])
async def test_the_page_tells_the_date_that_the_feed_does_not(published: datetime | None) -> None:
    dated = PAGE.replace(b"<article>", b"<p class='date'>Published: 21 November 2026</p><article>")
    entry = replace(ENTRY, published=published)

    outcome = await fetch_article(entry, client=FakeClient(dated), extractor=PlainExtractor())

    assert outcome.article is not None
    assert outcome.article.published == (published or datetime(2026, 11, 21, tzinfo=UTC))
