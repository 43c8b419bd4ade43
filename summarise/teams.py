"""In reports of sport, countries and cities play: the names of places that stand for teams."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from summarise.annotation import AnnotatedText
from summarise.model import ActorKind
from summarise.names import NameMention
from summarise.vocabulary import Gazetteer, Vocabulary

LEAST_SPORT_WORDS = 6
LEAST_SPORT_SHARE = 0.03
LEAST_SCORES = 2
_SCORE = re.compile(r"\b\d{1,3}[-\u2013]\d{1,3}\b")
_STANDING = re.compile(r" \(\d{1,2}-\d{1,2}[-,) ]")
_OPPOSED = re.compile(
    r"(?:\bagainst|\bover|\bversus|\bvs\.?|\bbeat|\bbeating|\bdefeat(?:ed|ing)?|\brivals?|\bhosts?"
    r"|\bfac(?:e|ed|ing)|\bplay(?:s|ed|ing)?|\b(?:win|victory|defeat|loss|draw|game|match) (?:to|at|with|by)"
    r"|\bl(?:ed|ift|ifted|ead) |\bwith|\bNo\. \d+|\b\d+ for) $"
)
_DOES = re.compile(
    r"(?:[’']s?)? (?:beat|defeat|won|lost|scored|recorded|trailed|led|host|hosts|hosted|finished|took"
    r"|opened|closed|drew|missed|faced?|plays?|played|cruised?|rallied|improved|pulled|managed|knocked"
    r"|extended|needed|clinched|qualified|advanced|kicked|ran|went|had|were|have)\b"
)


_LOCATED = re.compile(r"\b(?:in|near|from|outside|around) $")
LONGEST_LOCATIVE = 9


class TeamFinder:
    """Teams of one annotated text that bear the name of a place."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names

    @cached_property
    def is_sport(self) -> bool:
        """Whether a text tells of games: their words are thick, or scores and standings many."""
        words = re.findall(r"[a-z-]+", self._annotated.text.lower())
        count = sum(word in self._words.sport_words for word in words)
        scores = len(_SCORE.findall(self._annotated.text))
        share = count / max(1, len(words))
        is_thick = count >= LEAST_SPORT_WORDS and share >= LEAST_SPORT_SHARE
        return is_thick and scores >= LEAST_SCORES

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
        return _LOCATED.search(text, max(0, span.start - LONGEST_LOCATIVE), span.start) is not None

    def _plays(self, mention: NameMention) -> bool:
        text, span = self._annotated.text, mention.span
        after, before = text[span.end : span.end + 24], text[max(0, span.start - 24) : span.start]
        return bool(_STANDING.match(after) or _DOES.match(after) or _OPPOSED.search(before))

    def _is_nickname(self, name: str, group: Sequence[NameMention]) -> bool:
        """For example "the Sooners": a plural with the article and no other noun."""
        if not name.endswith("s") or " " in name or name in self._names.demonyms:
            return False
        return all(
            self._annotated.text[max(0, m.span.start - 4) : m.span.start].lower() == "the "
            for m in group
        )
