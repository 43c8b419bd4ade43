"""The verb `show`: print one article or one story."""

import argparse

from cache.values.list_rows import EntryId
from summarise.stories.story_model import StoryId
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, put_json, put_line
from tui.headless.printing.article_document import article_document
from tui.headless.printing.json_fields import entry_fields
from tui.headless.printing.plain_text import as_text
from tui.headless.printing.screen_reader_text import as_plain
from tui.headless.verbs.articles.brief import show_story


def show(arguments: argparse.Namespace) -> int:
    """Print one entry, its brief, then its text; or one story ("s12")."""
    words: str = arguments.entry
    if words.startswith("s") and words[1:].isdecimal():
        return show_story(arguments, StoryId(words[1:]))
    session = open_session(arguments)
    with session.reader() as library:
        detail = library.detail(EntryId(int(words))) if words.isdecimal() else None
    if detail is None:
        complain(f"{arguments.entry}: there is no such entry; `nutgraf search` finds some")
        return EXIT_USAGE
    if arguments.json:
        put_json(entry_fields(detail))
        return EXIT_DONE
    printed = as_plain if arguments.plain else as_text
    put_line(printed([article_document(detail, is_whole=arguments.full)]).rstrip())
    return EXIT_DONE
