"""Make the brief of a text by the method of its language."""

import dataclasses
import re
from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from summarise.brief.assemble import Lexicon, assemble
from summarise.brief.nut_graf import with_nut_graf
from summarise.brief.sentence_context import SentenceContext
from summarise.compression.shorten import MOST_WORDS as MOST_POINT_WORDS
from summarise.compression.shorten import Shortener
from summarise.lexicon.identify_language import identify_language
from summarise.lexicon.language_table import Method, language_table
from summarise.lexicon.surface_lexicon import surface_words
from summarise.lexicon.vocabulary import ENGLISH, gazetteer, vocabulary
from summarise.model import (
    DEFAULT_POINTS,
    Brief,
    BriefRequest,
    Coverage,
    KeyPoint,
    Sentence,
    ShortSentence,
    Span,
    empty_brief,
)
from summarise.parse.parse_repairs import with_names_at_their_offices
from summarise.parse.spacy_adapter import NameMarker, SpacyAnnotator
from summarise.parse.truecase import (
    Truecaser,
    in_small_letters,
    is_in_capitals,
    with_own_case,
)
from summarise.points.key_points import Evidence, PointChooser
from summarise.surface.plain_names import plain_names
from summarise.surface.surface_brief import SurfaceReader
from summarise.text.document_text import DocumentText, read_document
from summarise.version import is_readable, pipeline_version

MOST_WORDS = 50_000
"""Of a longer text only the beginning is read: a book takes minutes, and a worker's memory."""

MOST_SHORTENED = 60
"""So many first sentences of an article may be points of a story."""

NOTE_EMPTY = "There is no text to summarise."
NOTE_NO_PROSE = "There are no whole sentences to summarise, only headings, captions or lists."
NOTE_LANGUAGE = (
    "Key points and names only: actors with their kinds, quotes, figures and dates are for {names}."
)
NOTE_EXTRA = (
    "Key points and names only: for actors with their kinds, quotes, figures and dates in {name},"
    " install nutgraf[{extra}]."
)
NOTE_MODEL = (
    "Key points and names only: there is no model for {name} that can be used; `nutgraf check` says"
    " what to do."
)
NOTE_LONG = f"Only the first {MOST_WORDS:,} words were read for this."
LEAST_LETTERS = 12

_WORD = re.compile(r"\S+")


