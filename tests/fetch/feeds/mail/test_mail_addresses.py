"""Addresses of mailboxes."""

from pathlib import Path

import pytest

from fetch.access import without_secret
from fetch.feeds.mail.mail_addresses import (
    MailAddressError,
    is_mail_address,
    is_sender_address,
    mail_origin,
    mailbox_of,
    sender_address,
)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("imaps://me@mail.example/News", "imaps://me@mail.example/News"),
        ("imaps://me@example.org@mail.example", "imaps://me%40example.org@mail.example/INBOX"),
        ("imaps://me@mail.example:993/A/B%20c", "imaps://me@mail.example/A/B%20c"),
        ("imap://me@mail.example:1143/News", "imap://me@mail.example:1143/News"),
        ("maildir:/var/mail/news", "maildir:/var/mail/news"),
    ],
)
def test_an_address_has_one_form(typed: str, address: str) -> None:
    assert mailbox_of(typed).address == address
    assert mailbox_of(address).address == address


def test_a_home_is_that_of_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert mailbox_of("maildir:~/Mail").path == str(tmp_path / "Mail")


@pytest.mark.parametrize(
    "typed", ["imaps://mail.example/News", "imaps:///x", "imaps://me@h:bad/x", "maildir:", "x"]
)
def test_what_names_no_mailbox_is_refused(typed: str) -> None:
    with pytest.raises(MailAddressError):
        mailbox_of(typed)


def test_a_senders_feed_belongs_to_its_mailbox() -> None:
    box = "imaps://me@mail.example/News"
    sender = sender_address(box, "a b@c.example")

    assert is_sender_address(sender)
    assert not is_sender_address(box)
    assert mailbox_of(sender).address == box
    assert is_mail_address(sender)
    assert mail_origin(sender) == mail_origin(box) == mail_origin("imaps://me@mail.example/Other")
    assert mail_origin("imaps://you@mail.example/News") != mail_origin(box)


def test_a_password_is_no_part_of_the_address() -> None:
    plain, secret = without_secret("imaps://me:pa%20ss@mail.example/News")

    assert (plain, secret) == ("imaps://me@mail.example/News", "me:pa ss")
    assert without_secret(plain) == (plain, "")
