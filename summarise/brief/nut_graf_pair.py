"""Whether a second sentence belongs to a nut graf: it adds to the first, or completes it.

Knows nothing of how the first is chosen.
"""

import re

from msgspec import Struct

from summarise.brief.named_sentences import NamedSentence
from summarise.brief.topic_stems import matched_stems, shared_part
from summarise.model import Brief, KeyPoint

SHORT_WORDS = 12
BRIEF_WORDS = 17
"""A first sentence of no more tells little, or leaves room for the one that goes on with it."""
EARLY_SENTENCES = 5
"""Those that are asked besides the key points. Further down stands the background, which no second
sentence is taken from."""
LEAST_SECOND_SCORE = 0.45
LEAST_SHARED_STEMS = 2
MOST_REPEATED = 0.4
ROOMY_WORDS = 22
"""The same of one that the next goes on about the same person with."""
LEAST_TITLE_GAIN = 2
"""Words of the headline that only the second sentence has."""
LEAST_TOPIC_GAIN = 0.25
"""The same of the commonest words, where there is no headline."""
FULL_TOPIC = 0.5

BARE = re.compile(r"(?:The|These|Those|That|Their|Its|His|Her|Both|Another) [a-z]")
NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


class Candidate(Struct, frozen=True, kw_only=True):
    """A sentence that may stand in the nut graf, as it would be shown."""

    point: KeyPoint
    said: NamedSentence
    order: int
    score: float
    leans: bool
    stems: frozenset[str]
    is_turn: bool = False
    is_scene: bool = False

    @property
    def word_count(self) -> int:
        """Return how many words are shown."""
        return len(self.said.text.split())


class Topic(Struct, frozen=True, kw_only=True):
    """What a nut graf should tell.

    Attributes:
        title: stems of the headline.
        common: those that most sentences have, and how many.
        people: names of the actors that are no places.
        persons: names of the main ones among them that are persons.
    """

    title: frozenset[str]
    common: dict[str, int]
    people: tuple[str, ...]
    persons: tuple[str, ...]


def completes(first: Candidate, second: Candidate, topic: Topic, brief: Brief) -> bool:
    """Whether a first sentence leaves open who or what, and the very next one says it."""
    if second.order > EARLY_SENTENCES or _YEAR.search(second.said.text) or second.said.is_open:
        return False
    persons = set(topic.persons)
    # "She is leaving …" goes on about the one whom the first sentence names.
    is_gone_on = bool(first.said.names & set(second.point.actors) & persons)
    most = ROOMY_WORDS if is_gone_on else BRIEF_WORDS
    is_brief = first.word_count <= most and not BARE.match(second.said.text)
    is_more = is_gone_on or _says_more(first, second, brief)
    if is_brief and is_more and _repeated(first, second) <= MOST_REPEATED:
        return True
    people = set(topic.people)
    is_named = not people & first.said.names and bool(people & second.said.names)
    is_named = is_named or (not persons & first.said.names and bool(persons & second.said.names))
    if topic.title:
        left = topic.title - matched_stems(topic.title, first.stems)
        return is_named or len(matched_stems(left, second.stems)) >= LEAST_TITLE_GAIN
    known = shared_part(topic.common, first.stems)
    gain = shared_part(topic.common, first.stems | second.stems) - known
    return is_named or (known < FULL_TOPIC and gain >= LEAST_TOPIC_GAIN)


def adds(first: Candidate, second: Candidate, brief: Brief) -> bool:
    """Whether a second sentence is of the same thing, is no background, and says more."""
    shared = first.stems & second.stems
    is_next = second.order == first.order + 1
    is_related = len(shared) >= LEAST_SHARED_STEMS or bool(first.said.names & second.said.names)
    # "The show has a new host." says little; the sentence behind it goes on.
    is_gone_on = first.word_count <= SHORT_WORDS
    is_background = bool(_YEAR.search(second.said.text)) or second.order > EARLY_SENTENCES
    return (
        second.score >= LEAST_SECOND_SCORE
        and not second.leans
        and is_next
        and (is_related or is_gone_on)
        and not is_background
        and _repeated(first, second) <= MOST_REPEATED
        and not BARE.match(second.said.text)
        and _says_more(first, second, brief)
    )


def _repeated(first: Candidate, second: Candidate) -> float:
    """Return which part of the shorter sentence stands in the other."""
    least = min(len(first.stems), len(second.stems)) or 1
    return len(first.stems & second.stems) / least


def _says_more(first: Candidate, second: Candidate, brief: Brief) -> bool:
    """Whether a second sentence has an act, a number or a name more."""
    is_told = any(second.point.span.contains(act.span) for it in brief.actors for act in it.acts)
    numbers = set(NUMBER.findall(second.said.text)) - set(NUMBER.findall(first.said.text))
    return is_told or bool(numbers) or bool(second.said.names - first.said.names)
