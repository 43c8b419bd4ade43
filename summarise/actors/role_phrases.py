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
LEAST_FIRST_HALF, LEAST_SECOND_HALF = 2, 3
_PREMODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "POS", "CD", "HYPH", "JJS", "RB", "AFX"}
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_HYPHENS = "-\u2010\u2011"
_NEW_AGENT_ENDS = ("ist", "ian", "eer", "ster")
_AGENT_ENDS = ("ist", "ian", "er", "or", "ant", "woman", "friend", "mate")
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
            *((self._noun_of_naming,) if kind is ActorKind.PERSON else ()),
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

    def _noun_of_naming(self, mention: NameMention) -> Span | None:
        """For example "a driver named Karl Vogel", "founders nicknamed Big Ann"."""
        start = mention.title.start if mention.title else mention.span.start
        verb = self._token_before(start)
        if verb is None or verb.text.lower() not in self._words.roles.naming_participles:
            return None
        noun = self._token_before(verb.start)
        is_person = noun is not None and (
            self._parter.is_person_noun(noun.text) or self._parter.is_role(noun.text.lower())
        )
        return self._phrase_before(verb.start, mention) if is_person else None

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
                self._modifies(token) or is_compound or self._parter.is_person_noun(token.text)
            ):
                break
            if not has_noun and (rank := self._rank_start(token)) is not None:
                has_noun, end, start = True, token.end, rank
                continue
            is_adverb = token.tag == "RB" and not self._parter.is_person_noun(token.text)
            if is_adverb and token.text.lower() not in roles.premodifier_adverbs:
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

    def _modifies(self, token: Token) -> bool:
        """Whether a word may stand before the noun of a role: "three-time defending champion"."""
        if token.tag in ("VBN", "VBG"):
            # Not the verb of "who once dated model X".
            before = self._token_before(token.start)
            if before is not None and before.tag == "RB":
                before = self._token_before(before.start)
            is_verb = before is not None and before.tag == "WP"
            return token.dep in ("amod", "compound", "nmod") and not is_verb
        return token.tag in _PREMODIFIERS

    def _rank_start(self, token: Token) -> int | None:
        """Return where "number one" or "No 1" begins that ends with a token, None for others."""
        word = self._token_before(token.start)
        is_rank = (
            token.tag == "CD"
            and word is not None
            and word.text.lower().rstrip(".") in self._words.roles.rank_nouns
        )
        return word.start if is_rank and word is not None else None

    def is_pseudo_title(self, span: Span, mention: NameMention) -> bool:
        """Whether a phrase stands close before a person's name: "pop star X", "her tutor X".

        The parser takes many of these nouns for verbs or adjectives, so a known noun for a person
        need only stand where no verb can; any other must belong to the name by the parse.
        """
        if mention.title == span:
            return self._parter.is_person_noun(span.of(self._annotated.text).lower())
        start = mention.title.start if mention.title else mention.span.start
        indices = self._annotated.tokens_in(span)
        if not indices or span.end > start or self._annotated.text[span.end : start].strip():
            return False
        last = self._annotated.tokens[indices[-1]]
        if last.tag == "CD":
            return self._rank_start(last) is not None
        if last.tag == "JJR" or last.text.lower() in self._words.roles.role_modifiers:
            return False
        compound = self._annotated.text[self._compound_start(last.start) : last.end]
        if self._parter.is_person_noun(last.text) or (
            last.text.islower() and self._parter.is_role(compound.lower())
        ):
            before = self._token_before(last.start)
            is_plural = before is not None and before.tag in ("NNS", "PRP", "WP")
            is_agent = last.text.endswith(_AGENT_ENDS)  # "blues guitarist X": no verb
            is_past = last.text.endswith("ed")  # "accused X"
            return last.pos not in ("VERB", "AUX") or is_agent or not (is_plural or is_past)
        is_full_name = " " in mention.span.of(self._annotated.text)
        return is_full_name and self.is_agent(last.text) and self._is_in_phrase(last, mention)

    def is_agent(self, word: str) -> bool:
        """Whether a noun of no list is one for a person by its end: "popstar", "lutenist"."""
        return word.islower() and (
            word.endswith(_NEW_AGENT_ENDS)
            or any(
                self._parter.is_person_noun(word[at:]) or self._parter.is_role(word[at:])
                for at in range(LEAST_FIRST_HALF, len(word) - LEAST_SECOND_HALF + 1)
            )
        )

    def whole(self, span: Span) -> Span:
        """Return a phrase from the beginning of its first word: "trusted co-pilot", not "pilot"."""
        start = self._compound_start(span.start)
        while start < span.start:
            before = self._token_before(start)
            if before is None or not self._modifies(before):
                break
            start = before.start
        return Span(start=start, end=span.end)

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
            if token.tag != "NN" or text[token.end : token.end + 1] in tuple(_HYPHENS):
                return None  # "Norrby team-mates"
            if token.text.lower() in self._words.kinds.organisation_triggers:
                return Span(start=self._annotated.tokens[first].start, end=token.end)
        return None
