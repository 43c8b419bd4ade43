"""The verb `save`: save articles and stories as files."""

import argparse
import re
import sys

import msgspec

from cache.library import Library
from cache.values.list_rows import EntryId
from fetch.text.clean import strip_controls
from summarise.stories.story_model import StoryId
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, put_line, utc_now
from tui.headless.printing.article_document import Parts
from tui.headless.printing.output_files import SaveError, folder_path
from tui.headless.services.files.export import ExportRequest, Format, Target, export
from tui.headless.verbs.articles.search import SNIPPET_INDENT

_SHORT = {"md": "markdown"}
_ID = re.compile(r"s?\d+")
_ROW = re.compile(r" {0,8}(s?\d+)(?: {1,2}[●* ])? +\d{4}-\d{2}-\d{2}  |(s?\d+)$")
"""A line of `search` or `stories`."""


class _IdError(Exception):
    """What was given is no number of an entry or story; the message says which."""


def save(arguments: argparse.Namespace) -> int:
    """Write what was named, and print the paths of the new files; 1 if something is not there."""
    session = open_session(arguments)
    settings = session.config.export
    words = arguments.format or settings.format
    try:
        request = ExportRequest(
            format=Format(_SHORT.get(words, words)),
            folder=folder_path(arguments.folder or settings.folder),
            parts=Parts(arguments.parts),
        )
        named = [_target(it) for it in arguments.ids or _from_stream()]
    except (SaveError, _IdError) as error:
        complain(str(error))
        return EXIT_USAGE
    if not named:
        complain("nothing to save: give ids, or pipe in the output of `nutgraf search`")
        return EXIT_SOME_FAILED
    with session.reader() as library:
        targets = [it for name in named for it in _found(library, name, arguments.story)]
        try:
            paths = export(library, targets, request, now=utc_now())
        except SaveError as error:
            complain(str(error))
            return EXIT_USAGE
    for path in paths:
        put_line(str(path))
    return EXIT_DONE if targets and len(targets) >= len(named) else EXIT_SOME_FAILED


def _from_stream() -> list[str]:
    """Return the numbers on standard input: a list of them, JSON objects, or lines of a list."""
    if sys.stdin.isatty():
        return []
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    if text.lstrip().startswith(("[", "{")):
        return _from_json(text)
    words = text.split()
    if all(_ID.fullmatch(word) for word in words):
        return words
    return [_from_line(line) for line in text.splitlines() if _is_row(line)]


def _from_json(text: str) -> list[str]:
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        message = f"standard input: not valid JSON: {error}"
        raise _IdError(message) from error
    rows = value if isinstance(value, list) else [value]
    return [str(it.get("id", "") if isinstance(it, dict) else it) for it in rows]


def _is_row(line: str) -> bool:
    """Whether a line is no blank one, and none of the words that `search` puts below a row."""
    return bool(line.strip()) and not line.startswith(SNIPPET_INDENT)


def _from_line(line: str) -> str:
    match = _ROW.match(line)
    if match is None:
        message = (
            f"standard input: {strip_controls(line.strip())[:60]!r}: expected the id of an "
            "article or of a story, or what `nutgraf search` or `nutgraf stories` prints"
        )
        raise _IdError(message)
    return match[1] or match[2]


def _target(words: str) -> Target:
    if words.startswith("s") and words[1:].isdecimal():
        return StoryId(words[1:])
    if not words.isdecimal():
        message = f"{words!r}: expected the id of an article (123) or of a story (s12)"
        raise _IdError(message)
    return EntryId(int(words))


def _found(library: Library, target: Target, wants_story: bool) -> list[Target]:  # noqa: FBT001
    """Return what there is of a target: itself, the story that it is in, or nothing."""
    name = f"s{target}" if isinstance(target, str) else f"{target}"
    found: Target | None = target
    if isinstance(target, str):
        is_there = library.stories.detail(StoryId(target)) is not None
    elif wants_story:
        found = library.stories.of_entry(target)
        is_there = found is not None
    else:
        is_there = library.lists.row(target) is not None
    if not is_there or found is None:
        what = "is in no story of several articles" if wants_story else "is not in the cache"
        complain(f"{name}: {what}")
        return []
    return [found]
