"""Score sentences by centrality (LexRank and Luhn) with sumy, the only module that imports it.

LexRank (Erkan and Radev 2004) over the cosine of tf-idf vectors, and Luhn's (1958) clusters of
significant words, each scaled to [0, 1]. The document model is built from our own sentences and
words, so nothing of NLTK's data is needed. LexRank compares every pair of sentences, so it sees
blocks of bounded size, and nothing beyond what a summary would be taken from.
"""

import importlib
import math
import re
import warnings
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from summarise.lexicon.language_table import language_table
from summarise.points.similarity_matrix import inverse_frequencies, similar_rows

BLOCK_SENTENCES = 80
MOST_RANKED_SENTENCES = 320
"""Later sentences get no centrality: position has long decided against them."""

LEX_RANK = 0.9
"""The share of LexRank in the mix; the rest is Luhn's."""

MOST_CACHED_STEMS = 50_000

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class _Words:
    """The tokenizer that sumy's document model asks for."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return (paragraph,)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(sentence))


@cache
def _sumy() -> dict[str, Any]:
    with warnings.catch_warnings():
        # sumy's and NLTK's own deprecations are not ours to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", SyntaxWarning)
        return {
            name: importlib.import_module(f"sumy.{name}")
            for name in (
                "models.dom",
                "nlp.stemmers",
                "summarizers.lex_rank",
                "summarizers.luhn",
            )
        }


@cache
def _snowball(language: str) -> Any:
    module = _sumy()["nlp.stemmers"]
    try:
        stemmer = module.Stemmer(language_table().stemmers.get(language, ""))
        # Those of Greek and Polish miss their own packages only when they stem.
        stemmer("a")
    except (LookupError, ValueError):
        return module.null_stemmer
    return stemmer


@lru_cache(maxsize=MOST_CACHED_STEMS)
def _stem(word: str, language: str) -> str:
    return str(_snowball(language)(word))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return sumy's stop words of a language, none where it has none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # By itself it comes without NLTK, which is slow to import.
        utils = importlib.import_module("sumy.utils")
    try:
        return frozenset(utils.get_stop_words(language_table().stemmers.get(language, "")))
    except LookupError:
        return frozenset()


@cache
def _lex_rank_class() -> Any:
    """Return sumy's LexRank with our way to its matrix."""
    module = _sumy()["summarizers.lex_rank"]
    steps = {
        "_compute_idf": staticmethod(inverse_frequencies),
        "_create_matrix": staticmethod(lambda *known: module.numpy.array(similar_rows(*known))),
    }
    return type("LexRank", (module.LexRankSummarizer,), steps)


@cache
def _summarizers(language: str) -> tuple[Any, ...]:
    modules, stemmer = _sumy(), partial(_stem, language=language)
    made = (
        _lex_rank_class()(stemmer),
        modules["summarizers.luhn"].LuhnSummarizer(stemmer),
    )
    for summarizer in made:
        summarizer.stop_words = stop_words(language)
    return made


def stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of a text's words that are no stop words."""
    stops = stop_words(language)
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(_stem(word, language) for word in words if word not in stops and len(word) > 1)


def _ratings(summarizer: Any, texts: Sequence[str]) -> list[float]:
    """Return each sentence's rating, scaled so that the block's best is 1."""
    dom = _sumy()["models.dom"]
    sentences = [dom.Sentence(text, _Words()) for text in texts]
    ratings = [0.0] * len(texts)

    def note(infos: Iterable[Any]) -> list[Any]:
        # sumy hands all its ratings to whatever is asked to count the best.
        for info in infos:
            ratings[info.order] = float(info.rating)
        return []

    with warnings.catch_warnings():
        # LexRank divides by zero where no two sentences share a word, and rates them not a number.
        warnings.simplefilter("ignore", RuntimeWarning)
        summarizer(dom.ObjectDocumentModel([dom.Paragraph(sentences)]), note)
    ratings = [rating if math.isfinite(rating) else 0.0 for rating in ratings]
    best = max(ratings, default=0.0)
    return [rating / best if best > 0 else 0.0 for rating in ratings]


def centrality(texts: Sequence[str], language: str) -> list[float]:
    """Return for each sentence how much it says of what the others say, in [0, 1]."""
    scores = [0.0] * len(texts)
    ranked = min(len(texts), MOST_RANKED_SENTENCES)
    for start in range(0, ranked, BLOCK_SENTENCES):
        block = texts[start : min(start + BLOCK_SENTENCES, ranked)]
        if not any(_WORD.search(text) for text in block):
            continue
        lex_rank, luhn = (_ratings(summarizer, block) for summarizer in _summarizers(language))
        for place, (central, clustered) in enumerate(zip(lex_rank, luhn, strict=True)):
            scores[start + place] = LEX_RANK * central + (1 - LEX_RANK) * clustered
    return scores
