"""Store, list and end rules with actions. Runs inside the store's transactions.

Contains nothing of when a rule hits: that is in `rule_hits`.
"""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

import msgspec

from cache.db.connection import Connection, Row
from cache.db.rows import from_milliseconds, id_list, maybe_time, to_milliseconds
from cache.errors import QueryError
from cache.reader import mutes
from cache.search.query_sql import parse_query
from cache.text.tag_names import clean_tag
from cache.values.interest_rows import MuteId, MuteKind, MuteRule
from cache.values.list_rows import EntryId
from cache.values.query_tree import Is, Query, State
from cache.values.rule_rows import LastNotice, Rule, RuleActions, RuleId, WaitingCommand

_MUTE_OF = (
    "SELECT mute_id FROM mutes WHERE kind = 'rule' AND key = CAST(r.rule_id AS TEXT) "
    "AND is_ended = 0"
)
RULES = (
    "SELECT rule_id, query, stars, keeps_later, marks_read, notifies, tags, command, created_at, "
    f"EXISTS ({_MUTE_OF}), (SELECT count(*) FROM rule_hits h WHERE h.rule_id = r.rule_id), "
    "(SELECT max(hit_at) FROM rule_hits h WHERE h.rule_id = r.rule_id) "
    "FROM rules r WHERE is_ended = 0"
)


def checked_query(connection: Connection, query: str) -> Query:
    """Return what the query of a rule says.

    Raises:
        QueryError: it can't be understood, looks for nothing, or for what no rule looks at.
    """
    parsed = parse_query(connection, query)
    if not parsed.wanted:
        raise QueryError("say what to look for", 0)
    for term in (*(term for group in parsed.wanted for term in group), *parsed.excluded):
        if isinstance(term, Is) and term.state is State.MUTED:
            message = "a rule never hits what is muted; leave this out"
            raise QueryError(message, term.position)
    return parsed


def add_rule(connection: Connection, query: str, actions: RuleActions, now: int) -> RuleId:
    """Keep a rule for what comes in from now on.

    Raises:
        QueryError: see `checked_query`.
    """
    query = query.strip()
    checked_query(connection, query)
    rule_id = _insert(connection, None, query, actions, now)
    if actions.mutes:
        _mute(connection, rule_id, now)
    return rule_id


def _insert(
    connection: Connection, rule_id: RuleId | None, query: str, actions: RuleActions, now: int
) -> RuleId:
    """Store a rule; one that is there under its number comes into force again."""
    return RuleId(
        connection.value(
            "INSERT INTO rules (rule_id, query, stars, keeps_later, marks_read, notifies, tags, "
            "command, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (rule_id) DO UPDATE SET is_ended = 0 RETURNING rule_id",
            (
                rule_id,
                query,
                actions.stars,
                actions.keeps_later,
                actions.marks_read,
                actions.notifies,
                _as_text(tuple(filter(None, map(clean_tag, actions.tags)))),
                _as_text(actions.command),
                now,
            ),
        )
    )


def _as_text(words: Sequence[str]) -> str:
    return msgspec.json.encode(words).decode()


def _mute(connection: Connection, rule_id: RuleId, now: int) -> None:
    rule = MuteRule(kind=MuteKind.RULE, pattern=str(rule_id))
    mutes.add_mute(connection, rule, now)


def end_rule(connection: Connection, rule_id: RuleId) -> bool:
    """Put a rule out of force; whether it was in force. Its marks stay, what it muted is listed."""
    was_in_force = connection.run(
        "UPDATE rules SET is_ended = 1 WHERE rule_id = ? AND is_ended = 0", (rule_id,)
    )
    # Nobody can take the command back that waited for the rule's sake.
    connection.run("UPDATE rule_hits SET is_waiting = 0 WHERE rule_id = ?", (rule_id,))
    for (mute_id,) in connection.rows(
        "SELECT mute_id FROM mutes WHERE kind = 'rule' AND key = ? AND is_ended = 0",
        (str(rule_id),),
    ):
        mutes.end_mute(connection, MuteId(mute_id))
    return bool(was_in_force)


