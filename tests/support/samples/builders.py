"""Objects of the models made by hand, with everything filled in that a test does not care about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from fetch.model import (
    Article,
    Entry,
    EntryKey,
    Extractor,
    Failure,
    FailureKind,
    Feed,
    FeedFailed,
    FeedRefreshed,
    FeedTarget,
    FeedUnchanged,
    Validators,
)
from summarise.model import Actor, ActorKind, Brief, Coverage, KeyPoint, Mention, Span

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def make_entry(number: int = 1, **changes: object) -> Entry:
    """Return an entry; a higher number is an older one, as in a feed."""
    fields: dict[str, object] = {
        "key": EntryKey(f"http://example.org/{number}"),
        "alternate_key": f"{number}",
        "url": f"http://example.org/{number}",
        "title": f"Story {number}",
        "author": "A. Writer",
        "published": NOW - timedelta(hours=number),
        "summary": f"What happened in story {number}.",
    }
    return Entry(**(fields | changes))  # type: ignore[arg-type] # the fields of Entry, by name


def make_entries(count: int, *, start: int = 1) -> tuple[Entry, ...]:
    """Return entries numbered from `start` on, newest first."""
    return tuple(make_entry(number) for number in range(start, start + count))


def make_target(feed_id: int = 1, url: str = "http://example.org/feed") -> FeedTarget:
    """Return what a refresh is asked for."""
    return FeedTarget(feed_id=feed_id, url=url)


def make_refreshed(
    target: FeedTarget,
    entries: Sequence[Entry],
    *,
    title: str = "Example News",
    moved_to: str = "",
    ttl_minutes: int | None = None,
) -> FeedRefreshed:
    """Return the outcome of a feed that answered with entries."""
    return FeedRefreshed(
        target=target,
        feed=Feed(
            title=title,
            site_url="http://example.org/",
            language="en",
            ttl_minutes=ttl_minutes,
            entries=tuple(entries),
        ),
        validators=Validators(etag='"1"'),
        body_hash="hash",
        moved_to=moved_to,
    )


def make_unchanged(target: FeedTarget) -> FeedUnchanged:
    """Return the outcome of a feed that had nothing new."""
    return FeedUnchanged(target=target, validators=Validators(etag='"2"'))


def make_failure(kind: FailureKind = FailureKind.TIMEOUT, **changes: object) -> Failure:
    """Return an expected failure."""
    fields: dict[str, object] = {"kind": kind, "detail": "no answer in 30 s"}
    return Failure(**(fields | changes))  # type: ignore[arg-type] # the fields of Failure, by name


def make_failed(target: FeedTarget, failure: Failure | None = None) -> FeedFailed:
    """Return the outcome of a feed that could not be had."""
    return FeedFailed(target=target, failure=failure or make_failure())


def make_article(
    text: str = "Rebels took the city.\n\nFifteen died.", **changes: object
) -> Article:
    """Return an article that was taken from its page."""
    fields: dict[str, object] = {
        "url": "http://example.org/page",
        "title": "Rebels take city",
        "byline": "A. Writer",
        "published": NOW,
        "language": "en",
        "text": text,
        "extractor": Extractor.PAGE,
        "fingerprint": f"of {text}",
    }
    return Article(**(fields | changes))  # type: ignore[arg-type] # the fields of Article, by name


def make_brief(text: str = "Rebels took the city.\n\nFifteen died.", **changes: object) -> Brief:
    """Return a brief with one key point and one actor, both at the start of `text`."""
    first = text.split(".", maxsplit=1)[0] + "."
    name = text.split(maxsplit=1)[0]
    fields: dict[str, object] = {
        "id": "1",
        "title": "Rebels take city",
        "language": "en",
        "published": NOW,
        "pipeline": "p1",
        "coverage": Coverage.FULL,
        "text": text,
        "key_points": (KeyPoint(text=first, span=Span(start=0, end=len(first)), actors=(name,)),),
        "actors": (
            Actor(
                name=name,
                kind=ActorKind.GROUP,
                mentions=(Mention(span=Span(start=0, end=len(name))),),
            ),
        ),
    }
    return Brief(**(fields | changes))  # type: ignore[arg-type] # the fields of Brief, by name
