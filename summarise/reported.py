"""Reported speech: the clause that somebody is said to have said, believed, asked or ruled."""

from collections.abc import Iterator

from summarise.annotation import AnnotatedText
from summarise.model import Quote, QuoteKind, Span
from summarise.speakers import Speaker, SpeakerFinder
from summarise.vocabulary import Vocabulary

LEAST_WORDS = 4
MOST_WORDS = 70


class ReportFinder:
    """Reported speech of one annotated text."""

    def __init__(
        self, annotated: AnnotatedText, speakers: SpeakerFinder, words: Vocabulary
    ) -> None:
        self._annotated, self._speakers, self._words = annotated, speakers, words

    def reports(self) -> list[tuple[Quote, Speaker | None]]:
        """Return the reported statements in the text's order; none overlaps one before it."""
        found: list[tuple[Quote, Speaker | None]] = []
        for index, token in enumerate(self._annotated.tokens):
            if token.quotation >= 0 or token.within >= 0:
                continue
            if token.text.lower() == "according":
                found += self._by_according(index)
            elif token.pos == "VERB":
                found += self._by_verb(index)
        found.sort(key=lambda item: (item[0].span.start, -item[0].span.end))
        return _apart(found)

    def _by_verb(self, verb: int) -> Iterator[tuple[Quote, Speaker | None]]:
        lemma = self._annotated.tokens[verb].lemma
        clause = None
        if lemma in self._words.report_verbs:
            clause = self._complement(verb)
        if (
            clause is None
            and lemma
            in self._words.urge_verbs | self._words.accuse_verbs | self._words.describe_verbs
        ):
            clause = self._object_clause(verb, lemma)
        if clause is None or self._is_denied(verb):
            return
        subject = self._speakers.subject_of(verb)
        speaker = self._speakers.speaker(subject) if subject is not None else None
        if speaker is None or (
            lemma in self._words.hinting_verbs and not self._speakers.can_speak(speaker)
        ):
            return
        quote = self._quote(clause, verb, speaker)
        if quote is not None:
            yield quote, speaker

    def _is_denied(self, verb: int) -> bool:
        """Whether the verb itself is negated or only possible ("did not say that …")."""
        return any(True for _ in self._annotated.dependents(verb, "neg"))

    def _complement(self, verb: int) -> list[int] | None:
        tokens = self._annotated.tokens
        for child in self._annotated.dependents(verb, "ccomp", "xcomp", "parataxis"):
            if tokens[child].quotation >= 0 or tokens[child].pos not in ("VERB", "AUX"):
                continue
            has_subject = any(
                True
                for _ in self._annotated.dependents(child, "nsubj", "nsubjpass", "expl", "csubj")
            )
            if tokens[child].dep == "ccomp" and not has_subject:
                continue  # "whom critics say is ...": the subject is elsewhere
            if tokens[child].dep == "xcomp" and tokens[child].tag not in ("VB", "VBG", "TO"):
                continue
            indices = [i for i in self._annotated.subtree(child) if tokens[i].quotation < 0]
            if len(indices) < LEAST_WORDS - 1:
                continue
            return self._one_side(indices, verb)
        # "The plan, X said, is dead": the parser makes the reporting clause the dependent.
        head = tokens[verb].head
        if (
            tokens[verb].dep in ("parataxis", "ccomp", "advcl")
            and head != verb
            and tokens[verb].dep == "parataxis"
        ):
            own = set(self._annotated.subtree(verb))
            indices = [
                i for i in self._annotated.subtree(head) if i not in own and tokens[i].quotation < 0
            ]
            return indices if len(indices) >= LEAST_WORDS else None
        return None

    def _one_side(self, indices: list[int], verb: int) -> list[int]:
        """Keep the side of the verb that holds more of the clause."""
        left = [i for i in indices if i < verb]
        right = [i for i in indices if i > verb]
        return left if len(left) > len(right) else right

    def _object_clause(self, verb: int, lemma: str) -> list[int] | None:
        """Return what follows in "urged Iran to end it", "accused him of fraud", "called it X"."""
        tokens = self._annotated.tokens
        objects = list(self._annotated.dependents(verb, "dobj", "dative", "oprd"))
        tails = list(self._annotated.dependents(verb, "xcomp", "ccomp", "prep", "oprd"))
        if lemma in self._words.urge_verbs:
            tails = [
                i
                for i in tails
                if tokens[i].dep in ("xcomp", "ccomp") or tokens[i].text.lower() in ("for", "on")
            ]
            if not tails or (
                lemma in ("tell", "call")
                and tokens[tails[0]].dep == "prep"
                and tokens[tails[0]].text.lower() not in ("for", "on")
            ):
                return None
        elif lemma in self._words.accuse_verbs:
            tails = [i for i in tails if tokens[i].text.lower() in ("of", "for", "on")]
        else:
            tails = [
                i
                for i in tails
                if tokens[i].text.lower() == "as" or tokens[i].dep in ("oprd", "xcomp", "ccomp")
            ]
        if not tails:
            return None
        indices = [i for root in (*objects, *tails) for i in self._annotated.subtree(root)]
        indices = sorted({i for i in indices if i > verb and tokens[i].quotation < 0})
        return indices if len(indices) >= LEAST_WORDS else None

    def _by_according(self, index: int) -> Iterator[tuple[Quote, Speaker | None]]:
        tokens = self._annotated.tokens
        speaker = None
        for to in (*self._annotated.dependents(index, "prep"), index):
            for target in self._annotated.dependents(to, "pobj"):
                speaker = self._speakers.speaker(target)
        if speaker is None:
            return
        own = set(self._annotated.subtree(index))
        first, end = self._annotated.clauses[tokens[index].clause]
        rest = [i for i in range(first, end) if i not in own and tokens[i].quotation < 0]
        left = [i for i in rest if i < index]
        right = [i for i in rest if i > max(own)]
        indices = left if len(left) >= len(right) else right
        if len(indices) >= LEAST_WORDS:
            quote = self._quote(indices, index, speaker)
            if quote is not None:
                yield quote, speaker

    def _quote(self, indices: list[int], cue: int, speaker: Speaker) -> Quote | None:
        tokens = self._annotated.tokens
        span = self._annotated.span_of(indices)
        text = self._annotated.text
        start, end = span.start, span.end
        # Marks that the frame left out belong to the clause again.
        if start > 0 and text[start - 1] in '"“\u2018':
            start -= 1
        lowered = text[start:end].lower()
        for word in ("that ", "whether ", "if "):
            if lowered.startswith(word) and word != "if ":
                start += len(word)
        while start < end and text[start] in " \t\n,;:—–-":
            start += 1
        while end > start and text[end - 1] in " \t\n,;:—–-.":
            end -= 1
        if end < len(text) and text[end] in '"”’' and any(m in text[start:end] for m in '"“\u2018'):
            end += 1
        words = text[start:end].split()
        if not LEAST_WORDS <= len(words) <= MOST_WORDS or "\n\n" in text[start:end]:
            return None
        return Quote(
            kind=QuoteKind.REPORTED,
            text=text[start:end],
            span=Span(start=start, end=end),
            speaker=speaker.name,
            cue="according to" if tokens[cue].text.lower() == "according" else tokens[cue].text,
        )


def _apart(
    found: list[tuple[Quote, Speaker | None]],
) -> list[tuple[Quote, Speaker | None]]:
    """Drop what lies inside a longer report."""
    kept: list[tuple[Quote, Speaker | None]] = []
    for quote, speaker in found:
        if kept and kept[-1][0].span.overlaps(quote.span):
            continue
        kept.append((quote, speaker))
    return kept
