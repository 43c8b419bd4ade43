"""Who is meant by the subject of a speech verb, as an actor's name or in the text's own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.annotation import AnnotatedText
from summarise.cast import Cast
from summarise.model import Span
from summarise.vocabulary import Vocabulary

MOST_SPEAKER_WORDS = 14
_CLOSED = frozenset({"relcl", "appos", "advcl", "punct", "cc", "conj", "parataxis"})
_VAGUE = frozenset(
    {
        "it",
        "they",
        "who",
        "which",
        "that",
        "this",
        "he",
        "she",
        "i",
        "we",
        "you",
        "one",
        "what",
        "there",
        "these",
        "those",
        "everyone",
        "nobody",
        "people",
    }
)


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
        self._annotated: AnnotatedText = cast.annotated

    def subject_of(self, verb: int) -> int | None:
        """Return the subject's token of a verb, or of the verb it is joined to."""
        tokens = self._annotated.tokens
        for _ in range(4):
            for child in self._annotated.dependents(verb, "nsubj", "agent", "nsubjpass"):
                if tokens[child].dep == "agent":
                    objects = list(self._annotated.dependents(child, "pobj"))
                    if objects:
                        return objects[0]
                    continue
                if tokens[child].dep == "nsubjpass" and any(
                    True for _ in self._annotated.dependents(verb, "agent")
                ):
                    continue
                return child
            if (
                tokens[verb].dep in ("conj", "advcl", "xcomp", "acl", "relcl")
                and tokens[verb].head != verb
            ):
                if tokens[verb].dep in ("relcl", "acl"):
                    return tokens[verb].head
                verb = tokens[verb].head
            else:
                return None
        return None

    def speaker(self, subject: int) -> Speaker | None:
        """Return who the noun phrase headed by a token is; None for nobody in particular."""
        tokens = self._annotated.tokens
        token = tokens[subject]
        actor = self._cast.who(subject)
        if actor is not None:
            return Speaker(name=self._cast.clusters[actor].name, actor=actor, at=subject)
        for appositive in self._annotated.dependents(subject, "appos"):
            actor = self._cast.who(appositive)
            if actor is not None:
                return Speaker(name=self._cast.clusters[actor].name, actor=actor, at=subject)
        lower = token.text.lower()
        if lower in ("who", "which", "that") and token.head != subject:
            clause = tokens[token.head]
            if clause.dep == "relcl" and clause.head != token.head:
                return self.speaker(clause.head)
            return None
        if lower in _VAGUE:
            return self._antecedent(subject) if lower in ("it", "they", "he", "she") else None
        phrase = self._phrase(subject)
        return Speaker(name=phrase, actor=None, at=subject) if phrase else None

    def _antecedent(self, subject: int) -> Speaker | None:
        """Return for an open pronoun the subject of the clause before."""
        tokens = self._annotated.tokens
        token = tokens[subject]
        sentence = self._annotated.sentence_at(token.start)
        if sentence < 1:
            return None
        is_person = token.text.lower() in ("he", "she")
        for back in (0, 1, 2):
            if sentence - back < 0:
                break
            span = self._annotated.sentences[sentence - back].span
            for index in self._annotated.tokens_in(span):
                other = tokens[index]
                if (
                    other.start >= token.start
                    or other.dep not in ("nsubj", "nsubjpass")
                    or other.pos == "PRON"
                    or other.within >= 0
                ):
                    continue
                actor = self._cast.who(index)
                if actor is not None:
                    is_actor_person = self._cast.clusters[actor].kind == "person"
                    if is_actor_person == is_person:
                        return Speaker(
                            name=self._cast.clusters[actor].name, actor=actor, at=subject
                        )
                    continue
                if not is_person or other.lemma in self._words.role_nouns:
                    phrase = self._phrase(index)
                    if phrase:
                        return Speaker(name=phrase, actor=None, at=subject)
        return None

    def _phrase(self, head: int) -> str:
        """Return the noun phrase of a token in the text's words, without what merely follows."""
        branches = [
            child
            for child in self._annotated.children[head]
            if self._annotated.tokens[child].dep in _CLOSED
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
