"""One message as a letter, whoever wrote it and however."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.feeds.mail.letters import UnreadableLetterError, read_letter
from tests.support.samples.newsletters import make_letter


def test_a_letter_is_its_senders() -> None:
    letter = read_letter(make_letter())

    assert (letter.sender, letter.name) == ("news@paper.example", "The Daily Note")
    assert (letter.draft.guid, letter.draft.title) == ("letter-1@paper.example", "Storm 1")
    assert letter.draft.published == "2020-10-05T12:01:00+00:00"
    assert "reached the coast" in letter.draft.content


def test_a_list_is_known_by_its_own_identity() -> None:
    letter = read_letter(make_letter(list_id="The Note <Note.paper.example>", sender="x@y.example"))

    assert (letter.sender, letter.name) == ("note.paper.example", "The Note")


def test_names_are_decoded() -> None:
    sender = "=?utf-8?q?Z=C3=BCrcher_Post?= <a@b.example>"

    assert read_letter(make_letter(sender=sender)).name == "Zürcher Post"


_WORDS = "Größere Städte für alle Bürger, schöne Grüße aus Köln"


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("iso-8859-1", _WORDS.encode("latin-1")),
        ("x-unknown-nonsense", _WORDS.encode()),
        ("utf-8", _WORDS.encode("latin-1")),
        ("us-ascii", _WORDS.encode()),
    ],
)
def test_a_wrong_charset_is_no_fault(charset: str, data: bytes) -> None:
    head = f"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset={charset}\n"
    message = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + data

    assert read_letter(message).draft.content == _WORDS


def test_nothing_is_left_that_would_be_fetched() -> None:
    body = (
        '<p background="https://t.example/b.png" style="background:url(https://t.example/s.png)">'
        'A storm.</p><img src="https://t.example/pixel.gif" width=1 height=1>'
        "<im<img>g src=https://t.example/nested.gif><picture><source srcset=https://t.example/p>"
        "</picture><video poster=https://t.example/v></video><svg><image "
        'href="https://t.example/x"/></svg><link rel=stylesheet href="https://t.example/c.css">'
        '<a href="https://paper.example/1">More</a>'
    )

    content = read_letter(make_letter(body=body)).draft.content

    assert "t.example" not in content.replace("g src=https://t.example/nested.gif", "")
    assert "<img" not in content
    assert "https://paper.example/1" in content


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display: none; max-height: 0">The wall, and more &zwnj;&nbsp;</div>',
        '<style>.preheader { display: none }</style><td class="preheader">The wall, and more</td>',
        '<span style="font-size:0px">The wall, and more</span>',
        '<p style="visibility:hidden">The wall, and more words than the letter shows itself.</p>',
    ],
)
def test_what_a_letter_hides_is_no_text_of_it(hidden: str) -> None:
    content = read_letter(make_letter(body=f"{hidden}<p>A storm.</p>")).draft.content

    assert "The wall" not in content
    assert "A storm." in content


def test_a_letter_that_hides_all_its_text_has_it() -> None:
    body = '<div style="display:none"><p>A storm.</p></div><img src="https://t.example/x.png">'

    assert "A storm." in read_letter(make_letter(body=body)).draft.content


def test_an_attachment_is_no_text() -> None:
    message = (
        b'From: a@b.example\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        b"Content-Type: text/html\nContent-Disposition: attachment; filename=x.html\n\n<p>No</p>\n"
        b"--b\nContent-Type: text/plain\n\nYes\n--b--\n"
    )

    assert read_letter(message).draft.content.strip() == "Yes"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (b"", "not who sent it"),
        (b"From: a@b.example\n\n", "no text"),
        (b"Subject: x\n\nhello", "not who sent it"),
        (
            b"From: a@b.example\nContent-Type: image/png\n\n\x89PNG",
            "no text",
        ),
    ],
)
def test_what_is_no_letter_is_said(message: bytes, words: str) -> None:
    with pytest.raises(UnreadableLetterError, match=words):
        read_letter(message)


def test_a_message_inside_a_message_inside_a_message_ends() -> None:
    message = b"From: a@b.example\n"
    for depth in range(3000):
        message += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (depth, depth)

    with pytest.raises(UnreadableLetterError):
        read_letter(message + b"Content-Type: text/plain\n\nhello")


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for message in (data, b"From: a@b.example\n" + data, make_letter() + data):
        try:
            read_letter(message)
        except UnreadableLetterError:
            continue
