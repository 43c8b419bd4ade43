import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.headless.services.subscriptions.typed_addresses import split_addresses


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("", ()),
        (" \n ", ()),
        ("h.example", ("h.example",)),
        ("http://h.example/a b.xml", ("http://h.example/a b.xml",)),
        ("http://h.example/a b/c d?x=y z", ("http://h.example/a b/c d?x=y z",)),
        ("http://a.example http://b.example/f", ("http://a.example", "http://b.example/f")),
        ("http://a.example/x y http://b.example", ("http://a.example/x y", "http://b.example")),
        (
            "http://a.example\nb.example\n\nhttps://c.example",
            ("http://a.example", "b.example", "https://c.example"),
        ),
        ("a.example b.example/f", ("a.example", "b.example/f")),
        ("- a.example, - b.example", ("a.example", "b.example")),
        ("http://a.example/f, b.example/g", ("http://a.example/f", "b.example/g")),
        ("http://a.example, http://b.example;", ("http://a.example", "http://b.example")),
        ("http://a.example/f,http://b.example/f", ("http://a.example/f", "http://b.example/f")),
        ("http://a.example/f?x=1,2", ("http://a.example/f?x=1,2",)),
        ('<http://a.example> "http://b.example"', ("http://a.example", "http://b.example")),
        (
            "- http://a.example\n* b.example\n2. c.example",
            ("http://a.example", "b.example", "c.example"),
        ),
        ("feed://a.example feed:https://b.example", ("feed://a.example", "feed:https://b.example")),
        ("@mia@a.example @per@b.example", ("@mia@a.example", "@per@b.example")),
        (
            "(http://a.example) http://b.example/x_(y)",
            ("http://a.example", "http://b.example/x_(y)"),
        ),
        ("http://[::1] http://[::1]:8080/", ("http://[::1]", "http://[::1]:8080/")),
        ("http://a.example http://a.example", ("http://a.example",)),
        ("http://a.example\r\nhttp://b.example\r\n", ("http://a.example", "http://b.example")),
    ],
)
def test_addresses_are_told_apart(words: str, addresses: tuple[str, ...]) -> None:
    assert split_addresses(words) == addresses


@given(st.text(alphabet="ah:/.@,;<- \n1", max_size=60))
def test_no_address_is_empty_or_has_a_line_break(words: str) -> None:
    for address in split_addresses(words):
        assert address.strip()
        assert "\n" not in address