def restore_rule(connection: Connection, rule: Rule, now: int) -> None:
    """Put a rule into force again that was ended, with its hits unless they were forgotten."""
    created = to_milliseconds(rule.created_at)
    _insert(connection, rule.rule_id, rule.query, rule.actions, created)
    if rule.actions.mutes:
        _mute(connection, rule.rule_id, now)


def forget_ended(connection: Connection) -> None:
    """Delete the rules that were ended, with their hits."""
    connection.run("DELETE FROM rules WHERE is_ended = 1")


def list_rules(connection: Connection) -> tuple[Rule, ...]:
    """Return the rules in force with how often each hit, in the order in which they were made."""
    return tuple(map(_rule_from, connection.rows(f"{RULES} ORDER BY rule_id")))


def _rule_from(row: Row) -> Rule:
    rule_id, query, stars, later, read, notifies, tags, command, created, mutes_it, count, last = (
        row
    )
    return Rule(
        rule_id=RuleId(rule_id),
        query=query,
        actions=RuleActions(
            stars=bool(stars),
            keeps_later=bool(later),
            marks_read=bool(read),
            mutes=bool(mutes_it),
            notifies=bool(notifies),
            tags=_words(tags),
            command=_words(command),
        ),
        created_at=from_milliseconds(created),
        hit_count=count,
        last_hit_at=maybe_time(last),
    )


def _words(text: str) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...])


def take_commands(connection: Connection, limit: int) -> tuple[WaitingCommand, ...]:
    """Take the commands that wait, oldest entries first; they count as run from now on.

    So none is run twice, even if the program is killed meanwhile.
    """
    rows = connection.rows(
        "SELECT h.rule_id, h.entry_id, r.command FROM rule_hits h INDEXED BY rule_hits_waiting "
        "JOIN rules r USING (rule_id) WHERE h.is_waiting = 1 ORDER BY h.entry_id, h.rule_id "
        "LIMIT ?",
        (limit,),
    )
    connection.run_many(
        "UPDATE rule_hits SET is_waiting = 0 WHERE rule_id = ? AND entry_id = ?",
        (row[:2] for row in rows),
    )
    return tuple(
        WaitingCommand(rule_id=RuleId(row[0]), entry_id=EntryId(row[1]), command=_words(row[2]))
        for row in rows
    )


def notified_entries(connection: Connection, since: int) -> tuple[EntryId, ...]:
    """Return what rules that notify have hit since a time, newest first, once each.

    What is muted or was read elsewhere meanwhile is left out.
    """
    rows = connection.rows(
        "SELECT DISTINCT s.entry_id FROM rules r JOIN rule_hits h USING (rule_id) "
        "JOIN status s USING (entry_id) WHERE r.notifies = 1 AND r.is_ended = 0 AND h.hit_at > ?1 "
        "AND s.is_listed = 1 AND (s.is_read = 0 OR EXISTS (SELECT 1 FROM rule_hits o "
        "JOIN rules q USING (rule_id) WHERE o.entry_id = s.entry_id AND q.marks_read = 1)) "
        "ORDER BY s.sort_at DESC, s.entry_id DESC",
        (since,),
    )
    return tuple(EntryId(row[0]) for row in rows)


def last_notice(connection: Connection) -> LastNotice | None:
    """Return up to when the reader was notified, None if nobody ever thought of it."""
    value = connection.value("SELECT value FROM meta WHERE name = 'notified'")
    match (value or "").split():
        case [until, "-"]:
            return LastNotice(until=from_milliseconds(int(until)), at=None)
        case [until, at]:
            return LastNotice(until=from_milliseconds(int(until)), at=from_milliseconds(int(at)))
        case _:
            return None


def note_notice(connection: Connection, until: int, at: int | None) -> None:
    """Remember that the reader was notified of what came in up to a time, or need not be."""
    connection.run(
        "INSERT OR REPLACE INTO meta (name, value) VALUES ('notified', ?)",
        (f"{until} {'-' if at is None else at}",),
    )


def spare_commands(connection: Connection, entry_ids: Sequence[EntryId]) -> None:
    """Run no command on some entries: they are from long ago."""
    connection.run(
        "UPDATE rule_hits SET is_waiting = 0 WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(entry_ids),),
    )
