"""Ids, feeds and entries of the Google Reader API. Pure."""

import re
from collections.abc import Collection, Iterator

from fetch.feeds.enclosures import EnclosureDraft
from fetch.feeds.feed_drafts import Draft
from fetch.html.markup import title_to_line
from fetch.sync.json_values import Fields, date_text, fields_of, objects, text, texts
from fetch.sync.reader_quirks import ReaderQuirks
from fetch.sync.remote_entries import RemoteItem, label_name, sound_id
from fetch.sync.sync_model import RemoteFeed, RemoteFeedId, RemoteId
from fetch.text.identity import web_address

READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
READING_LIST = "user/-/state/com.google/reading-list"
_LONG_ID = "tag:google.com,2005:reader/item/"
_STATE = re.compile(r"user/[^/]{1,100}/state/com\.google/([a-z-]{1,40})")
_LABEL = re.compile(r"user/[^/]{1,100}/label/(.{1,400})", re.DOTALL)
_SHORT_HEX = re.compile(r"[0-9a-fA-F]{1,16}")
_DECIMAL = re.compile(r"-?[0-9]{1,20}")
# FreshRSS shows files in the text, too; those that are heard or seen are told of as enclosures.
_SHOWN_FILE = re.compile(
    r"\s*<figure class=\"enclosure\">(?:(?!</figure>|<img).){0,5000}</figure>\s*", re.DOTALL
)
_SIGN_BIT = 1 << 63
_HEX_DIGITS = 16
_FULL_WIDTH = str.maketrans({"＆": "&", "＜": "<", "＞": ">"})  # noqa: RUF001


def label_stream(name: str) -> str:
    """Return the stream of a label or folder, as the server's calls take it."""
    return f"user/-/label/{name}"


def remote_id(said: str) -> RemoteId | None:
    """Return the one form of an id, None for what cannot be one.

    Most servers give a number in decimal in one list and as 16 hexadecimal digits, its two's
    complement, in another. What is neither, such as the 24 digits of The Old Reader, stays as it
    is. All marks take either.
    """
    said = said.strip()
    short = said.removeprefix(_LONG_ID)
    if _SHORT_HEX.fullmatch(short) and (short != said or _is_bare_hex(said)):
        number = int(short, 16)
        return RemoteId(str(number - 2 * _SIGN_BIT if number >= _SIGN_BIT else number))
    if _DECIMAL.fullmatch(short):
        return RemoteId(str(int(short)))
    return sound_id(short)


def _is_bare_hex(said: str) -> bool:
    return len(said) == _HEX_DIGITS and not said.isdigit()


def plain(said: str, quirks: ReaderQuirks) -> str:
    """Return a title or name with the signs that the server replaced."""
    return said.translate(_FULL_WIDTH) if quirks.is_full_width else said


def label_of(stream: str) -> str:
    """Return the name of a label or folder from its stream, "" for another stream."""
    found = _LABEL.fullmatch(stream)
    return found[1] if found else ""


def folder_streams(value: object) -> Iterator[str]:
    """Yield the names of a subscription's folders as the server spells them."""
    for category in objects(value):
        name = label_of(text(category, "id")) or text(category, "label")
        if name:
            yield name


def remote_feed(fields: Fields, quirks: ReaderQuirks) -> RemoteFeed | None:
    """Return a subscription, None if it has no usable id."""
    stream = sound_feed_id(text(fields, "id"))
    if stream is None:
        return None
    url = web_address(text(fields, "url")) or web_address(stream.removeprefix("feed/"))
    folder = next(folder_streams(fields.get("categories")), "")
    return RemoteFeed(
        remote_id=stream,
        url=url,
        title=title_to_line(plain(text(fields, "title"), quirks), is_literal=quirks.is_full_width),
        site_url=web_address(text(fields, "htmlUrl")),
        folder="" if folder == quirks.default_folder else label_name(plain(folder, quirks)),
    )


def sound_feed_id(said: str) -> RemoteFeedId | None:
    """Return the id of a feed if it is one that can be sent back."""
    is_sound = said.startswith("feed/") and said.isprintable() and len(said) <= 2000  # noqa: PLR2004
    return RemoteFeedId(said) if is_sound and said != "feed/" else None


def _address(item: Fields) -> str:
    for name in ("canonical", "alternate"):
        for link in objects(item.get(name)):
            if address := web_address(text(link, "href")):
                return address
    return ""


def _body(item: Fields, name: str, quirks: ReaderQuirks) -> str:
    body = text(fields_of(item.get(name)), "content")
    has_files = quirks.is_full_width and bool(item.get("enclosure"))
    return _SHOWN_FILE.sub("", body) if has_files else body


def remote_item(item: Fields, quirks: ReaderQuirks, labels: Collection[str]) -> RemoteItem | None:
    """Return an entry, None if it has no usable id.

    Args:
        labels: the names of the reader's labels; the other names that look like labels are folders.
    """
    known_id = remote_id(text(item, "id"))
    stream = sound_feed_id(text(fields_of(item.get("origin")), "streamId"))
    if known_id is None or stream is None:
        return None
    categories = list(texts(item.get("categories")))
    states = {found[1] for it in categories if (found := _STATE.fullmatch(it))}
    named = [name for it in categories if (name := label_of(it))]
    title = text(item, "title")
    draft = Draft(
        url=_address(item),
        title=plain(title, quirks),
        is_title_literal=quirks.is_full_width,
        authors=tuple(filter(None, [plain(text(item, "author"), quirks)])),
        published=date_text(item.get("published")),
        summary=_body(item, "summary", quirks) if item.get("content") else "",
        content=_body(item, "content", quirks) or _body(item, "summary", quirks),
        categories=tuple(it for it in categories if not it.startswith("user/")),
        enclosures=tuple(
            EnclosureDraft(
                url=text(it, "href"), media_type=text(it, "type"), length=text(it, "length")
            )
            for it in objects(item.get("enclosure"))
        ),
    )
    return RemoteItem(
        remote_id=known_id,
        feed_id=stream,
        draft=draft,
        is_read="read" in states,
        is_starred="starred" in states,
        labels=tuple(plain(it, quirks) for it in named if it in labels),
    )
