"""Extract reported speech: the clause that somebody is said to have said, asked or ruled."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Quote, QuoteKind, Span, Stance
from summarise.speech.clause_extent import LEAST_WORDS, clause_words, worded_span
from summarise.speech.cues import Cue, CueFinder
from summarise.speech.reported_clauses import ClauseFinder
from summarise.speech.source_phrases import SourcePhraseFinder
from summarise.speech.speaker.speakers import Speaker, SpeakerFinder
from summarise.speech.statement_frame import statement_frame

_WHETHER = re.compile(r"(?<!\w)whether\s+$", re.IGNORECASE)
MOST_LEAD_CHARS = 12
Report = tuple[Quote, Speaker | None]


class ReportFinder:
    """Reported speech of one annotated text."""

    def __init__(self, cast: Cast, speakers: SpeakerFinder, words: Vocabulary) -> None:
        self._annotated, self._speakers, self._words = cast.annotated, speakers, words
        self._cues = CueFinder(cast.annotated, words)
        self._clauses = ClauseFinder(cast.annotated, words)
        self._sources = SourcePhraseFinder(cast, speakers, words)

    def reports(self) -> list[Report]:
        """Return the reported statements in the text's order; none overlaps one before it."""
        found: list[Report] = []
        for index, token in enumerate(self._annotated.tokens):
            if token.quotation >= 0 or token.within >= 0:
                continue
            if token.text.lower() in ("according", "in"):
                found += self._by_source(index)
            elif token.pos == "VERB":
                found += self._by_verb(index)
            elif token.lemma in self._words.speech.claim_nouns:
                found += self._by_noun(index)
        found.sort(key=lambda item: (item[0].span.start, -item[0].span.end))
        return _apart(found)

    def _by_verb(self, verb: int) -> Iterator[Report]:
        clause = self._clauses.clause(verb)
        if clause is None or self._is_motive(verb):
            return
        is_known, speaker = self._who_says(verb)
        cue = self._cues.cue(verb) if is_known else None
        # What somebody did not say is no news of what was said; "it's safe to say" is nobody's.
        is_vague = speaker is None or not self._speakers.can_speak(speaker)
        is_open = cue is not None and cue.stance is Stance.UNCERTAIN
        if cue is not None and cue.stance is not Stance.NOT_SAID and not (is_open and is_vague):
            yield from self._reports(clause, cue, speaker, verb=verb)

    def _is_motive(self, verb: int) -> bool:
        """Whether a verb tells why somebody acts: "sold it, thinking …", "made her think …"."""
        tokens, speech = self._annotated.tokens, self._words.speech
        token = tokens[verb]
        is_beside = token.dep == "advcl" and token.tag == "VBG"
        is_caused = token.dep == "ccomp" and tokens[token.head].lemma in speech.letting_verbs
        return token.lemma in speech.belief_verbs and (is_beside or is_caused)

    def _who_says(self, verb: int) -> tuple[bool, Speaker | None]:
        """Return whether this is speech at all, and whose, None if that stays open."""
        tokens = self._annotated.tokens
        lemma = tokens[verb].lemma
        is_hint = lemma in self._words.speech.hinting_verbs
        subject = self._speakers.subject_of(verb)
        if subject is None:
            is_passive = any(True for _ in self._annotated.dependents(verb, "nsubjpass"))
            is_told = is_passive and any(True for _ in self._annotated.dependents(verb, "ccomp"))
            return is_told and lemma in self._words.speech.report_verbs and not is_hint, None
        speaker = self._speakers.speaker(subject)
        if speaker is None:
            return tokens[
                subject
            ].text.lower() in self._words.speech.open_pronouns and not is_hint, None
        # "Notes are attached to the sites to explain why": a purpose, and no site explains.
        head = tokens[tokens[verb].head].lemma  # but of "goes on to assert" somebody does
        is_purpose = tokens[verb].tag == "VB" and tokens[verb].dep == "advcl" and head != "go"
        return not (is_hint or is_purpose) or self._speakers.can_speak(speaker), speaker

    def _by_noun(self, noun: int) -> Iterator[Report]:
        """For example "the minister's claim that nobody knew"."""
        tokens = self._annotated.tokens
        owner = next(self._annotated.dependents(noun, "poss"), None)
        for source in self._clauses.prepositions(noun, "from", "by"):
            owner = owner or next(self._annotated.dependents(source, "pobj"), None)
        if owner is None or not self._is_claimed(noun):
            return
        for clause in self._annotated.dependents(noun, "acl", "ccomp", "relcl"):
            marks = self._annotated.dependents(clause, "mark")
            if any(tokens[i].text.lower() == "that" for i in marks):
                indices = clause_words(self._annotated, self._words, clause, noun)
                speaker = self._speakers.speaker(owner)
                is_open = speaker is not None and speaker.actor is None
                if is_open and tokens[owner].pos == "PRON":
                    continue
                if speaker is not None and indices:
                    token = tokens[noun]
                    cue = Cue(text=token.text, span=Span(start=token.start, end=token.end))
                    yield from self._reports(indices, cue, speaker)

    def _is_claimed(self, noun: int) -> bool:
        """Whether a claim was made: not "no claim", "an expected statement", "dropped a claim"."""
        lists, tokens = self._words.factuality, self._annotated.tokens
        words = {tokens[i].text.lower() for i in self._annotated.children[noun]}
        is_retracted = tokens[tokens[noun].head].lemma in lists.retracting_verbs
        return not (is_retracted or words & (lists.no_determiners | lists.open_adjectives))

    def _by_source(self, index: int) -> Iterator[Report]:
        """For example "According to X, …" and "…, in the words of X"."""
        tokens = self._annotated.tokens
        phrase = self._sources.at(index)
        if phrase is None:
            return
        first, end = self._annotated.clauses[tokens[index].clause]
        own = phrase.words
        rest = [i for i in range(first, end) if i not in own and tokens[i].quotation < 0]
        left = [i for i in rest if i < index]
        right = [i for i in rest if i > max(own)]
        root = next((i for i in rest if tokens[i].head == i), None)
        is_left = len(left) >= len(right) if root is None else root < index
        indices = left if is_left else right
        if len(indices) >= LEAST_WORDS:
            yield from self._reports(indices, phrase.cue, phrase.speaker)

    def _reports(
        self, indices: Sequence[int], cue: Cue, speaker: Speaker | None, *, verb: int = -1
    ) -> Iterator[Report]:
        span = worded_span(self._annotated, self._words, indices)
        if span is None:
            return
        text = self._annotated.text
        cue = _before(cue, span, text)
        is_asked = cue.stance is Stance.SAID and self._is_question(indices, verb)
        lead = _WHETHER.search(text, max(0, span.start - MOST_LEAD_CHARS), span.start)
        if lead is not None and not is_asked:
            # Without its "whether" a question would read as a statement.
            span = Span(start=lead.start(), end=span.end)
        frame = statement_frame(self._annotated, span, cue.span, speaker.at if speaker else -1)
        # "The dam, he said, held" reads as it stands, with its verb inside.
        is_interrupted = cue.span is not None and span.contains(cue.span)
        quote = Quote(
            kind=QuoteKind.REPORTED,
            text=span.of(text),
            span=span,
            speaker=speaker.name if speaker else None,
            cue=cue.text,
            cue_span=cue.span,
            stance=Stance.ASKED if is_asked else cue.stance,
            frame=" ".join(frame.of(text).split()),
            frame_span=frame,
            is_clause=not (is_asked or is_interrupted) and self._clauses.is_whole(indices),
        )
        yield quote, speaker

    def _is_question(self, indices: Sequence[int], verb: int) -> bool:
        """Whether somebody asks: "asked whether the dam was safe", "wondered why"."""
        tokens = self._annotated.tokens
        if verb < 0 or tokens[verb].lemma not in self._words.factuality.question_verbs:
            return False
        is_asked = tokens[min(indices)].tag in ("WP", "WDT", "WRB", "WP$", "IN")
        return is_asked and tokens[min(indices)].text.lower() not in ("for", "on")


def _before(cue: Cue, span: Span, text: str) -> Cue:
    """Return a cue without a listener who is part of the statement: "told (him to stand)"."""
    if cue.span is None or not cue.span.start < span.start < cue.span.end:
        return cue
    end = span.start
    while text[end - 1].isspace():
        end -= 1
    shorter = Span(start=cue.span.start, end=end)
    return replace(cue, span=shorter, text=" ".join(shorter.of(text).split()))


def _apart(found: list[Report]) -> list[Report]:
    """Drop what lies inside a longer report."""
    kept: list[Report] = []
    for quote, speaker in found:
        if kept and kept[-1][0].span.overlaps(quote.span):
            continue
        kept.append((quote, speaker))
    return kept
