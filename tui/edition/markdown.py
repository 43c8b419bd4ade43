"""An edition as Markdown; text from outside is escaped, sign by sign."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from cache.headlines import StoryDetail
from fetch.clean import strip_controls
from tui.browser import is_web_address
from tui.edition.model import (
    Edition,
    actors_of,
    articles_of,
    facts_of,
    one_line,
    points_of,
    sides_of,
    title_of,
)

_SIGNS = re.compile(r"([\\`*_{}\[\]|<>~&$@])")
"""What CommonMark and the usual extensions give a meaning anywhere in a line."""
_AT_THE_START = re.compile(r"^([#+\-=]|\d+(?=[.)]))")
"""What begins a heading or a list; after a number the sign that makes it one."""
_ADDRESS = re.compile(r"(:)(?=//)|((?<=www)\.)", re.IGNORECASE)
"""What makes a link of a bare address."""


def edition_as_markdown(edition: Edition) -> str:
    """Return the edition."""
    lines = [f"# {escaped(title_of(edition))}", ""]
    for number, story in enumerate(edition.stories, 1):
        lines += _story(number, story)
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Return a text that stands for nothing but itself."""
    line = _SIGNS.sub(r"\\\g<0>", one_line(strip_controls(text)))
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _AT_THE_START.sub(_harmless, line)


def _harmless(match: re.Match[str]) -> str:
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


def _story(number: int, story: StoryDetail) -> Iterator[str]:
    yield f"## {number}\\. {escaped(story.brief.title or story.row.title)}"
    yield ""
    yield f"*{escaped(facts_of(story))}*"
    yield ""
    for text, sources in points_of(story):
        yield f"- {escaped(text)} — *{escaped(sources)}*"
    for disagreement in story.brief.disagreements:
        sides = " ≠ ".join(f"**{escaped(side)}**" for side in sides_of(disagreement))
        yield f"- {escaped(disagreement.subject)}: {sides}"
    yield ""
    if actors := actors_of(story):
        yield f"**Who:** {'; '.join(escaped(actor) for actor in actors)}"
        yield ""
    for row in articles_of(story):
        title = escaped(row.title or "(without a title)")
        # What is quoted holds no bracket and no blank, so it can't leave the link.
        link = f"[{title}]({quote(row.url, safe=_IN_A_LINK)})" if is_web_address(row.url) else title
        yield f"- {escaped(row.feed_title)}: {link}"
    yield ""


_IN_A_LINK = ":/?#@!$&*+,;=%~'-._"
