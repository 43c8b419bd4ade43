"""Rank the actors of a story: whom an editor would list.

A story is about those who act in it, in several papers, from the first lines on. Those who only
speak come after those who act, a place counts less unless it acts as a state does, and whoever
reports the news is not who it is about.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from summarise.lexicon.story_lists import story_lists
from summarise.model import Actor, ActorKind, Stance
from summarise.stories.story_model import StoryArticle


class Appearance(Struct, frozen=True, kw_only=True):
    """An actor as one article has it; the lower the place, the more important there."""

    article: StoryArticle
    actor: Actor
    place: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the name."""
        return (self.actor.name, *self.actor.aliases)


class ImportanceWeights(Struct, frozen=True, kw_only=True):
    """What each feature of an actor counts.

    Attributes:
        place: of being first in each article; second counts half of that.
        breadth: of being in every paper.
        mentions: of each doubling of the mentions, roughly.
        acts: of doing anything at all.
        speech: of saying anything.
        person, idle_place: factors of the sum; a place is idle if it does nothing.
        medium: factor of a paper or an agency that no headline names.
    """

    place: float = 1.0
    breadth: float = 0.3
    mentions: float = 0.1
    acts: float = 0.2
    speech: float = 0.07
    person: float = 1.1
    idle_place: float = 0.5
    medium: float = 0.3


def importance(
    appearances: Sequence[Appearance],
    articles: Sequence[StoryArticle],
    weights: ImportanceWeights | None = None,
) -> float:
    """Return how important an actor is, of all whose appearances are given."""
    w = weights or ImportanceWeights()
    source_count = len({article.source for article in articles})
    sources = {one.article.source for one in appearances}
    acts = sum(len(one.actor.acts) for one in appearances)
    mentions = sum(not m.is_pronoun for one in appearances for m in one.actor.mentions)
    score = w.place * sum(1 / (1 + one.place) for one in appearances) / source_count
    score += w.breadth * len(sources) / source_count
    score += w.mentions * math.log1p(mentions)
    score += w.acts * (acts > 0) + w.speech * any(map(_speaks, appearances))
    kinds = {one.actor.kind for one in appearances}
    if ActorKind.PERSON in kinds:
        score *= w.person
    if kinds == {ActorKind.PLACE} and not acts:
        score *= w.idle_place
    if ActorKind.PERSON not in kinds and _is_medium(appearances, articles):
        score *= w.medium
    return score


def _speaks(one: Appearance) -> bool:
    return any(
        quote.speaker == one.actor.name and quote.stance is Stance.SAID
        for quote in one.article.brief.quotes
    )


def _is_medium(appearances: Sequence[Appearance], articles: Sequence[StoryArticle]) -> bool:
    """Whether an actor is a paper, a station or an agency, and not what the story is about."""
    names = {form.casefold().removeprefix("the ") for one in appearances for form in one.forms}
    papers = {article.source.casefold() for article in articles}
    lists = story_lists()
    is_one = any(
        name in lists.news_media or name in papers or name.endswith(lists.media_ends)
        for name in names
    )
    titles = " ".join(article.brief.title.casefold() for article in articles)
    return is_one and not any(name in titles for name in names)
