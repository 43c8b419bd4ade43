"""Find phrases that name a source beside a statement: "according to X", "in X's words"."""

from msgspec import Struct

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind
from summarise.speech.cues import Cue
from summarise.speech.speaker.speakers import Speaker, SpeakerFinder

MOST_NAME_WORDS = 6
_NAMING = frozenset({"PROPN"})


class SourcePhrase(Struct, frozen=True, kw_only=True):
    """Who is named as the source, by which words.

    Attributes:
        words: the tokens of the whole phrase, which are no part of the statement.
    """

    speaker: Speaker
    cue: Cue
    words: frozenset[int]


class SourcePhraseFinder:
    """Source phrases of one annotated text."""

    def __init__(self, cast: Cast, speakers: SpeakerFinder, words: Vocabulary) -> None:
        self._cast, self._speakers, self._words = cast, speakers, words
        self._annotated = cast.annotated

    def at(self, index: int) -> SourcePhrase | None:
        """Return the phrase that a token heads."""
        tokens = self._annotated.tokens
        token = tokens[index]
        if token.within >= 0 or token.quotation >= 0:
            return None
        if token.text.lower() == "according":
            return self._by_according(index)
        if token.text.lower() == "in" and token.dep == "prep":
            return self._by_opinion(index)
        return None

    def _by_according(self, index: int) -> SourcePhrase | None:
        speaker = self._speakers.according(index)
        if speaker is None:
            return None
        to = next(self._annotated.dependents(index, "prep"), index)
        own = self._annotated.subtree(index)
        renamed = self._apposed_name(own)
        if renamed:
            # "The agency's chief, Ola Berg, …" is he; "a report by the bank, Acme, …" is a report.
            name = self._annotated.span_of(renamed)
            actor = next(iter(self._cast.named_in(name)), None)
            if actor is not None and self._is_renamed(speaker.at, max(own), actor):
                at = renamed[-1]
                speaker = Speaker(name=self._cast.clusters[actor].name, actor=actor, at=at)
        span = self._annotated.span_of((index, to))
        cue = Cue(text=" ".join(span.of(self._annotated.text).split()).lower(), span=span)
        return SourcePhrase(speaker=speaker, cue=cue, words=frozenset((*own, *renamed)))

    def _is_renamed(self, head: int, last: int, actor: int) -> bool:
        """Whether a name renames the head of a phrase: its last word, or somebody's office."""
        is_person = self._cast.clusters[actor].kind is ActorKind.PERSON
        is_office = self._annotated.tokens[head].lemma in self._words.roles.role_nouns
        return head == last or (is_person and is_office)

    def _apposed_name(self, own: list[int]) -> list[int]:
        """Return the name between commas that renames the end of a phrase before its clause.

        The parser takes it for the clause's subject: "According to the mayor, Ola Berg, the dam
        will hold". It is that if another subject stands between it and the verb.
        """
        tokens = self._annotated.tokens
        last = max(own)
        if tokens[last].tag != "NN" or not self._is_definite(last):
            return []
        _, end = self._annotated.clauses[tokens[last].clause]
        if last + 2 >= end or tokens[last + 1].text != ",":
            return []
        name: list[int] = []
        at = last + 2
        while at < end and len(name) < MOST_NAME_WORDS and self._is_naming(at, is_first=not name):
            name.append(at)
            at += 1
        if not name or at >= end or tokens[at].text != "," or tokens[name[-1]].pos != "PROPN":
            return []
        verb = next((i for i in range(at + 1, end) if tokens[i].pos in ("VERB", "AUX")), None)
        if verb is None or tokens[verb - 1].text == ",":
            return []
        has_subject = any(tokens[i].pos in ("NOUN", "PROPN", "PRON") for i in range(at + 1, verb))
        return [*range(last + 1, at + 1)] if has_subject else []

    def _is_naming(self, index: int, *, is_first: bool) -> bool:
        token = self._annotated.tokens[index]
        return token.pos in _NAMING or (is_first and token.text.lower() == "the")

    def _is_definite(self, noun: int) -> bool:
        determiners = self._annotated.dependents(noun, "det", "poss")
        return any(self._annotated.tokens[i].text.lower() not in ("a", "an") for i in determiners)

    def _by_opinion(self, index: int) -> SourcePhrase | None:
        """For example "in the words of Ola Berg" and "in Berg's view"."""
        tokens = self._annotated.tokens
        for noun in self._annotated.dependents(index, "pobj"):
            if tokens[noun].text.lower() not in self._words.speech.opinion_nouns:
                continue
            owners = list(self._annotated.dependents(noun, "poss"))
            for of in self._annotated.dependents(noun, "prep"):
                if tokens[of].text.lower() == "of":
                    owners += self._annotated.dependents(of, "pobj")
            for owner in owners:
                speaker = self._speakers.speaker(owner)
                if speaker is not None and self._speakers.can_speak(speaker):
                    own = self._annotated.subtree(index)
                    span = self._annotated.span_of(own)
                    text = " ".join(span.of(self._annotated.text).split())
                    return SourcePhrase(
                        speaker=speaker, cue=Cue(text=text, span=span), words=frozenset(own)
                    )
        return None
