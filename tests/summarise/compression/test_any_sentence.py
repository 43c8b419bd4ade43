"""Whatever the sentence: its short form is made of its own words, in their order, twice alike."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.compression.shorten import LEAST_WORDS, MOST_WORDS, Shortener
from summarise.lexicon.vocabulary import vocabulary
from summarise.model import KeyPoint, Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.parse.spacy_adapter import SpacyAnnotator

_SUBJECTS = ("Mayor Karl Vogel", "The council of Whitmouth", "Helen Marsh", "Three fishermen")
_ASIDES = (
    ", who has governed the town since 2011,",
    " (the oldest in the country)",
    " - the only one on the coast -",
    ", 54,",
    ", the owner of “the last boat of all”,",
    "",
)
_VERBS = ("said on Monday that", "told reporters in London", "did not deny that", "sold")
_OBJECTS = (
    "the fleet would leave the harbour at least 15 years after its first voyage",
    "all of the boats and the nets and the ropes to a company from the capital",
    "“we have looked at every other way, and nobody has found one” in the end",
)
_ENDS = (
    ", killing all on board",
    ", citing a letter that nobody has seen",
    " and left the town without a word to anybody",
    ", police said",
    " because of the storm, which lasted for three days and two nights",
    " on Friday",
    "",
)
_WORD = re.compile(r"\w+")
_MARKS = (".", "!", "?", "", ".”")

sentences = st.builds(
    lambda *parts: " ".join("".join(parts).split()),
    st.sampled_from(("But ", "On Tuesday, ", "After the vote in March, ", "")),
    st.sampled_from(_SUBJECTS),
    st.sampled_from(_ASIDES),
    st.sampled_from(_VERBS).map(lambda verb: f" {verb} "),
    st.sampled_from(_OBJECTS),
    st.sampled_from(_ENDS),
    st.sampled_from(_ENDS),
    st.sampled_from(_MARKS),
)


def test_the_words_are_the_sentences_own(
    annotator: SpacyAnnotator, annotate: Callable[[str], AnnotatedText]
) -> None:
    shortener = Shortener(vocabulary(), annotator.parse)

    @settings(max_examples=60, deadline=None)
    @given(sentences)
    def check(text: str) -> None:
        span = Span(start=0, end=len(text))
        annotated = annotate(text)
        [shown] = shortener.shorten(annotated, [span])

        # The model refuses spans out of order or outside the sentence.
        KeyPoint(text=text, span=span, shown=shown)
        assert shortener.shorten(annotated, [span]) == [shown]
        if shown:
            words = "".join(it.of(text) for it in shown).split()
            assert LEAST_WORDS <= len(words) <= MOST_WORDS < len(text.split())
            rest = iter(_WORD.findall(text))
            assert all(word in rest for word in _WORD.findall(" ".join(words)))

    check()
