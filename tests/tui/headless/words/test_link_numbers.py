"""Addresses as they are shown: nobody opens another host than the one that is read."""

import pytest

from tui.headless.browser import is_web_address
from tui.headless.words.link_numbers import host_of, real_address, short_address


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("https://bücher.de/a", "https://bücher.de/a"),
        ("https://例え.jp/", "https://例え.jp/"),
        ("https://пример.рф/", "https://пример.рф/"),
        # Cyrillic letters that look Latin.
        ("https://\u0440aypal.example/a", "https://xn--aypal-uye.example/a"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com:81/", "https://xn--80ak6aa92e.com:81/"),
        ("http://2130706433:80/x", "http://127.0.0.1:80/x"),
        ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
        ("https://bank.example@evil.example/x", "https://evil.example/x"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_the_host_that_is_shown_is_the_real_one(url: str, shown: str) -> None:
    assert real_address(url) == shown
    assert short_address(url) == shown.partition("://")[2].removesuffix("/")
    assert host_of(url) in shown


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1\\@e.example/",
        "http://127.0.0.1:1%5C@e.example\\.example/",
        "http://e.example\uff3c@127.0.0.1/",
        "http://e .example/",
        "http://e\x07.example/",
        "http://%31%32%37.0.0.1/",
        "http://user name@e.example/",
    ],
)
def test_what_is_one_host_to_us_and_another_to_a_browser_is_never_opened(url: str) -> None:
    assert not is_web_address(url)