class Pipeline:
    """The whole way from a text to its brief. Loads its model when it first meets English."""

    def __init__(self, key_point_count: int = DEFAULT_POINTS) -> None:
        self._count = key_point_count
        self._annotator: SpacyAnnotator | None = None
        self._readers: dict[str, SurfaceReader] = {}
        self._version = pipeline_version()
        self._shortener: Shortener | None = None

    def warm(self) -> None:
        """Load the English model before it is asked for, if there is one."""
        if is_readable(language_table().languages[ENGLISH]):
            self.load()

    def load(self) -> SpacyAnnotator:
        """Load the English model, unless it is, and return what reads with it."""
        if self._annotator is None:
            self._annotator = SpacyAnnotator(language_table().languages[ENGLISH])
        return self._annotator

    def brief(self, request: BriefRequest) -> Brief:
        """Return the brief of one article, for any text."""
        opening = _opening(request.text)
        if len(opening) == len(request.text):
            return self._brief(request)
        # What is said of the opening holds for the text: all offsets count from its beginning.
        brief = self._brief(replace(request, text=opening))
        return replace(brief, text=request.text, note=f"{brief.note} {NOTE_LONG}".strip())

    def _brief(self, request: BriefRequest) -> Brief:
        if sum(character.isalpha() for character in request.text) < LEAST_LETTERS:
            return self._empty(request, NOTE_EMPTY, "")
        language = identify_language(request.text, title=request.title, claimed=request.language)
        brief = self._by_language(request, language)
        if not brief.key_points:
            return self._empty(request, NOTE_NO_PROSE, language)
        return brief

    def _by_language(self, request: BriefRequest, code: str) -> Brief:
        document = read_document(request.text, request.title)
        language = language_table().languages.get(code)
        if language is None or not is_readable(language):
            return self._other(request, document, code)
        if language.method is Method.PARSE:
            return self._english(request, document)
        reader = self._readers.get(code)
        if reader is None:
            reader = self._readers[code] = SurfaceReader(
                language=language, words=surface_words(code), marker=NameMarker(language)
            )
        brief = reader.brief(request, document, pipeline=self._version, count=self._count)
        return with_nut_graf(brief, None, document.sentences)

    def _empty(self, request: BriefRequest, note: str, language: str) -> Brief:
        return empty_brief(
            request, language=language, pipeline=self._version, coverage=Coverage.EMPTY, note=note
        )

    def _english(self, request: BriefRequest, document: DocumentText) -> Brief:
        if is_in_capitals(document.text):
            cased = self._truecased(request)
            brief = self._parsed(cased, read_document(cased.text, cased.title))
            return with_own_case(brief, document.text, request.title)
        return self._parsed(request, document)

    def _truecased(self, request: BriefRequest) -> BriefRequest:
        """Return a request in capitals with the case that it would have in print."""
        text, title = (in_small_letters(part) for part in (request.text, request.title))
        read = self.load().annotate(read_document(text, title), title)
        text, title = Truecaser(vocabulary(), gazetteer()).restored((text, title), read)
        return replace(request, text=text, title=title)

    def _parsed(self, request: BriefRequest, document: DocumentText) -> Brief:
        annotated = self.load().annotate(document, request.title)
        lexicon = Lexicon(language=ENGLISH, words=vocabulary(), names=gazetteer())
        tokens = with_names_at_their_offices(
            annotated.tokens, lexicon.words.roles.role_nouns, lexicon.names
        )
        annotated = dataclasses.replace(annotated, tokens=tokens)
        brief = assemble(request, annotated, lexicon, pipeline=self._version, count=self._count)
        if self._shortener is None:
            self._shortener = Shortener(lexicon.words, self.load().parse)
        shortener = self._shortener

        def shorten(spans: Sequence[Span], most: int) -> list[tuple[Span, ...]]:
            return shortener.shorten(annotated, spans, most=most)

        shown = shorten([point.span for point in brief.key_points], MOST_POINT_WORDS)
        points = zip(brief.key_points, shown, strict=True)
        brief = replace(brief, key_points=tuple(replace(it, shown=own) for it, own in points))
        others = _other_sentences(brief, annotated.sentences)
        forms = zip(others, shorten(others, MOST_POINT_WORDS), strict=True)
        short = (ShortSentence(span=span, shown=own) for span, own in forms if own)
        brief = replace(brief, short_sentences=tuple(short))
        context = SentenceContext(annotated, lexicon.words, lexicon.names)
        return with_nut_graf(brief, lexicon.words, annotated.sentences, shorten, context)

    def _other(self, request: BriefRequest, document: DocumentText, language: str) -> Brief:
        text, sentences = document.text, document.sentences
        chosen = PointChooser(language, None).choose(
            text, request.title, sentences, [Evidence()] * len(sentences), self._count
        )
        names = plain_names(text, sentences, language)
        points = []
        for number in chosen:
            span = sentences[number].span
            inside = tuple(a.name for a in names if any(span.contains(m.span) for m in a.mentions))
            points.append(KeyPoint(text=span.of(text), span=span, actors=inside))
        brief = empty_brief(
            request,
            language=language,
            pipeline=self._version,
            coverage=Coverage.POINTS,
            note=_note(language),
        )
        brief = replace(brief, key_points=tuple(points), actors=names)
        return with_nut_graf(brief, None, sentences)


def _other_sentences(brief: Brief, sentences: Sequence[Sentence]) -> list[Span]:
    """Return the sentences that a story may tell besides the key points."""
    known = {point.span for point in brief.key_points}
    return [it.span for it in sentences[:MOST_SHORTENED] if it.span not in known]


def _note(code: str) -> str:
    """Return what a brief of key points says of its language."""
    languages = language_table().languages
    if code in languages and not languages[code].extra:
        return NOTE_MODEL.format(name=languages[code].name)
    if code in languages:
        return NOTE_EXTRA.format(name=languages[code].name, extra=languages[code].extra)
    return NOTE_LANGUAGE.format(names=" and ".join(known.name for known in languages.values()))


def _opening(text: str) -> str:
    """Return the first words of a text that is too long to be read whole."""
    last = next(islice(_WORD.finditer(text), MOST_WORDS, None), None)
    return text if last is None else text[: last.start()].rstrip()
