"""The preview of a feed, as lines for the dialog that adds it. Pure."""

from datetime import datetime

from textual.content import Content

from tui.app.widgets.text.drawable_text import drawable, fit
from tui.headless.services.jobs.job_events import Previewed
from tui.headless.words.notices import plural

_LONGEST = 90


def preview_lines(feed: Previewed) -> Content:
    """Return title, site, how much it carries and its latest entries."""
    amount = plural(feed.entry_count, "entry", "entries")
    text = "whole articles" if feed.has_full_text else "only the beginnings of articles"
    parts = [
        Content.styled(fit(feed.title or feed.url, _LONGEST), "bold"),
        Content.styled(fit(feed.site_url or feed.url, _LONGEST), "dim"),
        Content(f"{amount}, {text}"),
    ]
    parts += [
        Content.assemble((f"{_day(date):<12}", "dim"), fit(title or "(without a title)", _LONGEST))
        for date, title in zip(feed.dates, feed.titles, strict=False)
    ]
    if feed.is_known:
        parts.append(Content.styled("You are subscribed to this feed already.", "bold $warning"))
    return Content("\n").join(parts)


def _day(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d %b %Y}"
    except ValueError:
        return drawable(moment)[:10] or "–"
