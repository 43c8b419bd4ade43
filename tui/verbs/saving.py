"""The verb `save`: articles and stories into files."""

import argparse
import sys

import msgspec

from cache.library import Library
from cache.model import EntryId
from summarise.stories import StoryId
from tui.exits import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.printing.article import Parts
from tui.printing.files import SaveError, folder_path
from tui.services.exporting import ExportRequest, Format, Target, export
from tui.verbs.session import open_session, put_line, utc_now

_SHORT = {"md": "markdown"}


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
        named = [_target(it) for it in arguments.ids or _from_stream(sys.stdin.read())]
    except (SaveError, _IdError) as error:
        complain(str(error))
        return EXIT_USAGE
    if not named:
        complain("nothing to save: name entries, or hand in what `nutgraf search --json` prints")
        return EXIT_SOME_FAILED
    with session.writer(), session.library() as library:
        targets = [it for name in named for it in _found(library, name, arguments.story)]
        try:
            paths = export(library, targets, request, now=utc_now())
        except SaveError as error:
            complain(str(error))
            return EXIT_USAGE
    for path in paths:
        put_line(str(path))
    return EXIT_DONE if targets and len(targets) >= len(named) else EXIT_SOME_FAILED


def _from_stream(text: str) -> list[str]:
    """Return the numbers that a list of them, or of objects with an "id", holds."""
    if not text.lstrip().startswith(("[", "{")):
        return text.split()
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        message = f"standard input: not valid JSON: {error}"
        raise _IdError(message) from error
    rows = value if isinstance(value, list) else [value]
    return [str(it.get("id", "") if isinstance(it, dict) else it) for it in rows]


def _target(words: str) -> Target:
    if words.startswith("s") and words[1:].isdecimal():
        return StoryId(words[1:])
    if not words.isdecimal():
        message = f"{words!r}: expected the number of an entry, or of a story such as s12"
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
        is_there = library.row(target) is not None
    if not is_there or found is None:
        what = "is in no story of several articles" if wants_story else "is not in the cache"
        complain(f"{name}: {what}")
        return []
    return [found]
