"""`nutgraf schedule`: shows, writes and removes its own files, and no others."""

from pathlib import Path

import pytest

from tui.headless.cli.main import main


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of systemd's units in an empty home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "NUTGRAF_CACHE", "NUTGRAF_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".config" / "systemd" / "user"


def schedule(*words: str, system: str = "systemd") -> int:
    return main(["schedule", *words, "--system", system])


def test_it_shows_and_writes_nothing(units: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schedule() == 0

    shown = capsys.readouterr().out
    assert f"# {units / 'nutgraf-fetch.timer'} (is not there)" in shown
    assert "Every 15 minutes" in shown
    assert not units.exists()


def test_what_is_written_is_removed_again(units: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schedule("install", "--every", "60", "--brief-at", "6:30") == 0
    assert schedule("install", "--every", "30") == 0

    assert len([*units.iterdir()]) == 4
    assert "OnUnitActiveSec=30min" in (units / "nutgraf-fetch.timer").read_text()
    assert "systemctl --user enable --now nutgraf-fetch.timer" in capsys.readouterr().out

    # As `systemctl --user enable` makes it.
    wants = units / "timers.target.wants"
    wants.mkdir()
    (wants / "nutgraf-fetch.timer").symlink_to(units / "nutgraf-fetch.timer")
    assert schedule("remove") == 0

    assert [*units.rglob("*")] == [wants]
    assert schedule("remove") == 1
    assert "nothing to remove" in capsys.readouterr().err


def test_installing_without_a_brief_removes_the_one_that_was_there(units: Path) -> None:
    assert schedule("install") == 0
    assert schedule("install", "--no-brief") == 0

    assert {it.name for it in units.iterdir()} == {"nutgraf-fetch.service", "nutgraf-fetch.timer"}


def test_a_file_of_the_readers_own_is_never_touched(
    units: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units.mkdir(parents=True)
    (units / "nutgraf-fetch.timer").write_text("[Timer]\n")

    assert schedule("install") == 1

    assert "was not written by `nutgraf schedule`; move it away" in capsys.readouterr().err
    assert [it.name for it in units.iterdir()] == ["nutgraf-fetch.timer"]
    assert schedule("remove") == 1
    assert (units / "nutgraf-fetch.timer").read_text() == "[Timer]\n"


def test_files_of_another_place_are_named_in_the_command(
    units: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTGRAF_CACHE", "/srv/my news/cache.db")

    assert schedule(system="cron") == 0

    assert "--cache '/srv/my news/cache.db' fetch --due --quiet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--every", "0"), "above 0"),
        (("--brief-at", "25:00"), "time of day"),
        (("--brief-options=--nonsense",), "--nonsense"),
        (("--fetch-options=--history x",), "--history"),
    ],
)
def test_a_slip_is_told_before_anything_is_written(
    units: Path, words: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        schedule("install", *words)

    assert complaint in capsys.readouterr().err
    assert not units.exists()


def test_an_open_quotation_mark_is_told(units: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schedule("install", "--fetch-options='x") == 2

    assert "--fetch-options" in capsys.readouterr().err
    assert not units.exists()


def test_launchd_gets_its_property_lists(units: Path, tmp_path: Path) -> None:
    assert schedule("install", system="launchd") == 0

    agents = tmp_path / "Library" / "LaunchAgents"
    assert {it.name for it in agents.iterdir()} == {"nutgraf.fetch.plist", "nutgraf.brief.plist"}
    assert schedule("remove", system="launchd") == 0
    assert [*agents.iterdir()] == []
