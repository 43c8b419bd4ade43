"""Events as lines of JSON: what one process writes, another reads."""

import pytest

from tui.headless.services.jobs.job_events import (
    ArticlesDone,
    BriefsDone,
    ChoiceNeeded,
    Event,
    FeedDone,
    JobFailed,
    RefreshFinished,
    RefreshStarted,
    StoriesDone,
    Subscribed,
    decode_event,
    encode_event,
)

EVENTS: tuple[Event, ...] = (
    RefreshStarted(feed_count=3),
    FeedDone(done=1, total=3, feed_id=7, title="Ask HN: [/r/linux]", new_count=2),
    FeedDone(
        done=2, total=3, feed_id=8, title="“Ü”\n", new_count=0, failure="There is no network."
    ),
    ArticlesDone(done=1, total=2),
    BriefsDone(done=1, total=2),
    StoriesDone(placed=3, to_place=4),
    RefreshFinished(
        feed_count=3, unchanged_count=1, failed_count=1, new_count=2, brief_count=2, seconds=1.5
    ),
    Subscribed(feed_id=9, url="https://example.org/feed", title="", is_new=False),
    ChoiceNeeded(urls=("https://a.example/", "https://b.example/"), titles=("A", "B")),
    JobFailed(message="Nothing was found."),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    line = encode_event(event)

    assert line.count(b"\n") == 1
    assert decode_event(line) == event


@pytest.mark.parametrize(
    "line",
    [b"", b"Traceback", b"[]", b'{"event":"Unheard"}', b'{"event":"FeedDone"}', b'{"event":3}'],
)
def test_a_line_that_is_no_event_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode_event(line)
