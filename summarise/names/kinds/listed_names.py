"""Let a name of unsure kind be a person's if the names beside it in a list surely are.

"Marsh, Reed and Oxberg attended". Only lists with an "and" or "or" count, for a comma alone sets a
place inside another, or one name beside its role. Places and bodies are listed with each other.
"""

from collections.abc import Mapping, Sequence

from summarise.model import ActorKind
from summarise.names.kinds.ballot import PERSON, Ballot, Choice, winner
from summarise.names.name_mentions import NameMention

SURE_SCORE = 3.5
SURE_LEAD = 1.5
LISTED = 1.3
LEAST_SURE = 2
LEAST_OWN = 1.0
"""A list does not make an actor of what the words around it make none."""

_OWNERS = ("'s ", "’s ", "s' ", "s’ ", " of ")
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


def _are_people(kinds: Sequence[Choice]) -> bool:
    """Whether several names of a list are people's, and none is anything else."""
    return len(kinds) >= LEAST_SURE and all(kind is PERSON for kind in kinds)


def vote_by_lists(
    text: str, mentions: Sequence[NameMention], ballots: Mapping[str, Ballot]
) -> None:
    """Add to each unsure ballot the kind that most of the names listed beside it surely have."""
    sure: dict[str, Choice] = {}
    for name, ballot in ballots.items():
        kind = _sure_kind(ballot)
        if kind is not None:
            sure[name] = kind
    listed_with = {
        mention.text
        for listed in _lists(text, mentions)
        if _are_people([sure[m.text] for m in listed if m.text in sure])
        for mention in listed
        if mention.text not in sure
    }
    # A short form is what the whole name is.
    parts = {part for name in ballots if " " in name for part in name.split()}
    owned = {m.text for m in mentions if text.endswith(_OWNERS, 0, m.span.start)}
    for name in listed_with - parts - owned:
        is_plain = all(word[0].isupper() for word in name.split())
        if is_plain and isinstance(winner(ballots[name], LEAST_OWN), ActorKind):
            ballots[name][PERSON] += LISTED
