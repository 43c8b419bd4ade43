"""sumy's centrality, bounded."""

import time

import pytest

from summarise.lexicon.language_table import language_table
from summarise.points.centrality import (
    BLOCK_SENTENCES,
    MOST_RANKED_SENTENCES,
    centrality,
    stems,
    stop_words,
)


def test_what_many_sentences_say_is_central() -> None:
    texts = [
        "The dam above the town broke on Monday.",
        "Water from the broken dam filled the town.",
        "The dam had been checked before it broke over the town.",
        "A cat slept.",
    ]

    scores = centrality(texts, "en")

    assert scores[3] == min(scores)
    assert max(scores) <= 1


def test_two_thousand_sentences_are_ranked_in_time() -> None:
    texts = [f"The mill number {i} of the town closed in week {i % 52}." for i in range(2_000)]

    started = time.process_time()
    scores = centrality(texts, "en")

    # All among all took half a minute of the processor.
    assert time.process_time() - started < 10
    assert len(scores) == 2_000
    assert not any(scores[MOST_RANKED_SENTENCES:])
    assert any(scores[BLOCK_SENTENCES:MOST_RANKED_SENTENCES])


def test_unknown_languages_have_no_stop_words_and_still_rank() -> None:
    assert stop_words("xx") == frozenset()
    assert len(centrality(["Ena dva tri.", "Dva tri štiri."], "xx")) == 2


def test_stems_join_the_forms_of_a_word() -> None:
    assert stems("closing", "en") == stems("closed", "en")
    assert stems("the of and", "en") == frozenset()


@pytest.mark.parametrize("language", sorted(language_table().stemmers))
def test_every_language_is_stemmed_with_what_is_installed(language: str) -> None:
    # sumy's stemmers of Greek and Polish want packages that do not come with it.
    assert stems("alfa omega", language)
