"""Store mutes, apply them to stored and new entries, and remove them.

Whether an entry is muted is decided when the entry or its brief is stored, and again when a rule is
added or removed; lists only read the result. Runs inside the store's transactions.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from cache.db.connection import Connection, Row
from cache.db.feed_counts import recount
from cache.db.rows import FEED_TITLE, from_milliseconds, id_list, maybe_milliseconds, maybe_time
from cache.errors import NothingToMatch
from cache.reader.mute_rules import Rule, Subject, decide, rule_key
from cache.reader.seen_versions import stories_of, touch
from cache.text.folding import folded, may_have
from cache.values.interest_rows import Mute, MuteId, MuteKind, MuteRule
from cache.values.list_rows import EntryId, FeedId

_SUBJECT = (
    "SELECT s.entry_id, s.feed_id, e.title, e.summary, e.lead, e.author, "
    "coalesce(nullif(a.language, ''), f.language), s.muted_by, e.article_id "
    "FROM status s JOIN entries e USING (entry_id) JOIN feeds f ON f.feed_id = s.feed_id "
    "LEFT JOIN articles a USING (article_id) "
    "WHERE (s.is_listed = 1 OR s.muted_by IS NOT NULL) AND "
)

_MUTES = (
    f"SELECT mute_id, kind, pattern, m.feed_id, expires_at, created_at, {FEED_TITLE}, "
    "(SELECT count(*) FROM status INDEXED BY status_muted "
    "WHERE muted_by IS NOT NULL AND muted_by = m.mute_id) "
    "FROM mutes m LEFT JOIN feeds f ON f.feed_id = m.feed_id"
)


def add_mute(connection: Connection, rule: MuteRule, now: int) -> MuteId:
    """Keep a rule; one that is there already takes the new end. It hides nothing stored yet.

    Raises:
        NothingToMatch: the pattern has no letter or digit.
    """
    key = rule_key(rule.kind, rule.pattern)
    if not key and rule.kind is not MuteKind.FEED:
        raise NothingToMatch(rule.pattern)
    expires_at = maybe_milliseconds(rule.expires_at)
    known = connection.value(
        "UPDATE mutes SET expires_at = ? WHERE kind = ? AND key = ? AND feed_id IS ? "
        "AND is_ended = 0 RETURNING mute_id",
        (expires_at, rule.kind.value, key, rule.feed_id),
    )
    if known is not None:
        return MuteId(known)
    return MuteId(
        connection.value(
            "INSERT INTO mutes (kind, key, pattern, feed_id, created_at, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?) RETURNING mute_id",
            (rule.kind.value, key, rule.pattern.strip(), rule.feed_id, now, expires_at),
        )
    )


def end_mute(connection: Connection, mute_id: int) -> bool:
    """Put a rule out of force; whether it was in force. What it hid is listed by `release`."""
    return bool(
        connection.run(
            "UPDATE mutes SET is_ended = 1 WHERE mute_id = ? AND is_ended = 0", (mute_id,)
        )
    )


def expired(connection: Connection, now: int) -> list[int]:
    """Return the rules whose time is over."""
    rows = connection.rows(
        "SELECT mute_id FROM mutes WHERE is_ended = 0 AND expires_at <= ?", (now,)
    )
    return [row[0] for row in rows]


def unfinished(connection: Connection) -> tuple[list[int], list[int]]:
    """Return the rules that are still to be applied, and those that are to be released."""
    rows = connection.rows("SELECT mute_id, is_ended FROM mutes WHERE is_applied = 0 OR is_ended")
    return (
        [mute_id for mute_id, is_ended in rows if not is_ended],
        [mute_id for mute_id, is_ended in rows if is_ended],
    )


def rules_in_force(connection: Connection) -> tuple[Rule, ...]:
    """Return the rules, the oldest first: the one that hides is the one that came first."""
    rows = connection.rows(
        "SELECT mute_id, kind, key, feed_id FROM mutes WHERE is_ended = 0 ORDER BY mute_id"
    )
    return tuple(
        Rule(mute_id=mute_id, kind=MuteKind(kind), key=key, feed_id=feed_id)
        for mute_id, kind, key, feed_id in rows
    )


def settle(connection: Connection, entry_ids: Sequence[int]) -> None:
    """Decide again whether entries are muted: they, or what is known of them, just came in."""
    rules = rules_in_force(connection)
    condition = "s.entry_id IN (SELECT value FROM json_each(?))"
    has_muted = connection.value(
        "SELECT 1 FROM status WHERE muted_by IS NOT NULL "
        "AND entry_id IN (SELECT value FROM json_each(?)) LIMIT 1",
        (id_list(entry_ids),),
    )
    if rules or has_muted:
        _settle(connection, rules, condition, (id_list(entry_ids),))


def apply_some(connection: Connection, mute_id: int, above: int, limit: int) -> int | None:
    """Apply a new rule to `limit` stored entries above a number.

    Return the last one's number; None when nothing is left, which is noted.
    """
    last = connection.value(
        "SELECT max(entry_id) FROM (SELECT entry_id FROM entries WHERE entry_id > ? "
        "ORDER BY entry_id LIMIT ?)",
        (above, limit),
    )
    rules = [rule for rule in rules_in_force(connection) if rule.mute_id == mute_id]
    if last is None or not rules:
        connection.run("UPDATE mutes SET is_applied = 1 WHERE mute_id = ?", (mute_id,))
        return None
    condition = "s.entry_id > ? AND s.entry_id <= ? AND s.muted_by IS NULL"
    _settle(connection, rules, condition, (above, last))
    return int(last)


def release_some(connection: Connection, mute_id: int, limit: int) -> bool:
    """List `limit` entries again that an ended rule hid, or leave them to another one.

    Return whether it was all; the rule goes then.
    """
    rows = connection.rows(
        "SELECT entry_id FROM status INDEXED BY status_muted "
        "WHERE muted_by IS NOT NULL AND muted_by = ? LIMIT ?",
        (mute_id, limit),
    )
    settle(connection, [row[0] for row in rows])
    is_done = len(rows) < limit
    if is_done:
        # What was removed meanwhile is in no list: it only points here.
        connection.run("UPDATE status SET muted_by = NULL WHERE muted_by = ?", (mute_id,))
        connection.run("DELETE FROM mutes WHERE mute_id = ?", (mute_id,))
    return is_done


def _settle(
    connection: Connection, rules: Sequence[Rule], condition: str, parameters: Sequence[object]
) -> None:
    rows = connection.rows(_SUBJECT + condition, parameters)
    wants_actors = any(rule.kind is MuteKind.ACTOR for rule in rules)
    actors = _actors_of(connection, [row[8] for row in rows]) if wants_actors else {}
    wants_hits = any(rule.kind is MuteKind.RULE for rule in rules)
    hits = _hits_on(connection, [row[0] for row in rows]) if wants_hits else {}
    phrases = [rule.key for rule in rules if rule.kind in {MuteKind.PHRASE, MuteKind.ACTOR}]
    has_authors = any(rule.kind is MuteKind.AUTHOR for rule in rules)
    changes: list[tuple[int | None, EntryId]] = []
    feeds: set[int] = set()
    for entry_id, feed_id, title, summary, lead, author, language, former, article_id in rows:
        # Folding is what takes the time; most texts don't have the first word.
        texts = [
            text
            for text in dict.fromkeys((title, summary, lead))
            if any(may_have(phrase, text) for phrase in phrases)
        ]
        subject = Subject(
            feed_id=feed_id,
            # Two blanks: a phrase must not reach across.
            words="  ".join(map(folded, texts)),
            author=folded(author) if has_authors else "",
            language=language,
            actors=actors.get(article_id, frozenset()),
            rules=hits.get(entry_id, frozenset()),
        )
        mute_id = decide(rules, subject)
        if mute_id != former:
            changes.append((mute_id, entry_id))
            feeds.add(feed_id)
    connection.run_many(
        "UPDATE status SET muted_by = ?1, is_listed = ?1 IS NULL WHERE entry_id = ?2", changes
    )
    if changes:
        recount(connection, feeds)
        touch(connection, stories_of(connection, [entry_id for _, entry_id in changes]))


def _actors_of(
    connection: Connection, article_ids: Sequence[int | None]
) -> dict[int, frozenset[str]]:
    rows = connection.rows(
        "SELECT o.article_id, n.key FROM json_each(?) j "
        "JOIN occurrences o ON o.article_id = j.value JOIN names n USING (name_id) "
        "WHERE o.kind <> ''",
        (id_list(sorted({each for each in article_ids if each is not None})),),
    )
    found: dict[int, set[str]] = {}
    for article_id, key in rows:
        found.setdefault(article_id, set()).add(key)
    return {article_id: frozenset(keys) for article_id, keys in found.items()}


def _hits_on(connection: Connection, entry_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return the numbers of the rules with actions that hit each of some entries."""
    found: dict[int, set[str]] = {}
    for entry_id, rule_id in connection.rows(
        "SELECT entry_id, rule_id FROM rule_hits "
        "WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(entry_ids),),
    ):
        found.setdefault(entry_id, set()).add(str(rule_id))
    return {entry_id: frozenset(numbers) for entry_id, numbers in found.items()}


def list_mutes(connection: Connection) -> tuple[Mute, ...]:
    """Return the rules in force with what they hide, newest first."""
    rows = connection.rows(f"{_MUTES} WHERE is_ended = 0 ORDER BY created_at DESC, mute_id DESC")
    return tuple(_mute_from(row) for row in rows)


def mute_of(connection: Connection, entry_id: EntryId) -> Mute | None:
    """Return the rule that hides an entry, None if none does."""
    row = connection.row(
        f"{_MUTES} WHERE mute_id = (SELECT muted_by FROM status WHERE entry_id = ?)", (entry_id,)
    )
    return None if row is None else _mute_from(row)


def _mute_from(row: Row) -> Mute:
    return Mute(
        mute_id=MuteId(row[0]),
        rule=MuteRule(
            kind=MuteKind(row[1]),
            pattern=row[2],
            feed_id=None if row[3] is None else FeedId(row[3]),
            expires_at=maybe_time(row[4]),
        ),
        created_at=from_milliseconds(row[5]),
        feed_title=row[6] or "",
        entry_count=row[7],
    )
