"""A folder that can't be written: what is there is read, and nothing is promised."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.durability.test_full_disk import own_mounts
from tests.support.caches.user_records import fill_with_everything
from tests.world.world import Reader

PROGRAM = """
import json, subprocess, sys
from pathlib import Path
folder, *words = sys.argv[1:]
subprocess.run(["mount", "--bind", folder, folder], check=True)
subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
def run(*verb):
    answer = subprocess.run([*words, *verb], capture_output=True, text=True)
    return answer.returncode, answer.stdout, answer.stderr
result = {verb: run(verb) for verb in ("feeds", "fetch", "check")}
result["search"] = run("search", "rain")
from cache.errors import CacheReadOnly
from cache.writer import Writer
with Writer(Path(folder) / "cache.db", may_refuse=True) as writer:
    error = writer.submit(lambda store: store.marks.set_starred([1], True, now=None)).exception()
    result["refused"] = error is writer.refusal and isinstance(error, CacheReadOnly)
print(json.dumps(result))
"""


def test_what_is_there_is_read_and_writing_is_refused_in_a_sentence(tmp_path: Path) -> None:
    mounts = own_mounts()
    if not mounts:
        pytest.skip("needs the right to mount a folder of its own")
    reader = Reader(folder=tmp_path)
    reader.configure("")
    fill_with_everything(reader.cache)

    answer = subprocess.run(
        [*mounts, sys.executable, "-c", PROGRAM, tmp_path, *reader.command()],
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    assert result["feeds"][0] == 0
    assert "Rain" in result["search"][1]
    assert result["fetch"][0] == 3
    assert "can't be opened or written" in result["fetch"][2]
    assert result["refused"]
    assert not any("Traceback" in words for _, _, words in map(tuple, list(result.values())[:4]))
