"""Find places that are teams in reports of sport."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import KindLists, Vocabulary
from summarise.model import ActorKind
from summarise.names.name_mentions import NameMention
from summarise.parse.annotated_text import AnnotatedText

LEAST_SPORT_WORDS = 6
LEAST_SPORT_SHARE = 0.03
_STANDING = re.compile(r" \(\d{1,2}-\d{1,2}[-,) ]")
LONGEST_LOCATIVE = 9
NEAR_CHARS = 28


@cache
def _venue_preposition(kinds: KindLists) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(kinds.venue_prepositions)}) $")


class TeamFinder:
    """Teams of one annotated text that bear the name of a place."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names

    @cached_property
    def is_sport(self) -> bool:
        """Whether a text tells of games: the words of sport are thick in it."""
        words = re.findall(r"[a-z-]+", self._annotated.text.lower())
        count = sum(word in self._words.kinds.sport_words for word in words)
        return count >= max(LEAST_SPORT_WORDS, LEAST_SPORT_SHARE * len(words))

    def among(
        self,
        grouped: Mapping[str, Sequence[NameMention]],
        kinds: Mapping[str, ActorKind],
    ) -> Iterator[str]:
        """Yield names of places that rather play than hold a game, and nicknames ("the Xs")."""
        if not self.is_sport:
            return
        for name, group in grouped.items():
            kind = kinds.get(name)
            if kind is ActorKind.PLACE:
                playing = sum(self._plays(mention) for mention in group)
                if playing and playing >= sum(self._is_located(mention) for mention in group):
                    yield name
            elif kind is not ActorKind.PERSON and self._is_nickname(name, group):
                yield name

    def _is_located(self, mention: NameMention) -> bool:
        text, span = self._annotated.text, mention.span
        before = max(0, span.start - LONGEST_LOCATIVE)
        pattern = _venue_preposition(self._words.kinds)
        return pattern.search(text, before, span.start) is not None

    def _plays(self, mention: NameMention) -> bool:
        """Whether a place does or suffers what teams do, or has won and lost so many games."""
        text, span = self._annotated.text, mention.span
        after = text[span.end : span.end + NEAR_CHARS]
        if _STANDING.match(after):
            return True
        follows = [w.strip("’'") for w in after.lower().split()]
        follows = follows[1:] if follows[:1] in (["s"], [""]) else follows
        if after[:1] in " ’'" and follows and follows[0] in self._words.kinds.contest_verbs:
            return True
        before = text[max(0, span.start - NEAR_CHARS) : span.start].lower().split()[-2:]
        if not before or text[span.start - 1] != " ":
            return False
        is_ranked = before[0] == "no." and before[-1].isdigit()
        is_result = (
            before[0] in self._words.kinds.contest_nouns
            and before[-1] in self._words.kinds.result_prepositions
        )
        return is_ranked or is_result or before[-1] in self._words.kinds.opposing_words

    def _is_nickname(self, name: str, group: Sequence[NameMention]) -> bool:
        """For example "the Sooners": a plural with the article and no other noun."""
        if not name.endswith("s") or " " in name or name in self._names.demonyms:
            return False
        return all(
            self._annotated.text[max(0, m.span.start - 4) : m.span.start].lower() == "the "
            for m in group
        )
