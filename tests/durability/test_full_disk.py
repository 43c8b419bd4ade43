"""A disk that is really full: a small one in memory, mounted where only the test sees it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers.news_site import Press
from tests.world.world import Reader

PROGRAM = """
import json, os, subprocess, sys
folder, *words = sys.argv[1:]
with open(folder + "/config.toml") as file:
    config = file.read()
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
with open(folder + "/config.toml", "w") as file:
    file.write(config)
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
    # Articles would have briefs, which have their model to load.
    reader.configure("[fetch]\nfull_articles = false\n")
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


LOCKED_OUT = """
import json, os, subprocess, sys
folder, *words = sys.argv[1:]
options = "size=8m,nr_inodes=40"
subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
def run(*verb):
    answer = subprocess.run([*words, *verb], capture_output=True, text=True)
    return answer.returncode, answer.stderr
open(folder + "/config.toml", "w").close()
result = {"added": run("add", "--no-fetch", os.environ["FEED"])}
for number in range(1000):
    try:
        open(folder + f"/file-{number}", "w").close()
    except OSError:
        break
result["no place"] = run("fetch", "--quiet")
from pathlib import Path
from cache.db.refresh_lock import RefreshLock
from cache.errors import CacheError
try:
    with RefreshLock(Path(folder) / "other.db"):
        pass
except CacheError as error:
    result["lock"] = type(error).__name__, str(error)
for left in range(number):
    os.unlink(folder + f"/file-{left}")
result["room"] = run("fetch", "--quiet")
print(json.dumps(result))
"""


def test_a_disk_without_room_for_the_lock_of_a_refresh_is_said(
    tmp_path: Path, press: Press
) -> None:
    mounts = own_mounts()
    if not mounts:
        pytest.skip("needs the right to mount a disk of its own")
    reader = Reader(folder=tmp_path)
    # No article: a brief would have its model to load.
    press.issue = 0
    (feed, *_) = press.feeds()

    answer = subprocess.run(
        [*mounts, sys.executable, "-c", LOCKED_OUT, tmp_path, *reader.command()],
        env={**os.environ, "FEED": feed},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    assert result["added"][0] == 0
    status, words = result["no place"]
    assert status == 3, words
    assert words.startswith("nutgraf: ")
    assert words.count("\n") == 1
    assert result["lock"][0] == "DiskFull"
    assert result["room"][0] == 0, result["room"]


NO_SHARED_MEMORY = """
import subprocess, sys
folder, *words = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", "/dev/shm"], check=True)
sys.exit(subprocess.run(words).returncode)
"""


def test_without_shared_memory_a_text_cannot_be_worked_on_and_that_is_said(tmp_path: Path) -> None:
    mounts = own_mounts()
    if not mounts:
        pytest.skip("needs the right to mount a folder of its own")
    reader = Reader(folder=tmp_path)
    reader.configure("")
    text = tmp_path / "text.txt"
    text.write_text("Ana Ruiz said no.")
    inside = [*mounts, sys.executable, "-c", NO_SHARED_MEMORY, str(tmp_path)]

    said = subprocess.run(
        [*inside, *reader.command("summarise", str(text))], capture_output=True, check=False
    )
    read = subprocess.run([*inside, *reader.command("feeds")], capture_output=True, check=False)

    assert said.returncode == 1
    assert b"/dev/shm" in said.stderr
    assert b"Traceback" not in said.stderr
    assert read.returncode in {0, 3}
    assert b"Traceback" not in read.stderr
