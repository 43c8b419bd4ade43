"""Read "&" as the writer meant it: stray ones are text, and so is what only begins like an entity.

Feeds and lists of feeds hold "AT&T", "?a=1&copy=3" and entities that XML does not know. Pure.
"""

import html
import re
from html.entities import html5
from xml.sax.saxutils import escape

_XML_ENTITIES = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,8}|#[xX][0-9a-fA-F]{1,8});)")
# What stands in these is no markup, and is left as it is.
_XML_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?:#[xX]?[0-9a-fA-F]{1,8};|[a-zA-Z]\w{0,31};)?",
    re.DOTALL,
)
_DECLARES_ENTITIES = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8};?|#\d{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")


_CDATA_WHOLE = re.compile(r"\s*(?:<|&lt;)!\[CDATA\[(.*?)\]\](?:>|&gt;)\s*", re.DOTALL)
_CDATA_OPEN = "<![CDATA["


def drop_cdata_marks(text: str) -> str:
    """Return text without the marks of CDATA that was escaped or put into another one."""
    if "![CDATA[" not in text:
        return text
    if whole := _CDATA_WHOLE.fullmatch(text):
        inner = whole.group(1).replace(_CDATA_OPEN, "").replace("]]>", "")
        return inner if "<" in inner or not text.lstrip().startswith("&") else html.unescape(inner)
    if _CDATA_OPEN in text:
        return text.replace(_CDATA_OPEN, "").replace("]]>", "")
    return text


def mend_ampersands(text: str) -> str:
    """Return an XML document with stray ampersands and entities of HTML written as XML has them."""
    if not _STRAY.search(text):
        return text
    keeps_unknown = _DECLARES_ENTITIES.search(text) is not None

    def mend(match: re.Match[str]) -> str:
        found: str = match.group()
        if found[0] == "<" or found in _XML_ENTITIES or found.startswith("&#"):
            return found
        if found[1:] in html5:
            return escape(html5[found[1:]])
        return found if keeps_unknown and len(found) > 1 else f"&amp;{found[1:]}"

    return _XML_AMPERSAND.sub(mend, text)


def _is_whole(match: re.Match[str]) -> bool:
    """Tell whether a reference is one: by its ";", or because no word or value goes on after it."""
    found = match.group()
    if found.endswith(";") or found[1] == "#":
        return True
    return found[1:] in html5 and match.string[match.end() : match.end() + 1] != "="


def unescape(text: str) -> str:
    """Return text with its entities resolved; "&copy=3", "AT&T" and "Q&notes" stay as they are."""
    if "&" not in text:
        return text

    def resolve(match: re.Match[str]) -> str:
        found: str = match.group()
        return html.unescape(found) if _is_whole(match) else found

    return _REFERENCE.sub(resolve, text)


def keep_ampersands(fragment: str) -> str:
    """Return HTML in which no parser takes "&copy=3" or "Q&notes" for an entity."""
    if "&" not in fragment:
        return fragment
    return _REFERENCE.sub(
        lambda match: match.group() if _is_whole(match) else f"&amp;{match.group()[1:]}", fragment
    )
