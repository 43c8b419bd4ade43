"""Resolve he and she to people named in the text.

Recency, grammatical role and agreement in sex, in the tradition of Lappin and Leass (1994), with
one rule of news prose: the subject of a speech verb is first of all who spoke last.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.parse.annotated_text import AnnotatedText, Token
from summarise.parse.fatal_words import words_for_the_dead

MOST_SENTENCES_BACK = 4
MOST_CANDIDATES = 12


class PronounWeights(Struct, frozen=True, kw_only=True):
    """What counts for a person as what a pronoun stands for.

    Attributes:
        per_sentence: for each sentence between.
        spoke: that both are subjects of a verb of saying.
        object_of_clause: that the pronoun is a subject and the person no subject, in one sentence.
        teller: that the person says the pronoun's clause.
        dead: that the pronoun speaks, and the person is dead by the text's own words.
        topic: how often the person was named, by its logarithm.
        one_of_several: that somebody stands beside: "Poe and Roe" are "they" rather than "he".
        chars: how many characters nearer make up for a score of 1; decides between equals.
    """

    per_sentence: float = -0.7
    subject: float = 0.9
    known_sex: float = 0.5
    spoke: float = 0.6
    object_of_clause: float = -0.6
    teller: float = 2.0
    dead: float = -1.5
    topic: float = 0.3
    one_of_several: float = -1.5
    chars: float = 4000


WEIGHTS = PronounWeights()


_REST_OF_ROLE = re.compile(r",|(?:^| )(?:of|for|from|at|in|on|to|with|who|whose) ")


def sex_of_pronoun(word: str, words: Vocabulary) -> str:
    """Return "m" for he and his kind, "f" for she and hers, "" for any other word."""
    lower = word.lower()
    if lower in words.people.male_pronouns:
        return "m"
    return "f" if lower in words.people.female_pronouns else ""


def _sex_of_noun(noun: str, words: Vocabulary) -> str:
    if noun in words.people.female_nouns:
        return "f"
    return "m" if noun in words.people.male_nouns else ""


def sex_of(cluster: Cluster, role: str, words: Vocabulary, names: Gazetteer) -> str:
    """Return "m", "f", or "" if nothing tells."""
    # What somebody is, not whose or with whom: "the head of a women's charity" may be a man.
    own = _REST_OF_ROLE.split(role.lower(), maxsplit=1)[0]
    nouns = {part.split()[-1].strip(",.") for part in own.split(" and ") if part.strip()}
    for mention in cluster.mentions:
        title = set(mention.title_words)
        if title & words.names.female_honorifics or title & words.people.female_nouns:
            return "f"
        if title & words.names.male_honorifics or title & words.people.male_nouns:
            return "m"
    if nouns & words.people.female_nouns:
        return "f"
    if nouns & words.people.male_nouns:
        return "m"
    # A first name tells; one that stands alone throughout may be a surname, but seldom is.
    full = [form for form in cluster.forms if " " in form]
    for form in full or cluster.forms:
        first = form.split()[0]
        sex = names.first_names.get(first, "") or names.first_names.get(first.split("-")[0], "")
        if sex in ("m", "f"):
            return sex
    return ""


class Resolution(Struct, frozen=True, kw_only=True):
    """What the pronouns of a text stand for, by the pronoun's token.

    Attributes:
        actors: the number of a cluster.
        nouns: the token of a noun, for somebody without a name.
    """

    actors: dict[int, int]
    nouns: dict[int, int]


class _Referent(Struct, frozen=True, kw_only=True):
    """Somebody whom a pronoun may stand for, where he or she was referred to.

    Attributes:
        cluster: the number of a cluster, -1 for somebody without a name.
        noun: the token of the noun, -1 for an actor.
        is_joined: whether somebody else stands beside him or her, "Poe and Roe".
    """

    offset: int
    cluster: int
    noun: int
    sex: str
    is_subject: bool
    speaks: bool
    is_joined: bool = False


class PronounResolver:
    """Resolves the pronouns of one annotated text."""

    def __init__(
        self,
        annotated: AnnotatedText,
        clusters: Sequence[Cluster],
        sexes: Sequence[str],
        roles: Sequence[str],
        words: Vocabulary,
    ) -> None:
        self._annotated, self._clusters = annotated, clusters
        self._sexes, self._words = sexes, words
        self._role_words = [frozenset(role.lower().split()) for role in roles]
        self._heads: dict[int, _Referent] = {}
        self._dead: set[int] = set()

    def resolve(self) -> Resolution:
        """Return whom each pronoun outside quoted speech stands for, where that can be told."""
        tokens = self._annotated.tokens
        known = self._named()
        pronouns = [(t.start, i) for i, t in enumerate(tokens) if self._is_pronoun(t)]
        actors: dict[int, int] = {}
        nouns: dict[int, int] = {}
        recent: list[_Referent] = []
        self._seen: Counter[int] = Counter()
        waiting = sorted(known, key=lambda r: r.offset)
        at = 0
        for start, index in sorted(pronouns):
            while at < len(waiting) and waiting[at].offset < start:
                recent.append(waiting[at])
                self._seen[waiting[at].cluster] += 1
                at += 1
            del recent[:-MOST_CANDIDATES]
            chosen = self._choose(index, recent)
            if chosen is None:
                continue
            if chosen.cluster >= 0:
                actors[index] = chosen.cluster
            else:
                nouns[index] = chosen.noun
            is_subject, speaks = self._part(index)
            recent.append(
                replace(
                    chosen,
                    is_joined=False,
                    offset=start,
                    is_subject=is_subject,
                    speaks=speaks,
                    sex=self._sex(tokens[index]),
                )
            )
        return Resolution(actors=actors, nouns=nouns)

    def _named(self) -> list[_Referent]:
        """The people named, and those called by a noun only, outside quoted speech."""
        tokens = self._annotated.tokens
        found: list[_Referent] = []
        taken: set[int] = set()
        for number, cluster in enumerate(self._clusters):
            if cluster.kind is not ActorKind.PERSON:
                continue
            for mention in cluster.mentions:
                start = mention.title.start if mention.title else mention.span.start
                inside = self._annotated.tokens_in(Span(start=start, end=mention.span.end))
                taken.update(inside)
                index = self._annotated.token_at(mention.span.start)
                if index is not None and tokens[index].within >= 0:
                    continue
                head = self._head(index) if index is not None else -1
                part = self._part(head) if head >= 0 else (False, False)
                referent = _Referent(
                    offset=start,
                    cluster=number,
                    noun=-1,
                    sex=self._sexes[number],
                    is_subject=part[0],
                    speaks=part[1],
                    is_joined=head >= 0 and self._is_joined(head),
                )
                found.append(referent)
                self._heads[head] = referent
        dead = (self._heads.get(i) for i in words_for_the_dead(self._annotated, self._words))
        self._dead = {referent.cluster for referent in dead if referent is not None}
        for index, token in enumerate(tokens):
            if index not in taken and self._is_unnamed(index):
                is_subject, speaks = self._part(index)
                known = self._called(token)
                found.append(
                    _Referent(
                        offset=token.start,
                        cluster=known,
                        noun=index if known < 0 else -1,
                        sex=self._sexes[known]
                        if known >= 0
                        else _sex_of_noun(token.lemma, self._words),
                        is_subject=is_subject,
                        speaks=speaks,
                    )
                )
        return found

    def _is_joined(self, index: int) -> bool:
        tokens = self._annotated.tokens
        if tokens[index].dep == "conj":
            return tokens[tokens[index].head].pos == "PROPN"
        return any(tokens[i].pos == "PROPN" for i in self._annotated.dependents(index, "conj"))

    def _is_unnamed(self, index: int) -> bool:
        """Whether a token is a person called by office only, as the subject of a clause."""
        token = self._annotated.tokens[index]
        if token.tag != "NN" or token.dep not in ("nsubj", "nsubjpass") or token.within >= 0:
            return False
        is_person = (
            token.lemma in self._words.roles.role_nouns
            or token.lemma in self._words.people.unnamed_nouns
        )
        if any(True for _ in self._annotated.dependents(index, "appos")):
            return False
        # "Poe's sister" is told of, too, but seldom taken up again as the news' own persons are.
        is_kin = any(True for _ in self._annotated.dependents(index, "poss"))
        return is_person and (self._part(index)[1] or not is_kin)

    def _called(self, token: Token) -> int:
        """Return the one person whom the text gives that office, -1 for none or several."""
        holders = [n for n, held in enumerate(self._role_words) if token.lemma in held]
        people = [n for n in holders if self._clusters[n].kind is ActorKind.PERSON]
        return people[0] if len(people) == 1 else -1

    def _is_pronoun(self, token: Token) -> bool:
        return token.quotation < 0 and token.within < 0 and bool(self._sex(token))

    def _head(self, index: int) -> int:
        tokens = self._annotated.tokens
        while tokens[index].dep in ("compound", "amod", "nmod") and tokens[index].head > index:
            index = tokens[index].head
        return index

    def _part(self, index: int) -> tuple[bool, bool]:
        """Return whether a token is a subject, and whether of a speech verb."""
        token = self._annotated.tokens[index]
        is_subject = token.dep in ("nsubj", "nsubjpass")
        verb = self._annotated.tokens[token.head]
        return is_subject, is_subject and verb.lemma in self._words.speech.report_verbs

    def _teller(self, index: int) -> int:
        """Return where the subject stands that says the clause of a pronoun; -1 if none does.

        "Poe said he …", "Roe, who told Poe he …": whoever says something about a person without
        a name says it of himself or herself, unless something speaks against it.
        """
        tokens = self._annotated.tokens
        if tokens[index].dep not in ("nsubj", "nsubjpass"):
            return -1
        clause = tokens[index].head
        verb = tokens[clause].head
        if (
            tokens[clause].dep != "ccomp"
            or tokens[verb].lemma not in self._words.speech.report_verbs
        ):
            return -1
        subject = next(self._annotated.dependents(verb, "nsubj"), None)
        if subject is None:
            return -1
        if tokens[subject].tag in ("WP", "WDT") and tokens[verb].dep == "relcl":
            subject = tokens[verb].head
        return self._begins(subject)

    def _begins(self, index: int) -> int:
        """Return where the name or pronoun begins that a token ends."""
        named = self._heads.get(index)
        return named.offset if named else self._annotated.tokens[index].start

    def _ahead(self, index: int) -> _Referent | None:
        """Return who is named after the pronoun of a fronted phrase: "In her speech, Poe …"."""
        tokens = self._annotated.tokens
        if tokens[index].dep != "poss":
            return None
        for above in self._annotated.ancestors(index):
            subject = next(self._annotated.dependents(above, "nsubj", "nsubjpass"), None)
            if subject is not None:
                referent = self._heads.get(subject)
                is_fit = referent and referent.sex in ("", self._sex(tokens[index]))
                return referent if subject > index and is_fit else None
        return None

    def _sex(self, token: Token) -> str:
        return sex_of_pronoun(token.text, self._words)

    def _choose(self, index: int, recent: Sequence[_Referent]) -> _Referent | None:
        token = self._annotated.tokens[index]
        sex = self._sex(token)
        ahead = self._ahead(index)
        if ahead is not None:
            return ahead
        scored = [
            (self._score(index, referent), place)
            for place, referent in enumerate(recent)
            if referent.sex in ("", sex) and self._distance(token, referent) <= MOST_SENTENCES_BACK
        ]
        return recent[max(scored)[1]] if scored else None

    def _distance(self, token: Token, referent: _Referent) -> int:
        annotated = self._annotated
        return annotated.sentence_at(token.start) - annotated.sentence_at(referent.offset)

    def _score(self, index: int, referent: _Referent) -> float:
        token = self._annotated.tokens[index]
        is_subject, speaks = self._part(index)
        distance = self._distance(token, referent)
        w = WEIGHTS
        mentions = self._seen[referent.cluster] if referent.cluster >= 0 else 1
        is_object = distance == 0 and is_subject and not referent.is_subject
        score = w.per_sentence * distance + w.subject * referent.is_subject
        score += w.known_sex * (referent.sex == self._sex(token))
        score += w.spoke * (speaks and referent.speaks)
        score += w.object_of_clause * is_object
        score += w.teller * (self._teller(index) == referent.offset)
        score += w.dead * (speaks and referent.cluster in self._dead)
        score += w.topic * math.log2(1 + mentions)
        score += w.one_of_several * referent.is_joined
        return score + (referent.offset - token.start) / w.chars
