"""Find the phrases beside a name that may be its role: titles, appositions, "X is a ..."."""

import re
from collections.abc import Iterator
from itertools import pairwise

from summarise.actors.role_relations import RelationFinder, head_of
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_ROLE_WORDS = 18
LEAST_ROLE_CHARS = 3
MOST_POSTMODIFIER_WORDS = 3
_PREMODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "POS", "CD", "HYPH", "JJS", "RB", "AFX"}
)
_STOPS = frozenset('.,;:()–—!?"“”')


_APPOSITION_MARKS = (", ", " (", " \u2014", " \u2013", " -")
_APPOSITION_ENDS = ',;:\u2014\u2013)"\u201c\u201d'
_APPOSITION_TAGS = frozenset({"DT", "PRP$", "NN", "JJ", "NNP", "NNS", "VBN", "JJS"})
# An age between commas is stepped over: "X, 47, a teacher,".
_AGE = re.compile(r"\d{2,3}, ")


def _balanced(text: str, start: int, end: int) -> int:
    """Return where a phrase ends before a bracket that it does not close."""
    opened = text.rfind("(", start, end)
    if opened < 0 or text.find(")", opened, end) >= 0:
        return end
    return len(text[:opened].rstrip())


class PhraseFinder:
    """Phrases beside the mentions of one annotated text, likeliest first."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)
        self._relations = RelationFinder(annotated, words, names)

    def beside(self, mention: NameMention, kind: ActorKind) -> Iterator[Span]:
        """Yield the phrases beside one mention."""
        finders = (
            *((self._title,) if kind is ActorKind.PERSON else ()),
            self._premodifier,
            self._office_before_place,
            self._kind_of_place,
            self._apposition_after,
            self._relations.apposition_before,
            *((self._relations.office_before,) if kind is ActorKind.PERSON else ()),
            self._relations.copula,
            self._relations.relative_copula,
            self._relations.class_of_list,
            *((self._participle, self._relations.affiliation) if kind is ActorKind.PERSON else ()),
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
        start = self._grown_left(mention.title.start)
        return Span(start=start, end=mention.title.end)

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
            if token is None or not (
                token.tag in _PREMODIFIERS or self._parter.is_person_noun(token.text)
            ):
                break
            if token.tag == "RB" and token.text.lower() not in roles.premodifier_adverbs:
                break
            if not has_noun:
                lower = token.text.lower()
                is_telling = (
                    self._parter.is_role(lower)
                    or self._parter.is_person_noun(token.text)
                    or lower in self._words.kinds.organisation_triggers
                    or lower in self._words.kinds.place_triggers
                    or self._is_in_phrase(token, mention)
                )
                if not is_telling:
                    break
                has_noun = True
                end = token.end
            start = token.start
            if token.tag == "POS" or token.text in ("-", "’s", "'s"):
                continue
        if not has_noun or end <= start:
            return None
        owner = self._token_before(start)
        noun = self._annotated.text[start:end].rsplit(maxsplit=1)[-1].lower()
        if owner is not None and owner.tag == "PRP$" and noun in self._words.roles.relational_nouns:
            return None  # "his owner": whose, nobody can see
        return Span(start=start, end=end)

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

    def _apposition_after(self, mention: NameMention) -> Span | None:
        """Return "a professor of law at Y" after "X, ", up to the mark that closes it."""
        text = self._annotated.text
        if text[mention.span.end : mention.span.end + 2] not in _APPOSITION_MARKS:
            return None
        start = mention.span.end + 2
        start += text[start : start + 1] == " "
        age = _AGE.match(text, start)
        start = age.end() if age else start
        end = self._apposition_end(start, self._annotated.sentences[mention.sentence].span.end)
        end = _balanced(text, start, end)
        first = self._annotated.token_at(start)
        if first is None or end - start < LEAST_ROLE_CHARS:
            return None
        lead = self._annotated.tokens[first]
        head = self._annotated.tokens[self._top(first)]
        is_lead = (
            lead.tag in _APPOSITION_TAGS
            or lead.text.lower() in self._words.roles.apposition_adverbs
        )
        if not is_lead or head.pos not in ("NOUN", "PROPN"):
            return None
        if self._names_another(start, end):
            return None
        return Span(start=start, end=self._relative_start(start, end) or end)

    def _names_another(self, start: int, end: int) -> bool:
        """Whether a phrase is the next item of a list: "A, former band member B and C"."""
        tokens = [
            self._annotated.tokens[i] for i in self._annotated.tokens_in(Span(start=start, end=end))
        ]
        return any(
            self._parter.is_person_noun(noun.text) and name.tag == "NNP" and name.text[0].isupper()
            for noun, name in pairwise(tokens)
        )

    def _apposition_end(self, start: int, sentence_end: int) -> int:
        text = self._annotated.text
        end = start
        while end < sentence_end and text[end] not in _APPOSITION_ENDS:
            end += 1
        return end - (end == sentence_end and text[end - 1] == ".")

    def _relative_start(self, start: int, end: int) -> int | None:
        indices = self._annotated.tokens_in(Span(start=start, end=end))
        if len(indices) <= MOST_ROLE_WORDS:
            return None
        for index in indices[2:]:
            token = self._annotated.tokens[index]
            if token.tag in ("WP", "WDT", "IN") and token.start - 1 > start:
                return token.start - 1
        return None

    def _top(self, index: int) -> int:
        """Return the head of the noun phrase that a token begins."""
        tokens = self._annotated.tokens
        for _ in range(6):
            if (
                tokens[index].dep
                in ("det", "amod", "compound", "poss", "nmod", "advmod", "nummod", "case", "punct")
                and tokens[index].head != index
            ):
                index = tokens[index].head
            else:
                break
        return index

    def _participle(self, mention: NameMention) -> Span | None:
        """For example "X, prosecuting," or "X, representing the owners,"."""
        text = self._annotated.text
        if text[mention.span.end : mention.span.end + 2] != ", ":
            return None
        start = mention.span.end + 2
        index = self._annotated.token_at(start)
        if index is None:
            return None
        word = self._annotated.tokens[index].text.lower()
        end = self._apposition_end(start, self._annotated.sentences[mention.sentence].span.end)
        is_closed = text[end : end + 1] == ","
        is_role = word in self._words.roles.participle_roles
        return Span(start=start, end=end) if is_role and is_closed else None
