"""Names with their kinds against annotated agency news: exact spans, as CoNLL counts them.

A span counts if its place and kind are right, a leading "the" and a final "'s" apart; people,
organisations and places count, nationalities and the set's fourth kind (events, products) do not.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from summarise.actors.cast import find_named
from summarise.lexicon.vocabulary import gazetteer, vocabulary
from summarise.model import ActorKind, Brief, BriefRequest
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.document_text import DocumentText, read_document
from tests.quality.reading import Reader

LABELS = {
    ActorKind.PERSON: "PER",
    ActorKind.ORGANISATION: "ORG",
    ActorKind.PLACE: "LOC",
}
LEAST_WORDS = 8
MOST_DATELINE_CHARS = 60
CLOSING = frozenset(
    {",", ".", "?", "!", ";", ":", ")", "%", "”", "’", "'", "/", "'s", "’s", "n't", "n’t"}
    | {"’re", "’ve", "’ll", "’m", "’d"}
)
OPENING = ("(", "$", "“", "\u2018", "/")

Entity = tuple[int, int, str]
Token = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedText:
    """A text with the spans of its names.

    Attributes:
        prose: [start, end) of what is neither caption, credit, heading nor dateline.
    """

    text: str
    entities: frozenset[Entity]
    prose: tuple[tuple[int, int], ...]


def f1(right: int, said: int, true: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (said + true) if said + true else 0.0


def _sentences(lines: Sequence[str]) -> Iterator[list[Token]]:
    """Return each sentence's words with their tags; an empty one begins a text."""
    sentence: list[Token] = []
    for line in (*lines, ""):
        parts = line.split()
        if parts and parts[0] != "-DOCSTART-":
            sentence.append((parts[0], parts[-1]))
        elif sentence:
            yield sentence
            sentence = []
        if parts and parts[0] == "-DOCSTART-":
            yield []


def _trimmed(text: str, start: int, end: int, label: str) -> Entity:
    while text[start:end].lower().startswith("the "):
        start += len("the ")
    return start, end - 2 * text[start:end].endswith(("'s", "’s")), label


def _tagged(sentences: Sequence[Sequence[Token]]) -> TaggedText:
    """Write the words as a text with the usual spaces.

    Each sentence is a paragraph, as the set gives none.
    """
    text, entities, prose = "", set(), []
    for sentence in sentences:
        previous, start, first = "O", 0, len(text)
        for word, tag in (*sentence, ("", "O")):
            if previous not in (tag, "O"):
                entities.add(_trimmed(text, start, len(text), previous.removeprefix("I-")))
            is_open = not text or text.endswith(("\n", *OPENING)) or word in CLOSING
            text += word if is_open else f" {word}"
            if tag != previous:
                start = len(text) - len(word)
            previous = tag
        text = text.rstrip()
        if len(sentence) >= LEAST_WORDS and sentence[-1][0] in '.?!"':
            dateline = text.find(") - ", first, first + MOST_DATELINE_CHARS)
            prose.append((max(first, dateline), len(text)))
        text += "\n\n"
    known = frozenset(entity for entity in entities if entity[2] in LABELS.values())
    return TaggedText(text=text, entities=known, prose=tuple(prose))


def load_tagged(path: Path, most: int) -> list[TaggedText]:
    """Return the first texts of a file of one word a line."""
    texts: list[list[list[Token]]] = []
    for sentence in _sentences(path.read_text(encoding="utf-8").splitlines()):
        if not sentence:
            texts.append([])
        else:
            texts[-1].append(sentence)
    return [_tagged(sentences) for sentences in texts[:most]]


def _named(brief: Brief) -> set[Entity]:
    """Return the names in a brief."""
    return {
        _trimmed(brief.text, mention.span.start, mention.span.end, LABELS[actor.kind])
        for actor in brief.actors
        if actor.kind in LABELS
        for mention in actor.mentions
        if not mention.is_pronoun
    }


def _found(annotated: AnnotatedText) -> set[Entity]:
    """Return the names that the name finder sees, wherever they stand."""
    return {
        _trimmed(annotated.text, mention.span.start, mention.span.end, LABELS[cluster.kind])
        for cluster in find_named(annotated, vocabulary(), gazetteer())
        if cluster.kind in LABELS
        for mention in cluster.mentions
    }


def _in_prose(entities: Iterable[Entity], gold: TaggedText) -> set[Entity]:
    return {e for e in entities if any(start <= e[0] < end for start, end in gold.prose)}


class _Tally:
    """Counts of one way of counting."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._true: Counter[str] = Counter()

    def add(self, said: Set[Entity], true: Set[Entity]) -> None:
        self._right.update(label for _, _, label in said & true)
        self._said.update(label for _, _, label in said)
        self._true.update(label for _, _, label in true)

    def f1(self, *labels: str) -> float:
        return f1(
            sum(self._right[label] for label in labels),
            sum(self._said[label] for label in labels),
            sum(self._true[label] for label in labels),
        )


def entity_figures(
    path: Path, read: Reader, annotate: Callable[[DocumentText], AnnotatedText], *, most: int
) -> dict[str, float]:
    """Score the names by kind.

    A brief leaves captions, credits, headings and datelines out on purpose, but the set counts
    them. So `f1` and its kinds ask the name finder itself, over the whole text; `brief_f1` is of
    the actors of the briefs, over the whole text too; `prose_f1` and its kinds are of the actors
    of the briefs, in prose only.
    """
    golds = load_tagged(path, most)
    briefs = read([BriefRequest(id=str(n), text=gold.text) for n, gold in enumerate(golds)])
    found, whole, prose = _Tally(), _Tally(), _Tally()
    for gold, brief in zip(golds, briefs, strict=True):
        named = _named(brief)
        found.add(_found(annotate(read_document(gold.text))), gold.entities)
        whole.add(named, gold.entities)
        prose.add(_in_prose(named, gold), _in_prose(gold.entities, gold))
    return {
        "f1": found.f1(*LABELS.values()),
        "brief_f1": whole.f1(*LABELS.values()),
        "prose_f1": prose.f1(*LABELS.values()),
        **{f"{kind.value}_f1": found.f1(label) for kind, label in LABELS.items()},
        **{f"prose_{kind.value}_f1": prose.f1(label) for kind, label in LABELS.items()},
    }
