"""Today's edition as a document: the top stories in the order of the front page."""

from datetime import datetime

from msgspec import Struct

from cache.values.story_rows import StoryDetail
from summarise.stories.story_model import SourcedActor
from tui.headless.printing.article_document import day_of
from tui.headless.printing.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    listing,
    one_line,
    plain,
)
from tui.headless.printing.story_document import (
    article_line,
    articles_of,
    facts_of,
    nut_graf_block,
    points_listing,
    story_title,
)

_MOST_ACTORS = 6
_MOST_POINTS = 6


class Edition(Struct, frozen=True, kw_only=True):
    """The top stories of a while.

    Attributes:
        made_at: aware, in the reader's own zone.
        hours: how far it looks back.
    """

    made_at: datetime
    hours: float
    stories: tuple[StoryDetail, ...]


def edition_document(edition: Edition, *, is_whole: bool = True) -> Document:
    """Return the edition, with its points whole or shortened."""
    blocks = [
        it
        for n, story in enumerate(edition.stories, 1)
        for it in story_blocks(story, n, is_whole=is_whole)
    ]
    return Document(
        title=title_of(edition),
        blocks=tuple(blocks),
        language="en",
        published=edition.made_at,
        source="nutgraf",
    )


def title_of(edition: Edition) -> str:
    """Return the headline of the whole."""
    day = f"{edition.made_at:%A} {day_of(edition.made_at)}"
    count = len(edition.stories)
    stories = "1 story" if count == 1 else f"{count} stories"
    return f"{day} · {stories} of the last {span_words(edition.hours)}"


def span_words(hours: float) -> str:
    """Return a span of time: "24 h", "3 days"."""
    days = hours / 24
    return f"{days:g} days" if days >= 2 and days.is_integer() else f"{hours:g} h"  # noqa: PLR2004


def story_blocks(story: StoryDetail, number: int, *, is_whole: bool = True) -> list[Block]:
    """Return a story in brief, under its number."""
    blocks: list[Block] = [
        Heading(words=plain(story_title(story)), number=number),
        *nut_graf_block(story, is_whole=is_whole),
        Paragraph(words=plain(facts_of(story)), is_quiet=True),
    ]
    points = points_listing(story, _MOST_POINTS, is_whole=is_whole)
    if points is not None:
        blocks.append(points)
    if actors := [_actor(it) for it in story.brief.actors[:_MOST_ACTORS]]:
        blocks.append(Paragraph(words=plain(f"Who: {'; '.join(actors)}")))
    blocks.append(listing([article_line(row) for row in articles_of(story)]))
    return blocks


def _actor(actor: SourcedActor) -> str:
    role = one_line(actor.roles[0].text) if actor.roles else ""
    return f"{one_line(actor.name)} ({role})" if role else one_line(actor.name)
