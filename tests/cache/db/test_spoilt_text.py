"""A text column that is no UTF-8: shown with its holes, repaired, never the end of the app."""

from pathlib import Path

from cache.db.connection import open_writer
from cache.library import Library
from cache.values.list_rows import Scope, View
from tests.support.caches.user_records import fill_with_everything


def test_a_text_that_is_no_utf_8_is_shown_with_its_holes(path: Path) -> None:
    ids = fill_with_everything(path)
    connection = open_writer(path)
    connection.run(
        "UPDATE entries SET title = CAST(x'526169ff6e' AS TEXT) WHERE entry_id = ?", [ids["rain"]]
    )
    connection.run("UPDATE feeds SET title = CAST(x'ff' AS TEXT), given_title = ''")
    connection.close()

    with Library(path) as library:
        titles = {row.title for row in library.lists.page(View(scope=Scope.ALL), 0, 100)}
        assert "Rai\ufffdn" in titles
        assert {row.title for row in library.feeds.rows()} == {"\ufffd"}
        assert library.detail(ids["rain"])
