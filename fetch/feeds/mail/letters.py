"""Read one message as a letter: who sent it, and what it says. Nothing that it links to is fetched.

Of a message only its text is taken. Pictures go: those of newsletters lie on servers, which learn
from the request who reads when.
"""

import email
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html
from msgspec import Struct

from fetch.feeds.feed_drafts import Draft
from fetch.html.hidden_elements import hidden_elements
from fetch.text.clean import clean_line
from fetch.text.decoding import decode
from fetch.text.identity import hash_text

MOST_BYTES = 4 << 20
"""Of one message; a newsletter has a twentieth."""
_MOST_PARTS = 100
_LONGEST_HEADER = 2000
_LONGEST_NAME = 200
_LIST_ID = re.compile(r"<([^<>\s]{1,200})>")
_FETCHED = (
    *("script", "style", "template", "noscript", "img", "picture", "source", "svg", "math"),
    *("input", "video", "audio", "iframe", "frame", "object", "embed", "link", "meta", "base"),
)
"""What would be fetched to show it, or shows nothing."""
_FETCHED_BY_ATTRIBUTE = ("background", "style", "srcset", "src", "poster", "data")
_ID = re.compile(r"<([^<>\s]{1,200})>")


class UnreadableLetterError(ValueError):
    """A message has no text, or can't be read; the message says which."""


class Letter(Struct, frozen=True, kw_only=True):
    """A message as an item of its sender's feed.

    Attributes:
        sender: the list's identity or, without one, the sender's address, in small letters.
        name: what the sender is called.
    """

    sender: str
    name: str
    draft: Draft


def read_letter(data: bytes) -> Letter:
    """Return what a message says.

    Raises:
        UnreadableLetterError: it has no sender or no text, or can't be read.
    """
    try:
        message = email.message_from_bytes(data[:MOST_BYTES])
        body, is_plain = _text(message)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        # The parser of the standard library raises what it happens to on what nobody should send.
        message_text = f"it can't be read ({type(error).__name__})"
        raise UnreadableLetterError(message_text) from error
    shown, address = parseaddr(_header(message, "From"))
    address = clean_line(address, max_characters=_LONGEST_NAME).lower()
    list_id = _header(message, "List-Id")
    match = _LIST_ID.search(list_id)
    sender = match[1].lower() if match else address
    if not sender:
        raise UnreadableLetterError("it says not who sent it")
    if not body.strip():
        raise UnreadableLetterError("it has no text")
    title = _header(message, "Subject")
    date = _date(message)
    own_id = _ID.search(_header(message, "Message-ID"))
    return Letter(
        sender=sender,
        name=clean_line(shown, max_characters=_LONGEST_NAME)
        or clean_line(_LIST_ID.sub("", list_id).strip(' "'), max_characters=_LONGEST_NAME)
        or sender,
        draft=Draft(
            guid=own_id[1] if own_id else f"letter:{hash_text(sender, date, title)}",
            title=title,
            authors=(shown,) if shown else (),
            published=date,
            content=body,
            is_title_literal=True,
            is_content_plain=is_plain,
        ),
    )


def _header(message: Message, name: str) -> str:
    """Return a header's words, whatever its encoding."""
    raw = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return clean_line(raw, max_characters=_LONGEST_HEADER)
    words = "".join(
        piece if isinstance(piece, str) else decode(piece, f"text/plain; charset={charset or ''}")
        for piece, charset in pieces
    )
    return clean_line(words, max_characters=_LONGEST_HEADER)


def _date(message: Message) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def _text(message: Message) -> tuple[str, bool]:
    """Return the message's text, and whether it is plain: HTML comes first."""
    found: dict[str, str] = {}
    for count, part in enumerate(message.walk()):
        if count >= _MOST_PARTS:
            break
        kind = part.get_content_type()
        is_body = kind in {"text/html", "text/plain"} and not part.is_multipart()
        if is_body and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                charset = part.get_param("charset", "")
                words = charset if isinstance(charset, str) else ""
                found.setdefault(kind, decode(payload, f"{kind}; charset={words}"))
    if "text/html" in found:
        return _without_pictures(found["text/html"]), False
    return found.get("text/plain", ""), True


def _drop_hidden(root: Any) -> None:
    """Take out what the letter shows to nobody: words for the list of the mailbox, and padding.

    A letter runs no script, so what it hides stays hidden, however much it is.
    """
    hidden = set(hidden_elements(root))
    shown = sum(
        len((text or "").strip())
        for element in root.iter()
        for text, holder in ((element.text, element), (element.tail, element.getparent()))
        if holder is not None
        and isinstance(holder.tag, str)
        and holder.tag not in _FETCHED
        and hidden.isdisjoint((holder, *holder.iterancestors()))
    )
    if shown:
        for element in [it for it in hidden if hidden.isdisjoint(it.iterancestors())]:
            element.drop_tree()


def _without_pictures(text: str) -> str:
    """Return HTML without all that a program would fetch to show it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableLetterError("its HTML can't be read") from error
    _drop_hidden(root)
    for element in list(root.iter(*_FETCHED)):
        element.drop_tree()
    for element in list(root.iter()):
        for name in _FETCHED_BY_ATTRIBUTE:
            element.attrib.pop(name, None)
        if not str(element.tag).isalnum():
            # "<im<img>" is one element to this parser, and could be another to the next.
            element.drop_tag()
    body = root.find("body")
    written = lxml_html.tostring(root if body is None else body, encoding="unicode")
    return str(written)
