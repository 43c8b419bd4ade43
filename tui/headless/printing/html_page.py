"""Render documents as one self-contained web page without scripts."""

from collections.abc import Sequence

from tui.headless.printing.document import Document
from tui.headless.printing.html_markup import STYLE, blocks_as_markup, text_as_markup


def as_html(documents: Sequence[Document]) -> str:
    """Return documents one after another, under the title of the first."""
    title = text_as_markup(documents[0].title) if documents else ""
    language = text_as_markup(documents[0].language) if documents else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8"/>',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\"/>",
        '<meta name="viewport" content="width=device-width"/>',
        f"<title>{title}</title><style>{STYLE}</style></head><body>",
    ]
    for number, document in enumerate(documents, 1):
        if document.title:
            lines.append(f"<h1>{text_as_markup(document.title)}</h1>")
        prefix = f"d{number}-" if len(documents) > 1 else ""
        lines += blocks_as_markup(document.blocks, prefix)
    return "\n".join([*lines, "</body></html>", ""])
