"""The article of one entry: its page if that can be had, else what the feed carried."""

from dataclasses import dataclass

from fetch.errors import FetchError
from fetch.exchange import PAGE_ACCEPT, Fetched, NotModified, Request
from fetch.model import Article, Entry, Failure, Validators
from fetch.ports import PageExtractor, PageRequest, WebClient
from fetch.robots import Robots
from fetch.rules import NO_RULES, FeedRules, PageRules


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutcome:
    """What came of one page.

    Attributes:
        article: None only if neither page nor feed gave any text.
        failure: why the page could not be had or read; None if it was.
        validators: what to ask the page with the next time; None if it did not answer.
        wire_bytes: size of the page as transferred.
        is_unchanged: the page is still what it was when `validators` were given.
    """

    article: Article | None
    failure: Failure | None = None
    validators: Validators | None = None
    is_unchanged: bool = False
    wire_bytes: int = 0


def _request(
    entry: Entry, language: str, answer: Fetched | None, rules: PageRules = NO_RULES.pages
) -> PageRequest:
    return PageRequest(
        url=answer.url if answer else entry.url,
        body=answer.body if answer else b"",
        content_type=answer.content_type if answer else "",
        title=entry.title,
        byline=entry.author,
        published=entry.published,
        language=language,
        feed_html=entry.content_html,
        feed_summary=entry.summary,
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
        is_private: the feed itself lies in the own network, so its pages may, too.
        validators: what the page came with the last time, if its text is kept.
        rules: what the reader said of this feed's pages.
        robots: asked before a page of a public feed is fetched; None for not.
    """
    answer: Fetched | None = None
    failure: Failure | None = None
    if entry.url:
        request = Request(
            url=entry.url,
            accept=PAGE_ACCEPT,
            validators=validators or Validators(),
            may_be_private=is_private,
            access=rules.access,
        )
        try:
            if robots is not None and not is_private:
                await robots.check(entry.url)
            answered = await client.get(request)
        except FetchError as error:
            failure = error.failure
        else:
            if isinstance(answered, NotModified):
                return PageOutcome(article=None, validators=answered.validators, is_unchanged=True)
            answer = answered
    try:
        return PageOutcome(
            article=await extractor.extract(_request(entry, language, answer, rules.pages)),
            failure=failure,
            validators=answer.validators if answer else None,
            wire_bytes=answer.wire_bytes if answer else 0,
        )
    except FetchError as error:
        failure = failure or error.failure
    return PageOutcome(
        article=await article_from_feed(entry, extractor, language) if answer else None,
        failure=failure,
        wire_bytes=answer.wire_bytes if answer else 0,
    )


async def article_from_feed(
    entry: Entry, extractor: PageExtractor, language: str
) -> Article | None:
    """Return what the feed itself carried, None if that is nothing."""
    try:
        return await extractor.extract(_request(entry, language, None))
    except FetchError:
        return None


async def fetch_page(
    url: str, *, client: WebClient, extractor: PageExtractor, language: str = ""
) -> Article:
    """Return the article at an address that the user named, with the page's own title and date.

    Raises FetchError.
    """
    request = Request(url=url, accept=PAGE_ACCEPT, may_be_private=True)
    answer = await client.get(request)
    body, content_type, final = b"", "", url
    if isinstance(answer, Fetched):
        body, content_type, final = answer.body, answer.content_type, answer.url
    return await extractor.extract(
        PageRequest(
            url=final,
            body=body,
            content_type=content_type,
            language=language,
            wants_metadata=True,
        )
    )
