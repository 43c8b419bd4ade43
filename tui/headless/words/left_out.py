"""Words for the lines of a page that were left out of its article."""

from fetch.layout import RemovalReason

_REMOVED = {
    RemovalReason.LABEL: "a button or a marker of the page",
    RemovalReason.OFFER: "an offer to readers",
    RemovalReason.NOTICE: "a notice of the site",
    RemovalReason.CREDIT: "a picture's caption or credit",
    RemovalReason.TEASER: "leads to another story",
    RemovalReason.LINKS: "nothing but links",
    RemovalReason.TITLE: "the headline again",
    RemovalReason.REPEAT: "said before",
    RemovalReason.BYLINE: "a byline, a date or a section",
    RemovalReason.AUTHOR: "about the authors",
    RemovalReason.HEADING: "a heading with nothing below it",
    RemovalReason.SITE: "repeated on the site's pages",
}


def describe_removal(reason: RemovalReason) -> str:
    """Return in a few words why a line of a page is no part of its article."""
    return _REMOVED[reason]


def count_removed(count: int) -> str:
    """Return one sentence about how many lines of a page were left out of its article."""
    if not count:
        return "No line of the page was left out."
    lines = "line of the page was" if count == 1 else "lines of the page were"
    return f"{count:,} {lines} left out of the article."
