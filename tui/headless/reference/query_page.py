"""The page nutgraf-query(7): the query language, from its table of fields."""

from collections.abc import Iterator

from cache.values.query_tree import FieldName, State
from tui.headless.reference.page import (
    Block,
    Definition,
    Example,
    Heading,
    ManualPage,
    Paragraph,
)

POSSESSIONS = ("note", "tag")
"""Values of `has:`, as `cache.search.query_parser` has them, which imports too much for this."""

STATES = {
    State.UNREAD: "not read",
    State.READ: "read",
    State.STARRED: "starred",
    State.MUTED: "hidden by a mute",
    State.LATER: "kept for later",
    State.TAGGED: "with a tag",
}

FIELDS = {
    FieldName.TITLE: ("words of the title", "title:budget"),
    FieldName.AUTHOR: ("words of the author's name", "author:smith"),
    FieldName.FEED: ("a part of a feed's name or address", "feed:guardian"),
    FieldName.FOLDER: ("feeds of a folder", "folder:world"),
    FieldName.ACTOR: ("a person, organisation or place in it", 'actor:"Angela Merkel"'),
    FieldName.SAID: ("what somebody said, in the article's own words", 'said:"Jane Poe"'),
    FieldName.IS: ("its state: see below", "is:unread"),
    FieldName.HAS: ("a note or a tag", "has:note"),
    FieldName.TAG: ("a tag of yours", "tag:budget"),
    FieldName.NOTE: ("words of your note", "note:budget"),
    FieldName.AFTER: ("since a day, month or year, or a time span ago", "after:7d"),
    FieldName.BEFORE: ("before a day, month or year, or a time span ago", "before:2026-11"),
    FieldName.MINUTES: ("how long it takes to read: <5, >=10 or 3 minutes", "minutes:<5"),
    FieldName.LANG: ("its language, as a two-letter code", "lang:fr"),
}
"""What each field looks at, and an example."""

EXAMPLES = {
    "climate -cricket": "with the first word, without the second",
    '"prime minister" title:budget': "a phrase in the text, a word in the title",
    "rates bank OR fed": "rates, and one of the two others",
    'said:"Jane Poe" after:7d': "what she said in the last seven days",
    "is:starred OR is:later": "what you kept",
    "minist*": "words that begin so",
    "is:unread minutes:<5": "what is read quickly",
    'feed:"World News" is:unread before:2w': "unread articles of one feed, older than two weeks",
}


def query_page(*, version: str) -> ManualPage:
    """Return the page about queries."""
    return ManualPage(
        name="nutgraf-query",
        section=7,
        summary="query language of nutgraf",
        version=version,
        blocks=tuple(_blocks()),
    )


def _blocks() -> Iterator[Block]:
    yield Heading(text="Description")
    yield Paragraph(
        text="Queries are typed after / and F in the app and given to `nutgraf search` and "
        "`nutgraf follow`. An article is found if all terms match it. A word matches with any "
        'accents and in capitals or not; words in quotation marks ("a phrase") must follow one '
        "another. A * at the end of a word stands for any ending."
    )
    yield Definition(term="-term", text="without this; not alone")
    yield Definition(term="a OR b", text="either; OR binds closer than the space between terms")
    yield Definition(
        term="field:value", text="looks only there; a value of several words is quoted"
    )
    yield Paragraph(
        text="Anything else is a word, so a pasted headline is a query. An unknown field, an "
        "operator without an operand and an open quotation mark are errors, and the message says "
        "where."
    )
    yield Heading(text="Fields")
    for field, (words, example) in FIELDS.items():
        yield Definition(term=f"{field}:", text=f"{words}, as in {example}")
    yield Heading(text="States")
    yield from (Definition(term=f"is:{state}", text=words) for state, words in STATES.items())
    yield Heading(text="Dates and time spans")
    yield Paragraph(
        text="A date is 2026, 2026-11 or 2026-11-30: the beginning of that year, month or day in "
        "UTC. A span is a number with h, d or w: hours, days or weeks ago."
    )
    yield Heading(text="Examples")
    yield Example(lines=tuple(f"{query:<40} {words}" for query, words in EXAMPLES.items()))
    yield Paragraph(
        text="On the command line a shell takes quotation marks, *, < and ; for itself: put the "
        "query in single quotation marks."
    )
    yield Example(lines=("nutgraf search 'said:\"Jane Poe\" after:7d'",))
    yield Heading(text="See also")
    yield Paragraph(text="nutgraf(1), nutgraf-config(5)")
