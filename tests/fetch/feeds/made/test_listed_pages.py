"""Pages that list articles: by selectors, by a guess, and what comes of hostile ones."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetch.errors import ParseError
from fetch.feeds.made.listed_pages import guess_list, list_page
from fetch.model import PageList

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://harbour.example/news/"
HEADLINES = (
    "Harbour closed after the storm",
    "Twenty boats sail again",
    "Council thanks its master",
)


def page(body: str, head: str = "<title>Harbour news</title>") -> bytes:
    return f"<html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


NEWS = page(
    "<nav><ul>"
    + "".join(f"<li><a href='/menu/{it}'>A long menu entry {it}</a></li>" for it in range(9))
    + "</ul></nav><main><div class='list'>"
    + "".join(
        f"<div class='teaser item-{it} post'><span class='kicker'>News</span>"
        f"<h3><a href='{it}.html'>{title}<script>x()</script></a></h3>"
        f"<time datetime='2026-11-2{it}T10:00:00Z'>then</time><p>About it: {title}.</p>"
        f"<a href='{it}.html#more'>Read more</a></div>"
        for it, title in enumerate(HEADLINES)
    )
    + "</div></main><footer><a href='/imprint'>Imprint of the harbour office</a></footer>"
)


def test_selectors_say_what_an_entry_is() -> None:
    rules = PageList(items=".teaser", title="h3", summary="p", date="time")

    feed = list_page(NEWS, URL, "text/html", rules, now=NOW)

    assert (feed.title, feed.site_url, feed.language) == ("Harbour news", URL, "en")
    assert [(it.title, it.url, it.summary) for it in feed.entries] == [
        (title, f"{URL}{it}.html", f"About it: {title}.") for it, title in enumerate(HEADLINES)
    ]
    assert feed.entries[1].published == datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_a_guess_finds_the_list_and_not_the_menu() -> None:
    rules = guess_list(NEWS, URL, "text/html")

    assert rules == PageList(items="div.list > div.teaser.post")
    feed = list_page(NEWS, URL, "text/html", rules, now=NOW)
    assert [it.title for it in feed.entries] == list(HEADLINES)


@pytest.mark.parametrize(
    "body",
    [
        "<ul>{}</ul>",
        "<div>{}</div>",
        "<table>{}</table>",
        "<section><article>{}</article></section>",
    ],
)
def test_plain_lists_of_links_are_guessed(body: str) -> None:
    item = {
        "<ul>{}</ul>": "<li><a href='/{0}'>{1}</a> 3 Nov</li>",
        "<table>{}</table>": "<tr><td>3 Nov</td><td><a href='/{0}'>{1}</a></td></tr>",
    }.get(body, "<a href='/{0}'>{1}</a><br>")
    items = "".join(item.format(it, title) for it, title in enumerate(HEADLINES))
    made = page(body.format(items))

    feed = list_page(made, URL, "", guess_list(made, URL, ""), now=NOW)

    assert [it.title for it in feed.entries] == list(HEADLINES)
    assert len({it.key for it in feed.entries}) == 3


def test_the_address_is_who_an_entry_is() -> None:
    first = list_page(NEWS, URL, "", PageList(items=".teaser"), now=NOW)
    changed = NEWS.replace(HEADLINES[0].encode(), b"Harbour closed no more")
    second = list_page(changed, URL, "", PageList(items=".teaser"), now=NOW)

    assert [it.key for it in first.entries] == [it.key for it in second.entries]
    assert second.entries[0].title == "Harbour closed no more"


@pytest.mark.parametrize(
    ("items", "words"),
    [(".gone", "matches '.gone'"), ("footer", ""), (".kicker", "has a link and a title")],
)
def test_what_finds_nothing_is_said(items: str, words: str) -> None:
    if not words:
        assert len(list_page(NEWS, URL, "", PageList(items=items), now=NOW).entries) == 1
        return
    with pytest.raises(ParseError, match=words):
        list_page(NEWS, URL, "", PageList(items=items), now=NOW)


def test_a_page_without_a_list_is_said() -> None:
    with pytest.raises(ParseError, match="say with --items"):
        guess_list(page("<p>Words.</p><a href='/x'>A single long link here</a>"), URL, "")


def test_addresses_and_titles_are_cleaned() -> None:
    hostile = page(
        "<ul><li><a href='javascript:alert(1)'>A script that would run</a></li>"
        "<li><a href='exec:id'>A program that would run</a></li>"
        "<li><a href='//b.example/x'>Red \x1b[31m &lt;b&gt;and\u202e bold</a></li></ul>",
        "<base href='https://other.example/'><title>A\x07B</title>",
    )

    feed = list_page(hostile, URL, "", PageList(items="li"), now=NOW)

    assert [(it.title, it.url) for it in feed.entries] == [
        ("Red [31m <b>and bold", "https://b.example/x")
    ]
    assert feed.title == "AB"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["li", "a", "*", "div > p", "["]))
def test_any_bytes_are_a_feed_or_no_feed(body: bytes, items: str) -> None:
    for read in (
        lambda: list_page(body, URL, "", PageList(items=items), now=NOW),
        lambda: guess_list(body, URL, ""),
    ):
        try:
            read()
        except ParseError:
            continue
