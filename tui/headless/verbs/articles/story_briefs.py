"""The verb `stories` with `--jsonl --briefs`: group articles by event, and tell each story.

All articles are read first: a story is told when its last article is known.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from fetch.errors import FetchError
from fetch.text.clean import clean_line, clean_text
from summarise.lexicon.identify_language import primary_subtag
from summarise.model import Brief, BriefRequest
from summarise.stories.article_features import ArticleFeatures, ClusterRequest, features_of
from summarise.stories.cluster import StoryClusterer
from summarise.stories.near_duplicates import CopyFinder
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_json import story_to_json
from summarise.stories.story_model import ArticleId, StoryArticle, StoryId
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import Session, put_line
from tui.headless.cli.text_sources import Source, SourceError, json_fields, line_source
from tui.headless.services.refresh.brief_stage import PooledBriefer, worker_count
from tui.headless.words.notices import describe_error

_AHEAD = 3
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


class _Line(Struct, frozen=True, kw_only=True):
    """An article of the input.

    Attributes:
        paper: whose article it is; its own name if the line does not say.
        story: the story that the line says it is of, "" if it says none.
    """

    number: int
    source: Source
    paper: str
    story: str
    features: ArticleFeatures


class _Failure(Struct, frozen=True, kw_only=True):
    number: int
    answer: dict[str, Any]


async def tell_lines(session: Session, arguments: argparse.Namespace) -> int:
    """Print one story with its brief a line, in the order in which their first articles came."""
    path: str = arguments.source
    try:
        stream = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115, ASYNC230
    except OSError as error:
        complain(f"{path}: can't be read: {error.strerror}")
        return EXIT_USAGE
    with stream:
        read = list(_read_lines(stream))
    lines = [each for each in read if isinstance(each, _Line)]
    failures = [each for each in read if isinstance(each, _Failure)]
    story_of, copy_of = _placed(lines, arguments.batch)
    workers = worker_count(session.config.summarise.workers)
    async with session.brief_pool(workers) as pool:
        made = await _briefs(lines, PooledBriefer(pool), at_a_time=workers * _AHEAD)
    failures += [each for each in made.values() if isinstance(each, _Failure)]
    answers: dict[int, dict[str, Any]] = {each.number: each.answer for each in failures}
    stories: dict[StoryId, list[_Line]] = {}
    for line in lines:
        if isinstance(made[line.features.id], Brief):
            stories.setdefault(story_of[line.features.id], []).append(line)
    for story, members in stories.items():
        briefs = {line.features.id: made[line.features.id] for line in members}
        articles = _articles(members, briefs, copy_of)
        answers[members[0].number] = {"id": story, **story_to_json(story_brief(story, articles))}
    for number in sorted(answers):
        put_line(msgspec.json.encode(answers[number]).decode())
    sys.stdout.flush()
    return EXIT_SOME_FAILED if failures else EXIT_DONE


def _read_lines(stream: BinaryIO) -> Iterator[_Line | _Failure]:
    known: set[str] = set()
    for number, data in enumerate(stream, 1):
        if not data.strip():
            continue
        identity: object = None
        try:
            fields = json_fields(data)
            identity = fields.get("id")
            line = _line(fields, number, known)
        except SourceError as error:
            answer = {"id": identity, "line": number, "error": str(error)}
            yield _Failure(number=number, answer=answer)
            continue
        known.add(line.features.id)
        yield line


def _line(fields: dict[str, Any], number: int, known: Set[str]) -> _Line:
    source = line_source(fields, number)
    if source.id in known:
        raise SourceError("id: another article has it already")
    if not source.text:
        raise SourceError("expected a text: `nutgraf extract --jsonl` extracts it from HTML")
    words = {key: _words(fields, key) for key in ("source", "story")}
    source = replace(
        source,
        title=clean_line(source.title),
        text=clean_text(source.text),
        language=primary_subtag(source.language),
    )
    return _Line(
        number=number,
        source=source,
        paper=words["source"] or source.id,
        story=words["story"],
        features=features_of(
            ClusterRequest(
                id=ArticleId(source.id),
                title=source.title,
                text=source.text,
                published=source.published,
                language=source.language,
            )
        ),
    )


def _words(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        message = f"{key}: expected text, got {type(value).__name__}"
        raise SourceError(message)
    return clean_line(value or "")


def _placed(
    lines: Sequence[_Line], batch: int
) -> tuple[dict[ArticleId, StoryId], dict[ArticleId, ArticleId]]:
    """Return the story of each article, given or found, and which are copies of which."""
    story_of = {line.features.id: StoryId(line.story) for line in lines if line.story}
    copy_of: dict[ArticleId, ArticleId] = {}
    for name in dict.fromkeys(line.story for line in lines if line.story):
        copy_of |= _copies([line.features for line in lines if line.story == name])
    open_ones = [line.features for line in lines if not line.story]
    clusterer = StoryClusterer()
    for start in range(0, len(open_ones), batch):
        for member in clusterer.add(open_ones[start : start + batch]):
            story_of[member.article_id] = member.story_id
            if member.copy_of:
                copy_of[member.article_id] = member.copy_of
    return story_of, copy_of


def _copies(articles: Sequence[ArticleFeatures]) -> dict[ArticleId, ArticleId]:
    finder = CopyFinder()
    found: dict[ArticleId, ArticleId] = {}
    for each in sorted(articles, key=lambda it: (it.published or _UNDATED, it.id)):
        original = finder.original(each.sketch)
        if original is None:
            finder.put(each.id, each.sketch)
        else:
            found[each.id] = original
    return found


async def _briefs(
    lines: Sequence[_Line], briefer: PooledBriefer, *, at_a_time: int
) -> dict[ArticleId, Brief | _Failure]:
    """Return the brief of each article, or why there is none."""
    turns = asyncio.Semaphore(at_a_time)

    async def make(line: _Line) -> Brief | _Failure:
        source = line.source
        request = BriefRequest(
            id=source.id,
            title=source.title,
            text=source.text,
            language=source.language,
            published=source.published,
        )
        async with turns:
            try:
                return await briefer.brief(request)
            except FetchError as error:
                said = describe_error(error)
                answer = {"id": source.id, "line": line.number, "error": said}
                return _Failure(number=line.number, answer=answer)

    made = await asyncio.gather(*map(make, lines))
    return {line.features.id: each for line, each in zip(lines, made, strict=True)}


def _articles(
    lines: Sequence[_Line],
    briefs: dict[ArticleId, Brief | _Failure],
    copy_of: dict[ArticleId, ArticleId],
) -> list[StoryArticle]:
    """Return a story's articles; one without a time is as late as the latest that has one."""
    times = [line.source.published for line in lines if line.source.published is not None]
    latest = max(times, default=_UNDATED)
    found = []
    for line in lines:
        brief = briefs[line.features.id]
        if isinstance(brief, Brief):
            found.append(
                StoryArticle(
                    brief=brief,
                    source=line.paper,
                    moment=line.source.published or latest,
                    copy_of=copy_of.get(line.features.id, ArticleId("")),
                )
            )
    return found
