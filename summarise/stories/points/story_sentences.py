"""Read the sentences of a story's articles, with what each shows of itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from summarise.lexicon.story_lists import story_lists
from summarise.lexicon.vocabulary import ENGLISH, vocabulary
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Actor, ActorKind, Span
from summarise.points.key_points import is_quotation
from summarise.points.self_contained import MOST_LEAD_WORDS, Fault, fault_of
from summarise.stories.points.concepts import Concept, ConceptKind, terms_of
from summarise.stories.story_actors import StoryCast
from summarise.stories.story_model import StoryArticle
from summarise.text.document_text import read_document

MOST_READ_SENTENCES = 60
"""Of an article, from its beginning."""
LONG_LEAD_SENTENCES = 2
MOST_OPENING_WORDS = 52
MOST_OPENING_CHARS = 60
_LEADING_MARKS = re.compile(r"^[\"“\u2018'(\[—–\-\s]+")


class StorySentence(Struct, frozen=True, kw_only=True, eq=False):
    """One sentence of one article.

    Attributes:
        order: its place among the sentences of its article that tell something, from 0.
        people: the full names of people in it; those in `surnames` only by a short form.
        pronouns: who stands in it as "he" or "she" alone.
        actors: the names of its article's actors in it.
        is_scene: it says what a picture shows, or what follows every such event.
        is_tied: its first words refer to the sentence before.
        is_address: it speaks to the reader.
    """

    article: StoryArticle
    span: Span
    text: str
    order: int
    fault: Fault
    concepts: frozenset[Concept]
    numbers: frozenset[str]
    actors: tuple[str, ...]
    people: frozenset[str]
    surnames: frozenset[str]
    pronouns: frozenset[str]
    is_quotation: bool
    is_scene: bool
    is_tied: bool
    is_address: bool

    @property
    def source(self) -> str:
        """The paper."""
        return self.article.source

    @property
    def word_count(self) -> int:
        """Number of words, by white space."""
        return len(self.text.split())


def story_sentences(articles: Sequence[StoryArticle], cast: StoryCast) -> list[StorySentence]:
    """Return the sentences of the articles in order; an article without prose has none."""
    return [
        sentence
        for article in articles
        if article.brief.key_points
        for sentence in _sentences(article, cast)
    ]


def _sentences(article: StoryArticle, cast: StoryCast) -> Iterator[StorySentence]:
    brief = article.brief
    words = vocabulary() if brief.language == ENGLISH else None
    document = read_document(brief.text, brief.title)
    order = 0
    for number, sentence in enumerate(document.sentences[:MOST_READ_SENTENCES]):
        text = " ".join(sentence.span.of(brief.text).split())
        fault = _fault(text, words, number)
        if fault is Fault.UNFIT:
            continue
        is_english = words is not None
        named = [a for a in brief.actors if _is_in(a, sentence.span)]
        people = [a for a in named if a.kind is ActorKind.PERSON]
        full = {cast.name(article.id, a.name): a for a in people}
        concepts = terms_of(text, brief.language).concepts(
            cast.name(article.id, a.name) for a in named
        )
        yield StorySentence(
            article=article,
            span=sentence.span,
            text=text,
            order=order,
            fault=fault,
            concepts=concepts,
            numbers=frozenset(word for kind, word in concepts if kind is ConceptKind.NUMBER),
            actors=tuple(a.name for a in named),
            people=frozenset(full),
            surnames=frozenset(name for name in full if " " in name and name not in text),
            pronouns=frozenset(
                a.name for a in people if _is_only_pronoun(a, brief.text, sentence.span)
            ),
            is_quotation=is_quotation(sentence.span, brief.quotes),
            is_scene=is_english and _scene().search(text) is not None,
            is_tied=is_english and _opens(text, story_lists().leaning_openers),
            is_address=is_english and _opens(text, story_lists().address_openers),
        )
        order += 1


def _is_in(actor: Actor, span: Span) -> bool:
    return any(span.contains(mention.span) for mention in actor.mentions)


def _is_only_pronoun(actor: Actor, text: str, span: Span) -> bool:
    """Whether a sentence has somebody as "he" or "she" and in no other words."""
    inside = [mention.span for mention in actor.mentions if span.contains(mention.span)]
    pronouns = vocabulary().points.subject_pronouns
    return bool(inside) and all(each.of(text).lower() in pronouns for each in inside)


def _fault(text: str, words: Vocabulary | None, number: int) -> Fault:
    """Return the worst fault of a sentence; the lead may be longer than among an article's points.

    What a paper packs into its first sentence is the news, and the longest is better than none.
    """
    fault = fault_of(text, words, is_lead=number < LONG_LEAD_SENTENCES)
    is_long = MOST_LEAD_WORDS < len(text.split()) <= MOST_OPENING_WORDS
    is_statement = not text.rstrip('"”’').endswith("?")
    if fault is Fault.POOR and number == 0 and is_long and is_statement:
        return Fault.SOFT
    return fault


@cache
def _opener(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _opens(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a sentence begins with one of some phrases."""
    return _opener(phrases).match(_LEADING_MARKS.sub("", text[:MOST_OPENING_CHARS])) is not None


@cache
def _scene() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, (*story_lists().scene_words, *story_lists().routine_phrases)))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)
