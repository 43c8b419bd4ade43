"""What is to be written of a page, without a database."""

import pytest

from cache.db.rows import article_digest
from cache.entries.page_intent import PageIntent, StoredPage, page_intent
from fetch.layout import Layout, Piece, PieceKind
from fetch.model import Article, Extractor, FailureKind
from tests.support.samples.builders import make_article, make_failure

MINUTE = 60 * 1000
NOW = 1_000_000_000
OLD = make_article("Old.")


def stored(article: Article | None = OLD, **changes: object) -> StoredPage:
    fields: dict[str, object] = {}
    if article is not None:
        fields = {"extractor": article.extractor, "digest": article_digest(article)}
    return StoredPage(**(fields | changes))  # type: ignore[arg-type]  # by name


def test_a_first_text_is_stored_and_shared() -> None:
    new = make_article("New.")

    assert page_intent(stored(None), new, None, NOW) == PageIntent(article=new, is_shared=True)


def test_a_text_of_the_feeds_own_is_not_shared() -> None:
    new = make_article("Short.", extractor=Extractor.FEED_SUMMARY)

    assert page_intent(stored(None), new, None, NOW) == PageIntent(article=new)


def test_the_same_text_is_only_set_anew() -> None:
    layout = Layout(pieces=(Piece(kind=PieceKind.HEADING, start=0, end=3),))
    again = make_article("Old.", layout=layout)

    assert page_intent(stored(), again, None, NOW) == PageIntent(layout=layout)


def test_the_feeds_text_does_not_replace_the_pages() -> None:
    short = make_article("Short.", extractor=Extractor.FEED_CONTENT)

    intent = page_intent(stored(), short, make_failure(), NOW)

    assert intent.article is None
    assert intent.failed is not None


def test_the_pages_text_replaces_the_feeds() -> None:
    short = make_article("Short.", extractor=Extractor.FEED_CONTENT)
    new = make_article("New.")

    assert page_intent(stored(short), new, None, NOW).article == new


def test_a_failed_look_at_a_text_that_is_here_is_no_failure() -> None:
    assert page_intent(stored(is_revisit=True), None, make_failure(), NOW) == PageIntent()


def test_a_failed_look_at_a_page_whose_text_is_not_here_is_one() -> None:
    short = make_article("Short.", extractor=Extractor.FEED_CONTENT)

    assert page_intent(stored(short, is_revisit=True), None, make_failure(), NOW).failed


@pytest.mark.parametrize(
    ("attempts_before", "minutes"), [(0, 10), (1, 40), (2, 160), (3, 640), (4, None)]
)
def test_each_pause_is_four_times_the_last_and_the_fifth_failure_the_end(
    attempts_before: int, minutes: int | None
) -> None:
    page = stored(None, attempt_count=attempts_before)

    failed = page_intent(page, None, make_failure(), NOW).failed

    assert failed is not None
    assert failed.attempt_count == attempts_before + 1
    assert failed.retry_at == (None if minutes is None else NOW + minutes * MINUTE)


@pytest.mark.parametrize(
    ("asked_seconds", "minutes"), [(60.0, 10), (3600.0, 60), (1e9, 24 * 60), (None, 10)]
)
def test_a_server_that_asks_for_a_longer_pause_gets_it_up_to_a_day(
    asked_seconds: float | None, minutes: int
) -> None:
    failure = make_failure(FailureKind.RATE_LIMITED, retry_after_seconds=asked_seconds)

    failed = page_intent(stored(None), None, failure, NOW).failed

    assert failed is not None
    assert failed.retry_at == NOW + minutes * MINUTE


@pytest.mark.parametrize(
    ("kind", "status", "is_retried"),
    [
        (FailureKind.HTTP_STATUS, 503, True),
        (FailureKind.HTTP_STATUS, 404, False),
        (FailureKind.OFFLINE, None, True),
        (FailureKind.TOO_LARGE, None, False),
    ],
)
def test_only_what_may_pass_is_tried_again(
    kind: FailureKind, status: int | None, is_retried: bool
) -> None:
    failed = page_intent(stored(None), None, make_failure(kind, status=status), NOW).failed

    assert failed is not None
    assert (failed.retry_at is not None) == is_retried
