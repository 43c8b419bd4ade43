"""What a feed says of itself: stored when it is new, and written no second time."""

from msgspec.structs import replace

from cache.db.connection import Connection
from cache.store import Store
from fetch.model import Feed
from tests.support.samples.builders import NOW, make_refreshed, make_target


def test_facts_that_did_not_change_are_not_written_again(
    store: Store, connection: Connection
) -> None:
    target = make_target(store.feeds.subscribe("http://a.example/feed", now=NOW))
    outcome = make_refreshed(target, ())
    said = replace(outcome.feed, title="A paper", description="All of it.", ttl_minutes=None)
    silent = replace(said, title="", ttl_minutes=5)

    def save_and_count(feed: Feed) -> int:
        connection.run("CREATE TEMP TABLE IF NOT EXISTS writes (n INTEGER)")
        connection.run(
            "CREATE TEMP TRIGGER IF NOT EXISTS counting AFTER UPDATE ON main.feeds "
            "BEGIN INSERT INTO writes VALUES (1); END"
        )
        connection.run("DELETE FROM temp.writes")
        store.entries.save_outcome(replace(outcome, feed=feed), now=NOW)
        return len(connection.rows("SELECT n FROM temp.writes"))

    assert save_and_count(said) == 1
    assert save_and_count(said) == 0
    assert save_and_count(silent) == 1
    assert save_and_count(silent) == 0
    row = connection.row("SELECT title, description, ttl_minutes FROM feeds")
    assert row == ("A paper", "All of it.", 5)
