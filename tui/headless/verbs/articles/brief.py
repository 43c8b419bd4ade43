"""The verb `brief`, the list of `stories`, and one story as data."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from cache.library import Library
from cache.values.story_rows import StoryDetail
from summarise.stories.front_page_order import RankedStory
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_model import StoryBrief, StoryId
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.session import Session, open_session, put_json, put_line, utc_now
from tui.headless.printing.document import Document
from tui.headless.printing.edition_document import Edition, edition_document
from tui.headless.printing.html_page import as_html
from tui.headless.printing.json_fields import story_fields
from tui.headless.printing.markdown import as_markdown
from tui.headless.printing.plain_text import as_text
from tui.headless.printing.screen_reader_text import as_plain
from tui.headless.printing.story_document import story_document
from tui.headless.services.ranked_stories import TopStory, rank_of, top_stories

_SPAN = re.compile(r"(\d{1,5})\s*([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}


def brief(arguments: argparse.Namespace) -> int:
    """Print the top stories of the last while."""
    hours = _hours(arguments.since)
    if hours is None:
        complain(f"--since: expected a span such as 24h, 3d or 1w, got {arguments.since!r}")
        return EXIT_USAGE
    if arguments.top < 1:
        complain(f"--top: expected a number above 0, got {arguments.top}")
        return EXIT_USAGE
    session = open_session(arguments)
    now = utc_now()
    with session.reader() as library:
        found = _stories_since(session, library, now, hours, arguments.top)
    edition = Edition(
        made_at=now.astimezone(), hours=hours, stories=tuple(story for story, _ in found)
    )
    document = edition_document(edition, is_whole=arguments.full)
    if arguments.json:
        put_json(
            {
                "made": now,
                "since_hours": hours,
                "stories": [_fields(story, rank) for story, rank in found],
            }
        )
    elif arguments.html:
        put_line(as_html([document]).rstrip())
    elif arguments.markdown:
        put_line(as_markdown([document]).rstrip())
    else:
        put_line(_printed(arguments)([document]).rstrip())
    if not found:
        complain(f"no articles in the last {arguments.since}; try a longer --since")
    return EXIT_DONE


def _printed(arguments: argparse.Namespace) -> Callable[[Sequence[Document]], str]:
    return as_plain if arguments.plain else as_text


def _hours(words: str) -> int | None:
    match = _SPAN.fullmatch(words.strip().lower())
    hours = int(match[1]) * _HOURS[match[2]] if match else 0
    return hours or None


def _stories_since(
    session: Session, library: Library, now: datetime, hours: int, most: int
) -> list[tuple[StoryDetail, RankedStory]]:
    """Return the stories of several articles by rank, then single articles in their order."""
    since = max(now - timedelta(hours=hours), datetime(1, 1, 2, tzinfo=UTC)) if hours else now
    settings = session.config.stories
    found: list[tuple[StoryDetail, RankedStory]] = []
    for story in top_stories(library, settings, now, since=since)[:most]:
        detail = library.stories.detail(story.row.story_id)
        if detail is not None:
            found.append((detail, story.rank))
    singles = [
        detail
        for story_id in library.stories.singles(since, most - len(found))
        if (detail := _single(library, story_id)) is not None
    ]
    return [*found, *((detail, rank_of(detail.row, settings, now)) for detail in singles)]


def _single(library: Library, story_id: StoryId) -> StoryDetail | None:
    """Return a story of one article, told here and now: the cache tells only those of several."""
    material = library.stories.material(story_id)
    if material is None:
        return None
    told: StoryBrief = story_brief(story_id, material.articles)
    return library.stories.single_detail(story_id, told)


def _fields(story: StoryDetail, rank: RankedStory) -> dict[str, object]:
    return {**story_fields(story), "score": round(rank.score, 3), "reasons": rank.reasons}


def top(arguments: argparse.Namespace) -> int:
    """List the top stories of the cache, a line each, or as JSON."""
    session = open_session(arguments)
    with session.reader() as library:
        found = top_stories(library, session.config.stories, utc_now())
    if arguments.json:
        put_json([_line_fields(story) for story in found])
    else:
        for story in found:
            row = story.row
            mark = "*" if row.is_updated else "●" if row.is_unread else " "
            day = row.updated_at.astimezone(UTC).date().isoformat()
            papers = ", ".join(row.sources)
            put_line(f"{'s' + row.story_id:>8} {mark} {day}  {row.title}  ({papers})")
    if not found:
        complain("there are no stories of several articles yet; `nutgraf fetch` finds some")
    return EXIT_DONE


def _line_fields(story: TopStory) -> dict[str, object]:
    """Return a story as the list of the top stories has it; `show` takes its id."""
    row = story.row
    return {
        "id": f"s{row.story_id}",
        "title": row.title,
        "lead": row.lead,
        "sources": row.sources,
        "articles": row.article_count,
        "opened": row.opened_at,
        "updated": row.updated_at,
        "is_unread": row.is_unread,
        "is_updated": row.is_updated,
        "followed": row.followed,
        "score": round(story.rank.score, 3),
        "reasons": story.rank.reasons,
    }


def show_story(arguments: argparse.Namespace, story_id: StoryId) -> int:
    """Print one story."""
    session = open_session(arguments)
    now = utc_now()
    with session.reader() as library:
        detail = library.stories.detail(story_id) or _single(library, story_id)
    if detail is None:
        complain(f"s{story_id}: there is no such story; `nutgraf stories` lists the top ones")
        return EXIT_USAGE
    if arguments.json:
        put_json(_fields(detail, rank_of(detail.row, session.config.stories, now)))
    else:
        put_line(_printed(arguments)([story_document(detail, is_whole=arguments.full)]).rstrip())
    return EXIT_DONE
