"""Make one notice of all news that the reader wants to be told of. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from fetch.text.clean import clean_line
from tui.headless.settings.external_programs import put_in
from tui.headless.words.notices import plural

_LONGEST_TITLE = 120
_LONGEST_BODY = 400
_LONGEST_OF_MANY = 160
_SHOWN = 3
_OPTION_SIGNS = "-–—@/ "
"""What begins with one of these could be an option or a file's name to a program."""
_TAGS = str.maketrans({"<": "(", ">": ")"})
"""Notification servers read markup in the body."""


class News(Struct, frozen=True, kw_only=True):
    """An article or story to tell of; the body is its nut graf, or the next best."""

    title: str
    body: str


class Notice(Struct, frozen=True, kw_only=True):
    """What is shown, safe for a program's arguments and for a terminal."""

    title: str
    body: str


def notice_of(news: Sequence[News]) -> Notice:
    """Return one notice of one piece of news, or of several together."""
    if len(news) == 1:
        only = news[0]
        return Notice(title=_safe(only.title, _LONGEST_TITLE), body=_safe(only.body, _LONGEST_BODY))
    lines = [_safe(_line(it), _LONGEST_OF_MANY) for it in news[:_SHOWN]]
    if len(news) > _SHOWN:
        lines.append(f"and {len(news) - _SHOWN:,} more")
    return Notice(title=plural(len(news), "new article"), body="\n".join(lines))


def _line(news: News) -> str:
    return f"{news.title}: {news.body}" if news.body else news.title


def _safe(text: str, length: int) -> str:
    words = clean_line(text, max_characters=length).translate(_TAGS).lstrip(_OPTION_SIGNS)
    return words or "nutgraf"


def filled_notice(command: Sequence[str], notice: Notice) -> list[str]:
    """Return the arguments of the program that shows a notice."""
    values = {"{title}": notice.title, "{body}": notice.body}
    return [command[0], *(put_in(argument, values) for argument in command[1:])]
