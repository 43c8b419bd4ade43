"""Where the actors of a brief stand in its text, and steps from one mention to the next."""

from msgspec import Struct
from msgspec.structs import replace

from summarise.model import Brief, Span


class Name(Struct, frozen=True, kw_only=True):
    """A name in the text, and whose it is."""

    span: Span
    actor: str


def names_in(brief: Brief) -> tuple[Name, ...]:
    """Return all names in the text's order, without the pronouns that stand for them."""
    found = [
        Name(span=mention.span, actor=actor.name)
        for actor in brief.actors
        for mention in actor.mentions
        if not mention.is_pronoun
    ]
    return tuple(sorted(found, key=lambda name: (name.span, name.actor)))


def mentions_of(brief: Brief, actor: str) -> tuple[Span, ...]:
    """Return where an actor stands in the text, pronouns too, in order."""
    spans = {it.span for each in brief.actors if each.name == actor for it in each.mentions}
    return tuple(sorted(spans))


class Walk(Struct, frozen=True, kw_only=True):
    """The way through an actor's mentions; after the last comes the first.

    Attributes:
        at: the number of the mention that is shown, from 0.
    """

    actor: str
    spans: tuple[Span, ...]
    at: int = 0

    @property
    def here(self) -> Span:
        """The mention that is shown."""
        return self.spans[self.at]

    def step(self, step: int) -> "Walk":
        """Return the walk so many mentions further."""
        return replace(self, at=(self.at + step) % len(self.spans))
