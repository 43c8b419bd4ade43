"""Draw a page of the manual as roff for `man`, with nothing but the classic man macros."""

from tui.headless.reference.page import Block, Definition, Example, Heading, ManualPage, Paragraph

_ESCAPES = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}
_ESCAPES |= {"“": "\\(lq", "”": "\\(rq", "–": "\\(en", "…": "...", "’": "\\(cq"}


def escaped(text: str) -> str:
    """Return text in which nothing is a request or an escape sequence of roff."""
    return "".join(_ESCAPES.get(it, it) for it in text)


def as_roff(page: ManualPage) -> str:
    """Return a page as the source that `man` reads."""
    release = f"nutgraf {page.version}".strip()
    kind = {1: "User Commands", 5: "File Formats", 7: "Miscellaneous"}[page.section]
    lines = [
        f'.TH "{_quoted(page.name.upper())}" "{page.section}" "" "{_quoted(release)}" "{kind}"',
        ".nh",
        ".ad l",
        ".SH NAME",
        f"{escaped(page.name)} \\- {escaped(page.summary)}",
    ]
    for block in page.blocks:
        lines += _lines(block)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            macro = ".SH" if block.level == 1 else ".SS"
            text = block.text.upper() if block.level == 1 else block.text
            return [f'{macro} "{_quoted(text)}"']
        case Paragraph():
            return [".PP", _safe(block.text)]
        case Definition():
            return [".TP", f"\\fB{_safe(block.term)}\\fR", _safe(block.text) or "\\&"]
        case Example():
            return [
                ".PP",
                ".RS 4",
                ".nf",
                *(_safe(it) or "\\&" for it in block.lines),
                ".fi",
                ".RE",
            ]


def _safe(text: str) -> str:
    """Return an escaped line that is no request, whatever it begins with."""
    line = escaped(" ".join(text.splitlines()))
    return f"\\&{line}" if line.startswith((".", "\\(aq")) else line


def _quoted(text: str) -> str:
    """Return the argument of a macro, which stands in double quotes."""
    return escaped(text).replace('"', "\\(dq")
