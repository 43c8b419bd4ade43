from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from fetch.errors import FetchError, unreadable
from fetch.exchange import Fetched, NotModified, Request
from fetch.extract import extract_article
from fetch.model import Article, Entry, EntryKey, Extractor, Failure, FailureKind, Validators
from fetch.pages import fetch_article, fetch_page
from fetch.ports import PageRequest

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

    async def extract(self, request: PageRequest) -> Article:
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
