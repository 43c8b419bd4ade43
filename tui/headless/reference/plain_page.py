"""Draw a page of the manual as plain text or as Markdown."""

import textwrap

from tui.headless.reference.page import Block, Definition, Example, Heading, ManualPage, Paragraph

_WIDTH = 78
_INDENT = "    "
_MARKS = "\\*_[]<>#|{}"


def as_text(page: ManualPage) -> str:
    """Return a page as `man` would show it, without a terminal's bold letters."""
    parts = [page.title, "NAME", _filled(f"{page.name} - {page.summary}", _INDENT)]
    parts += [_text_of(block) for block in page.blocks]
    return "\n\n".join(parts) + "\n"


def _text_of(block: Block) -> str:
    match block:
        case Heading():
            return block.text.upper() if block.level == 1 else f"  {block.text}"
        case Paragraph():
            return _filled(block.text, _INDENT)
        case Definition():
            return f"{_INDENT}{block.term}\n{_filled(block.text, _INDENT * 2)}".rstrip()
        case Example():
            return "\n".join(f"{_INDENT * 2}{line}".rstrip() for line in block.lines)


def _filled(text: str, indent: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_markdown(page: ManualPage, *, title: str) -> str:
    """Return a page for the documentation's site."""
    return "\n\n".join([f"# {title}", *(_markdown_of(block) for block in page.blocks)]) + "\n"


def _markdown_of(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {block.text}"
        case Paragraph():
            return f"`{block.text}`" if block.is_typed else _unmarked(block.text)
        case Definition():
            return f"- `{block.term}`: {_unmarked(block.text)}"
        case Example():
            return "\n".join(["```text", *block.lines, "```"])


def _unmarked(text: str) -> str:
    """Return words in which no character is Markdown's, but for what stands in backticks."""
    parts = text.split("`")
    parts[::2] = ["".join(f"\\{it}" if it in _MARKS else it for it in part) for part in parts[::2]]
    return "`".join(parts)
