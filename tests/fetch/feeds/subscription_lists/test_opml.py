import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.errors import ParseError
from fetch.feeds.opml import FOLDER_SEPARATOR, MAX_FOLDER_DEPTH, read_opml, write_opml
from fetch.html.markup import title_to_line
from fetch.model import Outline
from fetch.text.clean import clean_line
from fetch.text.identity import canonical_url
from tests.support.samples.clean_characters import is_clean
from tests.support.shared_data import require_shared

# What looks escaped is undone: it is read differently on purpose.
NAMES = (
    st.text(min_size=1, max_size=12)
    .map(clean_line)
    .filter(lambda name: name and title_to_line(name) == name)
)
FOLDERS = st.lists(
    NAMES.map(lambda name: name.replace("/", "-").strip()).filter(bool), max_size=MAX_FOLDER_DEPTH
).map(FOLDER_SEPARATOR.join)
OUTLINES = st.lists(
    st.builds(
        Outline,
        url=st.integers(0, 99).map(lambda number: f"http://h.example/{number}?a=1&b=2"),
        title=NAMES,
        site_url=st.sampled_from(["", "http://h.example/"]),
        folder=FOLDERS,
    ),
    unique_by=lambda outline: canonical_url(outline.url),
    max_size=8,
)


def document(body: str) -> bytes:
    return (
        f"<opml version='2.0'><head><title>Mine</title></head><body>{body}</body></opml>".encode()
    )


def test_folders_are_kept() -> None:
    feed = "<outline type='rss' text='F' xmlUrl='http://h.example/{}' htmlUrl='http://h.example'/>"

    read = read_opml(
        document(
            feed.format(1)
            + f"<outline text='News'><outline text='World'>{feed.format(2)}</outline></outline>"
        )
    )

    assert read.title == "Mine"
    assert read.outlines == (
        Outline(url="http://h.example/1", title="F", site_url="http://h.example"),
        Outline(
            url="http://h.example/2", title="F", site_url="http://h.example", folder="News / World"
        ),
    )


def test_any_spelling_of_the_address_attribute_is_read() -> None:
    read = read_opml(document("<outline title='A' XMLURL='http://h.example/1'/>"))

    assert [outline.url for outline in read.outlines] == ["http://h.example/1"]


def test_what_is_no_web_address_is_skipped_and_listed() -> None:
    read = read_opml(
        document(
            "<outline text='pipe' xmlUrl='|touch PWNED'/>"
            "<outline text='file' xmlUrl='file:///etc/passwd'/>"
            "<outline text='filter' xmlUrl='http://h.example/a' filtercmd='touch PWNED'/>"
            "<outline text='good' xmlUrl='http://h.example/b'/>"
        )
    )

    assert [outline.title for outline in read.outlines] == ["good"]
    assert [line.partition(":")[0] for line in read.skipped] == ["pipe", "file", "filter"]


def test_one_address_is_one_subscription() -> None:
    twice = "<outline text='a' xmlUrl='http://h.example/1'/>" * 2

    assert len(read_opml(document(twice)).outlines) == 1


@pytest.mark.parametrize("data", [b"", b"{}", b"<html/>", b"<rss version='2.0'/>", b"\x00\xff"])
def test_what_is_no_opml_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError):
        read_opml(data)


def test_a_damaged_document_gives_what_it_has() -> None:
    data = document("<outline text='a & b' xmlUrl='http://h.example/1'/>")[:-10]

    assert read_opml(data).outlines[0].url == "http://h.example/1"


def test_entities_are_not_expanded() -> None:
    head = b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"

    read = read_opml(head + document("<outline text='&x;' xmlUrl='http://h.example/1'/>"))

    assert "root:" not in read.outlines[0].title


@given(OUTLINES)
def test_what_is_written_is_read_again(outlines: list[Outline]) -> None:
    read = read_opml(write_opml(outlines, title="Mine & yours"))

    assert sorted(read.outlines, key=lambda one: one.url) == sorted(
        outlines, key=lambda one: one.url
    )
    assert read.title == "Mine & yours"
    assert read.skipped == ()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_opml(document(data.decode("latin-1")))
        read_opml(data)
    except ParseError:
        pass


def test_commands_in_a_hostile_list_are_skipped() -> None:
    data = require_shared("hostile", "opml", "command-pipe.opml").read_bytes()

    read = read_opml(data)

    assert [outline.title for outline in read.outlines] == ["Good"]
    assert len(read.skipped) == 2


def test_a_list_nested_without_end_is_flattened() -> None:
    data = require_shared("hostile", "opml", "deep-2000.opml").read_bytes()

    (outline,) = read_opml(data).outlines

    assert outline.folder.count(FOLDER_SEPARATOR) == MAX_FOLDER_DEPTH - 1


def test_ten_thousand_repeats_are_a_hundred_feeds() -> None:
    data = require_shared("hostile", "opml", "dupes-10000.opml").read_bytes()

    assert len(read_opml(data).outlines) == 100


