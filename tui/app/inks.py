"""What is drawn line by line, in which colours of the theme and in which weight.

A style sheet could say it, too: Textual makes a node for each of these names and widgets, and
works its rules out anew whenever the focus moves. That was half of the time to the first frame.
"""

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color

from tui.app.theme import complete

_LIST = {
    "cursor": "on $ng-cursor",
    "cursor-blurred": "on $ng-cursor-blurred",
    "hint": "italic $ng-dim",
    "unread": "bold $ng-headline",
    "read": "$ng-dim",
    "mark": "$primary",
    "meta": "$ng-faint",
    "lead": "$ng-dim",
    "bar": "$primary",
    "selected": "bold $primary",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "bar": {
        "name": "bold $primary",
        "view": "bold $ng-headline",
        "dim": "$ng-dim",
        "text": "$foreground",
        "error": "bold $error",
        "done": "$primary",
        "rest": "$ng-faint",
        "key": "bold $primary",
    },
    "entries": {
        **_LIST,
        "star": "$warning",
        "heading": "$secondary",
        "tag": "$ng-group",
    },
    "stories": {**_LIST, "updated": "bold $warning"},
    "sections": {
        **_LIST,
        "built-in": "bold $foreground",
        "folder": "bold $secondary",
        "feed": "$foreground",
        "follow": "$ng-person",
        "tag": "$ng-group",
        "account": "bold $secondary",
        "quiet": "$ng-dim",
        "count": "$primary",
        "failing": "bold $error",
    },
    "found": {
        **_LIST,
        "title": "bold $ng-headline",
        "text": "$foreground",
        "hit": "underline on $ng-mark",
    },
    "feeds": {
        **_LIST,
        "heading": "bold $secondary",
        "title": "$foreground",
        "quiet": "$ng-dim",
        "trouble": "bold $error",
    },
    "page": {
        "text": "$foreground",
        "headline": "bold $ng-headline",
        "byline": "$ng-dim",
        "lead": "bold",
        "note": "italic $ng-dim",
        "warning": "italic $warning",
        "heading": "bold $primary",
        "rule": "$border",
        "number": "bold $primary",
        "dim": "$ng-dim",
        "new": "bold $warning",
        "value": "bold $ng-headline",
        "speaker": "bold $ng-person",
        "quote": "italic $foreground",
        "subheading": "bold $ng-headline",
        "code": "$secondary",
        "picture": "italic $ng-dim",
        "link": "underline",
        "person": "bold $ng-person",
        "organisation": "underline $ng-organisation",
        "place": "italic $ng-place",
        "group": "bold italic $ng-group",
        "name": "bold",
        "faded": "$ng-faint",
        "selected": "on $ng-cursor",
        "selected-blurred": "on $ng-cursor-blurred",
        "bar": "$primary",
        "mark": "on $ng-mark",
        "hint": "italic $ng-dim",
    },
}
"""Inks by where they are used: weights, and variables of the theme for the text and the ground."""

_WITHOUT_COLOUR: Mapping[str, Mapping[str, str]] = {
    **{
        place: {"cursor": "reverse", "cursor-blurred": "underline"}
        for place in ("entries", "stories", "sections", "found", "feeds")
    },
    "page": {
        "faded": "dim",
        "mark": "reverse",
        "selected": "underline",
        "selected-blurred": "underline",
    },
}
"""What replaces the weight where there are no colours: nothing may rest on colour alone."""

Inks = Mapping[str, Style]


def words_of(place: str, name: str) -> str:
    """Return how an ink is described: weights, colour, `on` and the colour of the ground."""
    return _WORDS[place][name]


def inks_of(place: str, variables: Mapping[str, str], *, is_colourless: bool) -> Inks:
    """Return the inks of a place by name.

    Args:
        variables: of the theme, without their `$`.
        is_colourless: whoever reads wants no colours.
    """
    known = complete(dict(variables))
    return _inks(place, tuple((name, known[name]) for name in _USED), is_colourless=is_colourless)


_USED = sorted(
    {
        word.removeprefix("$")
        for inks in _WORDS.values()
        for described in inks.values()
        for word in described.split()
        if word.startswith("$")
    }
)


@lru_cache(maxsize=64)  # of all places, in the themes that one walks through
def _inks(place: str, variables: tuple[tuple[str, str], ...], *, is_colourless: bool) -> Inks:
    colours = dict(variables)
    inks = {name: _style(described, colours) for name, described in _WORDS[place].items()}
    if is_colourless:
        for name, weight in _WITHOUT_COLOUR.get(place, {}).items():
            inks[name] += Style.parse(weight)
    return inks


def _style(described: str, colours: Mapping[str, str]) -> Style:
    style, is_ground = Style(), False
    for word in described.split():
        if word == "on":
            is_ground = True
        elif word.startswith("$"):
            colour = Color.parse(colours[word.removeprefix("$")])
            seen = colour.rich_color if colour.a > 0 else None
            style += Style(bgcolor=seen) if is_ground else Style(color=seen)
        else:
            style += Style.parse(word)
    return style
