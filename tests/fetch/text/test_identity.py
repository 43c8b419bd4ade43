from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.text.identity import (
    Identifiers,
    alternate_key,
    canonical_url,
    entry_keys,
    fingerprint,
    hash_body,
    web_address,
)

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def item(
    guid: str = "", url: str = "", title: str = "", body: str = "", published: datetime = MOMENT
) -> Identifiers:
    return Identifiers(guid=guid, url=url, title=title, published=published, body=body)


ITEMS = st.builds(
    item,
    guid=st.sampled_from(["", "a", "b", "http://h.example/1"]),
    url=st.sampled_from(["", "http://h.example/1", "http://h.example/2"]),
    title=st.text(max_size=3),
    body=st.text(max_size=3),
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://H.Example:80/a/../b?x=1#part", "http://h.example/a/../b?x=1"),
        ("https://h.example:443", "https://h.example/"),
        ("https://h.example:8443/", "https://h.example:8443/"),
        ("https://h.example/a?utm_source=x&id=7&fbclid=y&utm_medium=z", "https://h.example/a?id=7"),
        ("https://h.example/a?at_medium=RSS&at_campaign=KARANGA", "https://h.example/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("javascript:alert(1)", ""),
        ("/relative", ""),
        ("http://", ""),
        ("http://h.example:port/", ""),
        ("", ""),
    ],
)
def test_addresses_of_one_page_have_one_form(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        (" /a b\n", "http://h.example/feed/", "http://h.example/a%20b"),
        ("c?d=e", "http://h.example/feed/x", "http://h.example/feed/c?d=e"),
        ("//other.example/x", "https://h.example/", "https://other.example/x"),
        ("file:///etc/passwd", "http://h.example/", ""),
        ("vscode://file/x", "", ""),
        ("data:text/html,x", "http://h.example/", ""),
        ("http://[bad", "http://h.example/", ""),
        ("http://h.example/\x1b[31m", "", "http://h.example/[31m"),
    ],
)
def test_only_web_addresses_get_through(url: str, base: str, expected: str) -> None:
    assert web_address(url, base) == expected


def test_the_guid_is_the_key() -> None:
    assert entry_keys([item(guid="g", url="http://h.example/1")]) == ("g",)


def test_without_guid_the_canonical_link_is_the_key() -> None:
    (key,) = entry_keys([item(url="HTTP://h.example/1?utm_source=rss#x")])

    assert key == "http://h.example/1"


def test_without_guid_and_link_the_content_is_the_key() -> None:
    one, two = entry_keys([item(title="One"), item(title="Two")])

    assert one != two
    assert entry_keys([item(title="One")]) == (one,)


def test_items_that_share_a_guid_are_told_apart_in_any_order() -> None:
    items = [item(guid="same", url=f"http://h.example/{n}") for n in range(5)]

    keys = entry_keys(items)

    assert len(set(keys)) == 5
    assert entry_keys(items[::-1]) == keys[::-1]


def test_items_that_share_a_link_only_are_told_apart() -> None:
    items = [item(url="http://h.example/live", title=title) for title in ("One", "Two")]

    assert len(set(entry_keys(items))) == 2


def test_a_guid_as_long_as_an_article_becomes_short() -> None:
    (key,) = entry_keys([item(guid="x" * 10_000)])

    assert len(key) < 100


@given(st.lists(ITEMS, max_size=8))
def test_keys_are_there_different_and_stable(items: list[Identifiers]) -> None:
    keys = entry_keys(items)

    assert all(keys)
    assert len(set(keys)) == len(items)
    assert entry_keys(items) == keys


@given(st.lists(ITEMS, max_size=6), st.randoms())
def test_the_set_of_keys_does_not_depend_on_the_order(
    items: list[Identifiers], random: object
) -> None:
    assert set(entry_keys(items[::-1])) == set(entry_keys(items))


@pytest.mark.parametrize(
    ("guid", "url", "expected"),
    [
        ("http://h.example/a/1?x=2", "", "a/1?x=2"),
        ("https://www.h.example/a/1?x=2", "", "a/1?x=2"),
        ("urn:uuid:1", "https://h.example/a/1/", "a/1"),
        ("plain", "", ""),
    ],
)
def test_the_alternate_key_survives_a_move(guid: str, url: str, expected: str) -> None:
    assert alternate_key(guid, url) == expected


def test_fingerprints_tell_title_and_text_apart() -> None:
    assert fingerprint("a", "bc") != fingerprint("ab", "c")
    assert fingerprint("a", "b") == fingerprint("a", "b")
    assert hash_body(b"a") != hash_body(b"b")


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_any_text_is_a_web_address_or_none(text: str) -> None:
    address = web_address(text, "http://h.example/")

    assert address == "" or address.startswith(("http://", "https://"))
    assert canonical_url(canonical_url(text)) == canonical_url(text)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1\\@e.example/",
        "http://e.example\\.127.0.0.1/",
        "http://e.example\uff3c@127.0.0.1/",
        "http://e .example/",
        "http://user name@e.example/",
        "http://%31%32%37.0.0.1/",
        "http://e.example<x/",
        "//127.0.0.1:1\\@e.example/",
    ],
)
def test_a_host_that_programs_read_differently_is_no_address(url: str) -> None:
    assert web_address(url, "http://base.example/") == ""


def test_user_and_password_of_the_network_are_left_out() -> None:
    assert web_address("https://me:secret@e.example:81/a") == "https://e.example:81/a"
    assert web_address("/a", "https://me:secret@e.example/f") == "https://e.example/a"
    assert web_address("https://me:s@e.example/", keeps_user=True) == "https://me:s@e.example/"
