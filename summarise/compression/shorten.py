"""Shorten sentences by leaving out whole constituents; what is doubtful stays whole."""

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from summarise.compression.knapsack import cheapest_cut, without_crossings
from summarise.compression.optional_units import optional_units
from summarise.compression.rebuild import kept_words, shown_spans, unclosed_list
from summarise.compression.safety_checks import is_safe
from summarise.compression.second_parse import disturbed_word
from summarise.compression.sentence_tree import FINITE, SentenceTree, sentence_tree
from summarise.compression.unit import Unit
from summarise.compression.vetoes import may_go
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText, ParsedWord

MOST_WORDS = 25
LEAST_WORDS = 8
MOST_TRIES = 7
LEAST_SEMICOLONS = 2
"""So many part the lines of a table, not clauses: results, line-ups."""

Parser = Callable[[Sequence[str]], Sequence[Sequence[ParsedWord]]]
"""Parses texts by themselves."""


class _Attempt(Struct, kw_only=True):
    """A sentence on its way to its short form; `refused` units stay."""

    tree: SentenceTree
    units: list[Unit]
    refused: set[Unit] = field(default_factory=set)
    cut: tuple[Unit, ...] = ()
    kept: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


class Shortener:
    """Shortens the sentences of annotated texts."""

    def __init__(self, words: Vocabulary, parse: Parser) -> None:
        self._words, self._parse = words, parse

    def shorten(
        self,
        annotated: AnnotatedText,
        spans: Sequence[Span],
        *,
        most: int = MOST_WORDS,
        least: int = LEAST_WORDS,
    ) -> list[tuple[Span, ...]]:
        """Return what of each sentence is shown; nothing for one that is shown whole."""
        shown: list[tuple[Span, ...]] = [() for _ in spans]
        waiting: dict[int, _Attempt] = {}
        for number, span in enumerate(spans):
            if len(span.of(annotated.text).split()) > most:
                tree = sentence_tree(annotated, span)
                if tree is not None and _is_clear(tree):
                    waiting[number] = _Attempt(tree=tree, units=self._units(tree))
        for _ in range(MOST_TRIES):
            waiting = {n: it for n, it in waiting.items() if self._cut(it, least, most)}
            if not waiting:
                break
            texts = [self._prepared(attempt) for attempt in waiting.values()]
            for (number, attempt), parsed in zip(
                list(waiting.items()), self._parse(texts), strict=True
            ):
                disturbed = unclosed_list(attempt.tree, attempt.kept)
                if disturbed is None:
                    disturbed = disturbed_word(attempt.tree, attempt.kept, attempt.starts, parsed)
                if disturbed is not None:
                    attempt.refused.add(_nearest(attempt.cut, disturbed))
                    continue
                del waiting[number]
                shown[number] = self._checked(attempt, most)
        return shown

    def _units(self, tree: SentenceTree) -> list[Unit]:
        found = optional_units(tree, self._words)
        return without_crossings([it for it in found if may_go(tree, it, self._words)])

    def _cut(self, attempt: _Attempt, least: int, most: int) -> bool:
        """Choose what goes; whether that makes the sentence short enough."""
        tree = attempt.tree
        units = [unit for unit in attempt.units if unit not in attempt.refused]
        sizes = {unit: tree.word_count(unit.first, unit.last) for unit in units}
        total = len(tree.span.of(tree.text).split())
        cut = cheapest_cut(units, sizes, total - most, total - least)
        if not cut:
            return False
        attempt.cut = cut
        attempt.kept = kept_words(tree, cut)
        return True

    def _prepared(self, attempt: _Attempt) -> str:
        text, attempt.starts = attempt.tree.parser_text(attempt.kept)
        return text[:1].upper() + text[1:]

    def _checked(self, attempt: _Attempt, most: int) -> tuple[Span, ...]:
        tree = attempt.tree
        shown = shown_spans(tree, attempt.kept)
        short = "".join(span.of(tree.text) for span in shown)
        if len(short.split()) > most:
            return ()
        return shown if is_safe(tree.text, tree.span, shown, self._words.compression) else ()


def _is_clear(tree: SentenceTree) -> bool:
    """Whether a sentence has a finite main verb with a subject, and is no question."""
    root = tree.words[tree.root]
    subject = tree.subject(tree.root)
    if root.pos not in ("VERB", "AUX") or subject is None:
        return False
    if subject < tree.root and _has_lone_comma(tree, subject):
        return False
    if any(_lacks_subject(tree, clause) for clause in tree.dependents(tree.root, "ccomp")):
        return False
    sentence = tree.span.of(tree.text)
    is_table = sentence.count(";") >= LEAST_SEMICOLONS
    return not is_table and not sentence.rstrip('"”’').endswith("?")


def _lacks_subject(tree: SentenceTree, verb: int) -> bool:
    """Whether a clause that somebody says has a finite verb, and its subject is elsewhere."""
    return tree.words[verb].tag in FINITE and tree.subject(verb) is None


def _has_lone_comma(tree: SentenceTree, subject: int) -> bool:
    """Whether one comma alone parts the subject from its verb: the verb is another clause's."""
    between = tree.words[tree.extent(subject)[0] : tree.root]
    return sum(word.form == "," for word in between) == 1 and not any(
        word.dep in ("cc", "conj") for word in between
    )


def _nearest(cut: Sequence[Unit], number: int) -> Unit:
    """Return the unit that left a gap nearest to a word."""
    return min(cut, key=lambda it: min(abs(it.first - number), abs(it.last - 1 - number)))
