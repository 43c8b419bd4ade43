"""Version, release and packages: from a repository of git, from an sdist, from an archive."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools.fill_packages import fill, filled
from tools.program_version import program_version

REPOSITORY = Path(__file__).parents[2]


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Jane", "-c", "user.email=jane@example.org")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """An archive of sources, without a history."""
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## 1.3.0 (unreleased)\n\n## 1.2.0\n")
    return tmp_path


def commit(root: Path) -> None:
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")


def test_on_a_tag_the_version_is_the_tags(sources: Path) -> None:
    commit(sources)
    git(sources, "tag", "v1.2.0")

    assert program_version(sources) == "1.2.0"


def test_after_a_tag_it_is_a_development_release_of_the_next_one(sources: Path) -> None:
    commit(sources)
    git(sources, "tag", "v1.2.0")
    git(sources, "tag", "-f", "nightly")
    commit(sources)
    commit(sources)

    assert re.fullmatch(r"1\.3\.0\.dev2\+g[0-9a-f]{7}", program_version(sources))


def test_without_a_tag_all_commits_count(sources: Path) -> None:
    commit(sources)

    assert re.fullmatch(r"1\.3\.0\.dev1\+g[0-9a-f]{7}", program_version(sources))


def test_sources_without_a_history_are_of_the_next_version(sources: Path) -> None:
    assert program_version(sources) == "1.3.0.dev0"


def test_an_archive_inside_another_repository_is_not_of_its_version(sources: Path) -> None:
    commit(sources)
    git(sources, "tag", "v9.9")
    inner = sources / "nutgraf"
    inner.mkdir()
    (inner / "CHANGELOG.md").write_text("## 1.3.0\n")

    assert program_version(inner) == "1.3.0.dev0"


def test_an_sdist_says_its_version_itself(sources: Path) -> None:
    (sources / "PKG-INFO").write_text("Metadata-Version: 2.4\nName: nutgraf\nVersion: 1.2.7\n\nx")

    assert program_version(sources) == "1.2.7"


def test_a_changelog_without_a_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n")

    with pytest.raises(ValueError, match=r"CHANGELOG\.md: expected a heading"):
        program_version(tmp_path)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    sdist = tmp_path / "nutgraf-1.2.0.tar.gz"
    sdist.write_bytes(b"sdist")
    fill("https://example.org/nutgraf", "https://example.org/n.tar.gz", sdist, tmp_path / "out")
    return tmp_path / "out"


def test_the_packages_name_version_address_and_hash(packages: Path) -> None:
    for name in ("PKGBUILD", "nutgraf.rb"):
        text = (packages / name).read_text()

        assert not re.search(r"@[A-Z0-9]+@", text)
        assert "1.2.0" in text
        assert re.search(r"\b[0-9a-f]{64}\b", text)


def test_a_value_that_would_end_its_quotation_is_refused() -> None:
    with pytest.raises(ValueError, match="SOURCE"):
        filled("url '@SOURCE@'", {"SOURCE": "x'; touch pwned; '"})


@pytest.mark.parametrize(
    ("program", "arguments", "name"),
    [("bash", ("-n",), "PKGBUILD"), ("ruby", ("-wc",), "nutgraf.rb")],
)
def test_the_packages_are_read_by_their_languages(
    packages: Path, program: str, arguments: tuple[str, ...], name: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}, to read {name} with")

    answer = subprocess.run(
        [program, *arguments, str(packages / name)], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stderr


@pytest.mark.skipif(shutil.which("nix-instantiate") is None, reason="needs Nix, to parse the flake")
def test_the_flake_is_parsed_by_nix(tmp_path: Path) -> None:
    answer = subprocess.run(
        ["nix-instantiate", "--parse", str(REPOSITORY / "packaging" / "nix" / "flake.nix")],
        env={"HOME": str(tmp_path), "NIX_STATE_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr


def test_the_flake_takes_the_wheels_that_are_pinned() -> None:
    flake = (REPOSITORY / "packaging" / "nix" / "flake.nix").read_text("utf-8")
    lock = (REPOSITORY / "requirements.lock").read_text("utf-8")
    wheels = re.findall(r'wheel "([\w-]+)" "([\d.]+)"\s+"([0-9a-f]{64})"', flake)

    assert len(wheels) == 2
    for name, version, digest in wheels:
        pinned = lock[lock.index(f"{name}=={version} ") :].split("\n\n")[0]
        assert f"sha256:{digest}" in pinned[:400]


def test_the_flake_has_every_dependency() -> None:
    flake = (REPOSITORY / "packaging" / "nix" / "flake.nix").read_text("utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]

    for requirement in project["dependencies"]:
        name = re.split(r"[<>=;\[]", requirement)[0]
        assert re.search(rf'[\s"]{re.escape(name)}[\s"]', flake), name
