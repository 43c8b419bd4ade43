"""Read a live blog's updates from its page's JSON-LD (schema.org LiveBlogPosting).

Pure: values in, values out.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from fetch.html.markup import html_to_text
from fetch.html.structure import Part, Structure
from fetch.layout import PieceKind
from fetch.text.blocks import Block, BlockKind
from fetch.text.clean import clean_line
from fetch.text.shared_wording import Wording

_MOST_UPDATES = 500
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d)")
"""A time of day."""


class Update(Struct, frozen=True, kw_only=True):
    """One update as the page tells machines of it.

    Attributes:
        published: the moment, as the page writes it; "" if it does not.
        text: paragraphs joined by a blank line.
    """

    published: str = ""
    headline: str = ""
    text: str = ""


def read_updates(value: object) -> tuple[Update, ...]:
    """Return the updates of a LiveBlogPosting, in its order."""
    found: list[Update] = []
    for one in (value if isinstance(value, list) else [value])[:_MOST_UPDATES]:
        if not isinstance(one, dict):
            continue
        told = cast("dict[str, object]", one)
        body = told.get("articleBody")
        update = Update(
            published=str(told.get("datePublished") or ""),
            headline=clean_line(html_to_text(str(told.get("headline") or ""))),
            text=html_to_text(body) if isinstance(body, str) else "",
        )
        if update.headline or update.text:
            found.append(update)
    return tuple(found)


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None


def times_of(written: Sequence[str]) -> list[str]:
    """Return the times of updates as they are shown, in the page's own zone, "" for none.

    The day is named only where there is more than one.
    """
    moments = [_moment(one) for one in written]
    has_days = len({moment.date() for moment in moments if moment}) > 1
    return [_shown(moment, has_day=has_days) if moment else "" for moment in moments]


def _shown(moment: datetime, *, has_day: bool) -> str:
    zone = " UTC" if moment.tzname() == "UTC" else ""
    return moment.strftime("%Y-%m-%d %H:%M" if has_day else "%H:%M") + zone


def misses_updates(text: str, updates: Sequence[Update]) -> bool:
    """Tell whether a text lacks updates that the page tells machines of."""
    if not updates:
        return False
    wording = Wording(text)
    return not all(wording.has(update.text) for update in updates)


def update_blocks(updates: Sequence[Update]) -> list[Block]:
    """Return the text of updates, each below a heading with its time."""
    blocks: list[Block] = []
    times = times_of([update.published for update in updates])
    for time, update in zip(times, updates, strict=True):
        if heading := heading_of(time, update.headline):
            blocks.append(Block(text=heading, kind=BlockKind.HEADING))
        blocks += [Block(text=part) for part in update.text.split("\n\n") if part.strip()]
    return blocks


def before_blog(blocks: Sequence[Block], blog: Sequence[Block]) -> list[Block]:
    """Return a live blog after what was found on its page beside it."""
    # By words: data often makes one paragraph of an update that has several on the page.
    wording = Wording(" ".join(block.text for block in blog))
    return [*(it for it in blocks if not wording.has(it.text)), *blog]


def with_update_parts(structure: Structure, updates: Sequence[Update]) -> Structure:
    """Return the structure of a page that also knows its updates."""
    kinds = {BlockKind.HEADING: PieceKind.HEADING}
    parts = (Part(text=it.text, kind=kinds.get(it.kind), level=3) for it in update_blocks(updates))
    return replace(structure, parts=(*structure.parts, *parts))


def heading_of(time: str, headline: str) -> str:
    """Return the heading of an update: its time and its headline, which may have the time."""
    return headline if CLOCK.search(headline[:30]) else " ".join(filter(None, (time, headline)))
