"""Exports of read-later services, as they write them and as nobody should."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetch.errors import ParseError
from fetch.feeds.made.saved_pages import SavedPage
from fetch.moving.export_files import MOST_BYTES
from fetch.moving.saved_lists import SavedList, Service, read_saved_list

POCKET = """title,url,time_added,tags,status
"Hello, world",https://example.org/1,1601900000,law|"to do",unread
https://example.org/2,https://example.org/2,1601900100,,archive
"""
POCKET_HTML = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1><ul>
<li><a href="https://example.org/1" time_added="1601900000" tags="law,to do">Hello, world</a></li>
</ul><h1>Read Archive</h1><ul>
<li><a href="https://example.org/2" time_added="1601900100" tags="">Second</a></li>
</ul></body></html>"""
INSTAPAPER = """URL,Title,Selection,Folder,Timestamp,Tags
https://example.org/1,"Hello, world",the best part,Unread,1601900000,"[""law"",""to do""]"
https://example.org/2,Second,,Archive,1601900100,[]
https://example.org/3,Third,,Starred,1601900200,
https://example.org/4,Fourth,,Recipes,1601900300,
"""
WALLABAG = """[{"is_archived": 0, "is_starred": 1, "tags": ["law", "to do"], "is_public": false,
"id": 22, "title": "Hello, world", "url": "https://example.org/1",
"content": "<p>It was <script>alert(1)</script>a storm.</p>", "reading_time": 3,
"created_at": "2020-10-05T12:13:20+0000", "annotations": [{"text": "Ask Ann.", "quote": "a storm"}],
"mimetype": "text/html", "language": "en", "domain_name": "example.org"},
{"is_archived": true, "is_starred": false, "tags": [{"label": "x"}], "title": null,
"url": "", "given_url": "https://example.org/2", "created_at": "2020-10-05T14:15:00+02:00"}]"""
OMNIVORE = """[{"id": "a", "slug": "hello", "title": "Hello, world", "description": "A greeting.",
"author": null, "url": "https://example.org/1", "state": "Active", "readingProgress": 0,
"thumbnail": "https://example.org/p.png", "labels": ["law", "to do"],
"savedAt": "2020-10-05T12:13:20.000Z", "updatedAt": "", "publishedAt": null},
{"title": "Second", "url": "https://example.org/2", "state": "Archived", "labels": []}]"""
RAINDROP = """id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
1,"Hello, world",Ask Ann.,A greeting.,https://example.org/1,Unsorted,"law, to do",\
2020-10-05T12:13:20.000Z,,,true
2,Second,,,https://example.org/2,Trips / Rome,,2020-10-05T12:15:00.000Z,,,false
"""
SAVED_AT = datetime(2020, 10, 5, 12, 13, 20, tzinfo=UTC)


def read(folder: Path, service: Service, name: str, data: str | bytes) -> SavedList:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_saved_list(path, service)


def by_url(found: SavedList) -> dict[str, SavedPage]:
    return {page.url: page for page in found.pages}


@pytest.mark.parametrize(
    ("service", "name", "data"),
    [
        (Service.POCKET, "part_000000.csv", POCKET),
        (Service.POCKET, "ril_export.html", POCKET_HTML),
        (Service.INSTAPAPER, "instapaper-export.csv", INSTAPAPER),
        (Service.WALLABAG, "All articles.json", WALLABAG),
        (Service.OMNIVORE, "metadata_0_to_20.json", OMNIVORE),
        (Service.RAINDROP, "raindrop.csv", RAINDROP),
    ],
)
def test_each_service_is_read(tmp_path: Path, service: Service, name: str, data: str) -> None:
    found = read(tmp_path, service, name, data)

    first = by_url(found)["https://example.org/1"]
    assert (first.title, first.published) == ("Hello, world", SAVED_AT)
    assert [tag.strip('"') for tag in first.tags] == ["law", "to do"]
    assert (first.is_read, first.is_later) == (False, True)
    assert len(found.pages) >= 2
    assert found.skipped == ()


@pytest.mark.parametrize(
    ("service", "name", "data"),
    [
        (Service.POCKET, "a.csv", POCKET),
        (Service.POCKET, "a.html", POCKET_HTML),
        (Service.INSTAPAPER, "a.csv", INSTAPAPER),
        (Service.WALLABAG, "a.json", WALLABAG),
        (Service.OMNIVORE, "a.json", OMNIVORE),
    ],
)
def test_what_is_archived_is_read(tmp_path: Path, service: Service, name: str, data: str) -> None:
    second = by_url(read(tmp_path, service, name, data))["https://example.org/2"]

    assert (second.is_read, second.is_later) == (True, False)


