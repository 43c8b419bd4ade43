"""Pages of fresh entries are wanted again, a few times, and lose nothing by it."""

from datetime import timedelta

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.model import FeedTarget, Validators
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_brief,
    make_entry,
    make_failure,
    make_refreshed,
)

DAY = timedelta(days=1)
TAGGED = Validators(etag='"one"', last_modified=None)


def stored(store: Store, hours_old: int = 1) -> EntryId:
    """Subscribe to a feed with one entry, and store its page with its brief."""
    url = "http://example.org/feed"
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    entry = make_entry(published=NOW - timedelta(hours=hours_old))
    (entry_id,) = store.entries.save_outcome(make_refreshed(target, (entry,)), now=NOW).new_entries
    store.articles.save(entry_id, make_article(), None, now=NOW, validators=TAGGED)
    store.articles.save_brief(entry_id, make_brief(id=str(entry_id)))
    return entry_id


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_a_fresh_page_is_wanted_again_with_what_it_came_with(
    store: Store, library: Library
) -> None:
    entry_id = stored(store)

    assert store.articles.look_again(NOW + hours(0.9), fresh=DAY) == 0
    assert store.articles.look_again(NOW + hours(1.1), fresh=DAY) == 1

    (pending,) = library.queue.entries_without_article(10)
    assert pending.entry_id == entry_id
    assert pending.validators == TAGGED
    assert pending.known_words == make_article().word_count


def test_pages_of_older_entries_are_left_alone(store: Store) -> None:
    stored(store, hours_old=30)

    assert store.articles.look_again(NOW + hours(2), fresh=DAY) == 0


def test_a_page_is_looked_at_thrice_at_growing_pauses(store: Store) -> None:
    entry_id, looked = stored(store), []
    for hour in range(1, 24):
        now = NOW + hours(hour)
        if store.articles.look_again(now, fresh=2 * DAY):
            looked.append(hour)
            store.articles.save(entry_id, None, None, now=now, validators=TAGGED)

    assert looked == [1, 4, 12]


def test_what_has_not_changed_keeps_its_brief(store: Store, library: Library) -> None:
    entry_id = stored(store)
    store.articles.look_again(NOW + hours(2), fresh=DAY)

    store.articles.save(entry_id, make_article(), None, now=NOW + hours(2), validators=TAGGED)

    assert library.queue.entries_without_article(10) == ()
    detail = library.detail(entry_id)
    assert detail is not None
    assert detail.brief is not None


def test_a_page_that_can_not_be_had_again_keeps_its_text(store: Store, library: Library) -> None:
    entry_id = stored(store)
    store.articles.look_again(NOW + hours(2), fresh=DAY)

    store.articles.save(entry_id, None, make_failure(), now=NOW + hours(2))

    detail = library.detail(entry_id)
    assert detail is not None
    assert detail.article == make_article()
    assert detail.page_failure is None
    assert library.queue.entries_without_article(10) == ()
    assert store.articles.look_again(NOW + hours(3), fresh=DAY) == 0


def test_a_changed_page_wants_a_brief(store: Store, library: Library) -> None:
    entry_id = stored(store)
    store.articles.look_again(NOW + hours(2), fresh=DAY)
    changed = make_article("Rebels took the city.\n\nTwenty-five died.")

    store.articles.save(entry_id, changed, None, now=NOW + hours(2), validators=TAGGED)

    detail = library.detail(entry_id)
    assert detail is not None
    assert detail.article == changed
    assert detail.brief is None
