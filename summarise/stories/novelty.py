"""Mark the lines of a story that the reader has not seen yet."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from summarise.model import Brief
from summarise.stories.same_statement import Saying
from summarise.stories.story_model import (
    ArticleId,
    Citation,
    Seen,
    SourcedActor,
    SourcedEvent,
    SourcedFigure,
    SourcedPoint,
    SourcedQuote,
    StoryArticle,
)

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
Line = TypeVar("Line", SourcedPoint, SourcedQuote, SourcedFigure, SourcedEvent)


class Novelty:
    """Tells which lines of a story stand in nothing that the reader has seen."""

    def __init__(self, articles: Sequence[StoryArticle], seen: Seen) -> None:
        self.has_been_read = bool(seen.versions)
        self.seen: set[ArticleId] = {a.id for a in articles if (a.id, a.version) in seen.versions}
        # Who has read a copy has read the original's words, and the other way round.
        self._read = self.seen | {a.copy_of for a in articles if a.id in self.seen and a.copy_of}
        self._earlier = seen.earlier
        read = [*(a.brief for a in articles if a.id in self.seen), *seen.earlier]
        self._known_numbers = {n for brief in read for n in _NUMBER.findall(brief.text)}
        self._sayings = [
            Saying(line, brief.language) for brief in seen.earlier for line in _of(brief)
        ]

    def marked(self, lines: Iterable[Line], language: str) -> tuple[Line, ...]:
        """Return the lines with the new ones marked and first, else in their order."""
        made = [replace(line, is_new=self._is_new(line, language)) for line in lines]
        return tuple(sorted(made, key=lambda line: not line.is_new))

    def marked_points(
        self, points: Iterable[SourcedPoint], language: str
    ) -> tuple[SourcedPoint, ...]:
        """Return the points with the new ones marked and first, else in their order."""
        made = [
            replace(point, is_new=self._is_new(point, language) or self._adds_a_number(point))
            for point in points
        ]
        return tuple(sorted(made, key=lambda point: not point.is_new))

    def marked_actors(self, actors: Iterable[SourcedActor]) -> tuple[SourcedActor, ...]:
        """Return the actors with the new ones marked and first."""
        known = {
            form.casefold()
            for brief in self._earlier
            for actor in brief.actors
            for form in (actor.name, *actor.aliases)
        }
        made = [
            replace(
                actor,
                is_new=self._is_unread(actor.citations)
                and not known & {form.casefold() for form in (actor.name, *actor.aliases)},
            )
            for actor in actors
        ]
        return tuple(sorted(made, key=lambda actor: not actor.is_new))

    def is_new_article(self, article: StoryArticle) -> bool:
        """Whether the reader has not seen this version of an article."""
        return self.has_been_read and article.id not in self.seen

    def _is_unread(self, citations: Iterable[Citation]) -> bool:
        return self.has_been_read and not any(c.article_id in self._read for c in citations)

    def _is_new(self, line: Line, language: str) -> bool:
        if not self._is_unread(line.citations):
            return False
        said = Saying(line.text, language)
        folded = line.text.casefold()
        return not any(said.agrees(earlier) for earlier in self._sayings) and not any(
            folded in " ".join(b.text.casefold().split()) for b in self._earlier
        )

    def _adds_a_number(self, point: SourcedPoint) -> bool:
        """Whether a new article's sentence has a number that stands in nothing that was read.

        Others may say so in their own words, and not have the number.
        """
        if not self._is_unread(point.citations[:1]):
            return False
        return not self._known_numbers >= set(_NUMBER.findall(point.text))


def _of(brief: Brief) -> list[str]:
    return [
        *(point.text for point in brief.key_points),
        *(quote.text for quote in brief.quotes),
        *(event.text for event in brief.timeline),
    ]
