"""Tell numbers that are news from dates, ages, names and what only tells the story along."""

import re

from summarise.facts.number_context import CountedNoun, NumberContext
from summarise.facts.quantities import Quantity
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary

SMALL_NUMBER = 3
MOST_NAME_DIGITS = 2
LEAST_TELLING_PRICE = 100
WHOLE = 100
SMALL_GROUP = 10
LEAD_SENTENCES = 5
_MEASURE_LEADS = frozenset({"to", "by", "at", "be", "is", "was", "a", "the", "for", "with", "-"})
_SHOT_UNITS = frozenset({"yard", "metre", "meter", "foot"})
_NUMBERED_LABELS = frozenset({"ORG", "PRODUCT", "FAC", "EVENT", "WORK_OF_ART", "LAW"})
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")


class FigureRelevance:
    """Judges the numbers of one annotated text."""

    def __init__(self, context: NumberContext, words: Vocabulary, names: Gazetteer) -> None:
        self._context, self._words, self._names = context, words, names
        self._lists = words.figures

    def is_numbered(self, at: int, end: int) -> bool:
        """Whether two ends are days, pages, ages or times of day."""
        before, after = self._context.word(at - 1).lower(), self._context.word(end).lower()
        months = {*self._words.time.months, *self._words.time.month_abbreviations}
        is_between = self._context.word(at).lower() == "between"
        is_been = is_between and self._context.lemma(at - 1) == "be"
        is_age = after == "when" and is_been  # "were between 9 and 12 when it happened"
        return (
            before.rstrip(".") in months
            or after.rstrip(".") in months
            or before in self._lists.numbered_things
            or before in self._lists.age_words
            or after in self._lists.clock_words
            or is_age
        )

    def is_emphatic(self, quantity: Quantity, at: int, end: int) -> bool:
        """Whether "100 percent" only says "wholly": "I am 100 percent sure"."""
        before, after = self._context.word(at - 1).lower(), self._context.word(end).lower()
        is_whole = quantity.value == WHOLE and quantity.ends is None and after not in ("of", "in")
        is_measured = before in self._lists.change_words or before in _MEASURE_LEADS
        return is_whole and not is_measured and self._context.with_approximator(at) == at

    def is_speaker(self, noun: CountedNoun) -> bool:
        """Whether the counted say something: "two people told the paper" counts no news."""
        annotated = self._context.annotated
        token = annotated.tokens[self._context.order[noun.stop - 1]]
        head = annotated.tokens[token.head]
        speech = self._words.speech
        people = {"people", *self._lists.casualties, *self._words.roles.person_nouns}
        if token.lemma not in people and token.lemma not in speech.source_nouns:
            return False
        is_subject = token.dep == "nsubj" and head.lemma in speech.speech_verbs
        is_source = token.dep == "pobj" and annotated.tokens[head.head].text.lower() == "according"
        return is_subject or is_source

    def is_price_in_name(self, quantity: Quantity, end: int) -> bool:
        """Whether a small plain price belongs to a name: "the $100 Laptop", "the 99p Store"."""
        word = self._context.word(end)
        is_known = any(
            word in known
            for known in (self._names.demonyms, self._names.places, self._names.organisations)
        )
        is_date = word.lower() in {*self._words.time.weekdays, *self._words.time.months}
        is_small = quantity.value is not None and 0 < quantity.value <= LEAST_TELLING_PRICE
        return is_small and self._context.tag(end) == "NNP" and not (is_known or is_date)

    def is_model(self, at: int, noun: CountedNoun) -> bool:
        """Whether a number is part of a name: "737 MAX fleet", "10 St James's Square"."""
        word, first = self._context.word(at), self._context.word(at + 1)
        is_people = first in self._names.demonyms or first.lower() in self._words.names.party_people
        if self._is_code(at, noun):
            return True
        if not noun.is_name or is_people:
            return False
        if word.isdigit():
            return not noun.is_plural and noun.lemma.lower() not in self._lists.telling
        if not word[:1].isupper():
            return False
        # "The Six Nations" anywhere; "Two Republicans" opens a sentence.
        tokens, order = self._context.annotated.tokens, self._context.order
        offset = tokens[order[at]].start
        sentence = self._context.annotated.sentence_at(offset)
        opens = self._context.annotated.sentences[sentence].span.start == offset
        is_entity = tokens[order[at]].label not in ("", "CARDINAL", "DATE", "QUANTITY")
        return is_entity if opens else self._context.word(at - 1).lower() in ("the", "of", "in")

    def counts_nothing(self, start: int, at: int, end: int, noun: CountedNoun) -> bool:
        """Whether a number ranks, times or names, or is an age: "the top four place"."""
        before, after = self._context.word(at - 1).lower(), self._context.word(end)
        is_rank = not noun.is_plural and (
            before in ("top", "last", "final") or noun.lemma.lower() in self._lists.ranked_nouns
        )
        first = self._context.word(start).lower()
        is_idiom = self._context.word(at).lower() == "one" and first == "more"  # "more than one"
        is_age = noun.word.lower() == "olds" or (
            after == "when" and first == "only" and self._context.lemma(start - 1) == "be"
        )
        return is_rank or is_idiom or is_age or self._is_joined(end)

    def _is_joined(self, end: int) -> bool:
        """Whether a hyphen makes the number part of a name or word: "5-Hour Energy"."""
        if self._context.word(end) != "-":
            return False
        return self._context.word(end + 1).istitle() or self._context.tag(end + 1) == "VBG"

    def _is_code(self, at: int, noun: CountedNoun) -> bool:
        """Whether digits before one thing number it: "the 911 call", "a 550 saloon"."""
        word, first = self._context.word(at), self._context.lemma(at + 1)
        is_unit = first in self._lists.unit_abbreviations or first in self._lists.durations
        is_one = not noun.is_plural and self._context.tag(at + 1) == "NN" and not is_unit
        is_measured = any(
            re.fullmatch(unit, f"{first}{end}")
            for unit in self._lists.measure_units
            for end in ("", "s")
        )
        is_long = word.isdigit() and len(word) > MOST_NAME_DIGITS
        is_counted = noun.lemma.lower() in self._lists.telling
        return is_long and is_one and noun.stop == at + 2 and not (is_measured or is_counted)

    def is_date(self, at: int, end: int) -> bool:
        """Whether a number dates, numbers or names, or is an age, rather than counts."""
        tokens = self._context.annotated.tokens
        first = tokens[self._context.order[at]]
        before, after = self._context.word(at - 1).lower(), self._context.word(end).lower()
        is_alone = end == at + 1
        months = set(self._words.time.months) | set(self._words.time.month_abbreviations)
        if (
            is_alone
            and _YEAR.match(first.text)
            and (self._context.tag(end) != "NNS" or first.label == "DATE")
        ):
            return True
        is_vague = first.text.lower() in self._lists.vague_numbers
        if not is_vague and (before.rstrip(".") in months or after.rstrip(".") in months):
            return True
        if after in self._lists.clock_words or (
            before in self._lists.clock_leads and first.label == "TIME"
        ):
            return True
        if first.text.lower() in self._lists.ordinals:
            return True
        if before in self._lists.numbered_things:
            return True
        # ", 31," is an age.
        is_age = before in (",", "(") and after in (",", ")", ".") and first.text.isdigit()
        return is_alone and (is_age or self._is_in_name(at))

    def _is_in_name(self, at: int) -> bool:
        """Whether a number belongs to a name, as in "Channel 4" and "Formula 1"."""
        tokens = self._context.annotated.tokens
        before, own = self._context.word(at - 1), self._context.word(at)
        # "BBC Two's news": a capital inside the sentence.
        is_spelt = own.istitle() and own.lower() in self._lists.number_words
        if not (own.isdigit() or is_spelt) or not self._context.is_same_clause(at, at - 1):
            return False
        named = tokens[self._context.order[at - 1]]
        is_name = named.tag in ("NNP", "NNPS") and before.lower() not in self._words.time.weekdays
        # A longer number may count what follows: "in Syria 200 people".
        is_thing = len(own) <= MOST_NAME_DIGITS or named.label in _NUMBERED_LABELS
        return is_name and is_thing and named.end + 1 == tokens[self._context.order[at]].start

    def is_telling(self, start: int, at: int, value: float | None, noun: str) -> bool:
        """Whether a reader wants to know how many of something there are."""
        before, counted = self._context.word(at - 1).lower(), noun.lower()
        if counted in self._lists.durations and self._is_relative(at, before):
            return False
        first = self._context.word(start).lower() if start != at else before
        is_total = before == "of" and self._context.lemma(at - 2) in self._lists.total_nouns
        is_period = first in self._lists.period_leads and not is_total
        if counted in self._lists.durations and is_period:
            return False
        if counted in self._lists.durations and before == "on":
            return False  # "scored on 17 minutes"
        # "Shot wide from 16 yards" tells where.
        is_spot = counted in _SHOT_UNITS and (first == "from" or self._follows_out(at))
        if is_spot or self._is_owned_pair(at, value, before):
            return False
        if start != at:
            return True
        is_long = counted in self._lists.durations and before == "for"  # "held for five days"
        is_lasting = is_long and value is not None and value > SMALL_NUMBER
        is_few = (value is None or value <= SMALL_GROUP) and not is_lasting
        is_narrative = is_few and counted in self._lists.narrative
        return not is_narrative and self._is_counted(at, value, counted)

    def _is_owned_pair(self, at: int, value: float | None, before: str) -> bool:
        """Whether the few that are counted are known by their owner: "our two countries"."""
        is_small = value is not None and value <= SMALL_NUMBER
        return is_small and self._context.tag(at - 1) == "PRP$" and before != "of"

    def _follows_out(self, at: int) -> bool:
        """Whether "out" stands behind a number and its unit: "12 yards out"."""
        return self._context.word(at + 2).lower() in ("out", "away")

    def _is_counted(self, at: int, value: float | None, counted: str) -> bool:
        """Whether a bare count is news by its size, its noun or its place in the text."""
        before = self._context.word(at - 1).lower()
        if value == 1:
            is_role = counted in self._words.roles.role_nouns and self._is_casualty(at)
            return counted in self._lists.casualties or is_role
        if value is not None and value <= SMALL_NUMBER:
            offset = self._context.annotated.tokens[self._context.order[at]].start
            is_lead = self._context.annotated.sentence_at(offset) < LEAD_SENTENCES
            return before not in self._lists.determiners and (
                counted in self._lists.telling or is_lead or self._is_casualty(at)
            )
        is_known = before in self._lists.known_determiners and not self._is_hyphened_time(at)
        return not (is_known and value is not None and value < SMALL_GROUP)

    def _is_hyphened_time(self, at: int) -> bool:
        """Whether a number is that of "the four-day trial"; "the 12-metre boat" counts nothing."""
        word = self._context.word
        return word(at + 1) == "-" and word(at + 2) in self._lists.durations

    def _is_casualty(self, at: int) -> bool:
        """Whether what is counted was killed, hurt or arrested, by the parse."""
        tokens, order = self._context.annotated.tokens, self._context.order
        number = tokens[order[at]]
        # "Two of its volunteers were hurt": the number is the subject itself.
        counted = number if number.dep not in ("nummod", "compound") else tokens[number.head]
        governor = tokens[counted.head]
        is_object = counted.dep in ("nsubjpass", "dobj")
        return is_object and governor.lemma in self._lists.casualty_verbs

    def _is_relative(self, at: int, before: str) -> bool:
        """Whether a time dates, as "two years ago", or is an age, rather than lasts."""
        lasts = before in self._lists.lasting_words
        for place in range(at + 1, min(at + 5, len(self._context.order))):
            word = self._context.word(place).lower()
            lemma = self._context.annotated.tokens[self._context.order[place]].lemma
            if lemma in self._lists.durations:
                after = self._context.word(place + 1).lower()
                after = self._context.word(place + 2).lower() if after == "-" else after
                return after in self._lists.relative_after and not (lasts and after != "old")
            if word in self._lists.relative_after:
                return True
        return False
