"""Pictures beside their entries: kept, replaced, bounded, and gone when the entry goes."""

from datetime import datetime, timedelta

from cache.entries.pictures import StoredPicture
from cache.library import Library
from cache.store import Store
from cache.upkeep.retention import Limits
from cache.values.list_rows import EntryId
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target


def picture(url: str = "http://h.example/p.jpg", *, size: int = 100) -> StoredPicture:
    return StoredPicture(
        url=url, media_type="image/webp", width=4, height=3, body=bytes([len(url)]) * size
    )


def stored(store: Store, count: int = 1) -> tuple[EntryId, ...]:
    store.feeds.subscribe("http://example.org/feed", now=NOW)
    outcome = make_refreshed(make_target(), make_entries(count))
    return store.entries.save_outcome(outcome, now=NOW).new_entries


def keep(
    store: Store,
    entry_id: EntryId,
    one: StoredPicture,
    *,
    now: datetime = NOW,
    most_bytes: int = 0,
) -> bool:
    return store.pictures.save(entry_id, one, now=now, most_bytes=most_bytes)


def test_a_picture_comes_back_as_it_was_given(store: Store, library: Library) -> None:
    first, second = stored(store, 2)

    assert keep(store, first, picture())

    assert library.pictures.picture(first, picture().url) == picture()
    assert library.pictures.picture(second, picture().url) is None
    assert library.pictures.kept_urls(first) == {picture().url}


def test_the_same_address_is_kept_once(store: Store, library: Library) -> None:
    (entry_id,) = stored(store)
    newer = picture(size=7)

    keep(store, entry_id, picture())
    keep(store, entry_id, newer)

    assert library.pictures.picture(entry_id, newer.url) == newer


def test_a_picture_of_an_entry_that_is_gone_is_not_kept(store: Store) -> None:
    assert not keep(store, EntryId(99), picture())


def test_above_their_room_the_first_that_came_go_and_the_last_stays(
    store: Store, library: Library
) -> None:
    (entry_id,) = stored(store)
    urls = [f"http://h.example/{number:03}" for number in range(50)]

    for number, url in enumerate(urls):
        now = NOW + timedelta(seconds=number)
        keep(store, entry_id, picture(url), now=now, most_bytes=1000)
    assert library.pictures.kept_urls(entry_id) == set(urls[-10:])

    large = picture("http://h.example/large", size=5000)
    keep(store, entry_id, large, now=NOW + timedelta(hours=1), most_bytes=1000)
    assert library.pictures.kept_urls(entry_id) == {large.url}


def test_pictures_go_with_their_entry(store: Store, library: Library) -> None:
    first, second = stored(store, 2)
    keep(store, first, picture())
    keep(store, second, picture())
    store.marks.set_read([first], True, now=NOW)

    # Pictures stored later than the limit go only because the entry does.
    late = NOW + timedelta(days=40)
    keep(store, first, picture("http://h.example/late"), now=late)
    store.upkeep.retain(Limits(days=30), late)

    assert library.pictures.kept_urls(first) == frozenset()
    assert library.problems() == ()


def test_old_pictures_go_though_their_entry_stays(store: Store, library: Library) -> None:
    (entry_id,) = stored(store)
    keep(store, entry_id, picture())

    dropped = store.upkeep.retain(Limits(days=30), NOW + timedelta(days=31))

    assert (dropped.entries, dropped.pictures) == (0, 1)
    assert library.pictures.kept_urls(entry_id) == frozenset()
