from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.http.redirect_cookies import MAX_COOKIES, MAX_HEADER_CHARACTERS, RedirectCookies

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SITE = "https://news.example/in/feed"


def cookies(*lines: str, url: str = SITE) -> RedirectCookies:
    jar = RedirectCookies()
    jar.take(url, lines, now=NOW)
    return jar


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/",
        "https://news.example:443/in/feed?x=1#y",
        "https://NEWS.example/elsewhere",
    ],
)
def test_a_cookie_goes_back_to_its_host(url: str) -> None:
    assert cookies("a=1; Path=/").header_for(url) == "a=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/",
        "https://www.news.example/",
        "https://example/",
        "https://news.example.evil.example/",
        "https://news.example:8443/",
        "https://news.example@evil.example/",
        "http://news.example/",
        "ftp://news.example/",
        "",
    ],
)
@pytest.mark.parametrize("domain", ["", "; Domain=news.example", "; Domain=.example"])
def test_a_cookie_goes_nowhere_else(url: str, domain: str) -> None:
    assert cookies(f"a=1; Path=/{domain}").header_for(url) == ""


@pytest.mark.parametrize(
    "line",
    [
        *("a", "=1", "a b=1", "a=\x01", "a=ä", "a=1; Domain=other.example"),
        *("a=1; Max-Age=0", "a=1; Max-Age=-5", "a=1; Expires=Thu, 01-Jan-1970 00:00:01 GMT"),
        "a=" + "x" * 5000,
    ],
)
def test_a_cookie_that_is_none_is_not_kept(line: str) -> None:
    assert cookies(line).header_for(SITE) == ""


def test_a_cookie_may_be_taken_back() -> None:
    jar = cookies("a=1; Path=/", "b=2; Path=/")

    jar.take(SITE, ["a=; Path=/; Max-Age=0"], now=NOW)

    assert jar.header_for(SITE) == "b=2"


def test_a_cookie_is_for_its_folder() -> None:
    jar = cookies("a=1", "b=2; Path=/in/side", "c=3; Path=relative")

    assert jar.header_for("https://news.example/in/other") == "a=1; c=3"
    assert jar.header_for("https://news.example/in/side/x") == "a=1; b=2; c=3"
    assert jar.header_for("https://news.example/inside") == ""


def test_a_secure_cookie_is_not_taken_over_http() -> None:
    lines = ("a=1; Path=/; Secure", "__Host-b=2; Path=/", "c=3; Path=/")
    jar = cookies(*lines, url="http://news.example/")

    assert jar.header_for("http://news.example/") == "c=3"
    assert jar.header_for("https://news.example/") == "c=3"


def test_the_readers_own_cookies_stay_and_a_newer_one_replaces_its_elder() -> None:
    jar = cookies("session=new; Path=/")

    assert jar.header_for(SITE, "session=old; theme=dark") == "session=new; theme=dark"
    assert jar.header_for("https://other.example/", "theme=dark") == "theme=dark"


def test_a_server_cannot_fill_the_header() -> None:
    jar = cookies(*(f"c{number}={'x' * 3000}" for number in range(2 * MAX_COOKIES)))

    assert len(jar.header_for(SITE)) <= MAX_HEADER_CHARACTERS


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=30))
def test_no_header_can_be_broken_out_of(lines: list[str], path: str) -> None:
    header = cookies(*lines).header_for(f"https://news.example/{path}")

    assert header.isprintable()
    assert header.isascii()
