"""A server that speaks the Google Reader API, in the flavours of those that do."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fetch.sync.sync_model import Api, RemoteFeedId, RemoteId
from tests.support.reader_servers.server import (
    CLOCK,
    NOT_FOUND,
    PAGE,
    ReaderServer,
    Reply,
    SeenRequest,
    StoredEntry,
    StoredFeed,
    reply_json,
    reply_text,
)

_API = "/reader/api/0/"
_LABEL = "/label/"
_ITEM = "tag:google.com,2005:reader/item/"
_READ = "state/com.google/read"
_STARRED = "state/com.google/starred"
_ALL = "state/com.google/reading-list"
MAX_IDS = 10_000
_FULL_WIDTH = str.maketrans({"&": "＆", "<": "＜", ">": "＞"})  # noqa: RUF001


@dataclass(frozen=True, kw_only=True)
class Flavour:
    """How one server differs from the others.

    Attributes:
        has_object_ids: ids are 24 hexadecimal digits, as at The Old Reader.
        is_offset: a continuation is an offset, as at Miniflux.
        has_labels: entries can be labelled.
        wants_app: an id and a key of the program are asked for, as at Inoreader.
    """

    name: str
    path: str = ""
    has_object_ids: bool = False
    is_offset: bool = False
    is_full_width: bool = False
    has_labels: bool = True
    wants_app: bool = False
    user: str = "-"


FRESHRSS = Flavour(name="FreshRSS", path="/api/greader.php", is_full_width=True)
OLD_READER = Flavour(name="The Old Reader", has_object_ids=True, has_labels=False)
INOREADER = Flavour(name="Inoreader", wants_app=True, user="1005869311")
OF_MINIFLUX = Flavour(name="Miniflux", is_offset=True, has_labels=False, user="1")

APP = {"appid": "1000001", "appkey": "app-key-of-ours"}


class GoogleReaderServer(ReaderServer):
    """Gives tokens at the login, and forgets them at `expire_tokens`."""

    api = Api.GOOGLE_READER
    max_ids = MAX_IDS

    def __init__(self, flavour: Flavour = FRESHRSS, **account: str) -> None:
        super().__init__(**account)
        self.flavour = flavour
        self.api_path = flavour.path
        self.first_id = 0x66 if flavour.has_object_ids else 1795361738982843
        if flavour.is_offset:
            self.first_id = 1
        self._generation = 1
        self.login_count = 0

    def expire_tokens(self) -> None:
        """Forget all logins and tokens that were given."""
        self._generation += 1

    def login(self, **changes: Any) -> Any:
        """Return how this account is reached."""
        app = {"app_id": APP["appid"], "app_key": APP["appkey"]} if self.flavour.wants_app else {}
        return super().login(**(app | changes))

    def remote_id(self, entry: StoredEntry) -> RemoteId:
        return RemoteId(f"{entry.id:024x}" if self.flavour.has_object_ids else str(entry.id))

    def remote_feed_id(self, feed: StoredFeed) -> RemoteFeedId:
        return RemoteFeedId(f"feed/{feed.id}")

    @property
    def _auth(self) -> str:
        return f"{self.user}/auth-{self._generation}"

    @property
    def _token(self) -> str:
        return f"token-{self._generation}"

    def answer(self, request: SeenRequest) -> Reply:
        root = self.flavour.path
        path = request.path.removeprefix(root)
        if not request.path.startswith(root):
            return PAGE if path == "/" else NOT_FOUND
        if path in {"", "/"} and root:
            return reply_text("Bad Request!", status=400) if path else reply_text("OK")
        if path == "/accounts/ClientLogin":
            return self._sign_in(request)
        if not path.startswith(_API):
            return PAGE if path == "/" else NOT_FOUND
        is_known = request.headers.get("authorization") == f"GoogleLogin auth={self._auth}"
        if not is_known or not self._knows_app(request):
            return self._refused()
        call = path.removeprefix(_API)
        if request.method == "POST":
            return self._write(request, call)
        if call == "token":
            return reply_text(self._token + "\n")
        if request.value("output") != "json":
            return reply_text("Not Implemented!", status=501)
        return self._read(request, call)

    def _refused(self) -> Reply:
        return reply_text("Unauthorized!", status=401, Google_Bad_Token="true")  # noqa: S106

    def _knows_app(self, request: SeenRequest) -> bool:
        headers = request.headers
        return not self.flavour.wants_app or all(
            headers.get(name) == value for name, value in APP.items()
        )

    def _sign_in(self, request: SeenRequest) -> Reply:
        asked = (request.value("Email"), request.value("Passwd"))
        if asked != (self.user, self.password) or not self._knows_app(request):
            return self._refused()
        self.login_count += 1
        return reply_text(f"SID={self._auth}\nLSID=null\nAuth={self._auth}\n")

    # Reading.

    def _read(self, request: SeenRequest, call: str) -> Reply:
        match call:
            case "user-info":
                return reply_json({"userId": "1", "userName": self.user})
            case "subscription/list":
                return reply_json({"subscriptions": [*map(self._feed, self.feeds.values())]})
            case "tag/list":
                return reply_json({"tags": self._tags()})
            case "stream/items/ids":
                return self._ids(request)
            case _:
                return reply_text("Bad Request!", status=400)

    def _text(self, text: str) -> str:
        return text.translate(_FULL_WIDTH) if self.flavour.is_full_width else html.escape(text)

    def _label(self, name: str) -> str:
        return f"user/{self.flavour.user}/label/{name}"

    def _feed(self, feed: StoredFeed) -> dict[str, Any]:
        folders = [{"id": self._label(feed.folder), "label": feed.folder}] if feed.folder else []
        return {
            "id": f"feed/{feed.id}",
            "title": self._text(feed.title),
            "categories": folders,
            "url": feed.url,
            "htmlUrl": feed.site_url,
        }

    def _labels(self) -> set[str]:
        return {name for entry in self.entries.values() for name in entry.labels}

    def _tags(self) -> list[dict[str, str]]:
        folders = sorted({it.folder for it in self.feeds.values() if it.folder})
        tags = [{"id": f"user/{self.flavour.user}/{_STARRED}"}]
        tags += [{"id": self._label(it), "type": "folder"} for it in folders]
        return tags + [{"id": self._label(it), "type": "tag"} for it in sorted(self._labels())]

    def _stream(self, name: str) -> list[StoredEntry]:
        entries = list(self.entries.values())
        if name.endswith(_STARRED):
            return [it for it in entries if it.is_starred]
        if name.startswith("feed/"):
            return [it for it in entries if f"feed/{it.feed.id}" == name]
        label = name.partition(_LABEL)[2]
        if label in self._labels() | {it.folder for it in self.feeds.values()}:
            return [it for it in entries if label in {*it.labels, it.feed.folder}]
        return entries  # a stream that is not known is all of them

    def _ids(self, request: SeenRequest) -> Reply:
        found = self._stream(request.value("s"))
        if request.value("xt").endswith(_READ):
            found = [it for it in found if not it.is_read]
        found = self.listed(found)
        count = min(int(request.value("n", "20")), self.max_ids)
        mark = request.value("c")
        start = 0
        if mark and not self.quirks.repeats_continuation:
            start = self._start(found, mark)
        page = found[start : start + count]
        answer: dict[str, Any] = {"itemRefs": [{"id": self.remote_id(it)} for it in page]}
        if len(page) == count:
            after = start + len(page)
            answer["continuation"] = str(after) if self.flavour.is_offset else str(page[-1].id)
            if self.quirks.repeats_continuation:
                answer["continuation"] = "the-same"
        return reply_json(answer)

    def _start(self, found: list[StoredEntry], mark: str) -> int:
        if not mark.isdigit():
            return 0
        if self.flavour.is_offset:
            return int(mark)
        return next((at for at, it in enumerate(found) if it.id < int(mark)), len(found))

    def _item(self, entry: StoredEntry) -> dict[str, Any]:
        user = f"user/{self.flavour.user}/"
        states = [user + _ALL]
        states += [self._label(entry.feed.folder)] if entry.feed.folder else []
        states += [user + _READ] if entry.is_read else []
        states += [user + _STARRED] if entry.is_starred else []
        states += [self._label(it) for it in sorted(entry.labels)]
        digits = 24 if self.flavour.has_object_ids else 16
        item = {
            "id": f"{_ITEM}{entry.id:0{digits}x}",
            "crawlTimeMsec": str(entry.crawled * 1000),
            "timestampUsec": str(entry.crawled * 1_000_000),
            "published": entry.published,
            "title": self._text(entry.title),
            "canonical": [{"href": entry.url}],
            "alternate": [{"href": entry.url}],
            "categories": [*states, *entry.tags],
            "origin": {"streamId": f"feed/{entry.feed.id}", "title": entry.feed.title},
            "summary": {"content": entry.html},
            "author": entry.author,
        }
        if entry.enclosure_url:
            item["enclosure"] = [
                {"href": entry.enclosure_url, "type": "audio/mpeg", "length": "1234"}
            ]
        return item

    # Writing.

    def _write(self, request: SeenRequest, call: str) -> Reply:
        if request.value("T") != self._token:
            return self._refused()
        match call:
            case "stream/items/contents":
                items = [self._item(it) for it in self._named(request.form.get("i", []))]
                return reply_json({"id": _ALL, "updated": CLOCK, "items": items})
            case "edit-tag":
                return self._edit_tag(request)
            case "subscription/quickadd":
                return self._quick_add(request.value("quickadd"))
            case "subscription/edit":
                return self._edit_feed(request)
            case _:
                return reply_text("Bad Request!", status=400)

    def _named(self, ids: Iterable[str]) -> list[StoredEntry]:
        base = 16 if self.flavour.has_object_ids else 10
        numbers = [int(it.removeprefix(_ITEM), 16 if it.startswith(_ITEM) else base) for it in ids]
        return self.listed(self.entries[it] for it in numbers if it in self.entries)

    def _edit_tag(self, request: SeenRequest) -> Reply:
        marked = self._named(request.form.get("i", []))
        for is_set, name in ((True, request.value("a")), (False, request.value("r"))):
            if name.endswith(_READ):
                self.mark_elsewhere(marked, is_read=is_set)
            elif name.endswith(_STARRED):
                self.mark_elsewhere(marked, is_starred=is_set)
            elif _LABEL in name:
                if not self.flavour.has_labels:
                    return reply_text("unsupported tag type", status=500)
                for entry in marked:
                    label = name.partition(_LABEL)[2]
                    entry.labels = entry.labels | {label} if is_set else entry.labels - {label}
        return reply_text("OK")

    def _quick_add(self, url: str) -> Reply:
        if self.feed_at(url):
            return reply_json({"numResults": 0, "error": f"Already subscribed! {url}"})
        if url in self.missing_feeds:
            return reply_json({"numResults": 0, "error": f"returned error: 404 [{url}]"})
        feed = self.add_feed(url)
        return reply_json(
            {"numResults": 1, "query": url, "streamId": f"feed/{feed.id}", "streamName": feed.title}
        )

    def _edit_feed(self, request: SeenRequest) -> Reply:
        stream = request.value("s").removeprefix("feed/")
        feed = self.feeds.get(int(stream)) if stream.isdigit() else self.feed_at(stream)
        action = request.value("ac")
        if feed is None and action != "subscribe":
            return reply_text("Bad Request!", status=400)
        feed = feed or self.add_feed(stream)
        if action == "unsubscribe":
            self.remove_feed(feed)
        feed.title = request.value("t") or feed.title
        if request.value("r"):
            feed.folder = ""
        feed.folder = request.value("a").partition(_LABEL)[2] or feed.folder
        return reply_text("OK")
