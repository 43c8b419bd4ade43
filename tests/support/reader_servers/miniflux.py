"""A server that speaks Miniflux's own API."""

import base64
import re
from datetime import UTC, datetime
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
    reply_text,
)

MAX_IDS = 10_000
MAX_ENTRIES = 1_000
_LAST_SECOND = 200_000_000_000
_GONE = {"error_message": "resource not found"}


def _time(seconds: Any) -> Any:
    if not isinstance(seconds, int) or abs(seconds) > _LAST_SECOND:
        return seconds
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


class MinifluxServer(ReaderServer):
    """Knows a token (`token`), and the user's name and password, too.

    `is_old` makes it a server without lists of ids and without stars in batches.
    """

    api = Api.MINIFLUX
    token = "cf0e9c5f-token"  # noqa: S105
    is_old = False
    max_ids = MAX_IDS

    def __init__(self, **account: str) -> None:
        super().__init__(**account)
        self.categories: list[str] = ["All"]

    def login(self, **changes: Any) -> Any:
        """Return how this account is reached: by its token."""
        return super().login(**({"user": "", "secret": self.token} | changes))

    def add_feed(
        self, url: str = "http://feeds.example/a.xml", *, title: str = "", folder: str = ""
    ) -> StoredFeed:
        folder = folder or "All"
        if folder not in self.categories:
            self.categories.append(folder)
        return super().add_feed(url, title=title, folder=folder)

    def answer(self, request: SeenRequest) -> Reply:
        path = request.path
        if path == "/healthcheck":
            return reply_text("OK")
        if not path.startswith("/v1/"):
            return PAGE if path == "/" else NOT_FOUND
        if not self._is_known(request):
            return reply_json({"error_message": "access unauthorized"}, status=401)
        numbered = re.fullmatch(r"/v1/(feeds|entries)/(\d+)", path)
        if numbered:
            return self._one(request, numbered[1], int(numbered[2]))
        match request.method, path:
            case "GET", "/v1/me":
                return reply_json({"id": 1, "username": self.user})
            case "GET", "/v1/version":
                return reply_json({"version": "2.2.1"})
            case "GET", "/v1/categories":
                return reply_json([self._category(it) for it in self.categories])
            case "POST", "/v1/categories":
                return self._new_category(request)
            case "GET", "/v1/feeds":
                return reply_json([self._feed(it) for it in self.feeds.values()])
            case "POST", "/v1/feeds":
                return self._new_feed(request)
            case "GET", "/v1/entries/ids" if not self.is_old:
                return self._ids(request)
            case "GET", "/v1/entries":
                return self._entries(request)
            case "PUT", "/v1/entries":
                return self._mark(request)
            case _:
                return NOT_FOUND

    def _is_known(self, request: SeenRequest) -> bool:
        basic = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = request.headers
        return (
            headers.get("x-auth-token") == self.token
            or headers.get("authorization") == f"Basic {basic}"
        )

    def _category(self, title: str) -> dict[str, Any]:
        return {"id": self.categories.index(title) + 1, "title": title, "user_id": 1}

    def _feed(self, feed: StoredFeed) -> dict[str, Any]:
        return {
            "id": feed.id,
            "feed_url": feed.url,
            "site_url": feed.site_url,
            "title": feed.title,
            "category": self._category(feed.folder or "All"),
        }

    def _entry(self, entry: StoredEntry) -> dict[str, Any]:
        enclosures = [{"url": entry.enclosure_url, "mime_type": "audio/mpeg", "size": 1234}]
        return {
            "id": entry.id,
            "feed_id": entry.feed.id,
            "status": "read" if entry.is_read else "unread",
            "hash": f"hash-{entry.id}",
            "title": entry.title,
            "url": entry.url,
            "published_at": _time(entry.published),
            "changed_at": _time(entry.crawled),
            "content": entry.html,
            "author": entry.author,
            "starred": entry.is_starred,
            "enclosures": enclosures if entry.enclosure_url else None,
            "feed": self._feed(entry.feed),
            "tags": list(entry.tags),
        }

    def _chosen(self, request: SeenRequest) -> list[StoredEntry]:
        found = list(self.entries.values())
        if status := request.value("status"):
            found = [it for it in found if it.is_read == (status == "read")]
        if starred := request.value("starred"):
            found = [it for it in found if it.is_starred == (starred == "true")]
        if after := request.value("after_entry_id"):
            found = [it for it in found if it.id > int(after)]
        if before := request.value("before_entry_id"):
            found = [it for it in found if it.id < int(before)]
        return self.listed(found)

    def _ids(self, request: SeenRequest) -> Reply:
        found = self._chosen(request)
        offset = int(request.value("offset", "0"))
        limit = min(int(request.value("limit", str(self.max_ids))), self.max_ids)
        if self.quirks.repeats_continuation:
            offset = 0
        page = [it.id for it in found[offset : offset + limit]]
        return reply_json({"total": len(found), "entry_ids": page})

    def _entries(self, request: SeenRequest) -> Reply:
        limit = int(request.value("limit", "100")) or MAX_ENTRIES
        if limit > MAX_ENTRIES:
            return reply_json({"error_message": "limit is too large"}, status=400)
        found = self._chosen(request)
        if request.value("direction") == "asc" and not self.quirks.shuffles_ids:
            found = found[::-1]
        offset = int(request.value("offset", "0"))
        page = found[offset : offset + limit]
        return reply_json({"total": len(found), "entries": [self._entry(it) for it in page]})

    def _mark(self, request: SeenRequest) -> Reply:
        asked = request.json
        if not asked.get("entry_ids"):
            return reply_json({"error_message": "the list of entries cannot be empty"}, status=400)
        status, starred = asked.get("status"), asked.get("starred")
        if status not in {"read", "unread"} and (self.is_old or starred is None):
            return reply_json({"error_message": "invalid entry status"}, status=400)
        marked = [self.entries[it] for it in asked["entry_ids"] if it in self.entries]
        is_read = None if status is None else status == "read"
        self.mark_elsewhere(marked, is_read=is_read, is_starred=starred)
        return Reply(status=204)

    def _new_category(self, request: SeenRequest) -> Reply:
        title = request.json.get("title", "")
        if title in self.categories:
            return reply_json({"error_message": "This category already exists."}, status=400)
        self.categories.append(title)
        return reply_json(self._category(title), status=201)

    def _new_feed(self, request: SeenRequest) -> Reply:
        url = request.json.get("feed_url", "")
        if self.feed_at(url):
            return reply_json({"error_message": "This feed already exists."}, status=400)
        if url in self.missing_feeds:
            return reply_json({"error_message": "fetcher: resource not found"}, status=500)
        number = request.json.get("category_id") or 1
        feed = self.add_feed(url, folder=self.categories[number - 1])
        return reply_json({"feed_id": feed.id}, status=201)

    def _one(self, request: SeenRequest, kind: str, number: int) -> Reply:
        if kind == "entries":
            entry = self.entries.get(number)
            return reply_json(self._entry(entry)) if entry else reply_json(_GONE, status=404)
        feed = self.feeds.get(number)
        if feed is None:
            return reply_json(_GONE, status=404)
        if request.method == "DELETE":
            self.remove_feed(feed)
            return Reply(status=204)
        if request.method == "PUT":
            feed.title = request.json.get("title") or feed.title
            if category := request.json.get("category_id"):
                feed.folder = self.categories[category - 1]
            return reply_json(self._feed(feed), status=201)
        return reply_json(self._feed(feed))
