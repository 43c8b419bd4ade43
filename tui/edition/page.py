"""An edition as a web page without scripts, for a mail or a browser; all text is escaped."""

from collections.abc import Iterator
from html import escape

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

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;"
    "color:#222;background:#fdfcf9}h1{font-size:1.3em}h2{font-size:1.15em;margin:2em 0 .2em}"
    ".by{color:#666;font-size:.9em}ul{padding-left:1.2em}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1d}"
    ".by{color:#999}a{color:#9bf}}"
)


def edition_as_html(edition: Edition) -> str:
    """Return the edition as one document that loads nothing."""
    title = _text(title_of(edition))
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
    ]
    for story in edition.stories:
        lines += _story(story)
    return "\n".join([*lines, "</body></html>", ""])


def _text(text: str) -> str:
    return escape(one_line(strip_controls(text)))


def _by(text: str) -> str:
    return f'<span class="by">{_text(text)}</span>'


def _story(story: StoryDetail) -> Iterator[str]:
    yield f"<h2>{_text(story.brief.title or story.row.title)}</h2>"
    yield f"<p>{_by(facts_of(story))}</p><ul>"
    for text, sources in points_of(story):
        yield f"<li>{_text(text)} {_by(sources)}</li>"
    for disagreement in story.brief.disagreements:
        sides = " ≠ ".join(f"<b>{_text(side)}</b>" for side in sides_of(disagreement))
        yield f"<li>{_text(disagreement.subject)}: {sides}</li>"
    yield "</ul>"
    if actors := actors_of(story):
        yield f"<p>Who: {_text('; '.join(actors))}</p>"
    yield "<ul>"
    for row in articles_of(story):
        title = _text(row.title or "(without a title)")
        if is_web_address(row.url):
            title = f'<a href="{escape(strip_controls(row.url))}" rel="noreferrer">{title}</a>'
        yield f"<li>{_by(row.feed_title)} {title}</li>"
    yield "</ul>"
