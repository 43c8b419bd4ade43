"""A text's first sentence has none before it to lean on, with the real model."""

from tests.summarise.conftest import BriefMaker


def test_a_lead_that_begins_with_a_count_is_a_point(brief_of: BriefMaker) -> None:
    lead = "One person died and three were hurt when a cliff fell on the coast road near Holm."
    brief = brief_of(
        f"{lead}\n\nThe road ran under the cliff and was used by many walkers on Sunday.\n\n"
        "The coast service said that the rock had a crack.\n\n"
        "The mayor, Ola Berg, named the dead woman as a teacher from the town of Vik.\n\n"
        "The path along the coast was closed on Monday until further notice, said the service.\n\n"
        "The cliffs of Holm are known for being unstable in spring, the coast service said.\n\n"
    )

    assert brief.key_points[0].text == lead
