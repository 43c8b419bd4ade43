"""The hidden verb `__complete`: names for a shell that completes a word. Imports little."""

import sys
from collections.abc import Sequence

from cache.errors import CacheError
from cache.lists.stored_names import StoredNames, read_names
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE
from tui.headless.reference.candidates import as_lines, candidates
from tui.headless.reference.command_tree import STORED, Values
from tui.headless.settings.paths import reader_paths


def complete(arguments: Sequence[str]) -> int:
    """Print the names of a kind that begin like a word: `__complete feeds "World"`.

    A cache that is not there or can't be read has no names: a shell is no place for a message.
    """
    if not arguments or arguments[0] not in STORED:
        return EXIT_USAGE
    begun = arguments[1] if len(arguments) > 1 else ""
    try:
        names = read_names(reader_paths().cache)
    except CacheError:
        names = StoredNames()
    sys.stdout.write(as_lines(candidates(Values(arguments[0]), names, begun)))
    return EXIT_DONE
