"""Extract figures (casualties, money, shares, counts, terms) with what they count.

A figure is a number with its approximator before it and its noun after it; dates, ages, times of
day and numbers that only tell the story along ("the two men") are none.
"""

import re

from summarise.facts.numerals import currency_in, is_numeric, value_of
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Figure, Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.paragraphs import is_furniture

MOST_NOUN_TOKENS = 6
MOST_OF_TOKENS = 6
SMALL_NUMBER = 3
MOST_NAME_DIGITS = 2
SMALL_GROUP = 10
LEAD_SENTENCES = 5
_NOUN_TAGS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "CD", "POS"}
)
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")


class FigureFinder:
    """Figures of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._words = annotated, words
        self._lists = words.figures
        self._codes = frozenset(words.figures.currencies.values())
        self._order = annotated.tokens_in(Span(start=0, end=max(1, len(annotated.text))))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures in the text's order."""
        found: list[Figure] = []
        at = 0
        while at < len(self._order):
            if not self._is_start(at):
                at += 1
                continue
            end = self._number_end(at)
            figure = self._figure(at, end)
            if figure is not None and not (found and found[-1].span.overlaps(figure.span)):
                found.append(figure)
            at = max(end, at + 1)
        return tuple(found)

    def _word(self, at: int) -> str:
        return self._annotated.tokens[self._order[at]].text if 0 <= at < len(self._order) else ""

    def _tag(self, at: int) -> str:
        return self._annotated.tokens[self._order[at]].tag if 0 <= at < len(self._order) else ""

    def _is_same_clause(self, left: int, right: int) -> bool:
        if not (0 <= left < len(self._order) and 0 <= right < len(self._order)):
            return False
        tokens = self._annotated.tokens
        return tokens[self._order[left]].clause == tokens[self._order[right]].clause

    def _is_start(self, at: int) -> bool:
        word = self._word(at)
        if word in self._lists.currencies and not word.isalpha():
            return is_numeric(self._word(at + 1), self._words)
        lower = word.lower()
        if lower == "half":
            return self._half_scale(at) > at or self._word(at + 1).lower() in ("of", "the")
        if lower in self._lists.vague_numbers:
            return self._word(at + 1).lower() == "of"
        if lower == "one" and (self._is_and_a_half(at + 1) or self._is_scale(at + 1)):
            return True
        if lower == "one":
            # "one person", "one polio worker", but not "one of", "one day", "this one".
            after = (
                self._annotated.tokens[self._order[at + 1]] if at + 1 < len(self._order) else None
            )
            return (
                after is not None
                and after.tag in ("NN", "JJ")
                and self._word(at - 1).lower()
                not in self._lists.determiners | self._lists.uncounted_one
            )
        return is_numeric(word, self._words) and lower not in self._lists.no_numbers

    def _number_end(self, at: int) -> int:
        """Return the place after the number's last token."""
        end = max(at + 1, self._half_scale(at))
        while self._is_same_clause(at, end):
            word = self._word(end).lower()
            if self._is_and_a_half(end):
                end += 3
                continue
            is_link = word in self._lists.number_links and is_numeric(
                self._word(end + 1), self._words
            )
            is_vague_link = (
                word == "of" and self._word(end + 1).lower() in self._lists.vague_numbers
            )
            if is_numeric(word, self._words) or self._is_scale_letter(end):
                end += 1
            elif is_vague_link or (
                is_link
                and (
                    word in self._lists.range_links
                    or self._word(end + 1).lower() in self._lists.number_scales
                    or (word == "and" and self._word(at - 1).lower() == "between")
                )
            ):
                end += 2
            else:
                break
        return end

    def _is_scale(self, at: int) -> bool:
        return self._word(at).lower() in self._lists.number_scales

    def _is_and_a_half(self, at: int) -> bool:
        return [self._word(at + i).lower() for i in range(3)] == ["and", "a", "half"]

    def _half_scale(self, at: int) -> int:
        """Return the place after "half a million"; `at` where that does not stand."""
        words = (self._word(at).lower(), self._word(at + 1).lower())
        return at + 3 if words == ("half", "a") and self._is_scale(at + 2) else at

    def _is_scale_letter(self, at: int) -> bool:
        """For example "£320m", which the tokenizer cuts before the m."""
        before, own = (self._annotated.tokens[self._order[i]] for i in (at - 1, at))
        is_scale = own.text.lower() in self._lists.scale_tokens
        return is_scale and before.end == own.start

    def _figure(self, at: int, end: int) -> Figure | None:
        tokens = self._annotated.tokens
        parts = [self._word(i) for i in range(at, end)]
        if self._is_date(at, end):
            return None
        start = self._with_approximator(at)
        stop, unit, noun = self._unit(at, end, parts)
        if stop is None:
            return None
        value = value_of(parts, self._words)
        is_range = self._word(at - 1).lower() == "between" or "to" in [p.lower() for p in parts]
        if is_range:
            value = None
        if parts[0].lower() in self._lists.vague_numbers and parts[0].lower() != "half":
            value = None
        if not self._is_telling(start, at, value, unit, noun):
            return None
        span = Span(start=tokens[self._order[start]].start, end=tokens[self._order[stop - 1]].end)
        sentence = self._annotated.sentence_at(span.start)
        if sentence < 0 or is_furniture(
            self._annotated.sentences[sentence].span.of(self._annotated.text)
        ):
            return None
        text = span.of(self._annotated.text)
        if "\n" in text or span.end > self._annotated.sentences[sentence].span.end:
            return None
        return Figure(
            text=text, span=span, value=value, unit=unit, what=self._what(end, stop, noun)
        )

    def _with_approximator(self, at: int) -> int:
        if self._is_scale(at) and self._word(at - 1).lower() in ("a", "an"):
            at -= 1  # "about a million"
        for length in (3, 2, 1):
            phrase = " ".join(self._word(i).lower() for i in range(at - length, at))
            if phrase in self._lists.approximators and self._is_same_clause(at, at - length):
                return at - length
        return at

    def _is_date(self, at: int, end: int) -> bool:
        tokens = self._annotated.tokens
        first = tokens[self._order[at]]
        before, after = self._word(at - 1).lower(), self._word(end).lower()
        is_alone = end == at + 1
        months = set(self._words.time.months) | set(self._words.time.month_abbreviations)
        if (
            is_alone
            and _YEAR.match(first.text)
            and (self._tag(end) != "NNS" or first.label == "DATE")
        ):
            return True
        if before.rstrip(".") in months or after.rstrip(".") in months:
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
        tokens = self._annotated.tokens
        before, own = self._word(at - 1), self._word(at)
        if not own.isdigit() or len(own) > MOST_NAME_DIGITS or not self._is_same_clause(at, at - 1):
            return False
        is_name = (
            self._tag(at - 1) in ("NNP", "NNPS") and before.lower() not in self._words.time.weekdays
        )
        return is_name and tokens[self._order[at - 1]].end + 1 == tokens[self._order[at]].start

    def _unit(self, at: int, end: int, parts: list[str]) -> tuple[int | None, str, str]:
        """Return the place after the figure's last token, its unit and its noun."""
        currency = currency_in(parts, self._words)
        percent = parts[-1].endswith("%")
        stop = end
        if self._word(stop).lower() in self._lists.percent:
            percent, stop = True, stop + 1
        elif self._word(stop).lower() == "per" and self._word(stop + 1).lower() == "cent":
            percent, stop = True, stop + 2
        if percent:
            return self._with_of(stop), "%", "percent"
        if not currency and self._word(stop).lower() in self._lists.currencies:
            return (
                stop + 1,
                self._lists.currencies[self._word(stop).lower()],
                self._word(stop),
            )
        if currency:
            return stop, currency, ""
        if self._word(stop).lower() == "of":
            stop += 1
            while self._tag(stop) in ("DT", "PRP$"):
                stop += 1
        return self._noun(at, stop)

    def _noun(self, at: int, stop: int) -> tuple[int | None, str, str]:
        last_noun, place = None, stop
        while (
            place < stop + MOST_NOUN_TOKENS
            and self._is_same_clause(at, place)
            and (self._tag(place) in _NOUN_TAGS or self._word(place) == "-")
        ):
            if self._tag(place) in _HEADS:
                last_noun = place
            elif last_noun is not None and self._tag(place) in ("JJ", "VBN", "VBG", "CD"):
                break
            place += 1
        if last_noun is None:
            is_counted = self._with_approximator(at) != at
            return (stop if is_counted else None), "", ""
        lemma = self._annotated.tokens[self._order[last_noun]].lemma
        return last_noun + 1, self._word(last_noun), lemma

    def _with_of(self, stop: int) -> int:
        """For example "a third of the fields": take in what the share is of."""
        if self._word(stop).lower() not in ("of", "in"):
            return stop
        place, last = stop + 1, stop
        while place < stop + MOST_OF_TOKENS and self._is_same_clause(stop, place):
            if self._tag(place) not in _NOUN_TAGS | {"DT", "PRP$", "$"}:
                break
            place += 1
            if self._tag(place - 1) in _HEADS:
                last = place
        return max(stop, last)

    def _is_telling(self, start: int, at: int, value: float | None, unit: str, noun: str) -> bool:
        """Whether a reader wants to know the number."""
        before, counted = self._word(at - 1).lower(), noun.lower()
        if counted in self._lists.durations and self._is_relative(at, before):
            return False
        if unit == "%" or unit in self._codes:
            return True
        if counted in self._lists.durations and before in self._lists.period_leads:
            return False
        if start != at:
            return True
        return counted not in self._lists.narrative and self._is_counted(at, value, counted)

    def _is_counted(self, at: int, value: float | None, counted: str) -> bool:
        """Whether a bare count is news by its size, its noun or its place in the text."""
        before = self._word(at - 1).lower()
        if value == 1:
            return counted in self._lists.casualties or counted in self._words.roles.role_nouns
        if value is not None and value <= SMALL_NUMBER:
            offset = self._annotated.tokens[self._order[at]].start
            is_lead = self._annotated.sentence_at(offset) < LEAD_SENTENCES
            return before not in self._lists.determiners and (
                counted in self._lists.telling or is_lead
            )
        is_known = before in self._lists.known_determiners
        return not (is_known and value is not None and value < SMALL_GROUP)

    def _is_relative(self, at: int, before: str) -> bool:
        """Whether a time dates, as "two years ago", or is an age, rather than lasts."""
        lasts = before in self._lists.lasting_words
        for place in range(at + 1, min(at + 5, len(self._order))):
            word = self._word(place).lower()
            lemma = self._annotated.tokens[self._order[place]].lemma
            if lemma in self._lists.durations:
                after = self._word(place + 1).lower()
                after = self._word(place + 2).lower() if after == "-" else after
                return after in self._lists.relative_after and not (lasts and after != "old")
            if word in self._lists.relative_after:
                return True
        return False

    def _what(self, end: int, stop: int, noun: str) -> str:
        """What is counted: the words after the number, or the verb or noun that governs it."""
        tokens = self._annotated.tokens
        if noun and stop > end:
            span = Span(start=tokens[self._order[end]].start, end=tokens[self._order[stop - 1]].end)
            return (
                " ".join(span.of(self._annotated.text).split())
                .lstrip("-% ")
                .removeprefix("percent ")
                .removeprefix("per cent ")
                .removeprefix("of ")
            )
        index = self._order[end - 1]
        for ancestor in self._annotated.ancestors(index):
            token = tokens[ancestor]
            if (
                token.pos in ("NOUN", "VERB", "PROPN")
                and token.quotation < 0
                and not is_numeric(token.text, self._words)
            ):
                return token.text
        return ""
