"""Find roles told in another sentence: "Reed scored. The Norrby striker …".

News names somebody once and then says what they are as if it were known, or opens with what
somebody is and names them afterwards. Both are read only where a single person can be meant.
"""

from collections.abc import Sequence
from functools import cached_property

from summarise.actors.appositions import head_of
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText, Token

LEAD_SENTENCES = 3
MOST_LEAD_ROLE_WORDS = 14
MOST_STEPS_TO_NAME = 3
MOST_MENTIONS_READ = 3
_SUBJECTS = ("nsubj", "nsubjpass")
_MODIFIERS = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH", "CD", "VBN", "VBG", "POS"})

_Named = dict[int, list[tuple[Cluster, NameMention]]]
"""Who is named in each sentence."""


class DescribedRoleFinder:
    """Roles of one annotated text's people that stand in a sentence without their name."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        names: Gazetteer,
        parter: TitleParter,
        clusters: Sequence[Cluster],
    ) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = parter
        self._people: _Named = {}
        self._bodies: _Named = {}
        named = {ActorKind.PERSON: self._people, ActorKind.ORGANISATION: self._bodies}
        for cluster in clusters:
            for mention in cluster.mentions if cluster.kind in named else ():
                places = named[cluster.kind].setdefault(mention.sentence, [])
                places.append((cluster, mention))

    def role(self, cluster: Cluster) -> Span | None:
        """Return what a neighbouring sentence says a person or body is."""
        match cluster.kind:
            case ActorKind.PERSON:
                return self._told_before(cluster) or self._told_after(cluster)
            case ActorKind.ORGANISATION:
                return self._told_before(cluster) or self._told_after(cluster)
            case _:
                return None

    def _told_after(self, cluster: Cluster) -> Span | None:
        """For example "the England defender", in the sentence that names somebody or the next."""
        told = (*self._descriptions, *self._references)
        return next((span for span, meant in told if meant is cluster), None)

    @cached_property
    def _references(self) -> list[tuple[Span, Cluster]]:
        """What a reporter says of a name in a quotation: "…", he said, referring to the bank."""
        tokens, found = self._annotated.tokens, []
        for noun, token in enumerate(tokens):
            link = tokens[token.head]
            is_told = link.text == "to" and tokens[link.head].text == "referring"
            if token.dep != "pobj" or token.tag != "NN" or not is_told:
                continue
            named = self._people if self._is_person(noun) else self._bodies
            number = self._annotated.sentence_at(token.start)
            near = [m for m in named.get(number, ()) if m[1].span.end <= tokens[link.head].start]
            branches = [
                i for i in self._annotated.children[noun] if tokens[i].dep in ("relcl", "prep")
            ]
            words = self._annotated.subtree(noun, without=branches)
            is_described = len(words) > 1 and (named is self._people or self._is_for_body(token))
            if near and is_described:
                found.append((self._annotated.span_of(words), near[-1][0]))
        return found

    @cached_property
    def _descriptions(self) -> list[tuple[Span, Cluster]]:
        """What definite subjects say somebody is, with the one person whom each can mean."""
        found = []
        for noun, token in enumerate(self._annotated.tokens):
            is_subject = token.tag == "NN" and token.dep in _SUBJECTS and token.within < 0
            named = self._people if self._is_for_person(token) else self._bodies
            is_telling = named is self._people or self._is_for_body(token)
            if not (is_subject and is_telling and self._is_new(noun)):
                continue
            inside = self._annotated.subtree(noun)
            articles = [i for i in inside if i < noun and self._is_the(i)]
            left = [i for i in inside if i < noun and not self._is_the(i)]
            is_plain = all(self._annotated.tokens[i].tag in _MODIFIERS for i in left)
            is_told = self._tells_alone(token, left) or any(
                self._annotated.tokens[i].text.lower() not in self._words.roles.role_modifiers
                for i in left
            )
            if not (len(articles) == 1 and is_told and is_plain and inside[-1] == noun):
                continue
            if named is self._bodies and self._names_another(left):
                continue
            meant = self._meant(token, named)
            if meant is not None:
                found.append((self._annotated.span_of([*left, noun]), meant))
        return found

    def _tells_alone(self, noun: Token, left: Sequence[int]) -> bool:
        """Whether a noun says what somebody is without more: "the prime minister", "the singer"."""
        words = (*(self._annotated.tokens[i].text.lower() for i in left), noun.text)
        return " ".join(words) in self._words.roles.telling_nouns

    def _names_another(self, words: Sequence[int]) -> bool:
        """Whether a name stands in a phrase: "the Vik Navy group", not "the Russian firm"."""
        tokens = (self._annotated.tokens[i] for i in words)
        return any(t.tag in ("NNP", "NNPS") and t.text not in self._names.demonyms for t in tokens)

    def _is_the(self, index: int) -> bool:
        return self._annotated.tokens[index].text.lower() == "the"

    def _meant(self, noun: Token, named: _Named) -> Cluster | None:
        """Return the only one named before a noun in its sentence, or in the one before it."""
        number = self._annotated.sentence_at(noun.start)
        beside = (noun.end + 1, noun.end + 2)
        if any(m.span.start in beside for _, m in named.get(number, ())):
            return None  # "the England defender X", "the defender, X,"
        near = [(c, m) for c, m in named.get(number, ()) if m.span.start < noun.start]
        near = near or named.get(number - 1, [])
        if any(self._is_told_by(noun, m) for _, m in near):
            return None  # "Reed claims the champion cheated": another did
        only = {id(c): c for c, _ in near}
        # What a sentence ends with is in focus, as its subject is.
        is_focus = any(self._is_subject(m) or self._ends(m) for _, m in near)
        return only.popitem()[1] if len(only) == 1 and is_focus else None

    def _is_told_by(self, noun: Token, mention: NameMention) -> bool:
        """Whether a noun stands in the clause that a name is the subject of saying."""
        head = head_of(self._annotated, mention)
        verb = self._annotated.tokens[noun.head]
        if head is None or verb.dep != "ccomp":
            return False
        token = self._annotated.tokens[head]
        return token.dep in _SUBJECTS and token.head == verb.head

    def _ends(self, mention: NameMention) -> bool:
        """Whether a name ends its sentence."""
        end = self._annotated.sentences[mention.sentence].span.end
        return not self._annotated.text[mention.span.end : end].strip(" .,;:!?\"'”’)")

    def _is_for_body(self, token: Token) -> bool:
        """Whether a noun tells what a body is: "the Norwegian oil firm"."""
        return token.text in self._words.kinds.organisation_triggers

    def _is_for_person(self, token: Token) -> bool:
        """Whether a noun tells what somebody is; "man" and "woman" do not."""
        return token.text not in self._words.roles.person_nouns and (
            self._parter.is_person_noun(token.text) or self._parter.is_role(token.text)
        )

    def _told_before(self, cluster: Cluster) -> Span | None:
        """For example "A nurse who gave the alarm has died. Ann Marsh, 47, …"."""
        named = self._people if cluster.kind is ActorKind.PERSON else self._bodies
        for mention in cluster.mentions[:MOST_MENTIONS_READ]:
            if " " not in mention.text or not self._is_subject(mention):
                continue
            for number in range(mention.sentence - 1, mention.sentence - MOST_STEPS_TO_NAME, -1):
                if number < 0 or any(c is cluster for c, _ in named.get(number, ())):
                    break
                noun = self._lead_subject(number) if number < LEAD_SENTENCES else None
                if noun is not None:
                    is_meant = self._is_named_next(noun, mention, cluster)
                    return self._lead_phrase(noun) if is_meant else None
                if any(self._is_subject(m) for _, m in self._people.get(number, ())):
                    break
        return None

    def _is_named_next(self, noun: int, mention: NameMention, cluster: Cluster) -> bool:
        """Whether a name tells who the subject of a sentence before is."""
        tokens = self._annotated.tokens
        is_of_kind = self._is_person(noun) == (cluster.kind is ActorKind.PERSON)
        if self._opens(mention):
            return is_of_kind
        head = head_of(self._annotated, mention)
        verbs = {tokens[tokens[i].head].lemma for i in (noun, head) if i is not None}
        return is_of_kind and verbs <= self._words.speech.speech_verbs

    def _lead_phrase(self, noun: int) -> Span | None:
        """Return what a noun and its modifiers say, shortened if they say too much."""
        tokens = self._annotated.tokens
        whole = [i for i in self._annotated.subtree(noun) if tokens[i].within < 0]
        while whole and tokens[whole[-1]].pos == "PUNCT":
            whole.pop()
        head = self._noun_of(noun)
        mark = next((i for i in whole if i > head and tokens[i].text == ","), None)
        before_mark = [i for i in whole if mark is None or i < mark]
        short = [i for i in whole if i <= head]
        is_mere = tokens[head].text.lower() in self._words.roles.person_nouns
        verbs = [i for i in self._annotated.children[noun] if tokens[i].dep in ("relcl", "acl")]
        more = [i for v in verbs for i in self._annotated.dependents(v, "cc", "conj")]
        more += [i for v in verbs for i in self._annotated.subtree(v) if self._is_means(i)]
        first_clause = self._annotated.subtree(noun, without=more) if more else []
        first_clause = [i for i in first_clause if mark is None or i < mark]
        for words in (whole, before_mark, first_clause, *(() if is_mere else (short,))):
            if 1 < len(words) <= MOST_LEAD_ROLE_WORDS and words[-1] - words[0] < len(words):
                return self._annotated.span_of(words)
        return None

    def _is_means(self, index: int) -> bool:
        """Whether a preposition tells how something was done: "by hacking into computers"."""
        has_verb = any(True for _ in self._annotated.dependents(index, "pcomp"))
        return self._annotated.tokens[index].dep == "prep" and has_verb

    def _lead_subject(self, number: int) -> int | None:
        """Return the noun that a sentence is about, if it describes one person or body."""
        tokens = self._annotated.tokens
        for index in self._annotated.tokens_in(self._annotated.sentences[number].span):
            if tokens[index].dep != "ROOT" or tokens[index].within >= 0:
                continue
            noun = next(self._annotated.dependents(index, *_SUBJECTS), None)
            if noun is not None and self._describes(noun):
                return noun
            return self._doer_at_end(index)
        return None

    def _doer_at_end(self, verb: int) -> int | None:
        """Return "minister" of "the plans were withdrawn by a Welsh minister."."""
        for link in self._annotated.dependents(verb, "agent"):
            noun = next(self._annotated.dependents(link, "pobj"), None)
            if noun is None or not self._describes(noun):
                continue
            last = self._annotated.tokens[self._annotated.subtree(noun)[-1]]
            if not self._annotated.text[last.end : last.end + 2].strip(" .\n"):
                return noun
        return None

    def _describes(self, noun: int) -> bool:
        """Whether a noun phrase tells of one whom the text has not named: "a nurse", "one of …"."""
        tokens = self._annotated.tokens
        if self._noun_of(noun) != noun:
            return self._is_person(noun)
        if tokens[noun].tag != "NN" or not (
            self._is_person(noun) or self._is_for_body(tokens[noun])
        ):
            return False
        first = tokens[self._annotated.subtree(noun)[0]].text.lower()
        relations = {tokens[i].dep for i in self._annotated.children[noun]}
        if "appos" in relations:
            return False  # "a nurse, Ann Marsh,"
        is_told = bool(relations & {"relcl", "acl", "prep"})
        is_mere = tokens[noun].text.lower() in self._words.roles.person_nouns
        is_owned = any(tokens[i].tag == "NNP" for i in self._annotated.dependents(noun, "poss"))
        if first in ("a", "an", "one"):
            return is_told or not is_mere
        return is_owned or (first == "the" and is_told)

    def _noun_of(self, noun: int) -> int:
        """Return "members" of "one of the members", and any other noun itself."""
        tokens = self._annotated.tokens
        if tokens[noun].text.lower() != "one":
            return noun
        for link in self._annotated.dependents(noun, "prep"):
            for inner in self._annotated.dependents(link, "pobj"):
                if tokens[link].text == "of" and tokens[inner].tag == "NNS":
                    return inner
        return noun

    def _is_person(self, noun: int) -> bool:
        """Whether a noun, or the noun of "one of the members", is one for a person."""
        word = singular(self._annotated.tokens[self._noun_of(noun)].text.lower())
        roles = self._words.roles
        is_person = self._parter.is_person_noun(word) or self._parter.is_role(word)
        return is_person or word in roles.person_nouns

    def _opens(self, mention: NameMention) -> bool:
        start = mention.title.start if mention.title else mention.span.start
        return self._annotated.sentences[mention.sentence].span.start == start

    def _is_subject(self, mention: NameMention) -> bool:
        head = head_of(self._annotated, mention)
        return head is not None and self._annotated.tokens[head].dep in _SUBJECTS

    def _is_new(self, noun: int) -> bool:
        """Whether the noun has not been used before, for somebody else perhaps."""
        token = self._annotated.tokens[noun]
        return self._first_uses[token.text.lower()] == token.start

    @cached_property
    def _first_uses(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for token in self._annotated.tokens:
            word = token.text.lower()
            first[word] = min(first.get(word, token.start), token.start)
        return first
