"""Count weighted votes on the kind of a name."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum

from summarise.model import ActorKind

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE
GROUP = ActorKind.GROUP


class Verdict(StrEnum):
    """What a name is that is no actor."""

    OTHER = "other"


Choice = ActorKind | Verdict
Vote = tuple[Choice, float]
"""A kind, and how much speaks for it (or, below zero, against)."""

Ballot = defaultdict[Choice, float]

_ORDER: tuple[Choice, ...] = (PLACE, ORGANISATION, PERSON, GROUP, Verdict.OTHER)


def winner(ballot: Mapping[Choice, float], least: float) -> Choice | None:
    """Return the kind with most evidence, None if that is less than `least`."""
    best = max(_ORDER, key=lambda choice: ballot.get(choice, 0.0))
    return best if ballot.get(best, 0.0) >= least else None
