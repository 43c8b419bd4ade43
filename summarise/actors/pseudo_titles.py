"""Judge whether the noun close before a person's name says what the person is: "pop star X".

Which nouns can be such a pseudo-title is open ("loanee", "icon", "fourth seed"), so the parse
decides wherever no list knows the noun: it must belong to the name's own noun phrase.
"""

from summarise.actors.appositions import head_of
from summarise.actors.preceding_words import PrecedingWords
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

LEAST_FIRST_HALF, LEAST_SECOND_HALF = 2, 3
_NEW_AGENT_ENDS = ("ist", "ian", "eer", "ster")
_AGENT_ENDS = ("ist", "ian", "er", "or", "ant", "woman", "friend", "mate")
_CLOSE = frozenset({"compound", "nmod", "amod"})
_OWN = frozenset({"compound", "nmod", "poss"})


class PseudoTitleJudge:
    """Pseudo-titles in one annotated text."""

    def __init__(
        self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer, before: PrecedingWords
    ) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)
        self._before = before

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
        lower = last.text.lower()
        if last.tag == "CD":
            return self._before.rank_start(last) is not None
        if lower in self._words.roles.role_modifiers and last.text.islower():
            # "Former X" is no title; "chief executive X" is one.
            return lower in self._words.roles.role_nouns
        compound = self._annotated.text[self._before.compound_start(last.start) : last.end]
        is_known = self._parter.is_person_noun(last.text) or (
            last.text.islower() and self._parter.is_role(compound.lower())
        )
        if is_known and not self._is_mere_adjective(last, indices):
            before = self._before.token(last.start)
            is_plural = before is not None and before.tag in ("NNS", "PRP", "WP")
            is_agent = last.text.endswith(_AGENT_ENDS)  # "blues guitarist X": no verb
            is_past = last.text.endswith("ed")  # "accused X"
            return last.pos not in ("VERB", "AUX") or is_agent or not (is_plural or is_past)
        is_full_name = " " in mention.span.of(self._annotated.text)
        return (
            is_full_name
            and self.is_noun_of(last, mention)
            and not self.is_thing(last, is_owned=self._is_owned(last, mention))
        )

    def is_part_played(self, span: Span, mention: NameMention) -> bool:
        """Whether a noun for people stands close before a body's name: "title holders Norrby"."""
        indices = self._annotated.tokens_in(span)
        if not indices or self._annotated.text[span.end : mention.span.start].strip():
            return False
        last = self._annotated.tokens[indices[-1]]
        lower = last.text.lower()
        is_known = self._parter.is_person_noun(lower) or self._parter.is_role(lower)
        is_whole = self._before.compound_start(last.start) == last.start  # not "57-member"
        return is_known and is_whole and self.is_noun_of(last, mention)

    def _is_mere_adjective(self, last: Token, indices: tuple[int, ...]) -> bool:
        """Whether a word is an adjective here, though it can be a noun: "the openly gay X"."""
        has_adverb = any(True for _ in self._annotated.dependents(indices[-1], "advmod"))
        is_role = self._parter.is_role(last.text.lower())
        is_adjective = last.tag == "JJ" and (len(indices) == 1 or has_adverb)
        return last.tag == "JJR" or (is_adjective and not is_role)

    def is_thing(self, noun: Token, *, is_owned: bool = False) -> bool:
        """Whether a noun before a name tells a thing or a time: "the film X", "last week X".

        What heads other names may be a position after a team's: "the Norrby centre X".
        """
        lower, kinds, time = noun.text.lower(), self._words.kinds, self._words.time
        is_head = lower in kinds.place_heads or lower in kinds.organisation_heads
        return (
            (is_head and not is_owned)
            or lower in kinds.place_triggers
            or lower in kinds.organisation_triggers
            or lower in kinds.other_heads
            or lower in kinds.work_nouns
            or lower in kinds.product_nouns
            or lower in self._names.body_nouns
            or lower in time.units
            or lower in time.day_parts
            or lower in time.hours
            or lower in time.seasons
        )

    def is_time(self, word: Token) -> bool:
        """Whether a word ends a phrase that tells when: "last week", "on Tuesday", "in May".

        "Last week harbour official X": the week is none of the office. A word that no such phrase
        leads to is part of it: "Sunday school teacher X".
        """
        time, lower = self._words.time, word.text.lower()
        before = self._before.token(word.start)
        lead = before.text.lower() if before is not None else ""
        if lower in time.day_parts or lower in time.hours:
            return lead in time.weekdays or lead in time.which
        if lower in time.weekdays or lower in time.months:
            return lead in time.leads or lead in time.which
        return lower in time.units and lead in time.which

    def is_agent(self, word: str) -> bool:
        """Whether a noun of no list is one for a person by its end: "popstar", "lutenist"."""
        return word.islower() and (
            word.endswith(_NEW_AGENT_ENDS)
            or any(
                self._parter.is_person_noun(word[at:]) or self._parter.is_role(word[at:])
                for at in range(LEAST_FIRST_HALF, len(word) - LEAST_SECOND_HALF + 1)
            )
        )

    def is_noun_of(self, token: Token, mention: NameMention) -> bool:
        """Whether a common noun is part of the name's own noun phrase, by the parse.

        "The online marketplace Quay": the name stands in close apposition to the noun. What looks
        like an adjective after a name ("Norway international X") is a noun.
        """
        if not (token.text.isalpha() and token.text.islower()):
            return False
        if token.tag == "JJ" and not self._is_owned(token, mention):
            return False
        if token.tag not in ("NN", "NNS", "JJ"):
            return False
        if token.dep in _CLOSE:
            head = self._annotated.tokens[token.head]
            return mention.span.start <= head.start < mention.span.end
        name = head_of(self._annotated, mention)
        if name is None or self._annotated.tokens[name].dep != "appos":
            return False
        return self._annotated.tokens[self._annotated.tokens[name].head] is token

    def _is_owned(self, token: Token, mention: NameMention) -> bool:
        """Whether a name of a country or house stands before a word, in the same noun phrase."""
        owner = self._before.token(token.start)
        if owner is None or owner.tag != "NNP" or owner.dep not in _OWN:
            return False
        day_or_month = (*self._words.time.weekdays, *self._words.time.months)
        head = self._annotated.tokens[owner.head].start
        return owner.text.lower() not in day_or_month and token.start <= head < mention.span.end
