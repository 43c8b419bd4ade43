"""The matrix of similar sentences is sumy's own, bit for bit."""

import random

from sumy.summarizers.lex_rank import LexRankSummarizer  # type: ignore[import-untyped]

from summarise.points.similarity_matrix import inverse_frequencies, similar_rows


def _sentences(chance: random.Random) -> list[list[str]]:
    words = [f"word{number}" for number in range(30)]
    return [chance.choices(words, k=chance.randrange(0, 14)) for _ in range(25)]


def test_the_matrix_is_that_of_sumy() -> None:
    chance = random.Random(7)
    theirs = LexRankSummarizer()
    for _ in range(20):
        sentences = _sentences(chance)
        frequencies = theirs._compute_tf(sentences)  # noqa: SLF001 - what ours must equal
        rareness = theirs._compute_idf(sentences)  # noqa: SLF001

        expected = theirs._create_matrix(sentences, 0.1, frequencies, rareness)  # noqa: SLF001

        assert inverse_frequencies(sentences) == rareness
        assert similar_rows(sentences, 0.1, frequencies, rareness) == expected.tolist()


def test_sentences_without_words_are_like_none() -> None:
    assert similar_rows([[], []], 0.1, [{}, {}], {}) == [[0.0, 0.0], [0.0, 0.0]]
