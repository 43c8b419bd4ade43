"""Resolve the subject of a speech verb to an actor or to a description."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.speech.verb_subjects import SubjectFinder

MOST_SPEAKER_WORDS = 14
LEAST_FULL_WORDS = 3
MOST_SENTENCES_BACK = 3
_CLOSED = frozenset({"relcl", "appos", "advcl", "punct", "cc", "conj", "parataxis"})
_SINGULAR = frozenset({"NN", "NNP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker.

    Attributes:
        name: an actor's name, or the phrase that the text uses.
        actor: the actor's number in the cast, None for somebody unnamed.
        at: the token that names the speaker.
    """

    name: str
    actor: int | None
    at: int


class SpeakerFinder:
    """Finds the speakers of one text."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._words = cast, words
        self._annotated = cast.annotated
        self._subjects = SubjectFinder(cast, words)

    def subject_of(self, verb: int) -> int | None:
        """Return the subject's token of a verb, or of the verb it is joined to."""
        return self._subjects.subject_of(verb)

    def speaker(self, subject: int) -> Speaker | None:
        """Return who the noun phrase headed by a token is; None for nobody in particular."""
        tokens = self._annotated.tokens
        author = self._author(subject)
        if author is not None:
            return author
        for named in (subject, *self._annotated.dependents(subject, "appos")):
            actor = self._cast.who(named)
            # "Police in Washington, D.C. said": no place renames who speaks.
            is_place = actor is not None and self._cast.clusters[actor].kind is ActorKind.PLACE
            if actor is not None and not (is_place and named != subject):
                return self._actor(self._officer(named, actor), subject)
        if subject in self._cast.unnamed:
            return self._described(self._cast.unnamed[subject])
        lower = tokens[subject].text.lower()
        if lower in self._words.speech.relative_pronouns:
            clause = tokens[subject].head
            is_relative = tokens[clause].dep == "relcl" and tokens[clause].head != clause
            return self.speaker(tokens[clause].head) if is_relative else None
        if lower in self._words.speech.vague_subjects and not self._is_qualified(subject):
            return (
                self._antecedent(subject) if lower in self._words.speech.followed_pronouns else None
            )
        return self._described(subject)

    def _is_qualified(self, subject: int) -> bool:
        """Whether an indefinite word says who is meant: "those close to him"."""
        if self._annotated.tokens[subject].lemma not in self._words.speech.qualified_subjects:
            return False
        return any(
            self._annotated.tokens[i].dep in ("amod", "prep", "acl", "relcl", "nummod")
            for i in self._annotated.children[subject]
        )

    def _author(self, document: int) -> Speaker | None:
        """Return who speaks through a statement or letter: "issued a statement saying"."""
        tokens = self._annotated.tokens
        token = tokens[document]
        if token.lemma not in self._words.speech.speech_nouns or token.head == document:
            return None
        if token.dep == "dobj" and tokens[token.head].lemma in self._words.speech.issuing_verbs:
            issuer = self.subject_of(token.head)
            return self.speaker(issuer) if issuer is not None and issuer != document else None
        owner = next(self._annotated.dependents(document, "poss"), None)
        if owner is not None and self._cast.who(owner) is not None:
            return self.speaker(owner)
        return None

    def according(self, index: int) -> Speaker | None:
        """Return who stands after "according to", by the token of "according" or "to"."""
        for to in (index, *self._annotated.dependents(index, "prep")):
            for target in self._annotated.dependents(to, "pobj", "pcomp"):
                # A parser may read "show insiders" as a verb with its object.
                nouns = (target, *self._annotated.dependents(target, "dobj"))
                for noun in nouns:
                    is_noun = self._annotated.tokens[noun].pos in ("NOUN", "PROPN", "PRON")
                    speaker = self.speaker(noun) if is_noun else None
                    if speaker is not None:
                        return speaker
        return None

    def can_speak(self, speaker: Speaker) -> bool:
        """Whether a speaker is an actor or somebody, not "the figures" or "his silence"."""
        if speaker.actor is not None:
            return True
        lemma = self._annotated.tokens[speaker.at].lemma
        return lemma in self._words.roles.role_nouns or lemma in self._words.speech.speaking_nouns

    def _officer(self, subject: int, actor: int) -> int:
        """Return the person between a body and its verb: "Acme chairwoman Ann Marsh said"."""
        tokens = self._annotated.tokens
        verb = tokens[subject].head
        if self._cast.clusters[actor].kind is ActorKind.PERSON or verb <= subject:
            return actor
        start, end = tokens[subject].end, tokens[verb].start
        if end <= start or any(mark in self._annotated.text[start:end] for mark in ',;:\u201c"'):
            return actor
        between = [
            number
            for number in self._cast.named_in(Span(start=start, end=end))
            if self._cast.clusters[number].kind is ActorKind.PERSON
        ]
        is_list = any(tokens[i].dep == "cc" for i in range(subject, verb))
        return between[-1] if between and not is_list else actor

    def _described(self, subject: int) -> Speaker | None:
        """Return whom a description means: "the bishop", "the 40-year-old"."""
        tokens = self._annotated.tokens
        phrase = self._phrase(subject)
        if not phrase:
            return None
        is_definite = phrase.lower().startswith("the ")
        if tokens[subject].lemma == "old" or phrase.lower().endswith("-year-old"):
            actor = self._last_person(tokens[subject].start)
            return self._actor(actor, subject) if actor is not None else None
        if is_definite and tokens[subject].tag == "NN":
            actor = self._bearer(tokens[subject].lemma, tokens[subject].start)
            if actor is not None:
                return self._actor(actor, subject)
            phrase = self._first_phrase(subject) or self._sole_source(subject) or phrase
        return Speaker(name=phrase, actor=None, at=subject)

    def _actor(self, number: int, at: int) -> Speaker:
        return Speaker(name=self._cast.clusters[number].name, actor=number, at=at)

    def _last_person(self, before: int) -> int | None:
        """Return the person who was named or referred to last before an offset."""
        latest: tuple[int, int] | None = None
        for number, cluster in enumerate(self._cast.clusters):
            if cluster.kind is ActorKind.PERSON:
                starts = [m.span.start for m in cluster.mentions if m.span.start < before]
                if starts and (latest is None or starts[-1] > latest[0]):
                    latest = (starts[-1], number)
        for token, number in self._cast.pronouns.items():
            start = self._annotated.tokens[token].start
            if start < before and (latest is None or start > latest[0]):
                latest = (start, number)
        return latest[1] if latest else None

    def _bearer(self, noun: str, before: int) -> int | None:
        """Return the actor whose title, role or own last word a definite noun repeats."""
        bearers = [
            number
            for number, described in enumerate(self._descriptions)
            if noun in described and self._cast.clusters[number].mentions[0].span.start < before
        ]
        if not bearers:
            return None
        return max(
            bearers,
            key=lambda n: max(
                m.span.start for m in self._cast.clusters[n].mentions if m.span.start < before
            ),
        )

    @cached_property
    def _descriptions(self) -> list[frozenset[str]]:
        """The nouns by which each actor may be called: heads of titles, roles and names."""
        text = self._annotated.text
        found = []
        for cluster, role in zip(self._cast.clusters, self._cast.roles, strict=True):
            nouns: set[str] = set()
            if cluster.kind is ActorKind.PERSON:
                nouns |= {m.title_words[-1] for m in cluster.mentions if m.title_words}
                if role is not None:
                    words = re.split(r",| of | for | at | in | who ", role.of(text).lower())[
                        0
                    ].split()
                    nouns |= {words[-1]} if words else set()
            elif cluster.kind is ActorKind.ORGANISATION:
                nouns |= {form.split()[-1].lower() for form in cluster.forms if " " in form}
            found.append(
                frozenset(
                    nouns & (self._words.roles.role_nouns | self._words.kinds.organisation_heads)
                )
            )
        return found

    def _first_phrase(self, subject: int) -> str:
        """Return the fullest words for somebody unnamed who is called by one noun throughout."""
        noun, start = self._annotated.tokens[subject].lemma, self._annotated.tokens[subject].start
        for index, token in enumerate(self._annotated.tokens):
            if token.start >= start:
                break
            if token.lemma == noun and token.dep in ("nsubj", "pobj") and token.within < 0:
                phrase = self._phrase(index)
                if (
                    phrase.lower().startswith(("a ", "an "))
                    and len(phrase.split()) >= LEAST_FULL_WORDS
                ):
                    return phrase
        return ""

    def _sole_source(self, subject: int) -> str:
        """Return the one unnamed person who has spoken before "the official said", if only one."""
        tokens = self._annotated.tokens
        if tokens[subject].lemma not in self._words.speech.source_nouns:
            return ""
        phrases = {phrase for at, phrase in self._sources if at < tokens[subject].start}
        return phrases.pop() if len(phrases) == 1 else ""

    @cached_property
    def _sources(self) -> list[tuple[int, str]]:
        """Where somebody unnamed is brought in as a speaker, and in which words."""
        found = []
        for index, token in enumerate(self._annotated.tokens):
            is_source = token.lemma in self._words.speech.source_nouns and token.within < 0
            if not is_source or index in self._cast.unnamed:
                continue
            head = self._annotated.tokens[token.head]
            is_speaker = token.dep == "nsubj" and head.lemma in self._words.speech.speech_verbs
            is_named_after = token.dep == "pobj" and head.lemma == "to"
            if is_speaker or is_named_after:
                phrase = self._phrase(index)
                if phrase.lower().startswith(("a ", "an ", "one ")):
                    found.append((token.start, phrase))
        return found

    def _antecedent(self, subject: int) -> Speaker | None:
        """Return for an open pronoun the subject of the clause before."""
        token = self._annotated.tokens[subject]
        sentence = self._annotated.sentence_at(token.start)
        if sentence < 1:
            return None
        is_person = token.text.lower() in self._words.speech.person_pronouns
        for number in range(sentence, max(-1, sentence - MOST_SENTENCES_BACK), -1):
            for index in self._annotated.tokens_in(self._annotated.sentences[number].span):
                other = self._annotated.tokens[index]
                is_subject = other.dep in ("nsubj", "nsubjpass") and other.pos != "PRON"
                if other.start < token.start and is_subject and other.within < 0:
                    speaker = self._meant(index, subject, is_person=is_person)
                    if speaker is not None:
                        return speaker
        return None

    def _meant(self, index: int, pronoun: int, *, is_person: bool) -> Speaker | None:
        """Return whom a subject names, if a pronoun may stand for it: one person for "he"."""
        other = self._annotated.tokens[index]
        actor = self._cast.who(index)
        if actor is not None:
            is_actor_person = self._cast.clusters[actor].kind is ActorKind.PERSON
            return self._actor(actor, pronoun) if is_actor_person == is_person else None
        is_one = other.tag in _SINGULAR and other.lemma in self._words.roles.role_nouns
        is_nobody = other.text.lower() in self._words.factuality.no_subjects
        phrase = self._phrase(index) if (is_one or not is_person) and not is_nobody else ""
        return Speaker(name=phrase, actor=None, at=pronoun) if phrase else None

    def _phrase(self, head: int) -> str:
        """Return the noun phrase of a token in the text's words, without what merely follows."""
        branches = [
            part
            for part in self._annotated.subtree(head)
            if part != head and (self._annotated.tokens[part].dep in _CLOSED or self._tells(part))
        ]
        indices = [
            i
            for i in self._annotated.subtree(head, without=branches)
            if self._annotated.tokens[i].quotation < 0
        ]
        indices = self._contiguous(indices, head)
        if not indices or self._annotated.tokens[head].pos not in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
            "NUM",
            "DET",
        ):
            return ""
        words = [self._annotated.tokens[i].text for i in indices]
        if len(words) > MOST_SPEAKER_WORDS:
            return ""
        span = self._annotated.span_of(indices)
        return " ".join(span.of(self._annotated.text).split())

    def _tells(self, part: int) -> bool:
        """Whether a participle tells what a noun says: no part of who speaks."""
        token = self._annotated.tokens[part]
        speech = self._words.speech
        is_telling = token.lemma in speech.report_verbs or token.lemma in speech.urge_verbs
        return token.dep == "acl" and is_telling

    def _contiguous(self, indices: Sequence[int], head: int) -> list[int]:
        """Keep the run of neighbouring tokens around the head."""
        kept = [head]
        present = set(indices)
        at = head
        while at - 1 in present:
            at -= 1
            kept.append(at)
        at = head
        while at + 1 in present:
            at += 1
            kept.append(at)
        return sorted(kept)

    def named_last_in(self, span: Span) -> Speaker | None:
        """Return the person or body named last in a span, for lead-ins such as "X: …"."""
        for number in reversed(self._cast.named_in(span)):
            if self._cast.clusters[number].kind in ("person", "organisation"):
                return Speaker(name=self._cast.clusters[number].name, actor=number, at=-1)
        return None
