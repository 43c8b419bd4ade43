"""Read files of subscriptions: OPML, and newsboat's `urls` with an address in each line.

In such a line tags follow the address: the first is the feed's folder, one with "~" its title.
Lines that search or run a command are listed as skipped, and never run.
"""

import re
from collections.abc import Iterator

from fetch.errors import unreadable
from fetch.feeds.opml import Collected, OpmlDocument, listed_address, read_opml
from fetch.model import Outline
from fetch.text.clean import clean_line
from fetch.text.decoding import decode

_TITLE_MARK, _HIDDEN_MARK = "~", "!"
# A word, or words in quotation marks, in which "\\" keeps the next character from ending them.
_TOKEN = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)(?P<end>"?)|(?P<comment>#.*)|(?P<bare>[^\s"]+)')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": " ", "r": " ", "t": " ", "v": " "}
_REASONS = {
    "query": "a search in newsboat; `nutgraf follow` keeps searches",
    "exec": "runs a command",
    "filter": "runs a command",
    "file": "a file on this machine",
}
_SPECIAL = re.compile(r"(query|exec|filter|file):", re.IGNORECASE)
_SECRET = re.compile(r"//[^/\s@]*@")
_MOST_CHARACTERS = 80


def line_tokens(line: str) -> Iterator[str]:
    """Yield the words of a line of newsboat's list, quoted ones whole, without comments."""
    for match in _TOKEN.finditer(line):
        if match["comment"] is not None:
            return
        words = match["bare"]
        if words is None:
            words = _ESCAPE.sub(lambda it: _ESCAPED.get(it[1], it[1]), match["quoted"])
        yield words.strip()


def _shown(words: str) -> str:
    return clean_line(_SECRET.sub("//", words), max_characters=_MOST_CHARACTERS)


def _read_lines(text: str) -> OpmlDocument:
    collected = Collected()
    skipped: list[str] = []
    is_list = False
    for number, line in enumerate(text.splitlines(), 1):
        address, *tags = [token for token in line_tokens(line) if token] or [""]
        if not address:
            continue
        url = listed_address(address)
        special = _SPECIAL.match(address)
        is_list = is_list or bool(url or special)
        if not url or special:
            reason = _REASONS[special[1].lower()] if special else "not an http or https address"
            skipped.append(f"line {number}: {_shown(address)}: {reason}")
            continue
        titles = [tag[1:] for tag in tags if tag.startswith(_TITLE_MARK)]
        folders = [clean_line(tag) for tag in tags if tag[0] not in (_TITLE_MARK, _HIDDEN_MARK)]
        title = clean_line(titles[-1], max_characters=300) if titles else ""
        collected.add(Outline(url=url, title=title), folders)
    if not is_list:
        raise unreadable("the file is neither OPML nor a list of addresses")
    return OpmlDocument(
        outlines=tuple(collected.outlines.values()),
        skipped=tuple(skipped),
        notes=tuple(collected.notes),
    )


def read_subscriptions(data: bytes) -> OpmlDocument:
    """Return the subscriptions of a file, OPML or a list of addresses. Raises ParseError."""
    text = decode(data).lstrip("\ufeff \t\r\n")
    return read_opml(data) if text.startswith("<") else _read_lines(decode(data))
