"""Find the phrases beside a name that may be its role: titles, appositions, "X is a ..."."""

from collections.abc import Iterator, Sequence
from functools import partial

from summarise.actors.appositions import AppositionFinder
from summarise.actors.preceding_words import PrecedingWords
from summarise.actors.pseudo_titles import PseudoTitleJudge
from summarise.actors.role_relations import RelationFinder
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_POSTMODIFIER_WORDS = 3
MOST_SUBJECT_WORDS = 4
_PREMODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "POS", "CD", "HYPH", "JJS", "RB", "AFX"}
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_HYPHENS = "-\u2010\u2011"


class PhraseFinder:
    """Phrases beside the mentions of one annotated text, likeliest first."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        names: Gazetteer,
        clusters: Sequence[Cluster],
    ) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)
        self._appositions = AppositionFinder(annotated, words, self._parter)
        self._relations = RelationFinder(annotated, words, names, clusters)
        self._before = PrecedingWords(annotated, words.roles.rank_nouns)
        self.pseudo_titles = PseudoTitleJudge(annotated, words, names, self._before)

    def beside(self, mention: NameMention, kind: ActorKind) -> Iterator[Span]:
        """Yield the phrases beside one mention."""
        finders = (
            *((self._title,) if kind is ActorKind.PERSON else ()),
            self._premodifier,
            *((self._noun_of_naming,) if kind is not ActorKind.PLACE else ()),
            self._office_before_place,
            *((self._office_of_subject,) if kind is ActorKind.PERSON else ()),
            self._kind_of_place,
            partial(self._appositions.after, kind=kind),
            self._appositions.before,
            self._appositions.definite_before,
            *((self._relations.office_before,) if kind is ActorKind.PERSON else ()),
            self._relations.copula,
            self._relations.relative_copula,
            self._relations.class_of_list,
            *(
                (self._appositions.participle, self._relations.affiliation)
                if kind is ActorKind.PERSON
                else ()
            ),
            *((self._postmodifier,) if kind is ActorKind.ORGANISATION else ()),
        )
        for finder in finders:
            span = finder(mention)
            if span is not None:
                yield span

    def is_apposed(self, span: Span, mention: NameMention) -> bool:
        """Whether a phrase after a person's name tells what the person is, whatever its noun."""
        head = self._head_noun(span)
        is_told = head is not None and not self.pseudo_titles.is_thing(head)
        return is_told and self._appositions.is_apposed(span, mention)

    def _head_noun(self, span: Span) -> Token | None:
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(span)]
        return next((t for t in tokens if t.dep == "appos"), None)

    def _title(self, mention: NameMention) -> Span | None:
        """The capitalised office before the name, with the lower-case words that belong to it."""
        if mention.title is None:
            return None
        if all(
            w in self._words.names.honorifics and w not in self._words.roles.honorific_offices
            for w in mention.title_words
        ):
            is_rank = not set(mention.title_words) & self._words.roles.courtesy_titles
            return mention.title if is_rank else None
        start = self._grown_left(self._before.compound_start(self._office_start(mention)))
        return Span(start=self._first_subject(start), end=mention.title.end)

    def _first_subject(self, start: int) -> int:
        """Return where an office of two subjects begins: "Work and Pensions Secretary"."""
        second = self._annotated.token_at(start)
        link = self._before.token(start)
        first = self._before.token(link.start) if link and link.text in ("and", "&") else None
        subjects = self._words.kinds.subject_matters
        is_two = (
            second is not None
            and self._annotated.tokens[second].text.lower() in subjects
            and first is not None
            and first.text.istitle()
            and first.text.lower() in subjects
        )
        return first.start if is_two and first is not None else start

    def _office_start(self, mention: NameMention) -> int:
        """Return where a title begins without the place of what happened.

        "In Washington President Bush said": nobody is president of Washington.
        """
        if mention.title is None:
            return mention.span.start
        words = mention.title.of(self._annotated.text).split()
        before = self._before.token(mention.title.start)
        for length in (2, 1):
            place = " ".join(words[:length])
            if place not in self._names.places or len(words) <= length:
                continue
            is_located = before is not None and before.text.lower() in ("in", "from", "near")
            is_seat = place.lower() in self._words.roles.seats_of_government
            is_national = words[length].lower() in self._words.roles.national_offices
            if is_national and (is_located or is_seat):
                return mention.title.start + len(place) + 1
        return mention.title.start

    def _grown_left(self, start: int) -> int:
        """Take in "then", "former", "British" before an office."""
        while True:
            before = self._before.token(start)
            if before is None:
                return start
            is_modifier = (
                before.text.lower() in self._words.roles.role_modifiers
                or before.text in self._names.demonyms
            )
            if not is_modifier:
                return start
            start = before.start

    def _premodifier(self, mention: NameMention) -> Span | None:
        """For example "Acme co-founder Ann Marsh", "the Danish news site X"."""
        start = mention.title.start if mention.title else mention.span.start
        return self._phrase_before(start, mention)

    def _noun_of_naming(self, mention: NameMention) -> Span | None:
        """For example "a driver named Karl Vogel", "founders nicknamed Big Ann"."""
        start = mention.title.start if mention.title else mention.span.start
        verb = self._before.token(start)
        if verb is not None and verb.text == "as":
            verb = self._before.token(verb.start)
        if verb is None or verb.text.lower() not in self._words.roles.naming_participles:
            return None
        noun = self._before.token(verb.start)
        is_telling = noun is not None and (
            self._parter.is_person_noun(noun.text)
            or self._parter.is_role(noun.text.lower())
            or noun.text.lower() in self._words.kinds.organisation_triggers
        )
        return self._phrase_before(verb.start, mention) if is_telling else None

    def _phrase_before(self, start: int, mention: NameMention) -> Span | None:
        """Return the noun phrase that ends at `start`, if its noun tells what somebody is."""
        end = 0
        while (token := self._before.token(start)) is not None and self._is_of_phrase(token):
            if not end and (rank := self._before.rank_start(token)) is not None:
                end, start = token.end, rank
                continue
            if self._is_foreign_adverb(token):
                if " " not in self._annotated.text[start:end]:
                    return None  # "the openly gay X": an adjective, though it can be a noun
                break
            if self.pseudo_titles.is_time(token) or (not end and not self._tells(token, mention)):
                break
            end = end or token.end
            start = self._before.compound_start(token.start)
            if self._joins_roles(start):
                start = self._token_start_before(start)
            start = self._name_start(start)
        if end <= start:
            return None
        owner = self._before.token(start)
        noun = self._annotated.text[start:end].rsplit(maxsplit=1)[-1].lower()
        if owner is not None and owner.tag == "PRP$" and noun in self._words.roles.relational_nouns:
            return None  # "his owner": whose, nobody can see
        return Span(start=start, end=end)

    def _name_start(self, start: int) -> int:
        """Return where "Lamb of God" begins, if its last word begins at `start`."""
        index = self._annotated.token_at(start)
        link = self._before.token(start)
        if index is None or link is None or link.text != "of":
            return start
        first = self._before.token(link.start)
        is_name = (
            first is not None
            and first.tag == self._annotated.tokens[index].tag == "NNP"
            and not self._parter.is_role(first.text.lower())
        )
        return first.start if is_name and first is not None else start

    def _is_of_phrase(self, token: Token) -> bool:
        """Whether a word may belong to the noun phrase before a name."""
        is_compound = (
            token.tag not in _FINITE and self._before.compound_start(token.start) < token.start
        )
        return self._modifies(token) or is_compound or self._parter.is_person_noun(token.text)

    def _is_foreign_adverb(self, token: Token) -> bool:
        """Whether an adverb is none that a role may have: "openly", not "then"."""
        is_adverb = token.tag == "RB" and not self._parter.is_person_noun(token.text)
        return is_adverb and token.text.lower() not in self._words.roles.premodifier_adverbs

    def _tells(self, token: Token, mention: NameMention) -> bool:
        """Whether a noun before a name tells what the name stands for."""
        lower = token.text.lower()
        compound = self._annotated.text[self._before.compound_start(token.start) : token.end]
        return (
            self._parter.is_role(lower)
            or self._parter.is_role(compound.lower())
            or self._parter.is_person_noun(token.text)
            or self._opens_with_noun(token)
            or lower in self._words.kinds.organisation_triggers
            or lower in self._words.kinds.place_triggers
            or self.pseudo_titles.is_noun_of(token, mention)
        )

    def _opens_with_noun(self, token: Token) -> bool:
        """Whether a common noun opens a sentence and so has a capital: "Passenger X said"."""
        return (
            token.tag in ("NN", "NNP")
            and self._is_title_start(token)
            and self._parter.is_person_noun(token.text.lower())
        )

    def _modifies(self, token: Token) -> bool:
        """Whether a word may stand before the noun of a role: "three-time defending champion"."""
        if token.text.lower() in self._words.roles.premodifier_participles:
            before = self._before.token(token.start)
            return before is None or before.lemma != "be"
        if token.tag in ("VBN", "VBG"):
            # Not the verb of "who once dated model X".
            before = self._before.token(token.start)
            if before is not None and before.tag == "RB":
                before = self._before.token(before.start)
            is_verb = before is not None and before.tag == "WP"
            return token.dep in ("amod", "compound", "nmod") and not is_verb
        return token.tag in _PREMODIFIERS

    def whole(self, span: Span) -> Span:
        """Return a phrase from the beginning of its first word: "trusted co-pilot", not "pilot"."""
        start = self._before.compound_start(span.start)
        while start < span.start:
            before = self._before.token(start)
            if before is None or not self._modifies(before):
                break
            start = before.start
        return Span(start=start, end=span.end)

    def _joins_roles(self, start: int) -> bool:
        """Whether "and" stands before, and another role before that: "owner and coach"."""
        link = self._before.token(start)
        if link is None or link.text.lower() not in ("and", "&"):
            return False
        noun = self._before.token(link.start)
        if noun is None or noun.tag not in ("NN", "NNP"):
            return False
        compound = self._annotated.text[self._before.compound_start(noun.start) : noun.end]
        is_name = noun.tag == "NNP" and not self._is_title_start(noun)
        return self._parter.is_role(compound.lower()) and not is_name

    def _is_title_start(self, token: Token) -> bool:
        sentence = self._annotated.sentence_at(token.start)
        return self._annotated.sentences[sentence].span.start == token.start

    def _token_start_before(self, start: int) -> int:
        link = self._before.token(start)
        return link.start if link is not None else start

    def _office_before_place(self, mention: NameMention) -> Span | None:
        """For example "former envoy to Norway Karl Vogel": office, preposition, place."""
        if mention.title is None or not self._is_name(mention.title):
            return None
        preposition = self._before.token(mention.title.start)
        if preposition is None or preposition.tag not in ("IN", "TO"):
            return None
        office = self._phrase_before(preposition.start, mention)
        return Span(start=office.start, end=mention.title.end) if office else None

    def _office_of_subject(self, mention: NameMention) -> Span | None:
        """For example "the club's head of research X": office, preposition, common nouns."""
        end = start = mention.title.start if mention.title else mention.span.start
        for count in range(MOST_SUBJECT_WORDS + 1):
            token = self._before.token(start)
            if token is None or not token.text.islower():
                return None
            if count and token.text in ("of", "for"):
                office = self._before.token(token.start)
                is_office = office is not None and self._parter.is_role(office.text.lower())
                found = self._phrase_before(token.start, mention) if is_office else None
                last = self._before.token(end)
                return Span(start=found.start, end=last.end) if found and last else None
            is_article = bool(count) and token.text == "the"
            is_subject = (is_article or token.tag in ("NN", "NNS", "JJ", "CC")) and not (
                self._parter.is_role(token.text) or self._parter.is_person_noun(token.text)
            )
            if not is_subject:
                return None
            start = token.start
        return None

    def _is_name(self, span: Span) -> bool:
        words = span.of(self._annotated.text)
        return words in self._names.places or words in self._names.organisations

    def _kind_of_place(self, mention: NameMention) -> Span | None:
        """For example "the southern region of Valdoria"."""
        of = self._before.token(mention.span.start)
        if of is None or of.text != "of":
            return None
        noun = self._before.token(of.start)
        if noun is None or noun.text.lower() not in self._words.kinds.place_triggers:
            return None
        return self._phrase_before(of.start, mention)

    def _postmodifier(self, mention: NameMention) -> Span | None:
        """For example "the Harbour Weekly magazine", "Holm news agency"."""
        text = self._annotated.text
        first = self._annotated.token_at(mention.span.end + 1)
        if first is None or text[mention.span.end : mention.span.end + 1] != " ":
            return None
        last = first + MOST_POSTMODIFIER_WORDS
        for index, token in enumerate(self._annotated.tokens[first:last], first + 1):
            if token.tag != "NN" or text[token.end : token.end + 1] in tuple(_HYPHENS):
                return None  # "Norrby team-mates"
            if token.text.lower() in self._words.kinds.organisation_triggers:
                follows = self._annotated.tokens[index : index + 1]
                if follows and follows[0].tag == "NNP" and follows[0].start == token.end + 1:
                    return None  # "the Harbour affiliate KNWS" tells what the other is
                return Span(start=self._annotated.tokens[first].start, end=token.end)
        return None
