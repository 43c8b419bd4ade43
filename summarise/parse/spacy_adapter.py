"""Parse a text with spaCy, the only module that imports it.

Which models a language has, best first, is data (`languages.toml`).
"""

import importlib
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from summarise.lexicon.language_table import Language
from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText, ParsedWord, Token
from summarise.parse.quotation_frames import Frame, build_frames
from summarise.text.document_text import DocumentText
from summarise.text.quotation_marks import Quotation
from summarise.version import model_name

BATCH_CHARS = 12_000
"""Read by the model at a time: its memory grows by about 2 KiB for each character."""
_NOT_FOR_HEADS = ("tagger", "ner")
"""Components that say nothing of governors, and that the parser doesn't ask."""
MOST_FRAME_CHARS = 10_000
"""A longer paragraph is parsed in parts, so that memory stays bounded."""


@cache
def _load(name: str, language: Language) -> Any:
    """Return a model; a process holds it once, however many read with it."""
    with warnings.catch_warnings():
        # Imports of spaCy's dependencies announce their own deprecations; they are not ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        warnings.simplefilter("ignore", UserWarning)
        spacy: Any = importlib.import_module("spacy")
        package: Any = importlib.import_module(name)
        if hasattr(package, "model_path"):
            return spacy.load(package.model_path(), disable=list(language.unused))
        return package.load(disable=list(language.unused))


class LabelledName(Struct, frozen=True, kw_only=True):
    """A name as a model marked it, with the model's own label."""

    span: Span
    label: str


class NameMarker:
    """A model of which only the names are used, loaded once."""

    def __init__(self, language: Language) -> None:
        self._nlp = _load(model_name(language), language)

    def names(self, text: str, spans: Sequence[Span]) -> list[LabelledName]:
        """Return the names in stretches of the text, in order."""
        parts = [part for span in spans for part in _parts(text, span, ())]
        found = []
        for part in parts:
            doc = self._nlp(part.of(text))
            found += [
                LabelledName(
                    span=Span(start=part.start + e.start_char, end=part.start + e.end_char),
                    label=str(e.label_),
                )
                for e in doc.ents
            ]
        return found


class SpacyAnnotator:
    """A parsing model with Penn tags, loaded once."""

    def __init__(self, language: Language) -> None:
        self._nlp = _load(model_name(language), language)
        self._lemmas = _Lemmas(self._nlp)

    def annotate(self, document: DocumentText, title: str = "") -> AnnotatedText:
        """Return the text with its words annotated."""
        text = document.text
        frames: list[Frame] = []
        by_paragraph: dict[int, list[tuple[int, Quotation]]] = {}
        for number, quotation in enumerate(document.quotations):
            by_paragraph.setdefault(quotation.paragraph, []).append((number, quotation))
        for number, whole in document.bodies():
            own = by_paragraph.get(number, [])
            for body in _parts(text, whole, [q for _, q in own]):
                inside = [(n, q) for n, q in own if body.contains(q.outer)]
                frames += build_frames(text, body, number, inside)
        return AnnotatedText(title=title, document=document, tokens=tuple(self._tokens(frames)))

    def parse(self, texts: Sequence[str]) -> list[tuple[ParsedWord, ...]]:
        """Return the words of texts that are parsed by themselves, each with its governor."""
        return [
            tuple(ParsedWord(start=w.idx, dep=w.dep_, head=w.head.i) for w in doc)
            for doc in self._nlp.pipe(texts, batch_size=max(1, len(texts)), disable=_NOT_FOR_HEADS)
        ]

    def _tokens(self, frames: Sequence[Frame]) -> Iterator[Token]:
        base = clause = 0
        for frame, doc in zip(frames, self._docs(frames), strict=True):
            for sent in doc.sents:
                for word in sent:
                    yield _token(frame, word, self._lemmas, base, clause)
                clause += 1
            base += len(doc)

    def _docs(self, frames: Sequence[Frame]) -> Iterator[Any]:
        batch: list[str] = []
        size = 0
        for frame in frames:
            if batch and size + len(frame.text) > BATCH_CHARS:
                yield from self._nlp.pipe(batch, batch_size=len(batch))
                batch, size = [], 0
            batch.append(frame.text)
            size += len(frame.text)
        if batch:
            yield from self._nlp.pipe(batch, batch_size=len(batch))


