"""`nutgraf add` with a mailbox: newsletters of a mail server or a maildir."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cache.library import Library
from tests.support.samples.newsletters import make_letter
from tests.support.servers.imap_server import PASSWORD, USER, ImapDesk, imap_server
from tests.support.shell import Answer, Shell
from tests.world.quick_program import run_quickly

VARIABLE = "NUTGRAF_CREDENTIAL_MAIL"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Run the command line in a process of its own, which begins with everything loaded."""

    def run(*arguments: str, stdin: bytes = b"") -> Answer:
        environment = {
            **os.environ,
            "HOME": str(tmp_path / "home"),
            "NUTGRAF_CONFIG": str(tmp_path / "config.toml"),
            "NUTGRAF_CACHE": str(tmp_path / "cache.db"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        done = run_quickly(arguments, stdin=stdin, environment=environment)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    folder = tmp_path / "Mail"
    (folder / "new").mkdir(parents=True)
    (folder / "cur").mkdir()
    (folder / "new" / "1.a.host").write_bytes(make_letter(1))
    (folder / "cur" / "2.b.host:2,S").write_bytes(
        make_letter(2, sender="Other Paper <other@paper.example>")
    )
    return folder


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[ImapDesk]:
    monkeypatch.setenv(VARIABLE, f"{USER}:{PASSWORD}")
    with imap_server(ImapDesk()) as desk:
        desk.put(make_letter(1))
        yield desk


def address(desk: ImapDesk, *, user: str = USER) -> str:
    return f"imap://{user}@127.0.0.1:{desk.port}/Newsletters"


def feeds(path: Path) -> dict[str, int]:
    with Library(path / "cache.db") as library:
        return {row.title: row.entry_count for row in library.feeds.rows()}


def test_each_sender_of_a_maildir_is_a_feed(shell: Shell, maildir: Path, tmp_path: Path) -> None:
    body = "".join(f"<p>Storm number {n} reached the coast of the country.</p>" for n in range(20))
    pixel = '<img src="http://127.0.0.1:1/pixel.gif">'
    (maildir / "new" / "3.c.host").write_bytes(make_letter(3, body=body + pixel))

    answer = shell("add", f"maildir:{maildir}", "--folder", "Letters")

    assert answer.status == 0
    assert feeds(tmp_path) == {"Mail": 0, "The Daily Note": 2, "Other Paper": 1}
    assert "Storm 1" in shell("search", "storm folder:Letters").out
    assert "Storm 2" in shell("search", 'feed:"Other Paper"').out
    assert "maildir" not in shell("export").out
    with Library(tmp_path / "cache.db") as library:
        query = library.lists.parse_query('title:"storm 3"')
        (entry_id,) = library.lists.find(query, by_rank=False)
        detail = library.detail(entry_id)
    assert detail is not None
    assert detail.article is not None
    assert "Storm number 7" in detail.article.text
    assert detail.article.layout.pictures == ()
    assert detail.page_failure is None


def test_a_folder_of_a_server_is_read_and_read_on(
    shell: Shell, desk: ImapDesk, tmp_path: Path
) -> None:
    added = shell("add", address(desk), "--credential", VARIABLE)
    desk.put(make_letter(2))
    desk.commands.clear()

    fetched = shell("fetch")

    assert (added.status, fetched.status) == (0, 0)
    assert feeds(tmp_path) == {"Newsletters (me@example.org)": 0, "The Daily Note": 2}
    assert [it for it in desk.commands if "SEARCH" in it] == ["UID SEARCH UNDELETED UID 2:*"]
    assert not any("BODY[" in it for it in desk.commands)


def test_a_password_in_the_address_is_kept_apart(
    shell: Shell, desk: ImapDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = shell("add", address(desk), "--no-fetch", stdin=b"wrong\n")

    assert answer.status == 1
    assert "refuses the user me@example.org or the password" in answer.err
    assert "wrong" not in answer.err.replace("wrong:", "")
    assert not (tmp_path / "cache.db").exists()


def test_a_preview_stores_nothing(shell: Shell, desk: ImapDesk, tmp_path: Path) -> None:
    answer = shell("add", address(desk), "--preview", "--credential", VARIABLE)

    assert answer.status == 0
    assert "The Daily Note: Storm 1" in answer.err
    assert not (tmp_path / "cache.db").exists()


def test_a_mailbox_can_be_edited_as_any_feed(shell: Shell, maildir: Path, tmp_path: Path) -> None:
    shell("add", f"maildir:{maildir}", "--no-fetch")

    assert shell("feeds", "edit", "Mail", "--title", "Note", "--interval", "60").status == 0
    assert "Note" in feeds(tmp_path)


def test_without_its_password_a_mailbox_fails_with_a_sentence(
    shell: Shell, desk: ImapDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("add", address(desk), "--credential", VARIABLE, "--no-fetch")
    monkeypatch.delenv(VARIABLE)

    answer = shell("fetch")

    assert answer.status == 1
    assert f"the environment variable {VARIABLE} is not set" in answer.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["imaps://mail.example/News"], "it names no user"),
        (["maildir:/a", "maildir:/b"], "one mailbox at a time"),
        (["maildir:/a", "--account", "x"], "can't be told of a mailbox"),
        (["maildir:/a", "--scrape"], "don't go with a mailbox"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(shell: Shell, arguments: list[str], words: str) -> None:
    answer = shell("add", *arguments)

    assert answer.status == 2
    assert words in answer.err


def test_no_list_of_feeds_can_add_a_maildir(shell: Shell, maildir: Path, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        f'<opml><body><outline text="x" xmlUrl="maildir:{maildir}"/>'
        '<outline text="A" xmlUrl="https://example.org/feed"/></body></opml>'
    )

    answer = shell("import", str(file))

    assert "1 new feed" in answer.err
    assert "Skipped: x: not an http or https address" in answer.err
