"""A server that speaks the API of Nextcloud News."""

import base64
import hashlib
import re
from typing import Any

from fetch.sync.sync_model import Api
from tests.support.reader_servers.server import (
    NOT_FOUND,
    PAGE,
    ReaderServer,
    Reply,
    SeenRequest,
    StoredEntry,
    StoredFeed,
    reply_json,
)

_ROOT = "/index.php/apps/news/api"
_STARRED_ONLY = "2"


def guid_hash(entry: StoredEntry) -> str:
    """Return what version 1-2 knows an entry by."""
    return hashlib.md5(entry.guid.encode()).hexdigest()  # noqa: S324


class NextcloudNewsServer(ReaderServer):
    """Speaks versions 1-2 and 1-3, or only the older one if `is_old`."""

    api = Api.NEXTCLOUD_NEWS
    is_old = False

    def __init__(self, **account: str) -> None:
        super().__init__(**account)
        self.folders: list[str] = []

    def add_feed(
        self, url: str = "http://feeds.example/a.xml", *, title: str = "", folder: str = ""
    ) -> StoredFeed:
        if folder and folder not in self.folders:
            self.folders.append(folder)
        return super().add_feed(url, title=title, folder=folder)

    def answer(self, request: SeenRequest) -> Reply:
        if request.path == "/status.php":
            return reply_json({"installed": True, "productname": "Nextcloud"})
        if not request.path.startswith(_ROOT):
            return PAGE if request.path == "/" else NOT_FOUND
        basic = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return reply_json({"message": "Current user is not logged in"}, status=401)
        found = re.fullmatch(r"/v1-([23])(/.*)", request.path.removeprefix(_ROOT))
        if not found or (self.is_old and found[1] == "3"):
            return NOT_FOUND
        return self._call(request, found[2], is_new=found[1] == "3")

    def _call(self, request: SeenRequest, path: str, *, is_new: bool) -> Reply:
        match request.method, path:
            case "GET", "/version":
                return reply_json({"version": "25.2.1" if is_new else "14.2.2"})
            case "GET", "/folders":
                return reply_json(
                    {"folders": [self._folder(at) for at in range(len(self.folders))]}
                )
            case "POST", "/folders":
                return self._new_folder(request)
            case "GET", "/feeds":
                return reply_json({"feeds": [self._feed(it) for it in self.feeds.values()]})
            case "POST", "/feeds":
                return self._new_feed(request)
            case "GET", "/items":
                return self._items(request)
            case _:
                pass
        if request.method != "GET" and path.startswith("/items/"):
            return self._mark(request, path, is_new=is_new)
        if named := re.fullmatch(r"/feeds/(\d+)(/\w+)?", path):
            return self._edit_feed(request, int(named[1]), named[2] or "", is_new=is_new)
        return NOT_FOUND

    def _folder(self, at: int) -> dict[str, Any]:
        return {"id": at + 10, "name": self.folders[at]}

    def _feed(self, feed: StoredFeed) -> dict[str, Any]:
        folder = self.folders.index(feed.folder) + 10 if feed.folder else None
        return {
            "id": feed.id,
            "url": feed.url,
            "title": feed.title,
            "folderId": folder,
            "link": feed.site_url,
        }

    def _item(self, entry: StoredEntry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "guid": entry.guid,
            "guidHash": guid_hash(entry),
            "url": entry.url,
            "title": entry.title,
            "author": entry.author,
            "pubDate": entry.published,
            "body": entry.html,
            "enclosureMime": "audio/mpeg" if entry.enclosure_url else None,
            "enclosureLink": entry.enclosure_url or None,
            "feedId": entry.feed.id,
            "unread": not entry.is_read,
            "starred": entry.is_starred,
            "lastModified": entry.crawled,
        }

    def _items(self, request: SeenRequest) -> Reply:
        found = list(self.entries.values())
        if request.value("getRead", "true") == "false":
            found = [it for it in found if not it.is_read]
        if request.value("type", "3") == _STARRED_ONLY:
            found = [it for it in found if it.is_starred]
        offset = int(request.value("offset", "0"))
        if offset and not self.quirks.repeats_continuation:
            found = [it for it in found if it.id < offset]
        count = int(request.value("batchSize", "-1"))
        page = self.listed(sorted(found, key=lambda it: -it.id)[: None if count < 0 else count])
        return reply_json({"items": [self._item(it) for it in page]})

    def _mark(self, request: SeenRequest, path: str, *, is_new: bool) -> Reply:
        if request.method != ("POST" if is_new else "PUT"):
            return Reply(status=405)
        asked = request.json
        chosen = asked.get("itemIds" if is_new else "items", [])
        named = re.fullmatch(r"/items/(read|unread|star|unstar)/multiple", path)
        if not named:
            return NOT_FOUND
        if is_new or named[1] in {"read", "unread"}:
            marked = [self.entries[it] for it in chosen if it in self.entries]
        else:
            keys = {(it["feedId"], it["guidHash"]) for it in chosen}
            marked = [it for it in self.entries.values() if (it.feed.id, guid_hash(it)) in keys]
        match named[1]:
            case "read" | "unread" as said:
                self.mark_elsewhere(marked, is_read=said == "read")
            case said:
                self.mark_elsewhere(marked, is_starred=said == "star")
        return reply_json([])

    def _new_folder(self, request: SeenRequest) -> Reply:
        name = request.json.get("name", "")
        if name in self.folders:
            return reply_json({"message": "folder exists"}, status=409)
        self.folders.append(name)
        return reply_json({"folders": [self._folder(len(self.folders) - 1)]})

    def _new_feed(self, request: SeenRequest) -> Reply:
        url = request.json.get("url", "")
        if self.feed_at(url):
            return reply_json({"message": "feed exists"}, status=409)
        if url in self.missing_feeds:
            return reply_json({"message": "feed can not be read"}, status=422)
        folder = request.json.get("folderId")
        feed = self.add_feed(url, folder=self.folders[folder - 10] if folder else "")
        return reply_json({"feeds": [self._feed(feed)]})

    def _edit_feed(self, request: SeenRequest, number: int, action: str, *, is_new: bool) -> Reply:
        feed = self.feeds.get(number)
        if feed is None:
            return reply_json({"message": "no such feed"}, status=404)
        match request.method, action:
            case "DELETE", "":
                self.remove_feed(feed)
            case ("POST" | "PUT") as method, "/move" if (method == "POST") == is_new:
                folder = request.json.get("folderId")
                feed.folder = self.folders[folder - 10] if folder else ""
            case ("POST" | "PUT") as method, "/rename" if (method == "POST") == is_new:
                feed.title = request.json["feedTitle"]
            case _:
                return Reply(status=405)
        return reply_json([])
