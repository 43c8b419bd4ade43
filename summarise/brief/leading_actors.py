"""Divide the actors of a brief into those whom its article is about and all others it names."""

from summarise.brief.spoken_words import is_statement
from summarise.model import Actor, ActorKind, Brief

MOST_LEADING = 8
_OFTEN = 3
"""Mentions that make somebody a part of the story, whatever else the text says of them."""


def leading_count(brief: Brief) -> int:
    """Return how many of a brief's first actors lead: those up to the last who does something.

    An actor takes part who acts, speaks, has a role or a key point, or is named often. What is
    only named (a street, a newspaper that reported first) leads only if it stands before another
    that takes part, or if nobody does.
    """
    first = brief.actors[:MOST_LEADING]
    speakers = {quote.speaker for quote in brief.quotes if is_statement(quote)}
    pointed = {name for point in brief.key_points for name in point.actors}
    taking_part = [
        number
        for number, actor in enumerate(first, 1)
        if _takes_part(actor, is_speaker=actor.name in speakers, is_pointed=actor.name in pointed)
    ]
    return taking_part[-1] if taking_part else len(first)


def _takes_part(actor: Actor, *, is_speaker: bool, is_pointed: bool) -> bool:
    if actor.acts or is_speaker or len(actor.mentions) >= _OFTEN:
        return True
    return actor.kind is not ActorKind.PLACE and (bool(actor.role) or is_pointed)
