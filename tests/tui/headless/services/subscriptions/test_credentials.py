from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from cache.feeds.feed_options import CredentialKind, CredentialPlace, FeedOptions
from cache.library import Library
from cache.store import Store
from cache.writer import Writer
from fetch.access import without_secret
from tests.support.caches.newsdesk import NOW
from tests.support.memory_keyring import MemoryKeyring
from tui.headless.services.subscriptions.credentials import (
    CredentialError,
    access_of,
    forget_secret,
    keep_secret,
    link_to_cookies,
    link_to_variable,
    rules_of_feeds,
)

URL = "https://example.org/feed"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def headers_with(link: object, url: str = URL) -> dict[str, str]:
    return access_of(URL, FeedOptions(credential=link)).headers_for(url)  # type: ignore[arg-type]


def test_a_password_goes_to_the_keyring_and_to_its_server(ring: MemoryKeyring) -> None:
    link = keep_secret(CredentialKind.BASIC, URL, "ann:s3cret")

    assert list(ring.kept.values()) == ["ann:s3cret"]
    assert "s3cret" not in repr(link)
    assert headers_with(link) == {"Authorization": "Basic YW5uOnMzY3JldA=="}
    assert headers_with(link, "https://evil.example/") == {}
    assert headers_with(link, "http://example.org/feed") == {}


def test_a_feed_that_moved_does_not_take_its_secret_along(ring: MemoryKeyring) -> None:
    link = keep_secret(CredentialKind.BASIC, URL, "ann:s3cret")
    moved = "https://evil.example/feed"

    assert access_of(moved, FeedOptions(credential=link)).headers_for(moved) == {}


def test_a_secret_is_forgotten(ring: MemoryKeyring) -> None:
    link = keep_secret(CredentialKind.BEARER, URL, "token")

    forget_secret(link)
    forget_secret(link)

    assert ring.kept == {}
    access = access_of(URL, FeedOptions(credential=link))
    assert access.problem == "it is no longer in the system's keyring"


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        (CredentialKind.BASIC, "no colon"),
        (CredentialKind.BASIC, "ann:a\r\nX-Evil: 1"),
        (CredentialKind.BEARER, "two words"),
        (CredentialKind.BEARER, ""),
    ],
)
def test_what_cannot_be_sent_is_refused(
    ring: MemoryKeyring, kind: CredentialKind, secret: str
) -> None:
    with pytest.raises(CredentialError) as caught:
        keep_secret(kind, URL, secret)

    assert not secret or secret not in str(caught.value)
    assert ring.kept == {}


def test_without_a_keyring_a_sentence_says_what_to_do() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    try:
        with pytest.raises(CredentialError, match=r"install `nutgraf\[keyring\]`"):
            keep_secret(CredentialKind.BASIC, URL, "ann:s3cret")
    finally:
        keyring.set_keyring(before)


def test_a_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    link = link_to_variable(CredentialKind.BEARER, URL, "NUTGRAF_CREDENTIAL_7")
    assert access_of(URL, FeedOptions(credential=link)).problem

    monkeypatch.setenv("NUTGRAF_CREDENTIAL_7", "t0ken")

    assert headers_with(link) == {"Authorization": "Bearer t0ken"}


def test_other_variables_are_out_of_reach() -> None:
    with pytest.raises(CredentialError, match="expected a name that begins with"):
        link_to_variable(CredentialKind.BEARER, URL, "HOME")


def test_cookies_come_from_a_file_and_go_where_they_belong(tmp_path: Path) -> None:
    path = tmp_path / "cookies.txt"
    path.write_text(
        "# Netscape HTTP Cookie File\n"
        ".example.org\tTRUE\t/\tTRUE\t0\tsession\tabc\n"
        ".other.example\tTRUE\t/\tFALSE\t0\ttracker\txyz\n"
    )

    link = link_to_cookies(URL, path)

    assert link.place is CredentialPlace.FILE
    assert headers_with(link) == {"Cookie": "session=abc"}
    assert headers_with(link, "https://www.example.org/") == {}


def test_a_file_without_cookies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("nothing of the kind")

    with pytest.raises(CredentialError, match="not a cookie file"):
        link_to_cookies(URL, path)
    with pytest.raises(CredentialError, match="can't be read"):
        link_to_cookies(URL, tmp_path / "gone.txt")


def test_a_secret_is_taken_out_of_an_address() -> None:
    assert without_secret("https://ann:p%40ss@example.org:81/f?a=1") == (
        "https://example.org:81/f?a=1",
        "ann:p@ss",
    )
    assert without_secret(URL) == (URL, "")


def test_the_cache_never_holds_the_secret(ring: MemoryKeyring, tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    link = keep_secret(CredentialKind.BASIC, URL, "ann:s3cret")

    def work(store: Store) -> None:
        feed_id = store.feeds.subscribe(URL, now=NOW)
        store.feeds.set_options(feed_id, FeedOptions(credential=link))

    with Writer(path) as writer:
        writer.submit(work).result()
        with Library(path) as library:
            (rules,) = rules_of_feeds(library).values()
            assert rules.access.headers_for(URL)

    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"s3cret" not in stored
    assert b"YW5uOnMzY3JldA" not in stored
