"""Decide what to store of an entry's page, from what is stored and what was fetched. Pure."""

from msgspec import Struct

from cache.db.rows import article_digest
from fetch.layout import Layout
from fetch.model import Article, Extractor, Failure, FailureKind

PAGE_EXTRACTORS = (Extractor.PAGE, Extractor.PAGE_DATA, Extractor.PAGE_FALLBACK)
"""Texts that are the page's, and so the same for every feed that links to it."""

_TEMPORARY = frozenset(
    {
        FailureKind.OFFLINE,
        FailureKind.UNREACHABLE,
        FailureKind.TIMEOUT,
        FailureKind.RATE_LIMITED,
        FailureKind.TRUNCATED,
    }
)
_SERVER_ERROR = 500
_FIRST_RETRY_MILLISECONDS = 10 * 60 * 1000
_MAX_ATTEMPTS = 5
"""Ten minutes, forty, under three hours, under eleven: then a page is given up."""
_LONGEST_PAUSE_SECONDS = 86_400.0


class StoredPage(Struct, frozen=True, kw_only=True):
    """What is stored of an entry's page.

    Attributes:
        extractor, digest: of its article; None if it has none.
        is_revisit: its text was fetched before, and is only looked at again.
        attempt_count: how often the page failed in a row.
    """

    extractor: str | None = None
    digest: int | None = None
    is_revisit: bool = False
    attempt_count: int = 0


class FailedAttempt(Struct, frozen=True, kw_only=True):
    """A failure to store, with the time of the next attempt; None if the page is given up."""

    failure: Failure
    attempt_count: int
    retry_at: int | None


class PageIntent(Struct, frozen=True, kw_only=True):
    """What is to be written.

    Attributes:
        failed: what stands in place of any failure that is stored; None for none.
        layout: of the article that is stored; None if that stays as it is.
        article: the text that the entry gets; None if it keeps what it has.
        is_shared: entries of other feeds that wait for the same page get the text, too.
    """

    failed: FailedAttempt | None = None
    layout: Layout | None = None
    article: Article | None = None
    is_shared: bool = False


def page_intent(
    stored: StoredPage, article: Article | None, failure: Failure | None, now: int
) -> PageIntent:
    """Return what is to be written of a page that was fetched `now`, in milliseconds."""
    has_page_text = stored.extractor in PAGE_EXTRACTORS
    # A page that can't be looked at again is no loss: its text is here.
    is_failed = failure is not None and not (has_page_text and stored.is_revisit)
    failed = _failed_attempt(failure, stored.attempt_count, now) if failure and is_failed else None
    if article is None:
        return PageIntent(failed=failed)
    if article_digest(article) == stored.digest:
        return PageIntent(failed=failed, layout=article.layout)
    is_page_text = article.extractor in PAGE_EXTRACTORS
    if has_page_text and not is_page_text:
        # What the page once gave is more than what the feed gives now.
        return PageIntent(failed=failed)
    return PageIntent(failed=failed, article=article, is_shared=is_page_text)


def _failed_attempt(failure: Failure, attempts_before: int, now: int) -> FailedAttempt:
    attempt_count = 1 + attempts_before
    return FailedAttempt(
        failure=failure,
        attempt_count=attempt_count,
        retry_at=_retry_at(failure, attempt_count, now),
    )


def _retry_at(failure: Failure, attempt_count: int, now: int) -> int | None:
    is_server_error = (
        failure.kind is FailureKind.HTTP_STATUS and (failure.status or 0) >= _SERVER_ERROR
    )
    if attempt_count >= _MAX_ATTEMPTS or not (failure.kind in _TEMPORARY or is_server_error):
        return None
    pause: int = _FIRST_RETRY_MILLISECONDS * 4 ** (attempt_count - 1)
    asked = min(failure.retry_after_seconds or 0.0, _LONGEST_PAUSE_SECONDS) * 1000
    return max(now + pause, now + int(asked))