def test_names_are_kept_as_written_but_clean() -> None:
    data = require_shared("hostile", "opml", "markup-esc.opml").read_bytes()

    titles = [outline.title for outline in read_opml(data).outlines]

    assert titles[0] == "[@click=app.quit]x[/]"
    assert all(map(is_clean, titles))


def test_a_cut_list_says_where_it_ends() -> None:
    data = document("\n<outline xmlUrl='http://h.example/1'/>\n<outline xmlUrl='http://h.ex")

    read = read_opml(data[: data.index(b"h.ex<") + 4])

    assert len(read.outlines) == 1
    assert read.unread[0].startswith("line 3: ")


def test_lines_are_those_of_the_file() -> None:
    head = b"\n<!DOCTYPE opml [\n<!ELEMENT x ANY>\n]>\n\n"

    read = read_opml(head + document("<outline xmlUrl='http://h.example/1'/></oops>"))

    assert read.unread[0].startswith("line 6: ")


def test_outlines_nested_too_deeply_are_told() -> None:
    deep = "<outline text='x'>" * 3000 + "<outline xmlUrl='http://h.example/1'/>"

    read = read_opml(document("<outline xmlUrl='http://h.example/0'/>\n" + deep))

    assert len(read.outlines) == 1
    assert "line 2: outlines nested deeper than 2,000 levels" in read.unread


def test_an_entity_bomb_is_told() -> None:
    head = b'<!DOCTYPE o [\n<!ENTITY a "lol"><!ENTITY b "&a;&a;">\n]>\n'

    read = read_opml(head + document("&b;"))

    assert read.unread == (
        "line 2: entities that the file defines are not read",
        "there is no feed in it",
    )


def test_a_sound_list_was_read_as_a_whole() -> None:
    assert read_opml(document("<outline xmlUrl='http://h.example/1'/>")).unread == ()


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("feed://h.example/1", "http://h.example/1"),
        ("feed:https://h.example/1", "https://h.example/1"),
        ("feed:http//h.example/1", "http://h.example/1"),
        ("feed://https://h.example/1", "https://h.example/1"),
        ("pcast://h.example/1", "http://h.example/1"),
        ("https//h.example/1", "https://h.example/1"),
        ("\n  http://h.example/1\n ", "http://h.example/1"),
    ],
)
def test_an_address_may_have_the_scheme_of_feeds(written: str, url: str) -> None:
    (outline,) = read_opml(document(f"<outline text='a' xmlUrl='{written}'/>")).outlines

    assert outline.url == url


@pytest.mark.parametrize(
    ("category", "folder"),
    [("Sea", "Sea"), ("/News/Sea", "News / Sea"), ("/Sea,/Land", "Sea"), (" , /", ""), ("", "")],
)
def test_a_category_is_a_folder(category: str, folder: str) -> None:
    outline = f"<outline text='a' xmlUrl='http://h.example/1' category='{category}'/>"

    assert read_opml(document(outline)).outlines[0].folder == folder
    nested = document(f"<outline text='Own'>{outline}</outline>")
    assert read_opml(nested).outlines[0].folder == "Own"


def test_a_feed_in_two_folders_is_said_and_stays_in_the_first() -> None:
    feed = "<outline text='Tides' xmlUrl='http://h.example/1'/>"
    folders = "".join(f"<outline text='{name}'>{feed}</outline>" for name in ("Sea", "Land", "Sea"))

    read = read_opml(document(folders))

    assert [outline.folder for outline in read.outlines] == ["Sea"]
    assert read.notes == ("Tides: also in Land; a feed has one folder, it is in Sea",)


def test_titles_that_were_escaped_twice_are_undone() -> None:
    titles = (
        "Fish &amp;amp; Chips",
        "&lt;i&gt;Sea&lt;/i&gt;",
        "&amp;#8220;Sea&amp;#8221;",
        "R&amp;D",
    )
    feeds = "".join(
        f"<outline text='{title}' xmlUrl='http://h.example/{number}'/>"
        for number, title in enumerate(titles)
    )

    read = read_opml(document(f"<outline text='Sea &amp;amp; Land'>{feeds}</outline>"))

    assert [outline.title for outline in read.outlines] == ["Fish & Chips", "Sea", "“Sea”", "R&D"]
    assert {outline.folder for outline in read.outlines} == {"Sea & Land"}


def test_outlines_that_only_lead_to_feeds_are_listed() -> None:
    read = read_opml(
        document(
            "<outline text='list' type='include' url='http://h.example/more.opml'/>"
            "<outline text='site' htmlUrl='http://h.example/'/>"
            "<outline text='feed' type='rss' url='http://h.example/1'/>"
            "<outline text='folder' htmlUrl='http://h.example/'><outline text='empty'/></outline>"
        )
    )

    assert [outline.title for outline in read.outlines] == ["feed"]
    assert [line.partition(":")[0] for line in read.skipped] == ["list", "site"]


def test_a_list_wrapped_in_another_element_is_read() -> None:
    wrapped = b"<data>" + document("<outline xmlUrl='http://h.example/1'/>") + b"</data>"

    assert len(read_opml(wrapped).outlines) == 1
