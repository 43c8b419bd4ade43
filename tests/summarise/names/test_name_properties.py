"""What must hold of names, whoever is named and in whatever order."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarise.model import ActorKind, BriefRequest
from summarise.pipeline import Pipeline
from tests.support.scale import full_or

FIRST = st.sampled_from(["Anna", "Thomas", "Maria", "Peter", "Helen", "Karl", "Ruth", "Daniel"])
SURNAME = st.sampled_from(
    ["Lindqvist", "Haddad", "Okafor", "Petrescu", "Moreau", "Brandt", "Vogel", "Keller", "Andrade"]
)
FULL_TELLINGS = (
    "{full} opened the harbour on Monday after a long delay.",
    "The council asked {full} about the price of fish.",
    "Reporters met {full} near the old bridge at noon.",
)
SHORT_TELLINGS = (
    "{short} said that the work would take a year.",
    "Neighbours thanked {short} for the new road.",
    "The court will hear {short} again in the spring.",
)
PEOPLE = st.lists(st.tuples(FIRST, SURNAME), min_size=1, max_size=3, unique_by=lambda p: p[1])
UNHURRIED = settings(
    max_examples=full_or(10, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _sentences(people: list[tuple[str, str]], chance: Random) -> list[str]:
    told = []
    for first, surname in people:
        told += [t.format(full=f"{first} {surname}") for t in chance.sample(FULL_TELLINGS, 2)]
        told += [t.format(short=surname) for t in chance.sample(SHORT_TELLINGS, 2)]
    return told


def _people(pipeline: Pipeline, paragraphs: list[str]) -> set[str]:
    request = BriefRequest(id="a", text="\n\n".join(paragraphs), language="en")
    return {a.name for a in pipeline.brief(request).actors if a.kind is ActorKind.PERSON}


@UNHURRIED
@given(people=PEOPLE, chance=st.randoms(use_true_random=False))
def test_the_order_of_paragraphs_changes_nobodys_name(
    pipeline: Pipeline, people: list[tuple[str, str]], chance: Random
) -> None:
    sentences = _sentences(people, chance)
    shuffled = chance.sample(sentences, len(sentences))

    found = _people(pipeline, sentences)

    assert found == {f"{first} {surname}" for first, surname in people}
    assert _people(pipeline, shuffled) == found


@UNHURRIED
@given(people=PEOPLE, chance=st.randoms(use_true_random=False))
def test_briefs_are_the_same_each_time_and_their_mentions_say_a_name(
    pipeline: Pipeline, people: list[tuple[str, str]], chance: Random
) -> None:
    text = "\n\n".join(_sentences(people, chance))
    request = BriefRequest(id="a", text=text, language="en")

    brief = pipeline.brief(request)

    assert pipeline.brief(request) == brief
    for actor in brief.actors:
        spoken = {m.span.of(brief.text) for m in actor.mentions if not m.is_pronoun}
        assert spoken == {actor.name, *actor.aliases}
