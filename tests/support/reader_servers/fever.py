"""A server that speaks the Fever API."""

import hashlib
from collections import defaultdict
from typing import Any

from fetch.sync.sync_model import Api
from tests.support.reader_servers.server import (
    CLOCK,
    NOT_FOUND,
    PAGE,
    ReaderServer,
    Reply,
    SeenRequest,
    StoredEntry,
    reply_json,
)

MAX_ITEMS = 50


class FeverServer(ReaderServer):
    """Answers at /fever/, with 50 entries at a time; it cannot change feeds.

    `refuses_unknown` makes it answer 404 to a mark of an entry that it does not have, and
    `turns_stars_over` makes it take "saved" and "unsaved" both for "the other", as Miniflux does.
    """

    api = Api.FEVER
    api_path = "/fever/"
    refuses_unknown = False
    turns_stars_over = False

    def answer(self, request: SeenRequest) -> Reply:
        if request.path.rstrip("/") != "/fever" or "api" not in request.query:
            return PAGE if request.path == "/" else NOT_FOUND
        answer: dict[str, Any] = {"api_version": 3, "auth": 0}
        key = hashlib.md5(f"{self.user}:{self.password}".encode()).hexdigest()  # noqa: S324
        if request.value("api_key") != key:
            return reply_json(answer)
        answer |= {"auth": 1, "last_refreshed_on_time": CLOCK}
        if not self._mark(request) and self.refuses_unknown:
            return NOT_FOUND
        asked = request.query
        folders = self._folders()
        if "groups" in asked:
            answer["groups"] = [
                {"id": number, "title": name} for number, name in enumerate(folders, start=1)
            ]
        if "feeds" in asked:
            answer["feeds"] = [
                {"id": it.id, "title": it.title, "url": it.url, "site_url": it.site_url}
                for it in self.feeds.values()
            ]
        if "groups" in asked or "feeds" in asked:
            answer["feeds_groups"] = [
                {"group_id": number, "feed_ids": ",".join(map(str, ids))}
                for number, ids in enumerate(folders.values(), start=1)
            ]
        if "unread_item_ids" in asked:
            answer["unread_item_ids"] = self._ids(is_read=False)
        if "saved_item_ids" in asked:
            answer["saved_item_ids"] = self._ids(is_starred=True)
        if "items" in asked:
            answer["items"] = [self._item(it) for it in self._items(request)]
            answer["total_items"] = len(self.entries)
        return reply_json(answer)

    def _folders(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for feed in self.feeds.values():
            if feed.folder:
                found[feed.folder].append(feed.id)
        return found

    def _ids(self, **marks: bool) -> str:
        found = [
            it
            for it in self.entries.values()
            if all(getattr(it, name) == value for name, value in marks.items())
        ]
        return ",".join(str(it.id) for it in self.listed(found))

    def _items(self, request: SeenRequest) -> list[StoredEntry]:
        found = self.listed(self.entries.values())
        if ids := request.value("with_ids"):
            found = [it for it in found if str(it.id) in ids.split(",")]
        elif since := request.value("since_id"):
            found = [it for it in found if it.id > int(since)][::-1]
        elif (most := request.value("max_id")) and int(most):
            found = [it for it in found if it.id < int(most)]
        return found[:MAX_ITEMS]

    def _item(self, entry: StoredEntry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "feed_id": entry.feed.id,
            "title": entry.title,
            "author": entry.author,
            "html": entry.html,
            "url": entry.url,
            "is_saved": int(entry.is_starred),
            "is_read": int(entry.is_read),
            "created_on_time": entry.published,
        }

    def _mark(self, request: SeenRequest) -> bool:
        """Mark an entry; tell whether there was nothing to mark, or it is there."""
        if request.value("mark") != "item" or not request.value("id").isdigit():
            return True
        entry = self.entries.get(int(request.value("id")))
        marked = [entry] if entry else []
        match request.value("as"):
            case "read" | "unread" as said:
                self.mark_elsewhere(marked, is_read=said == "read")
            case "saved" | "unsaved" as said:
                is_starred = said == "saved"
                if self.turns_stars_over and entry:
                    is_starred = not entry.is_starred
                self.mark_elsewhere(marked, is_starred=is_starred)
            case _:
                pass
        return bool(marked)
