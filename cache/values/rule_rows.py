"""Rules with actions as reads return them. Contains no logic except the validation of values."""

from datetime import datetime
from typing import NewType

from msgspec import Struct

from cache.values.list_rows import EntryId

RuleId = NewType("RuleId", int)


class RuleActions(Struct, frozen=True, kw_only=True):
    """What is done with an entry that a rule hits.

    Attributes:
        command: a program and its arguments, empty for none; it gets the entry as JSON.
    """

    stars: bool = False
    keeps_later: bool = False
    marks_read: bool = False
    mutes: bool = False
    notifies: bool = False
    tags: tuple[str, ...] = ()
    command: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self != NO_ACTIONS


NO_ACTIONS = RuleActions()


class Rule(Struct, frozen=True, kw_only=True):
    """A rule in force.

    Attributes:
        query: in the query language, as the reader wrote it.
        hit_count: how many entries it has hit.
        last_hit_at: when it last did, None for never.
    """

    rule_id: RuleId
    query: str
    actions: RuleActions
    created_at: datetime
    hit_count: int = 0
    last_hit_at: datetime | None = None


class WaitingCommand(Struct, frozen=True, kw_only=True):
    """A command that is to be run on an entry."""

    rule_id: RuleId
    entry_id: EntryId
    command: tuple[str, ...]


class LastNotice(Struct, frozen=True, kw_only=True):
    """What the reader was notified of.

    Attributes:
        until: what came in up to this time.
        at: when the last notice was shown, None for never.
    """

    until: datetime
    at: datetime | None
