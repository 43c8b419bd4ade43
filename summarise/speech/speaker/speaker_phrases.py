"""Choose the words by which a speaker without a name is called."""

from collections.abc import Sequence
from functools import cached_property

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary

MOST_SPEAKER_WORDS = 14
LEAST_FULL_WORDS = 3
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_CLOSED = frozenset({"relcl", "appos", "advcl", "punct", "cc", "conj", "parataxis"})


class SpeakerPhrases:
    """The noun phrases of one text's unnamed speakers."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._words = cast, words
        self._annotated = cast.annotated

    def phrase(self, head: int) -> str:
        """Return the noun phrase of a token in the text's words, without what merely follows."""
        branches = [
            part
            for part in self._annotated.subtree(head)
            if part != head
            and (self._is_closed(part, head) or self._tells(part) or self._is_day(part, head))
        ]
        indices = [
            i
            for i in self._annotated.subtree(head, without=branches)
            if self._annotated.tokens[i].quotation < 0
        ]
        indices = self._contiguous(indices, head)
        if not indices or self._annotated.tokens[head].pos not in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
            "NUM",
            "DET",
        ):
            return ""
        words = [self._annotated.tokens[i].text for i in indices]
        if len(words) > MOST_SPEAKER_WORDS:
            return ""
        span = self._annotated.span_of(indices)
        return " ".join(span.of(self._annotated.text).split())

    def _is_closed(self, part: int, head: int) -> bool:
        """Whether a branch merely follows who speaks, or is joined to it.

        What joins adjectives or stands in a compound belongs to the phrase: "from Danish and
        Dutch firms", "the 31-year-old keeper".
        """
        token = self._annotated.tokens[part]
        before = self._annotated.tokens[max(0, part - 1)]
        if token.dep == "punct" and token.text in _HYPHENS and before.end == token.start:
            return False
        is_joining = token.dep in ("cc", "conj")
        governor = self._annotated.tokens[token.head]
        is_modifying = token.head != head and governor.tag in ("JJ", "JJR", "CD", "VBN")
        return token.dep in _CLOSED and not (is_joining and is_modifying)

    def _is_day(self, part: int, head: int) -> bool:
        """Whether a day follows who speaks: "her friend Monday afternoon told police"."""
        token = self._annotated.tokens[part]
        time = self._words.time
        days = (*time.weekdays, *time.day_parts)
        is_time = token.dep == "npadvmod" or token.text.lower() in days
        return part > head and token.head == head and is_time

    def _tells(self, part: int) -> bool:
        """Whether a participle tells what a noun says: no part of who speaks."""
        token = self._annotated.tokens[part]
        speech = self._words.speech
        is_telling = token.lemma in speech.report_verbs or token.lemma in speech.urge_verbs
        return token.dep == "acl" and is_telling

    def _contiguous(self, indices: Sequence[int], head: int) -> list[int]:
        """Keep the run of neighbouring tokens around the head."""
        kept = [head]
        present = set(indices)
        at = head
        while at - 1 in present:
            at -= 1
            kept.append(at)
        at = head
        while at + 1 in present:
            at += 1
            kept.append(at)
        return sorted(kept)

    def first_head(self, subject: int) -> int | None:
        """Return the noun by which somebody unnamed is brought in, in the fullest words."""
        noun, start = self._annotated.tokens[subject].lemma, self._annotated.tokens[subject].start
        for index, token in enumerate(self._annotated.tokens):
            if token.start >= start:
                break
            if token.lemma == noun and token.dep in ("nsubj", "pobj") and token.within < 0:
                phrase = self.phrase(index)
                if (
                    phrase.lower().startswith(("a ", "an "))
                    and len(phrase.split()) >= LEAST_FULL_WORDS
                ):
                    return index
        return None

    def sole_source(self, subject: int) -> str:
        """Return the one unnamed person who has spoken before "the official said", if only one."""
        tokens = self._annotated.tokens
        if tokens[subject].lemma not in self._words.speech.source_nouns:
            return ""
        phrases = {phrase for at, phrase in self._sources if at < tokens[subject].start}
        return phrases.pop() if len(phrases) == 1 else ""

    @cached_property
    def _sources(self) -> list[tuple[int, str]]:
        """Where somebody unnamed is brought in as a speaker, and in which words."""
        found = []
        for index, token in enumerate(self._annotated.tokens):
            is_source = token.lemma in self._words.speech.source_nouns and token.within < 0
            if not is_source or index in self._cast.unnamed:
                continue
            head = self._annotated.tokens[token.head]
            is_speaker = token.dep == "nsubj" and head.lemma in self._words.speech.speech_verbs
            is_named_after = token.dep == "pobj" and head.lemma == "to"
            if is_speaker or is_named_after:
                phrase = self.phrase(index)
                if phrase.lower().startswith(("a ", "an ", "one ")):
                    found.append((token.start, phrase))
        return found
