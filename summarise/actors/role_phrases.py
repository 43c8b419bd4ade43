"""Find the phrases beside a name that may be its role: titles, appositions, "X is a ..."."""

from collections.abc import Iterator
from functools import partial

from summarise.actors.appositions import AppositionFinder, head_of
from summarise.actors.role_relations import RelationFinder
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_POSTMODIFIER_WORDS = 3
_PREMODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "POS", "CD", "HYPH", "JJS", "RB", "AFX"}
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_HYPHENS = "-\u2010\u2011"
_STOPS = frozenset('.,;:()–—!?"“”')


class PhraseFinder:
    """Phrases beside the mentions of one annotated text, likeliest first."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)
        self._appositions = AppositionFinder(annotated, words, self._parter)
        self._relations = RelationFinder(annotated, words, names)

    def beside(self, mention: NameMention, kind: ActorKind) -> Iterator[Span]:
        """Yield the phrases beside one mention."""
        finders = (
            *((self._title,) if kind is ActorKind.PERSON else ()),
            self._premodifier,
            self._office_before_place,
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
        start = self._grown_left(self._compound_start(self._office_start(mention)))
        return Span(start=start, end=mention.title.end)

    def _office_start(self, mention: NameMention) -> int:
        """Return where a title begins without the place of what happened.

        "In Washington President Bush said": nobody is president of Washington.
        """
        if mention.title is None:
            return mention.span.start
        words = mention.title.of(self._annotated.text).split()
        before = self._token_before(mention.title.start)
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
            before = self._token_before(start)
            if before is None:
                return start
            is_modifier = (
                before.text.lower() in self._words.roles.role_modifiers
                or before.text in self._names.demonyms
            )
            if not is_modifier:
                return start
            start = before.start

    def _token_before(self, start: int) -> Token | None:
        text = self._annotated.text
        at = start
        while at > 0 and text[at - 1] in " \xa0":
            at -= 1
        is_ending = text[start : start + 2] in ("'s", "’s", "' ", "’ ")
        if (at == start and not is_ending) or at == 0 or text[at - 1] in _STOPS:
            return None
        lowest = max(0, at - 40)
        indices = self._annotated.tokens_in(Span(start=lowest, end=at)) if at > lowest else ()
        if not indices:
            return None
        token = self._annotated.tokens[indices[-1]]
        is_dash = token.text == "-" and text[token.start - 1 : token.start] in ("", " ")
        return token if token.end == at and not is_dash else None

    def _premodifier(self, mention: NameMention) -> Span | None:
        """For example "Acme co-founder Ann Marsh", "the Danish news site X"."""
        start = mention.title.start if mention.title else mention.span.start
        return self._phrase_before(start, mention)

    def _phrase_before(self, start: int, mention: NameMention) -> Span | None:
        """Return the noun phrase that ends at `start`, if its noun tells what somebody is."""
        end = 0
        has_noun = False
        roles = self._words.roles
        while True:
            token = self._token_before(start)
            is_compound = (
                token is not None
                and token.tag not in _FINITE
                and self._compound_start(token.start) < token.start
            )
            if token is None or not (
                token.tag in _PREMODIFIERS or is_compound or self._parter.is_person_noun(token.text)
            ):
                break
            if token.tag == "RB" and token.text.lower() not in roles.premodifier_adverbs:
                break
            if not has_noun:
                lower = token.text.lower()
                compound = self._annotated.text[self._compound_start(token.start) : token.end]
                is_telling = (
                    self._parter.is_role(lower)
                    or self._parter.is_role(compound.lower())
                    or self._parter.is_person_noun(token.text)
                    or lower in self._words.kinds.organisation_triggers
                    or lower in self._words.kinds.place_triggers
                    or self._is_in_phrase(token, mention)
                )
                if not is_telling:
                    break
                has_noun = True
                end = token.end
            start = self._compound_start(token.start)
            if self._joins_roles(start):
                start = self._token_start_before(start)
        if not has_noun or end <= start:
            return None
        owner = self._token_before(start)
        noun = self._annotated.text[start:end].rsplit(maxsplit=1)[-1].lower()
        if owner is not None and owner.tag == "PRP$" and noun in self._words.roles.relational_nouns:
            return None  # "his owner": whose, nobody can see
        return Span(start=start, end=end)

    def _compound_start(self, start: int) -> int:
        """Return where the hyphenated word begins that goes on at `start`: "co-founder"."""
        text = self._annotated.text
        while start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
            start -= 1
            while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "’'"):
                start -= 1
        return start

    def _joins_roles(self, start: int) -> bool:
        """Whether "and" stands before, and another role before that: "owner and coach"."""
        link = self._token_before(start)
        if link is None or link.text.lower() not in ("and", "&"):
            return False
        noun = self._token_before(link.start)
        if noun is None or noun.tag not in ("NN", "NNP"):
            return False
        compound = self._annotated.text[self._compound_start(noun.start) : noun.end]
        is_name = noun.tag == "NNP" and not self._is_title_start(noun)
        return self._parter.is_role(compound.lower()) and not is_name

    def _is_title_start(self, token: Token) -> bool:
        sentence = self._annotated.sentence_at(token.start)
        return self._annotated.sentences[sentence].span.start == token.start

    def _token_start_before(self, start: int) -> int:
        link = self._token_before(start)
        return link.start if link is not None else start

    def _is_in_phrase(self, token: Token, mention: NameMention) -> bool:
        """Whether a common noun is part of the name's own noun phrase, by the parse.

        "The online marketplace Quay": the name stands in close apposition to the noun.
        """
        if token.tag != "NN" or not token.text.isalpha():
            return False
        if token.dep in ("compound", "nmod"):
            head = self._annotated.tokens[token.head]
            return mention.span.start <= head.start < mention.span.end
        name = head_of(self._annotated, mention)
        if name is None or self._annotated.tokens[name].dep != "appos":
            return False
        return self._annotated.tokens[self._annotated.tokens[name].head] is token

    def _office_before_place(self, mention: NameMention) -> Span | None:
        """For example "former envoy to Norway Karl Vogel": office, preposition, place."""
        if mention.title is None or not self._is_name(mention.title):
            return None
        preposition = self._token_before(mention.title.start)
        if preposition is None or preposition.tag not in ("IN", "TO"):
            return None
        office = self._phrase_before(preposition.start, mention)
        return Span(start=office.start, end=mention.title.end) if office else None

    def _is_name(self, span: Span) -> bool:
        words = span.of(self._annotated.text)
        return words in self._names.places or words in self._names.organisations

    def _kind_of_place(self, mention: NameMention) -> Span | None:
        """For example "the southern region of Valdoria"."""
        of = self._token_before(mention.span.start)
        if of is None or of.text != "of":
            return None
        noun = self._token_before(of.start)
        if noun is None or noun.text.lower() not in self._words.kinds.place_triggers:
            return None
        return self._phrase_before(of.start, mention)

    def _postmodifier(self, mention: NameMention) -> Span | None:
        """For example "the Harbour Weekly magazine", "Holm news agency"."""
        text = self._annotated.text
        first = self._annotated.token_at(mention.span.end + 1)
        if first is None or text[mention.span.end : mention.span.end + 1] != " ":
            return None
        for token in self._annotated.tokens[first : first + MOST_POSTMODIFIER_WORDS]:
            if token.tag != "NN":
                return None
            if token.text.lower() in self._words.kinds.organisation_triggers:
                return Span(start=self._annotated.tokens[first].start, end=token.end)
        return None
