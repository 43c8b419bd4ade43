"""Fetch the article of one entry from its page, or take it from the feed."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from fetch.errors import FetchError
from fetch.exchange import PAGE_ACCEPT, Fetched, NotModified, Request
from fetch.extraction.next_part import MOST_PARTS, is_same_article, part_number
from fetch.http.robots import Robots
from fetch.model import Article, Entry, Failure, Validators
from fetch.pages.join_parts import joined, with_missing
from fetch.ports import ExtractedPage, PageExtractor, PageRequest, WebClient
from fetch.rules import NO_RULES, FeedRules, PageRules


class PageOutcome(Struct, frozen=True, kw_only=True):
    """What came of one page.

    Attributes:
        article: None only if neither page nor feed gave any text.
        failure: why the page could not be fetched or read; None if it was.
        validators: what to ask the page with the next time; None if it did not answer.
        wire_bytes: size of the page as transferred.
        is_unchanged: the page is still what it was when `validators` were given.
    """

    article: Article | None
    failure: Failure | None = None
    validators: Validators | None = None
    is_unchanged: bool = False
    wire_bytes: int = 0


class _Whole(Struct, frozen=True, kw_only=True):
    """The pages of one article, joined as far as they could be fetched."""

    article: Article
    failure: Failure | None = None
    wire_bytes: int = 0


class _Site(Struct, frozen=True, kw_only=True):
    """How the pages of one article are asked for."""

    client: WebClient
    extractor: PageExtractor
    may_be_private: bool
    robots: Robots | None = None
    rules: FeedRules = NO_RULES

    async def get(self, url: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Return the answer. Raises FetchError."""
        if self.robots is not None:
            await self.robots.check(url)
        return await self.client.get(
            Request(
                url=url,
                accept=PAGE_ACCEPT,
                validators=validators or Validators(),
                may_be_private=self.may_be_private,
                access=self.rules.access,
                may_spool=True,
            )
        )

    async def whole(self, first: ExtractedPage) -> _Whole:
        """Return the article that begins with a page, read on for as long as it goes on."""
        article, next_url, wire_bytes = first.article, first.next_url, 0
        for count in range(1, MOST_PARTS):
            if not next_url:
                break
            try:
                answer = await self.get(next_url)
                if not isinstance(answer, Fetched):
                    break
                wire_bytes += answer.wire_bytes
                if part_number(first.article.url, answer.url) != count + 1:
                    break  # led back to the first one, or elsewhere
                part = await self.extractor.extract(self._request(first.article, answer))
            except FetchError as error:
                return _Whole(
                    article=with_missing(article, count),
                    failure=error.failure,
                    wire_bytes=wire_bytes,
                )
            if not is_same_article(first.headlines, part.headlines):
                break
            longer = joined(article, part.article)
            if longer is None:
                break
            article, next_url = longer, part.next_url
        else:
            if next_url:
                article = with_missing(article, MOST_PARTS)
        return _Whole(article=article, wire_bytes=wire_bytes)

    def _request(self, first: Article, answer: Fetched) -> PageRequest:
        return PageRequest(
            url=answer.url,
            first_url=first.url,
            body=answer.body,
            body_path=_path(answer),
            content_type=answer.content_type,
            title=first.title,
            language=first.language,
            rules=self.rules.pages,
        )


def _path(answer: Fetched | None) -> Path | None:
    # Whoever asks holds the answer, and with it the file, until the worker is done.
    return answer.spool.path if answer and answer.spool else None


def _request(
    entry: Entry, language: str, answer: Fetched | None, rules: PageRules = NO_RULES.pages
) -> PageRequest:
    return PageRequest(
        url=answer.url if answer else entry.url,
        body=answer.body if answer else b"",
        body_path=_path(answer),
        content_type=answer.content_type if answer else "",
        title=entry.title,
        byline=entry.author,
        published=entry.published,
        language=language,
        feed_html=entry.content_html,
        feed_summary=entry.summary,
        # Reading it takes a third of the time: only for what the feed did not say.
        wants_metadata=not (entry.title and entry.published),
        rules=rules,
    )


async def fetch_article(  # noqa: PLR0913 - all but the entry by keyword
    entry: Entry,
    *,
    client: WebClient,
    extractor: PageExtractor,
    is_private: bool = False,
    language: str = "",
    validators: Validators | None = None,
    rules: FeedRules = NO_RULES,
    robots: Robots | None = None,
) -> PageOutcome:
    """Return the article of `entry`; an expected failure is part of the outcome.

    Arguments:
        is_private: the feed itself is in the user's own network, so its pages may, too.
        validators: what the page came with the last time, if its text is kept.
        rules: what the reader said of this feed's pages.
        robots: asked before a page of a public feed is fetched; None for not.
    """
    answer: Fetched | None = None
    failure: Failure | None = None
    site = _Site(
        client=client,
        extractor=extractor,
        robots=None if is_private else robots,
        may_be_private=is_private,
        rules=rules,
    )
    if entry.url:
        try:
            answered = await site.get(entry.url, validators)
        except FetchError as error:
            failure = error.failure
        else:
            if isinstance(answered, NotModified):
                return PageOutcome(article=None, validators=answered.validators, is_unchanged=True)
            answer = answered
    wire_bytes = answer.wire_bytes if answer else 0
    try:
        page = await extractor.extract(_request(entry, language, answer, rules.pages))
    except FetchError as error:
        return PageOutcome(
            article=await article_from_feed(entry, extractor, language) if answer else None,
            failure=failure or error.failure,
            wire_bytes=wire_bytes,
        )
    if not page.next_url:
        return PageOutcome(
            article=page.article,
            failure=failure,
            validators=answer.validators if answer else None,
            wire_bytes=wire_bytes,
        )
    whole = await site.whole(page)
    from_feed = page.feed_article
    is_more = from_feed is not None and from_feed.word_count > whole.article.word_count
    return PageOutcome(
        article=from_feed if is_more else whole.article,
        failure=whole.failure,
        # A first page that stays the same would hide for ever that the others were missing.
        validators=answer.validators if answer and whole.failure is None else None,
        wire_bytes=wire_bytes + whole.wire_bytes,
    )


async def article_from_feed(
    entry: Entry, extractor: PageExtractor, language: str
) -> Article | None:
    """Return what the feed itself carried, None if that is nothing."""
    try:
        return (await extractor.extract(_request(entry, language, None))).article
    except FetchError:
        return None


async def fetch_page(
    url: str,
    *,
    client: WebClient,
    extractor: PageExtractor,
    title: str = "",
    published: datetime | None = None,
    language: str = "",
) -> Article:
    """Return the article at an address that the user named.

    Title and date are the page's own where they are not given.

    Raises FetchError.
    """
    site = _Site(client=client, extractor=extractor, may_be_private=True)
    answer = await site.get(url)
    fetched = answer if isinstance(answer, Fetched) else None
    page = await extractor.extract(
        PageRequest(
            url=fetched.url if fetched else url,
            body=fetched.body if fetched else b"",
            body_path=_path(fetched),
            content_type=fetched.content_type if fetched else "",
            title=title,
            published=published,
            language=language,
            wants_metadata=True,
        )
    )
    return (await site.whole(page)).article
