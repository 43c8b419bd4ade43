"""An article in the hands of the reader's own programs: what they get, as arguments and content."""

from pathlib import Path

from tui.printing.fields import as_json
from tui.printing.files import file_name
from tui.printing.markdown import as_markdown
from tui.printing.page import as_html
from tui.printing.text import as_text
from tui.programs import SendFormat
from tui.services.exporting import Publication


def content_for(publication: Publication, format_: SendFormat) -> bytes:
    """Return what a program gets on its standard input."""
    documents = publication.documents
    if format_ is SendFormat.MARKDOWN:
        text = as_markdown(documents)
    elif format_ is SendFormat.HTML:
        text = as_html(documents)
    elif format_ is SendFormat.JSON:
        text = as_json(publication.fields)
    else:
        text = as_text(documents)
    return text.encode("utf-8", "replace")


def write_page(publication: Publication, folder: Path) -> Path:
    """Write an article as a web page for a program that wants a file; return where."""
    path = folder / file_name(publication.title, ".html")
    path.write_text(as_html(publication.documents), encoding="utf-8", errors="replace")
    return path
