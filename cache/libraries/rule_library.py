"""Every read about rules with actions."""

from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.reader import rules
from cache.values.list_rows import EntryId
from cache.values.query_tree import Query
from cache.values.rule_rows import LastNotice, Rule


class RuleLibrary:
    """Reads through the library's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Rule, ...]:
        """Return the rules in force with how often each hit, in the order they were made in."""
        return rules.list_rules(self._connection)

    def check_query(self, query: str) -> Query:
        """Return what the query of a rule says.

        Raises:
            QueryError: it can't be understood, looks for nothing, or for what is muted.
        """
        return rules.checked_query(self._connection, query)

    def last_notice(self) -> LastNotice | None:
        """Return up to when the reader was notified, None if nobody ever thought of it."""
        return rules.last_notice(self._connection)

    def notified(self, since: datetime) -> tuple[EntryId, ...]:
        """Return what rules that notify have hit since a time, newest first."""
        return rules.notified_entries(self._connection, to_milliseconds(since))