def test_a_folder_of_the_readers_own_is_a_tag(tmp_path: Path) -> None:
    pages = by_url(read(tmp_path, Service.INSTAPAPER, "a.csv", INSTAPAPER))
    trip = by_url(read(tmp_path, Service.RAINDROP, "a.csv", RAINDROP))["https://example.org/2"]

    assert pages["https://example.org/3"].is_starred
    assert pages["https://example.org/4"].tags == ("Recipes",)
    assert trip.tags == ("Trips / Rome",)


def test_texts_and_remarks_come_along(tmp_path: Path) -> None:
    page = by_url(read(tmp_path, Service.WALLABAG, "a.json", WALLABAG))["https://example.org/1"]

    assert page.is_starred
    assert "storm" in page.content_html
    assert "alert" not in page.content_html
    assert page.note == "“a storm”\nAsk Ann."


def test_an_archive_and_a_folder_are_read_whole(tmp_path: Path) -> None:
    folder = tmp_path / "pocket"
    folder.mkdir()
    (folder / "part_000000.csv").write_text(POCKET)
    (folder / "part_000001.csv").write_text(POCKET.replace("/1", "/3"))
    (folder / "readme.txt").write_text("no list")
    archive = tmp_path / "pocket.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in folder.iterdir():
            file.write(path, f"export/{path.name}")

    assert len(read_saved_list(folder, Service.POCKET).pages) == 3
    assert len(read_saved_list(archive, Service.POCKET).pages) == 3


def test_a_page_that_is_listed_twice_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, Service.POCKET, "a.csv", POCKET + POCKET)

    assert len(found.pages) == 2


def test_what_is_no_web_address_is_named_and_left_out(tmp_path: Path) -> None:
    rows = 'Bad,javascript:alert(1),1,,unread\nNone,,1,,unread\n"E\x1b[31m",https://e.org/,9,,x\n'
    found = read(tmp_path, Service.POCKET, "a.csv", POCKET + rows)

    assert len(found.pages) == 3
    assert found.skipped == (
        "a.csv, line 4: javascript:alert(1): not an http or https address",
        "a.csv, line 5: no address: not an http or https address",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    data = POCKET.replace("Hello, world", "Käse für Zürich, größer").encode(encoding)

    found = by_url(read(tmp_path, Service.POCKET, "a.csv", data))

    assert found["https://example.org/1"].title == "Käse für Zürich, größer"


@pytest.mark.parametrize(
    ("service", "name", "data", "words"),
    [
        (Service.POCKET, "a.csv", b"", 'no column "url"'),
        (Service.POCKET, "a.csv", b"a,b\n1,2\n", 'no column "url"'),
        (Service.POCKET, "a.csv", b"SQLite format 3\0\x01", "binary data"),
        (Service.POCKET, "a.csv", b'url,title\n"' + b"x" * (2 << 20), "line 2 can't be read"),
        (Service.POCKET, "a.html", b"<html><p>nothing</p></html>", "it has no links"),
        (Service.POCKET, "a.html", b"", "no page with links"),
        (Service.WALLABAG, "a.json", b"{}", "expected a list of pages"),
        (Service.WALLABAG, "a.json", b"[1]", "expected a list of pages"),
        (Service.WALLABAG, "a.json", b"[{", "it is no JSON"),
        (Service.WALLABAG, "a.json", b"[" * 100_000, "it is no JSON|expected a list"),
        (Service.WALLABAG, "a.json", b'[{"url": "\xff"}]', "it is no JSON"),
        (Service.WALLABAG, "export", b"title,url\n", r"expected a file that ends in \.json"),
    ],
)
def test_what_is_no_export_is_refused(
    tmp_path: Path, service: Service, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(ParseError, match=words):
        read(tmp_path, service, name, data)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    with pytest.raises(ParseError, match="larger than 64 MiB"):
        read_saved_list(path, Service.POCKET)


def test_a_damaged_or_empty_archive_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "no list")

    with pytest.raises(ParseError, match=r"holds no file that ends in \.csv or"):
        read_saved_list(archive, Service.POCKET)

    with zipfile.ZipFile(archive, "w", compression=zipfile.ZIP_DEFLATED) as file:
        file.writestr("part.csv", POCKET * 50)
    data = bytearray(archive.read_bytes())
    data[60:80] = b"\0" * 20
    archive.write_bytes(data)

    with pytest.raises(ParseError):
        read_saved_list(archive, Service.POCKET)
