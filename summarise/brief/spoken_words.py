"""Word a quote so that nobody can take it for more than it is: with its cue, or in its frame."""

from typing import Protocol

from msgspec import Struct

from summarise.model import QuoteKind, Stance


class Spoken(Protocol):
    """A quote of an article or of a story."""

    @property
    def kind(self) -> QuoteKind:
        """How the words are given."""
        ...

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def cue(self) -> str:
        """The words of saying."""
        ...

    @property
    def stance(self) -> Stance:
        """Whether they were said."""
        ...

    @property
    def frame(self) -> str:
        """The words from the speaker to the end of the statement."""
        ...

    @property
    def is_clause(self) -> bool:
        """Whether the words can be read without the frame."""
        ...


class SpokenWords(Struct, frozen=True, kw_only=True):
    """What is shown of a quote.

    Attributes:
        lead: the cue with a colon, before the words: "told the BBC:"; "" for none.
        is_marked: whether the words stand between quotation marks, as they do in the article.
    """

    lead: str
    words: str
    is_marked: bool


def spoken_words(quote: Spoken) -> SpokenWords:
    """Return how a quote is worded.

    Reported words that are no clause ("to support the president") or only a question are shown
    with the words around them; all others after their verb of saying.
    """
    is_marked = quote.kind is not QuoteKind.REPORTED
    needs_frame = not quote.is_clause or quote.stance is Stance.ASKED
    if not is_marked and needs_frame and quote.frame:
        return SpokenWords(lead="", words=" ".join(quote.frame.split()), is_marked=False)
    cue = " ".join(quote.cue.split())
    # Phrases such as "according to" are no verbs that a colon could follow.
    is_verb = any(sign.isalpha() for sign in cue) and not cue.casefold().startswith(
        ("according", "in ")
    )
    words = without_comma(quote.text)
    return SpokenWords(lead=f"{cue}:" if is_verb else "", words=words, is_marked=is_marked)


def without_comma(words: str) -> str:
    """Return quoted words on one line, without the comma before what told who says them."""
    return " ".join(words.split()).rstrip(",").rstrip()


def is_statement(quote: Spoken) -> bool:
    """Whether the speaker states this, so that it counts as something he or she said."""
    return quote.stance is Stance.SAID
