"""A database with something of everything that a reader does, and what of it must come back."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from cache.db.connection import Connection, open_reader, open_writer
from cache.library import Library
from cache.store import Store
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import EntryId
from tests.support.caches.briefed_archive import Archive, fill
from tests.support.caches.cache_templates import Make, put_cache
from tests.support.samples.builders import NOW, make_entries, make_refreshed

PRECIOUS = {
    "feeds": "SELECT url, given_title, path, is_subscribed FROM feeds JOIN folders "
    "USING (folder_id)",
    "marks": "SELECT key_hash, is_read, is_starred, is_later FROM status "
    "WHERE is_read OR is_starred OR is_later",
    "tags": "SELECT key_hash, name FROM entry_tags JOIN tags USING (tag_id) "
    "JOIN status USING (entry_id)",
    "notes": "SELECT key_hash, text FROM notes JOIN status USING (entry_id)",
    "follows": "SELECT kind, key FROM follows",
    "mutes": "SELECT kind, key FROM mutes",
    "rules": "SELECT query, tags, key_hash FROM rules JOIN rule_hits USING (rule_id) "
    "JOIN status USING (entry_id)",
    "openings": "SELECT key_hash, opened_at FROM openings JOIN status USING (entry_id)",
    "settings": "SELECT name, value FROM settings",
    "accounts": "SELECT name, api, url, user, secret_name FROM accounts",
    "feeds of accounts": "SELECT f.url, a.name FROM feeds f JOIN accounts a USING (account_id)",
    "queue": "SELECT kind, key_hash, value FROM sync_queue JOIN status USING (entry_id)",
}


def fill_with_everything(path: Path, *, more: int = 0) -> dict[str, EntryId]:
    """Store an archive that was read, starred, tagged, noted, followed and muted.

    Arguments:
        path: where there is no cache.
        more: so many entries of a further feed, every third of them read.
    """
    make, ids = _maker(more)
    put_cache(path, make)
    return dict(ids)


@cache
def _maker(more: int) -> tuple[Make, Mapping[str, EntryId]]:
    """Return what makes such a cache, and the entries that it has when it is made."""
    ids: dict[str, EntryId] = {}
    return lambda path: ids.update(_fill(path, more)), ids


def _fill(path: Path, more: int) -> dict[str, EntryId]:
    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        archive = Archive(store, library)
        ids = fill(archive)
        if more:
            target = archive.feed("Long River")
            outcome = make_refreshed(target, make_entries(more, start=1000))
            new = store.entries.save_outcome(outcome, now=NOW).new_entries
            store.marks.set_read(new[::3], True, now=NOW)
            store.marks.set_starred(new[::50], True, now=NOW)
    store.marks.set_read([ids["bridge"], ids["rain"]], True, now=NOW)
    store.marks.set_starred([ids["budget"]], True, now=NOW)
    store.interests.follow_actor("Ana Núñez", now=NOW)
    store.interests.mute(MuteRule(kind=MuteKind.PHRASE, pattern="cricket"), now=NOW)
    with connection.transaction(is_durable=True):
        later = "UPDATE status SET is_later = 1 WHERE entry_id = ?"
        connection.run(later, [ids["walk"]])
        connection.run("INSERT INTO tags (tag_id, name, folded) VALUES (1, 'Sea', 'sea')")
        connection.run("INSERT INTO entry_tags VALUES (?, 1)", [ids["rain"]])
        connection.run("INSERT INTO notes VALUES (?, 'Ask Ben.', 'ask ben.', 5)", [ids["bridge"]])
        connection.run(
            "INSERT INTO accounts (account_id, name, api, url, user, secret_place, secret_name, "
            "added_at, retry_at) VALUES (1, 'Home', 'miniflux', 'https://r.example.org', 'me', "
            "'keyring', 'home', 5, 32503680000000)"
        )
        connection.run("UPDATE feeds SET account_id = 1 WHERE url LIKE '%gazette%'")
        connection.run(
            "INSERT INTO sync_queue (account_id, kind, entry_id, value) VALUES (1, 'star', ?, '1')",
            [ids["budget"]],
        )
        rule = "INSERT INTO rules (rule_id, query, tags, created_at) VALUES (1, 'rain', '[]', 5)"
        connection.run(rule)
        hit = "INSERT INTO rule_hits (rule_id, entry_id, hit_at) VALUES (1, ?, 5)"
        connection.run(hit, [ids["rain"]])
        connection.run("INSERT INTO openings VALUES (?, 5)", [ids["rain"]])
        connection.run("INSERT INTO settings VALUES ('list.density', 'roomy')")
    connection.close()
    return ids


def precious(path: Path) -> Mapping[str, Sequence[object]]:
    """Return what must come back, by kind."""
    reader = open_reader(path)
    try:
        return {kind: sorted(reader.rows(sql), key=repr) for kind, sql in PRECIOUS.items()}
    finally:
        reader.close()


def page_of(connection: Connection, table: str) -> int:
    """Return the number of the first page of a table."""
    return int(connection.value("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]))
