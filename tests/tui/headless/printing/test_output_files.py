"""Names out of titles, and files that are whole, new and where they were asked for."""

import errno
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shared_data import require_shared
from tui.headless.printing.output_files import (
    LONGEST_NAME,
    SaveError,
    export_name,
    file_name,
    folder_path,
    save,
)

HOSTILE = (
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    "",
    "a/b\\c",
    "x" * 400,
    "CON",
    "com1.txt",
    "-rf",
    "a\x00b",
    ".bashrc",
    "~/x",
    "é" * 200,
    "\u202egnp.exe",
    " . ",
)


def is_safe(name: str) -> bool:
    stem = name.removesuffix(".md")
    return (
        "/" not in name
        and "\\" not in name
        and name.isprintable()
        and not name.startswith((".", "-", "~", " "))
        and stem == stem.strip()
        and bool(stem)
        and stem.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        and len(name.encode()) <= LONGEST_NAME
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_is_a_path_an_option_or_a_device(title: str) -> None:
    assert is_safe(file_name(title, ".md"))
    assert is_safe(file_name(title, ".md", number=12))


@given(st.text())
def test_every_title_gives_a_name(title: str) -> None:
    name = file_name(title, ".md")

    assert "/" not in name
    assert "\x00" not in name
    assert not name.startswith((".", "-"))
    assert len(name.encode("utf-8")) <= LONGEST_NAME


def test_a_plain_title_stays_as_it_is() -> None:
    assert file_name("Rates kept at 4.5 %", ".md") == "Rates kept at 4.5 %.md"
    assert file_name("Rates", ".html", number=2) == "Rates-2.html"


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_makes_an_export_a_path_an_option_or_a_device(title: str) -> None:
    for day in (None, date(2026, 11, 30)):
        name = export_name(title, ".md", day=day, number=12)
        assert is_safe(name)
        assert " " not in name


@given(st.text(), st.none() | st.dates())
def test_every_title_gives_an_export_a_name_for_a_shell(title: str, day: date | None) -> None:
    name = export_name(title, ".md", day=day)

    assert not any(letter.isspace() or letter in "/\\'\"$`;&|<>*?" for letter in name)
    assert name[0].isalnum()
    assert len(name.encode("utf-8")) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rates kept at 4.5 %", "2026-11-30-rates-kept-at-4.5.md"),
        ("Iran’s minister: “We’re here” – A/B", "2026-11-30-irans-minister-were-here-a-b.md"),
        ("Übergröße, café", "2026-11-30-übergröße-café.md"),
        ("日本語の見出し", "2026-11-30-日本語の見出し.md"),
        ("हिन्दी समाचार", "2026-11-30-हिन्दी-समाचार.md"),
        ("", "2026-11-30-untitled.md"),
        ("…", "2026-11-30-untitled.md"),
    ],
)
def test_an_export_is_named_by_its_day_and_words(title: str, name: str) -> None:
    assert export_name(title, ".md", day=date(2026, 11, 30)) == name


def test_the_shared_hostile_titles(tmp_path: Path) -> None:
    lines = require_shared("hostile", "titles-as-filenames.jsonl").read_text("utf-8").splitlines()
    paths = [
        save(tmp_path, json.loads(line)["title"], ".md", b"x", day=date(2026, 11, 30))
        for line in filter(str.strip, lines)
    ]

    assert len(set(paths)) == len(paths)
    for path in paths:
        assert path.parent == tmp_path
        assert path.is_file()
        assert path.name.startswith("2026-11-30-")


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    paths = [save(tmp_path, "Same", ".md", text) for text in (b"1", b"2", b"3")]

    assert [path.name for path in paths] == ["same.md", "same-2.md", "same-3.md"]
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    (tmp_path / "same.md").symlink_to(target)

    assert save(tmp_path, "Same", ".md", b"1").name == "same-2.md"
    assert not target.exists()


def test_a_folder_is_made(tmp_path: Path) -> None:
    assert save(tmp_path / "a" / "b", "T", ".md", b"").is_file()


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")

    with pytest.raises(SaveError, match="this is a file, not a folder"):
        save(tmp_path / "f", "T", ".md", b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(SaveError, match="you have no permission to write there"):
        save(tmp_path, "T", ".md", b"")
    tmp_path.chmod(0o700)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(SaveError, match="the disk is full"):
        save(tmp_path, "T", ".md", b"x")
    assert list(tmp_path.iterdir()) == []


def test_home_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert folder_path("~/nutgraf") == tmp_path / "nutgraf"
    with pytest.raises(SaveError, match="no such home folder"):
        folder_path("~nobody-of-that-name/x")
