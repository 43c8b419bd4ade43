"""Every write about rules with actions, in one short transaction each."""

from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.reader import rules
from cache.reader.interest_writes import InterestStore
from cache.values.rule_rows import Rule, RuleActions, RuleId, WaitingCommand


class RuleStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, query: str, actions: RuleActions, *, now: datetime) -> RuleId:
        """Keep a rule for what comes in from now on.

        Raises:
            QueryError: the query can't be understood, looks for nothing, or for what is muted.
        """
        with self._connection.transaction(is_durable=True):
            return rules.add_rule(self._connection, query, actions, to_milliseconds(now))

    def end(self, rule_id: RuleId) -> bool:
        """End a rule: its marks stay, what it muted is listed again; whether it was in force."""
        with self._connection.transaction(is_durable=True):
            was_in_force = rules.end_rule(self._connection, rule_id)
        InterestStore(self._connection).settle_mutes()
        return was_in_force

    def restore(self, rule: Rule, *, now: datetime) -> None:
        """Put a rule into force again that was ended, as it was."""
        with self._connection.transaction(is_durable=True):
            rules.restore_rule(self._connection, rule, to_milliseconds(now))
        InterestStore(self._connection).settle_mutes()

    def note_notice(self, until: datetime, *, at: datetime | None) -> None:
        """Remember that the reader was notified of what came in up to a time, or need not be."""
        moment = None if at is None else to_milliseconds(at)
        with self._connection.transaction(is_durable=True):
            rules.note_notice(self._connection, to_milliseconds(until), moment)

    def take_commands(self, limit: int) -> tuple[WaitingCommand, ...]:
        """Take commands that wait for entries; they count as run from now on."""
        with self._connection.transaction(is_durable=True):
            return rules.take_commands(self._connection, limit)
