"""Extract dated events, and resolve relative dates against the day of publication.

Time expressions are found by their form, TIMEX-like (Strötgen and Gertz's HeidelTime names the
same classes): explicit dates, days of the week, relative phrases, durations before or after.
"""

import re
from datetime import date
from functools import cached_property

from summarise.facts.date_resolution import DateResolver, looks_back
from summarise.facts.day_order import is_day_first
from summarise.facts.event_clause import ClauseFinder
from summarise.facts.tense import TenseReader
from summarise.facts.time_expressions import time_patterns
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Event, Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.paragraphs import is_boilerplate

MOST_TIMES = 8
"""How many earlier events are looked at for a repeat: about as many as one sentence holds."""
MOST_WORD_CHARS = 24
EARLIEST, LATEST = 1500, 3000
"""Years of publication that dates are counted from; others are a feed's mistake."""

_NAMED = frozenset({"PROPN", "NOUN"})
_NAME_TAGS = frozenset({"NN", "NNP", "NNPS"})
_NAME_BEFORE = re.compile(r"\b([A-Z][\w-]*) $")


class TimelineFinder:
    """Dated events of one annotated text."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        published: date | None,
        *,
        language: str = "",
    ) -> None:
        self._annotated, self._words = annotated, words
        self._lists = words.time
        is_sane = published is not None and EARLIEST <= published.year <= LATEST
        day_first = is_day_first(annotated.text, language, words.time)
        self._resolver = DateResolver(words, published if is_sane else None, day_first=day_first)
        self._tense = TenseReader(annotated, words)
        self._clauses = ClauseFinder(annotated, words)
        self._pattern, self._hint = time_patterns(words.time)

    def events(self) -> tuple[Event, ...]:
        """Return the events in order of date; what has none comes last, in the text's order."""
        found: list[Event] = []
        text = self._annotated.text
        for sentence in self._annotated.sentences:
            own = sentence.span.of(text)
            if not self._hint.search(own) or is_boilerplate(own):
                continue
            for match in self._pattern.finditer(text, sentence.span.start, sentence.span.end):
                event = self._event(match, sentence.span)
                if event is not None and not any(_is_told(event, o) for o in found[-MOST_TIMES:]):
                    found.append(event)
        return tuple(
            sorted(found, key=lambda e: (e.date is None, e.date or date.min, e.when_span.start))
        )

    def _event(self, match: re.Match[str], sentence: Span) -> Event | None:
        if not self._is_time(match):
            return None
        when_span = _trimmed(self._annotated.text, match.start(), match.end())
        clause = self._clauses.clause(when_span, sentence)
        reading = self._resolver.read(match, is_future=self._is_to_come(match))
        return Event(
            when=" ".join(when_span.of(self._annotated.text).split()),
            date=reading.day,
            precision=reading.precision,
            text=" ".join(clause.of(self._annotated.text).split()),
            span=clause,
            when_span=when_span,
        )

    def _is_to_come(self, match: re.Match[str]) -> bool:
        # "Since May" and "last May" look back, whatever else the clause says is to come.
        before = self._annotated.text[max(0, match.start() - 12) : match.start()].lower().split()
        if looks_back(self._lists).match(match.group().lower()) or before[-1:] == ["since"]:
            return False
        if before[-1:] == ["come"]:
            return True  # "come Saturday"
        inside = self._annotated.tokens_in(Span(start=match.start(), end=match.end()))
        named = [i for i in inside if self._annotated.tokens[i].pos in _NAMED] or list(inside)
        return bool(named) and self._tense.is_to_come(named[0])

    def _is_time(self, match: re.Match[str]) -> bool:
        """Whether the words are a time: "may" is a verb, "March" a walk, 2000 a number."""
        if self._is_month_for_word(match) or self._names_a_body(match):
            return False
        day = match.group("day3")
        if day is not None and (not day[:1].isupper() or self._is_named_day(match)):
            return False
        if match.group("deictic") and self._is_title(match):
            return False
        return match.group("year6") is None or self._is_year(match)

    def _is_month_for_word(self, match: re.Match[str]) -> bool:
        month = match.group("month3")
        if month is None or match.group("year3"):
            return False
        if not month[:1].isupper():
            return True
        if month.lower() not in self._lists.months_for_words:
            return False
        index = self._annotated.token_at(match.start("month3"))
        token = self._annotated.tokens[index] if index is not None else None
        return token is None or token.label != "DATE" or token.tag in ("MD", "VB")

    def _names_a_body(self, match: re.Match[str]) -> bool:
        """For example "the 14 March coalition", "the 2022-23 season": no day, no year."""
        after = self._annotated.text[match.end() : match.end() + MOST_WORD_CHARS].lower().split()
        noun = after[0].strip(".,;:'’") if after else ""
        if match.group("range"):
            return noun in self._lists.played_periods
        has_year = match.group("year") or match.group("year2")
        return bool(match.group("dated")) and not has_year and noun in self._lists.named_bodies

    def _is_title(self, match: re.Match[str]) -> bool:
        """Whether "Today" is a name: it has a capital inside a sentence."""
        words = match.group()
        return words[0].isupper() and words[1:].islower() and match.start() not in self._openings

    @cached_property
    def _openings(self) -> frozenset[int]:
        """Where sentences and quotations begin."""
        return frozenset(
            (
                *(sentence.span.start for sentence in self._annotated.sentences),
                *(quotation.inner.start for quotation in self._annotated.quotations),
            )
        )

    def _is_name(self, named: re.Match[str]) -> bool:
        """Whether the word before a year is a name, not the sentence's first word or a month."""
        index = self._annotated.token_at(named.start(1))
        is_proper = index is not None and self._annotated.tokens[index].tag in _NAME_TAGS
        return is_proper and named.group(1).lower() not in self._lists.year_leads

    def _is_named_day(self, match: re.Match[str]) -> bool:
        """For example "Good Friday" and "the Sunday Times": not the last Friday, no Sunday."""
        text, start = self._annotated.text, match.start("day3")
        before = text[max(0, start - MOST_WORD_CHARS) : start].split()[-1:]
        after = text[match.end("day3") : match.end("day3") + MOST_WORD_CHARS].split()[:1]
        is_feast = any(w[:1].isupper() and w.lower() in self._lists.named_days for w in before)
        heads = (w.strip(".,;:'’\"") for w in after)
        return is_feast or any(
            w[:1].isupper() and w.lower() in self._lists.named_day_heads for w in heads
        )

    def _is_year(self, match: re.Match[str]) -> bool:
        """Whether four digits are a year: no sum, no count, no part of a name."""
        text, start = self._annotated.text, match.start("year6")
        index = self._annotated.token_at(start)
        token = self._annotated.tokens[index] if index is not None else None
        is_money = any(sign in text[max(0, start - 2) : start] for sign in "$£€#")
        is_date = token is None or token.label in ("DATE", "", "EVENT", "LAW")
        is_bare = len(match.group().split()) == 1
        # "Resolution 1701", "Euro 2024", "Section 2008".
        named = _NAME_BEFORE.search(text, max(0, start - MOST_WORD_CHARS), start)
        if is_bare and named and self._is_name(named):
            return False
        after = text[match.end() : match.end() + MOST_WORD_CHARS].split()
        is_count = (
            bool(after)
            and token is not None
            and token.label != "DATE"
            and after[0].lower().endswith("s")
            and after[0].islower()
            and is_bare
        )
        return is_date and not is_money and not is_count


def _is_told(event: Event, other: Event) -> bool:
    """Whether another event says the same day, or the same words for it, in the same clause."""
    is_same_time = event.date == other.date if event.date else event.when == other.when
    return event.span == other.span and is_same_time


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start + 1 and text[end - 1] in " \t\n,;:":
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return Span(start=start, end=end)
