"""Let a name of unsure kind be what the names beside it in a list surely are.

"Marsh, Reed and Oxberg attended": who is listed with two people is a person. Only lists with an
"and" or "or" count, for a comma alone sets a place inside another, or one name beside its role.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from summarise.model import ActorKind
from summarise.names.kinds.ballot import ORGANISATION, PERSON, PLACE, Ballot, Choice, winner
from summarise.names.name_mentions import NameMention

SURE_SCORE = 3.5
SURE_LEAD = 1.5
LISTED = 1.6
LEAST_OWN = 1.0
"""A list does not make an actor of what the words around it make none."""

_LINKS = frozenset({", ", " and ", ", and ", " or ", ", or ", " & "})


def _sure_kind(ballot: Ballot) -> Choice | None:
    """Return the kind of which a ballot leaves no doubt, None if there is none."""
    (best, most), *others = ballot_order(ballot)
    is_sure = most >= SURE_SCORE and most - (others[0][1] if others else 0.0) >= SURE_LEAD
    return best if is_sure else None


def ballot_order(ballot: Ballot) -> list[tuple[Choice, float]]:
    """Return the choices of a ballot, most votes first."""
    return sorted(ballot.items(), key=lambda vote: -vote[1]) or [(PERSON, 0.0)]


def _lists(text: str, mentions: Sequence[NameMention]) -> list[list[NameMention]]:
    """Return the mentions that stand in one list, list by list."""
    found: list[list[NameMention]] = []
    has_and = False
    for mention in sorted(mentions, key=lambda m: m.span.start):
        last = found[-1][-1] if found else None
        start = mention.title.start if mention.title else mention.span.start
        gap = text[last.span.end : start] if last else ""
        if last is not None and gap in _LINKS and not (has_and and gap == ", "):
            found[-1].append(mention)
            has_and = has_and or gap != ", "
        else:
            if found and not has_and:
                found.pop()
            found.append([mention])
            has_and = False
    return found if has_and else found[:-1]


def vote_by_lists(
    text: str, mentions: Sequence[NameMention], ballots: Mapping[str, Ballot]
) -> None:
    """Add to each unsure ballot the kind that most of the names listed beside it surely have."""
    sure: dict[str, Choice] = {}
    for name, ballot in ballots.items():
        kind = _sure_kind(ballot)
        if kind is not None:
            sure[name] = kind
    votes: dict[str, Counter[ActorKind]] = {}
    for listed in _lists(text, mentions):
        kinds = Counter(
            kind
            for m in listed
            if (kind := sure.get(m.text)) in (PERSON, ORGANISATION, PLACE)
            and isinstance(kind, ActorKind)
        )
        if len(kinds) == 1:
            for mention in listed:
                if mention.text not in sure:
                    votes.setdefault(mention.text, Counter()).update(list(kinds))
    for name, counted in votes.items():
        if len(counted) == 1 and isinstance(winner(ballots[name], LEAST_OWN), ActorKind):
            ballots[name][next(iter(counted))] += LISTED
