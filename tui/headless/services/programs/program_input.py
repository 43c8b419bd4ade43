"""What external programs receive of an article: arguments and content."""

from pathlib import Path

from tui.headless.printing.html_page import as_html
from tui.headless.printing.json_fields import as_json
from tui.headless.printing.markdown import as_markdown
from tui.headless.printing.output_files import file_name
from tui.headless.printing.plain_text import as_text
from tui.headless.services.files.export import Publication
from tui.headless.settings.external_programs import SendFormat


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