_PARTS_OF_SPEECH = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "MD": "AUX", "CD": "NUM", "DT": "DET", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WDT": "PRON", "EX": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV",
    "WRB": "ADV", "IN": "ADP", "TO": "PART", "POS": "PART", "RP": "ADP", "CC": "CCONJ",
}  # fmt: skip


def _part_of_speech(word: Any, lemma: str) -> str:
    """Return the universal part of speech of a Penn tag: faster than spaCy's rules for it."""
    tag = word.tag_
    if tag.startswith("V"):
        return "AUX" if lemma == "be" or word.dep_ in ("aux", "auxpass") else "VERB"
    return _PARTS_OF_SPEECH.get(tag, "PUNCT" if not word.text[:1].isalnum() else "X")


class _Lemmas:
    """Lemmas of verbs and nouns by spaCy's rules, each form only once."""

    MOST_KEPT = 50_000

    def __init__(self, nlp: Any) -> None:
        names = {name for name, _ in nlp.components}
        self._rules = nlp.get_pipe("lemmatizer") if "lemmatizer" in names else None
        if self._rules is not None:
            _index_by_sets(self._rules)
        self._lists = vocabulary().lemmas
        self._kept: dict[tuple[str, str], str] = {}

    def of(self, word: Any) -> str:
        lower = str(word.lower_)
        kind = word.tag_[:1]
        if self._rules is None or kind not in ("V", "N") or word.tag_.startswith("NNP"):
            return lower
        key = (lower, kind)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= self.MOST_KEPT:
                self._kept.clear()
            word.pos_ = "VERB" if kind == "V" else "NOUN"
            known = str(self._rules.rule_lemmatize(word)[0]).lower()
            known = "be" if lower in self._lists.forms_of_be and kind == "V" else known
            known = "have" if lower in self._lists.forms_of_have and kind == "V" else known
            known = "hope" if lower in self._lists.forms_of_hope and kind == "V" else known
            self._kept[key] = known
        return known


def _index_by_sets(rules: Any) -> None:
    """Let the rules look known words up: in spaCy's lists of 60,000 it takes a millisecond."""
    index = rules.lookups.get_table("lemma_index", {})
    for kind in ("noun", "verb"):
        if isinstance(index.get(kind), list):
            index[kind] = frozenset(index[kind])


def _token(frame: Frame, word: Any, lemmas: _Lemmas, base: int, clause: int) -> Token:
    start, end, quotation = frame.locate(word.idx, word.idx + len(word.text))
    lemma = lemmas.of(word)
    return Token(
        text=word.text,
        start=start,
        end=end,
        lemma=lemma,
        pos=_part_of_speech(word, lemma),
        tag=word.tag_,
        dep=word.dep_,
        head=base + word.head.i,
        label=word.ent_type_ if quotation < 0 else "",
        opens_entity=word.ent_iob_ == "B",
        clause=clause,
        quotation=quotation,
        within=frame.within,
    )


def _parts(text: str, body: Span, quotations: Sequence[Quotation]) -> Iterator[Span]:
    """Yield the body, or parts of an overlong one, cut at white space outside quotations."""
    start = body.start
    while body.end - start > MOST_FRAME_CHARS:
        cut = text.rfind(". ", start, start + MOST_FRAME_CHARS) + 1
        for quotation in quotations:
            if quotation.outer.start < cut < quotation.outer.end:
                cut = quotation.outer.start
        if cut <= start:
            cut = start + MOST_FRAME_CHARS
        yield Span(start=start, end=cut)
        start = cut
    yield Span(start=start, end=body.end)
