"""Which actors lead; briefs built by hand, no model."""

from summarise.brief.leading_actors import MOST_LEADING, leading_count
from summarise.model import Act, Actor, ActorKind, Brief, Coverage, Mention, Quote, QuoteKind, Span

AT = Span(start=0, end=1)


def actor(name: str, kind: ActorKind = ActorKind.PERSON, *, role: str = "", acts: int = 0) -> Actor:
    return Actor(
        name=name,
        kind=kind,
        role=role,
        mentions=(Mention(span=AT),),
        acts=(Act(text="spoke", span=AT),) * acts,
    )


def brief_of(*actors: Actor, quotes: tuple[Quote, ...] = ()) -> Brief:
    return Brief(
        id="1", pipeline="test", coverage=Coverage.FULL, text="x", actors=actors, quotes=quotes
    )


def test_who_acts_speaks_or_has_a_role_leads() -> None:
    said = Quote(kind=QuoteKind.DIRECT, text="No.", span=AT, speaker="Ola Berg")
    brief = brief_of(
        actor("Jane Poe", acts=1),
        actor("Vik", ActorKind.PLACE),
        actor("Ola Berg"),
        actor("Oslo", ActorKind.PLACE),
        actor("Post", ActorKind.ORGANISATION),
        quotes=(said,),
    )

    assert leading_count(brief) == 3


def test_if_nobody_takes_part_all_that_are_named_are_shown() -> None:
    brief = brief_of(actor("Vik", ActorKind.PLACE), actor("Oslo", ActorKind.PLACE))

    assert leading_count(brief) == 2


def test_not_everybody_leads() -> None:
    brief = brief_of(*(actor(f"Poe {number}", acts=1) for number in range(20)))

    assert leading_count(brief) == MOST_LEADING
