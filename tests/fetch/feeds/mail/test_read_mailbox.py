"""A folder of a mail server and a maildir, read and left as they are."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from fetch.errors import FetchError
from fetch.feeds.mail.imap_folder import MOST_MESSAGES
from fetch.feeds.mail.letters import MOST_BYTES
from fetch.feeds.mail.read_mailbox import read_mailbox
from fetch.mail_model import MailAnswer, MailRequest
from fetch.model import FailureKind
from tests.support.samples.builders import NOW
from tests.support.samples.newsletters import make_letter
from tests.support.servers.imap_server import PASSWORD, USER, ImapDesk, imap_server


@pytest.fixture
def desk() -> Iterator[ImapDesk]:
    with imap_server(ImapDesk()) as desk:
        yield desk


def read(desk: ImapDesk, state: str = "", **changes: object) -> MailAnswer:
    user = USER.replace("@", "%40")
    fields: dict[str, object] = {
        "address": f"imap://{user}@127.0.0.1:{desk.port}/Newsletters",
        "password": PASSWORD,
        "state": state,
        "timeout_seconds": 5.0,
    }
    return read_mailbox(MailRequest(**(fields | changes)), now=NOW)  # type: ignore[arg-type]  # named


def titles(answer: MailAnswer) -> list[str]:
    return sorted(entry.title for part in answer.parts for entry in part.entries)


def failure_of(desk: ImapDesk, **changes: object) -> tuple[FailureKind, str]:
    with pytest.raises(FetchError) as caught:
        read(desk, **changes)  # type: ignore[arg-type]  # named
    return caught.value.failure.kind, caught.value.failure.detail


def test_each_sender_is_a_feed(desk: ImapDesk) -> None:
    desk.put(make_letter(1))
    desk.put(make_letter(2, list_id="The List <list.example>"))
    desk.put(make_letter(3))

    answer = read(desk)

    assert {part.url.rpartition("=")[2]: len(part.entries) for part in answer.parts} == {
        "news@paper.example": 2,
        "list.example": 1,
    }
    assert titles(answer) == ["Storm 1", "Storm 2", "Storm 3"]


def test_nothing_is_changed_on_the_server(desk: ImapDesk) -> None:
    desk.put(make_letter(1))

    read(desk)

    names = {command.partition(" ")[0] for command in desk.commands}
    assert names <= {"CAPABILITY", "AUTHENTICATE", "EXAMINE", "UID", "LOGOUT"}
    bodies = [it for it in desk.commands if "BODY" in it]
    assert bodies
    assert all("BODY.PEEK" in it for it in bodies)


def test_only_what_is_new_is_read_again(desk: ImapDesk) -> None:
    desk.put(make_letter(1))
    first = read(desk)
    desk.commands.clear()

    unchanged = read(desk, first.state)
    fetched = [it for it in desk.commands if "FETCH" in it]
    desk.put(make_letter(2))
    second = read(desk, unchanged.state)

    assert (first.state, unchanged.state, second.state) == ("7:2", "7:2", "7:3")
    assert fetched == []
    assert titles(second) == ["Storm 2"]


def test_a_folder_that_was_made_anew_is_read_anew(desk: ImapDesk) -> None:
    desk.put(make_letter(1))
    state = read(desk).state
    desk.validity = 8

    assert titles(read(desk, state)) == ["Storm 1"]


def test_of_a_large_folder_only_the_newest_are_read(desk: ImapDesk) -> None:
    for number in range(1, MOST_MESSAGES + 6):
        desk.put(make_letter(number))

    answer = read(desk)

    assert len(titles(answer)) == MOST_MESSAGES
    assert answer.left_out_count == 5
    assert answer.state == f"7:{MOST_MESSAGES + 6}"


def test_what_is_too_large_or_no_letter_is_left_out(desk: ImapDesk) -> None:
    desk.put(make_letter(1))
    desk.put(b"From: a@b.example\n\n" + b"x" * (MOST_BYTES + 1))
    desk.put(b"\x00\xff")

    answer = read(desk)

    assert titles(answer) == ["Storm 1"]
    assert answer.left_out_count == 2


def test_a_folder_with_another_script_is_found(desk: ImapDesk) -> None:
    desk.folder = "Entw&APw-rfe"
    desk.put(make_letter(1))
    address = f"imap://{USER.replace('@', '%40')}@127.0.0.1:{desk.port}/Entw%C3%BCrfe"

    assert titles(read(desk, address=address)) == ["Storm 1"]


def test_a_server_that_only_knows_login_is_logged_in_to(desk: ImapDesk) -> None:
    desk.capabilities = "IMAP4rev1"
    desk.put(make_letter(1))

    assert titles(read(desk)) == ["Storm 1"]


@pytest.mark.parametrize("capabilities", ["IMAP4rev1 AUTH=PLAIN", "IMAP4rev1"])
def test_a_wrong_password_is_said_and_not_repeated(desk: ImapDesk, capabilities: str) -> None:
    desk.capabilities = capabilities

    wrong = "wrong-pass-word"
    kind, detail = failure_of(desk, password=wrong)

    assert kind is FailureKind.HTTP_STATUS
    assert "refuses the user me@example.org or the password" in detail
    assert "wrong-pass-word" not in detail


def test_a_folder_that_is_not_there_is_said(desk: ImapDesk) -> None:
    desk.folder = "Other"

    assert "the server has no folder 'Newsletters'" in failure_of(desk)[1]


def test_what_a_server_says_is_cleaned(desk: ImapDesk) -> None:
    desk.lies["UID SEARCH"] = b"TAG NO \x1b[31mno\r\n"

    kind, detail = failure_of(desk)

    assert kind is FailureKind.UNREADABLE
    assert "\x1b" not in detail


def test_no_server_is_said(desk: ImapDesk) -> None:
    address = "imap://me@127.0.0.1:1/Newsletters"

    assert failure_of(desk, address=address)[0] is FailureKind.UNREACHABLE


def test_a_server_that_says_nothing_is_given_up(desk: ImapDesk) -> None:
    desk.lies["EXAMINE"] = b""

    assert failure_of(desk, timeout_seconds=0.3)[0] is FailureKind.TIMEOUT


@pytest.mark.parametrize(
    ("name", "lie"),
    [
        ("UID SEARCH", b"* SEARCH \xff nonsense 3 -1\r\nTAG OK\r\n"),
        ("UID SEARCH", b"TAG NO \x1b[31mno\r\n"),
        ("UID FETCH", b"* 1 FETCH (UID 1 RFC822.SIZE x)\r\nTAG OK\r\n"),
        ("UID FETCH", b"* 1 FETCH (UID 1 RFC822.SIZE 10)\r\nTAG OK\r\n"),
        ("UID FETCH", b"* 1 FETCH (BODY[] {99999}\r\nshort\r\n"),
        ("EXAMINE", b"\x00\x00\x00\r\n" * 10),
        ("EXAMINE", b"TAG OK\r\n"),
        ("EXAMINE", b"* OK [UIDVALIDITY x] \r\nTAG OK\r\n"),
    ],
)
def test_a_server_that_lies_gives_a_failure_or_nothing(
    desk: ImapDesk, name: str, lie: bytes
) -> None:
    desk.put(make_letter(1))
    desk.lies[name] = lie

    with suppress(FetchError):
        assert len(read(desk, timeout_seconds=0.5).parts) <= 1


# TLS.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a certificate of 127.0.0.1 and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "own.pem", folder / "own.key"
    words = "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
    words += " -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    where = ["-keyout", str(key), "-out", str(made)]
    subprocess.run([*words.split(), *where], check=True, capture_output=True)
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


def secure_address(desk: ImapDesk) -> str:
    return f"imaps://{USER.replace('@', '%40')}@127.0.0.1:{desk.port}/Newsletters"


def test_a_certificate_of_nobody_known_is_refused(certificate: Path) -> None:
    with imap_server(ImapDesk(), certificate) as desk:
        kind, detail = failure_of(desk, address=secure_address(desk))

    assert kind is FailureKind.UNREACHABLE
    assert "the certificate of 127.0.0.1 is not trusted" in detail
    assert desk.commands == []


def test_a_certificate_that_is_trusted_is_taken(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with imap_server(ImapDesk(), certificate) as desk:
        desk.put(make_letter(1))

        assert titles(read(desk, address=secure_address(desk))) == ["Storm 1"]


def test_a_plain_connection_becomes_secure_before_the_password(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with imap_server(ImapDesk(capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN"), certificate) as desk:
        desk.put(make_letter(1))

        assert titles(read(desk)) == ["Storm 1"]

    assert [it.partition(" ")[0] for it in desk.commands][:3] == [
        "CAPABILITY",
        "STARTTLS",
        "CAPABILITY",
    ]


def test_no_password_is_sent_where_starttls_fails(certificate: Path) -> None:
    with imap_server(ImapDesk(capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN"), certificate) as desk:
        assert "is not trusted" in failure_of(desk)[1]

    assert not [it for it in desk.commands if it.startswith(("AUTHENTICATE", "LOGIN"))]


# A maildir.


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    folder = tmp_path / "Mail"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "new" / "1.a.host").write_bytes(make_letter(1))
    (folder / "cur" / "2.b.host:2,S").write_bytes(make_letter(2))
    (folder / "tmp" / "3.c.host").write_bytes(make_letter(3))
    return folder


def read_dir(folder: Path, state: str = "") -> MailAnswer:
    return read_mailbox(MailRequest(address=f"maildir:{folder}", state=state), now=NOW)


def test_a_maildir_is_read_and_left_as_it_is(maildir: Path) -> None:
    before = sorted(str(it) for it in maildir.rglob("*"))

    answer = read_dir(maildir)

    assert titles(answer) == ["Storm 1", "Storm 2"]
    assert sorted(str(it) for it in maildir.rglob("*")) == before


def test_a_maildir_that_is_as_it_was_is_not_read_again(maildir: Path) -> None:
    state = read_dir(maildir).state
    (maildir / "new" / "1.a.host").rename(maildir / "cur" / "1.a.host:2,S")

    assert read_dir(maildir, state).parts == ()

    (maildir / "new" / "9.z.host").write_bytes(make_letter(9))
    assert "Storm 9" in titles(read_dir(maildir, state))


def test_links_and_pipes_in_a_maildir_are_not_followed(maildir: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(make_letter(7))
    (maildir / "new" / "link").symlink_to(secret)
    os.mkfifo(maildir / "new" / "pipe")

    assert titles(read_dir(maildir)) == ["Storm 1", "Storm 2"]


def test_what_is_no_maildir_is_said(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="is no maildir"):
        read_dir(tmp_path)
