import os
import subprocess
import sys
from pathlib import Path

import pytest

from cache.db.refresh_lock import RefreshLock
from cache.errors import CacheReadOnly, RefreshInProgress

HOLD = """
import sys
from pathlib import Path
from cache.db.refresh_lock import RefreshLock
with RefreshLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_refresh_at_a_time(path: Path) -> None:
    with RefreshLock(path), pytest.raises(RefreshInProgress) as refused, RefreshLock(path):
        pass

    assert refused.value.pid == os.getpid()
    with RefreshLock(path):
        pass


@pytest.mark.parametrize("is_killed", [False, True])
def test_another_process_is_named_and_its_end_frees_the_lock(path: Path, is_killed: bool) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(RefreshInProgress) as refused, RefreshLock(path):
            pass
        assert refused.value.pid == child.pid
        if is_killed:
            child.kill()
        else:
            child.communicate()
        child.wait()

    with RefreshLock(path):
        pass


def test_a_lock_that_can_not_be_made_is_said(path: Path) -> None:
    with pytest.raises(CacheReadOnly), RefreshLock(path / "nowhere" / "cache.db"):
        pass
