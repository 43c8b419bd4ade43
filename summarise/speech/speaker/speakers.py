"""Resolve the subject of a speech verb to an actor or to a description."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from summarise.actors.cast import Cast
from summarise.actors.pronouns import sex_of_pronoun
from summarise.lexicon.vocabulary import gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.speech.speaker.described_actors import DescribedActors
from summarise.speech.speaker.renamed_speakers import RenamedSpeakers
from summarise.speech.speaker.speaker_phrases import SpeakerPhrases
from summarise.speech.speaker.speech_chain import SpeechChain
from summarise.speech.speaker.verb_subjects import SubjectFinder

MOST_SENTENCES_BACK = 3
NATION_WORDS = 2
_SINGULAR = frozenset({"NN", "NNP"})


class Speaker(Struct, frozen=True, kw_only=True):
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
        self._names = gazetteer()
        self._subjects = SubjectFinder(cast, words)
        self._phrases = SpeakerPhrases(cast, words)
        self._renamed = RenamedSpeakers(cast, words)
        self._bearers = DescribedActors(cast, words)
        self._chain = SpeechChain(cast.annotated, words, self._subjects)
        self._went_on: dict[int, Speaker | None] = {}

    def subject_of(self, verb: int) -> int | None:
        """Return the subject's token of a verb, or of the verb it is joined to."""
        return self._subjects.subject_of(verb)

    def speaker(self, subject: int) -> Speaker | None:
        """Return who the noun phrase headed by a token is; None for nobody in particular."""
        return self._author(subject) or self._going_on(subject) or self._own(subject)

    def _own(self, subject: int) -> Speaker | None:
        """Return whom a noun phrase means by its own words."""
        actor = self._named(subject)
        if actor is not None:
            return self._actor(actor, subject)
        if subject in self._cast.unnamed:
            return self._described(self._cast.unnamed[subject])
        tokens = self._annotated.tokens
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

    def _named(self, subject: int) -> int | None:
        """Return the actor whom a noun phrase names, by itself or by a name set beside it."""
        correspondent = self._renamed.correspondent(self._cast.unnamed.get(subject, subject))
        if correspondent is not None:
            return correspondent
        token = self._annotated.tokens[subject]
        renaming = [subject, *self._annotated.dependents(subject, "appos")]
        if token.dep == "appos" and token.pos == "NOUN":
            # "Ann Marsh, his former partner, who said": her name is the speaker's.
            renaming.append(token.head)
        for named in renaming:
            if named == subject and self._is_another(subject):
                continue
            actor = self._cast.who(named)
            # "Police in Washington, D.C. said": no place renames who speaks.
            is_place = actor is not None and self._cast.clusters[actor].kind is ActorKind.PLACE
            if actor is not None and not (is_place and named != subject):
                return self._renamed.officer(named, actor)
        if subject in self._cast.unnamed:
            return None
        actor = self._renamed.between_commas(subject)
        return actor if actor is not None else self._renamed.holder(subject)

    def _is_another(self, subject: int) -> bool:
        """Whether a name stands for one of its kind: "another NHS trust", "one CCG"."""
        words = (self._annotated.tokens[i].text.lower() for i in self._annotated.children[subject])
        return any(word in self._words.speech.singling_words for word in words)

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
        for owner in self._owners(document):
            actor = self._cast.who(owner)
            is_able = actor is not None and self._cast.clusters[actor].kind is not ActorKind.PLACE
            if is_able or (actor is not None and tokens[owner].dep == "poss"):
                return self.speaker(owner)
        return None

    def _owners(self, document: int) -> Iterator[int]:
        """Yield whose a paper may be: "Acme's letter", "a letter from Acme", "an Acme letter"."""
        yield from self._annotated.dependents(document, "poss")
        for preposition in self._annotated.dependents(document, "prep"):
            if self._annotated.tokens[preposition].text.lower() in ("from", "by"):
                yield from self._annotated.dependents(preposition, "pobj")
        yield from self._annotated.dependents(document, "compound", "nmod")

    def _going_on(self, pronoun: int) -> Speaker | None:
        """Return who spoke last, for a pronoun that goes on with it: "he added", "it said"."""
        waiting, at = [], pronoun
        while at not in self._went_on and self._may_go_on(at):
            waiting.append(at)
            before = self._chain.before(at)
            if before is None:
                break
            at = before
        # From the first on: a long text of "he said" must not lead to a deep recursion.
        for each in reversed(waiting):
            self._went_on[each] = self._spoke_before(each)
        return self._went_on.get(pronoun)

    def _may_go_on(self, subject: int) -> bool:
        lower = self._annotated.tokens[subject].text.lower()
        is_pronoun = lower == "it" or lower in self._words.speech.person_pronouns
        return is_pronoun and self._chain.is_speaking(subject)

    def _spoke_before(self, pronoun: int) -> Speaker | None:
        before = self._chain.before(pronoun)
        speaker = self.speaker(before) if before is not None else None
        if before is None or speaker is None or speaker.actor is None:
            return None
        lower = self._annotated.tokens[pronoun].text.lower()
        kind, sex = self._cast.clusters[speaker.actor].kind, self._cast.sexes[speaker.actor]
        if lower == "it":
            is_same = kind is ActorKind.ORGANISATION
        else:
            is_known = sex in ("", sex_of_pronoun(lower, self._words))
            is_same = kind is ActorKind.PERSON and is_known
        if not is_same or self._is_other_between(before, pronoun, speaker.actor):
            return None
        return self._actor(speaker.actor, pronoun)

    def _is_other_between(self, before: int, pronoun: int, actor: int) -> bool:
        """Whether the reporter names another person after the sentence of who spoke before."""
        annotated = self._annotated
        sentence = annotated.sentences[annotated.sentence_at(annotated.tokens[before].start)].span
        end = annotated.tokens[pronoun].start
        if end <= sentence.end:
            return False
        between = Span(start=sentence.end, end=end)
        return any(
            self._cast.clusters[number].kind is ActorKind.PERSON
            and number != actor
            and any(
                between.contains(mention.span) and self._is_reporters(mention.span.start)
                for mention in self._cast.clusters[number].mentions
            )
            for number in self._cast.named_in(between)
        )

    def _is_reporters(self, offset: int) -> bool:
        index = self._annotated.token_at(offset)
        return index is None or self._annotated.tokens[index].within < 0

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

    def _described(self, subject: int) -> Speaker | None:
        """Return whom a description means: "the bishop", "the 40-year-old"."""
        tokens = self._annotated.tokens
        phrase = self._phrases.phrase(subject)
        if not phrase:
            return None
        is_definite = phrase.lower().startswith("the ")
        nation = phrase.split()[-1]
        is_nation = len(phrase.split()) == NATION_WORDS and nation in self._names.demonyms
        if (
            tokens[subject].lemma == "old"
            or phrase.lower().endswith("-year-old")
            or (is_definite and is_nation)
        ):
            actor = self._last_person(tokens[subject].start)
            return self._actor(actor, subject) if actor is not None else None
        if tokens[subject].lemma in self._words.roles.relational_nouns and not is_definite:
            return self._relative(subject, phrase)
        is_noun = tokens[subject].tag == "NN" or (
            tokens[subject].tag == "NNP" and len(phrase.split()) == NATION_WORDS
        )
        if is_definite and is_noun:
            return self._definite(subject, phrase)
        return Speaker(name=phrase, actor=None, at=subject)

    def _definite(self, subject: int, phrase: str) -> Speaker:
        """Return whom "the bishop" or "the report" means, or the fullest words for it."""
        token = self._annotated.tokens[subject]
        actor = self._bearers.bearer(token.lemma, token.start)
        first = self._phrases.first_head(subject)
        if actor is None and first is None and "-year-old " in phrase:
            actor = self._last_person(token.start)
        if actor is not None:
            return self._actor(actor, subject)
        author = self._author(first) if first is not None else None
        author = author or self._body_before(subject)
        if author is not None:
            return replace(author, at=subject)  # "A Red Cross report … The report said".
        fuller = self._phrases.phrase(first) if first is not None else ""
        words = fuller or self._phrases.sole_source(subject) or phrase
        return Speaker(name=words, actor=None, at=subject)

    def _relative(self, subject: int, phrase: str) -> Speaker:
        """Return whom "her father" means, if the text has named one person so."""
        token = self._annotated.tokens[subject]
        actor = self._bearers.relative(token.lemma, token.start)
        if actor is not None:
            return self._actor(actor, subject)
        return Speaker(name=phrase, actor=None, at=subject)

    def _body_before(self, subject: int) -> Speaker | None:
        """Return the body that spoke last, for "the group" and "the firm" that goes on."""
        tokens = self._annotated.tokens
        if tokens[subject].lemma not in self._words.speech.body_words:
            return None
        before = self._chain.before(subject) if self._chain.is_speaking(subject) else None
        actor = self._cast.who(before) if before is not None else None
        if actor is None or self._cast.clusters[actor].kind is not ActorKind.ORGANISATION:
            return None
        return self._actor(actor, subject)

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

    def _antecedent(self, subject: int) -> Speaker | None:
        """Return for an open pronoun the subject of the clause before."""
        token = self._annotated.tokens[subject]
        sentence = self._annotated.sentence_at(token.start)
        if sentence < 1:
            return None
        is_person = token.text.lower() in self._words.speech.person_pronouns
        # Of "The lake, it warned, was low" the pronoun means nobody of its own statement.
        first = sentence - self._breaks_in(subject)
        for number in range(first, max(-1, sentence - MOST_SENTENCES_BACK), -1):
            for index in self._annotated.tokens_in(self._annotated.sentences[number].span):
                other = self._annotated.tokens[index]
                is_subject = other.dep in ("nsubj", "nsubjpass") and other.pos != "PRON"
                if other.start < token.start and is_subject and other.within < 0:
                    speaker = self._meant(index, subject, is_person=is_person)
                    if speaker is not None:
                        return speaker
        return None

    def _breaks_in(self, pronoun: int) -> bool:
        """Whether a pronoun and its verb are set into or behind what is told, after a comma."""
        token = self._annotated.tokens[pronoun]
        is_saying = self._annotated.tokens[token.head].lemma in self._words.speech.report_verbs
        return is_saying and self._annotated.text[: token.start].rstrip().endswith(",")

    def _meant(self, index: int, pronoun: int, *, is_person: bool) -> Speaker | None:
        """Return whom a subject names, if a pronoun may stand for it: one person for "he"."""
        other = self._annotated.tokens[index]
        actor = self._cast.who(index)
        if actor is not None:
            is_actor_person = self._cast.clusters[actor].kind is ActorKind.PERSON
            return self._actor(actor, pronoun) if is_actor_person == is_person else None
        is_one = other.tag in _SINGULAR and other.lemma in self._words.roles.role_nouns
        is_nobody = other.text.lower() in self._words.factuality.no_subjects
        if is_nobody or not (is_one or not is_person):
            return None
        meant = self._described(index)
        if meant is not None and meant.actor is not None:
            is_of_kind = (self._cast.clusters[meant.actor].kind is ActorKind.PERSON) == is_person
            return replace(meant, at=pronoun) if is_of_kind else None
        phrase = self._phrases.phrase(index)
        return Speaker(name=phrase, actor=None, at=pronoun) if phrase else None

    def named_last_in(self, span: Span) -> Speaker | None:
        """Return the person or body named last in a span, for lead-ins such as "X: …"."""
        for number in reversed(self._cast.named_in(span)):
            if self._cast.clusters[number].kind in ("person", "organisation"):
                return Speaker(name=self._cast.clusters[number].name, actor=number, at=-1)
        return None
