"""What an edition holds, and what every format says in the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cache.headlines import StoryDetail
from cache.model import EntryRow
from summarise.stories import Citation, Disagreement, SourcedActor

_MOST_ACTORS = 6
_MOST_POINTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The top stories of a while.

    Attributes:
        made_at: aware, in the reader's own zone.
        hours: how far it looks back.
    """

    made_at: datetime
    hours: float
    stories: tuple[StoryDetail, ...]


def title_of(edition: Edition) -> str:
    """Return the headline of the whole."""
    day = f"{edition.made_at:%A} {edition.made_at.day} {edition.made_at:%B %Y}"
    count = len(edition.stories)
    stories = "1 story" if count == 1 else f"{count} stories"
    return f"{day} · {stories} of the last {span_words(edition.hours)}"


def span_words(hours: float) -> str:
    """Return a span of time: "24 h", "3 days"."""
    days = hours / 24
    return f"{days:g} days" if days >= 2 and days.is_integer() else f"{hours:g} h"  # noqa: PLR2004


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(text.split())


def sources_of(citations: Sequence[Citation]) -> str:
    """Return the papers, each once."""
    return ", ".join(one_line(it) for it in dict.fromkeys(each.source for each in citations))


def facts_of(story: StoryDetail) -> str:
    """Return who tells a story: "3 papers: BBC, ITV, Al Jazeera · 4 articles"."""
    names = [one_line(source) for source in story.brief.sources]
    papers = f"{len(names)} papers: {', '.join(names)}" if len(names) > 1 else "".join(names)
    count = story.row.article_count
    return f"{papers} · {count} articles" if count > 1 else papers


def actor_of(actor: SourcedActor) -> str:
    """Return an actor with the first role given: "Ana Núñez (mayor)"."""
    role = one_line(actor.roles[0].text) if actor.roles else ""
    return f"{one_line(actor.name)} ({role})" if role else one_line(actor.name)


def actors_of(story: StoryDetail) -> list[str]:
    """Return the main actors."""
    return [actor_of(actor) for actor in story.brief.actors[:_MOST_ACTORS]]


def points_of(story: StoryDetail) -> list[tuple[str, str]]:
    """Return the main points, each with its papers."""
    points = story.brief.points[:_MOST_POINTS]
    return [(one_line(point.text), sources_of(point.citations)) for point in points]


def sides_of(disagreement: Disagreement) -> list[str]:
    """Return contradicting figures: "at least 15 people (ITV, 1 Dec)"."""
    sides = []
    for figure in disagreement.figures:
        first = min(citation.moment for citation in figure.citations)
        when = f"{first.day} {first:%b}"
        sides.append(f"{one_line(figure.text)} ({sources_of(figure.citations)}, {when})")
    return sides


def articles_of(story: StoryDetail) -> tuple[EntryRow, ...]:
    """Return the articles, the latest first."""
    return story.entries[::-1]
