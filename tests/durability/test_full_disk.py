"""A disk that is really full: a small one in memory, mounted where only the test sees it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.press import Press
from tests.world.world import Reader

PROGRAM = """
import json, os, subprocess, sys
folder, *words = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=True)
def run(*verb):
    answer = subprocess.run([*words, *verb], capture_output=True, text=True)
    return answer.returncode, answer.stdout, answer.stderr
def ballast():
    with open(folder + "/ballast", "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
open(folder + "/config.toml", "w").close()
result = {"added": run("add", "--no-fetch", os.environ["FEED"])}
ballast()
result["full"] = run("fetch", "--quiet")
result["read while full"] = run("feeds", "--json")
os.unlink(folder + "/ballast")
result["room"] = run("fetch", "--quiet")
result["check"] = run("check")
result["found"] = run("search", "report")
print(json.dumps(result))
"""


def own_mounts() -> list[str]:
    """Return the words that run a program with mounts of its own; none if that is not allowed."""
    if shutil.which("unshare") is None:
        return []
    for words in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        attempt = ["sh", "-c", "mount -t tmpfs tmpfs /mnt"]
        if subprocess.run([*words, *attempt], capture_output=True, check=False).returncode == 0:
            return words
    return []


@pytest.fixture
def press() -> Iterator[Press]:
    with Press() as press:
        yield press


def test_a_full_disk_is_said_nothing_is_lost_and_it_works_again(
    tmp_path: Path, press: Press
) -> None:
    mounts = own_mounts()
    if not mounts:
        pytest.skip("needs the right to mount a disk of its own")
    reader = Reader(folder=tmp_path)
    (feed, *_) = press.feeds()

    answer = subprocess.run(
        [
            *mounts,
            "env",
            f"FEED={feed}",
            sys.executable,
            "-c",
            PROGRAM,
            tmp_path,
            *reader.command(),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    status, _, words = result["full"]
    assert status == 3
    assert "the disk is full" in words
    assert str(tmp_path) in words
    assert "Traceback" not in words
    status, feeds, _ = result["read while full"]
    assert [row["url"] for row in json.loads(feeds)] == [feed]
    assert result["room"][0] == 0, result["room"]
    assert "integrity: ok" in result["check"][1]
    assert "Report" in result["found"][1]
