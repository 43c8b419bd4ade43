"""The verb `search`: search the cache."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC

from cache.errors import QueryError
from cache.lists.best_first import FoundEntry
from cache.lists.found_lists import SEARCH_LIMIT
from cache.values.list_rows import EntryRow
from cache.values.query_tree import FieldName
from fetch.text.clean import strip_controls
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, put_json, put_line
from tui.headless.printing.json_fields import row_fields
from tui.headless.words.notices import describe_query_error
from tui.headless.words.shown_titles import shown_title

SNIPPET_INDENT = 9 * " "
"""Deeper than any row begins, so that rows and the words below them can be told apart."""


def search(arguments: argparse.Namespace) -> int:
    """Print what a query finds, with the words around hits; 1 if nothing, 2 if it is wrong."""
    if arguments.limit < 1:
        complain(f"--limit: expected a number above 0, got {arguments.limit}")
        return EXIT_USAGE
    session = open_session(arguments)
    text = query_of(arguments.query)
    if not text.strip():
        complain("say what to look for; `nutgraf search --help` has examples")
        return EXIT_USAGE
    with session.reader() as library:
        try:
            query = library.lists.parse_query(text)
        except QueryError as error:
            complain(describe_query_error(error, text))
            return EXIT_USAGE
        ids = library.lists.find(query, by_rank=arguments.sort == "rank")
        found = library.lists.found(query, ids[: arguments.limit])
    if arguments.json:
        put_json([_found_fields(it) for it in found])
    else:
        for it in found:
            put_line(row_line(it.row))
            if snippet := snippet_of(it):
                put_line(f"{SNIPPET_INDENT}{snippet}")
    if not found:
        complain("nothing found")
        return EXIT_SOME_FAILED
    if len(ids) > len(found):
        # After the lines, where both go to one terminal.
        sys.stdout.flush()
        sys.stderr.write(_how_many_more(len(found), len(ids)) + "\n")
    return EXIT_DONE


def _how_many_more(shown: int, count: int) -> str:
    least = "at least " if count >= SEARCH_LIMIT else ""
    return f"{shown:,} of {least}{count:,}; --limit {count} shows {'so many' if least else 'all'}"


def _found_fields(found: FoundEntry) -> dict[str, object]:
    """Return an entry with the words around its hits, and what was said if `said:` asked for it."""
    said = [
        {
            "speaker": it.speaker,
            "text": " ".join(it.text.split()),
            "kind": it.kind,
            "cue": it.cue,
            "frame": it.frame,
        }
        for it in found.said
    ]
    fields = row_fields(found.row) | {"snippet": snippet_of(found)}
    return fields | {"said": said} if said else fields


_NAMING = set(FieldName) - {
    *(FieldName.IS, FieldName.HAS, FieldName.LANG),
    *(FieldName.AFTER, FieldName.BEFORE, FieldName.MINUTES),
}
"""Fields whose value may be of several words; behind that of another one, the next term begins."""


def query_of(arguments: Sequence[str]) -> str:
    """Return the query that the words of a command line are.

    The shell takes quotation marks away: feed:"BBC News" arrives as `feed:BBC News`.
    """
    if len(arguments) == 1 and '"' in arguments[0]:
        return arguments[0]
    return " ".join(_quoted(argument) for argument in arguments)


def _quoted(argument: str) -> str:
    name, colon, value = argument.partition(":")
    is_field = colon and name.removeprefix("-") in _NAMING
    # Of several terms in one argument the blank stands before another field.
    is_one = " " in value and '"' not in value and ":" not in value
    return f'{name}:"{value}"' if is_field and is_one else argument


def row_line(row: EntryRow) -> str:
    """Return an entry as a line; the day when it was first seen is not its date."""
    day = row.sort_at.astimezone(UTC).date().isoformat() if row.has_published else "undated"
    return f"{row.entry_id:>7}  {day:<10}  {shown_title(row)}  ({row.feed_title})"


def snippet_of(found: FoundEntry) -> str:
    """Return the words around the hits of an entry as one line."""
    return strip_controls("".join(words for words, _ in found.snippet))
