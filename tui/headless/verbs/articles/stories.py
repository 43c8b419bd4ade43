"""The verb `stories` with `--jsonl`: group articles by event."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from fetch.text.clean import clean_line, clean_text
from summarise.lexicon.identify_language import primary_subtag
from summarise.stories.article_features import ArticleFeatures, ClusterRequest, features_of
from summarise.stories.cluster import StoryClusterer
from summarise.stories.story_model import ArticleId
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, put_line
from tui.headless.cli.text_sources import SourceError, json_fields, line_source
from tui.headless.verbs.articles.brief import top


def stories(arguments: argparse.Namespace) -> int:
    """Print the story of each article, one line of JSON for each line of JSON, in order.

    Without --jsonl the top stories of the cache, a line each.
    """
    if arguments.briefs:
        return _told(arguments)
    if not arguments.jsonl:
        if arguments.source != "-":
            complain(f"{arguments.source}: use --jsonl to group articles")
            return EXIT_USAGE
        return top(arguments)
    path: str = arguments.source
    try:
        stream = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115
    except OSError as error:
        complain(f"{path}: can't be read: {error.strerror}")
        return EXIT_USAGE
    status = EXIT_DONE
    clusterer = StoryClusterer()
    with stream:
        lines = _lines(stream)
        while batch := list(islice(lines, arguments.batch)):
            for answer in _placed(clusterer, batch):
                if "error" in answer:
                    status = EXIT_SOME_FAILED
                put_line(msgspec.json.encode(answer).decode())
            sys.stdout.flush()
    return status


def _told(arguments: argparse.Namespace) -> int:
    """Print each story with its brief."""
    if not arguments.jsonl:
        complain("--briefs needs --jsonl; `nutgraf show s12` prints a story of the cache")
        return EXIT_USAGE
    # What makes briefs is not loaded to group articles.
    from tui.headless.verbs.articles.story_briefs import tell_lines  # noqa: PLC0415

    return asyncio.run(tell_lines(open_session(arguments), arguments))


Read = ArticleFeatures | dict[str, Any]
"""What a line gave: an article's features, or an answer that says why not."""


def _lines(stream: BinaryIO) -> Iterator[Read]:
    """Read one line at a time; of its text only the features are kept."""
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _read(number, line)


def _read(number: int, line: bytes) -> Read:
    identity: object = None
    try:
        fields = json_fields(line)
        identity = fields.get("id")
        source = line_source(fields, number)
    except SourceError as error:
        return {"id": identity, "line": number, "error": str(error)}
    if not source.text:
        words = "expected a text: `nutgraf extract --jsonl` extracts it from HTML"
        return {"id": identity, "line": number, "error": words}
    return features_of(
        ClusterRequest(
            id=ArticleId(source.id),
            title=clean_line(source.title),
            text=clean_text(source.text),
            published=source.published,
            language=primary_subtag(source.language),
        )
    )


def _placed(clusterer: StoryClusterer, batch: list[Read]) -> Iterator[dict[str, Any]]:
    fresh: dict[ArticleId, ArticleFeatures] = {}
    answers: list[ArticleId | dict[str, Any]] = []
    for read in batch:
        if isinstance(read, dict):
            answers.append(read)
        elif read.id in fresh or clusterer.knows(read.id):
            answers.append({"id": read.id, "error": "id: another article has it already"})
        else:
            fresh[read.id] = read
            answers.append(read.id)
    homes = {m.article_id: m for m in clusterer.add(tuple(fresh.values()))}
    for answer in answers:
        if isinstance(answer, dict):
            yield answer
        else:
            home = homes[answer]
            copied = {"copy_of": home.copy_of} if home.copy_of else {}
            yield {"id": answer, "story": home.story_id, **copied}
