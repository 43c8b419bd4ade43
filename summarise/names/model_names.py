"""Know the words that end the name of a model: "the 737 MAX", "a Boeing 737 Max"."""

import re

from summarise.lexicon.vocabulary import Gazetteer
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText

MOST_MODEL_CHARS = 24
_NUMBER = re.compile(r"\b([Tt]he|[Aa]n?|[Ii]ts|[A-Z]\w+) \d{3} $")


class ModelNames:
    """Models named in one annotated text."""

    def __init__(self, annotated: AnnotatedText, names: Gazetteer) -> None:
        self._annotated, self._names = annotated, names

    def is_model(self, span: Span) -> bool:
        """Whether a capitalised word goes on with a number that names a model."""
        text, annotated = span.of(self._annotated.text), self._annotated
        number = _NUMBER.search(annotated.text[max(0, span.start - MOST_MODEL_CHARS) : span.start])
        if number is None or " " in text or text in self._names.organisations:
            return False
        # "300 OHT workers" counts people of a body.
        follows = annotated.token_at(span.end + 1)
        if follows is not None and annotated.tokens[follows].tag in ("NN", "NNS"):
            return False
        is_of_maker = number.group(1) in self._names.organisations
        return is_of_maker or (text.isupper() and text not in self._names.places)
