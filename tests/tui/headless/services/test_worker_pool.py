import asyncio
import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fetch.errors import FetchError, ParseError
from fetch.model import FailureKind
from fetch.options import FetchOptions
from fetch.ports import PageRequest
from tests.support.shared_data import require_shared
from tui.headless.services.worker_pool import (
    ComputePool,
    PooledFeedParser,
    PooledPageExtractor,
    fetch_pool,
)

OPTIONS = FetchOptions(parse_seconds=20, extract_seconds=20)
HASTY = FetchOptions(parse_seconds=1, extract_seconds=1)
FEED = (
    b"<rss version='2.0'><channel><title>News</title>"
    b"<item><title>One</title></item></channel></rss>"
)
REPOSITORY = Path(__file__).resolve().parents[4]

PARENT = """
import asyncio, os, sys, time
from tui.headless.services.worker_pool import ComputePool

async def main():
    pool = ComputePool(worker_count=2)
    print(await pool.run(os.getpid, timeout_seconds=30), flush=True)
    busy = [asyncio.create_task(pool.run(time.sleep, 600, timeout_seconds=600)) for _ in range(2)]
    await asyncio.gather(*busy)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.fixture
async def pool() -> AsyncIterator[ComputePool]:
    async with ComputePool(worker_count=1) as opened:
        yield opened


@pytest.fixture
async def fetching() -> AsyncIterator[ComputePool]:
    async with fetch_pool(1) as opened:
        yield opened


def children_of(pid: int) -> list[int]:
    """Return the living child processes of a process, from Linux's own list."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def test_work_is_done_in_another_process(pool: ComputePool) -> None:
    pid = await pool.run(os.getpid, timeout_seconds=30)

    assert pid != os.getpid()


async def test_what_the_function_raises_is_raised(pool: ComputePool) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        await pool.run(int, "x", timeout_seconds=30)


async def test_slow_work_is_stopped_and_the_pool_goes_on(pool: ComputePool) -> None:
    first = await pool.run(os.getpid, timeout_seconds=30)

    with pytest.raises(FetchError) as caught:
        await pool.run(time.sleep, 600, timeout_seconds=0.2)
    second = await pool.run(os.getpid, timeout_seconds=30)

    assert caught.value.failure.kind is FailureKind.WORKER_KILLED
    assert second != first
    assert not is_running(first)


async def test_workers_give_way_to_the_process_that_draws(pool: ComputePool) -> None:
    assert await pool.run(os.nice, 0, timeout_seconds=30) > os.nice(0)


async def test_a_worker_that_dies_fails_its_task_only(pool: ComputePool) -> None:
    with pytest.raises(FetchError) as caught:
        await pool.run(ctypes.string_at, 0, timeout_seconds=30)

    assert caught.value.failure.kind is FailureKind.WORKER_KILLED
    assert await pool.run(int, "7", timeout_seconds=30) == 7


async def test_a_worker_that_dies_while_nobody_waits_is_replaced(pool: ComputePool) -> None:
    first = await pool.run(os.getpid, timeout_seconds=30)

    os.kill(first, signal.SIGKILL)
    second = await pool.run(os.getpid, timeout_seconds=30)

    assert second != first


async def test_what_waits_behind_a_worker_that_dies_is_done_all_the_same(pool: ComputePool) -> None:
    dying = pool.run(signal.raise_signal, signal.SIGKILL, timeout_seconds=30)
    waiting = [pool.run(int, "7", timeout_seconds=30) for _ in range(5)]

    died, *done = await asyncio.gather(dying, *waiting, return_exceptions=True)

    assert isinstance(died, FetchError)
    assert died.failure.kind is FailureKind.WORKER_KILLED
    assert done == [7] * 5


async def test_all_that_waits_is_done_although_idle_workers_die() -> None:
    async with ComputePool(worker_count=2) as pool:
        first = {await pool.run(os.getpid, timeout_seconds=30)}

        for worker in first:
            os.kill(worker, signal.SIGKILL)
        done = await asyncio.gather(*(pool.run(int, "7", timeout_seconds=30) for _ in range(9)))

    assert done == [7] * 9


async def test_running_out_of_memory_is_a_failure() -> None:
    async with ComputePool(
        worker_count=1, initialiser_module="fetch.worker", initialiser_arguments=(600,)
    ) as small:
        with pytest.raises(FetchError) as caught:
            await small.run(bytes, 2_000_000_000, timeout_seconds=30)

    assert caught.value.failure.kind is FailureKind.WORKER_KILLED


async def test_an_initialiser_that_fails_is_a_failure_not_a_wait() -> None:
    async with ComputePool(worker_count=1, initialiser_module="no.such.module") as broken:
        with pytest.raises(FetchError) as caught:
            await broken.run(int, "7", timeout_seconds=30)

    assert caught.value.failure.kind is FailureKind.WORKER_KILLED


async def test_a_closed_pool_refuses_work(pool: ComputePool) -> None:
    await pool.close()

    with pytest.raises(FetchError):
        await pool.run(int, "7", timeout_seconds=30)


async def test_closing_ends_the_workers() -> None:
    pool = ComputePool(worker_count=2)
    pid = await pool.run(os.getpid, timeout_seconds=30)
    running = asyncio.create_task(pool.run(time.sleep, 600, timeout_seconds=600))
    await asyncio.sleep(0)

    await pool.close()

    assert not is_running(pid)
    with pytest.raises((FetchError, asyncio.CancelledError)):
        await running


async def test_cancelling_a_task_frees_its_worker(pool: ComputePool) -> None:
    await pool.run(int, "7", timeout_seconds=30)
    task = asyncio.create_task(pool.run(time.sleep, 600, timeout_seconds=600))
    await asyncio.sleep(0)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await pool.run(int, "7", timeout_seconds=30) == 7


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of processes of Linux")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        assert re.match(rb"\d+", parent.stdout.readline())
        workers = children_of(parent.pid)
        assert len(workers) >= 2

        parent.send_signal(signal.SIGKILL)
        parent.wait()

        deadline = time.monotonic() + 60
        while any(map(is_running, workers)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(map(is_running, workers))


async def test_feeds_are_parsed_in_a_worker(fetching: ComputePool) -> None:
    feed = await PooledFeedParser(fetching, OPTIONS).parse(FEED, "http://h.example/f", "")

    assert (feed.title, feed.entries[0].title) == ("News", "One")


async def test_a_parse_error_keeps_its_failure_on_the_way_back(fetching: ComputePool) -> None:
    with pytest.raises(ParseError) as caught:
        await PooledFeedParser(fetching, OPTIONS).parse(b"", "http://h.example/f", "")

    assert caught.value.failure.kind is FailureKind.NOT_A_FEED


async def test_pages_are_extracted_in_a_worker(fetching: ComputePool) -> None:
    request = PageRequest(url="http://h.example/a", feed_summary="Rates were kept at 4.5 %.")

    page = await PooledPageExtractor(fetching, OPTIONS).extract(request)

    assert page.article.text == "Rates were kept at 4.5 %."


async def test_a_feed_that_locks_the_parser_is_stopped(fetching: ComputePool) -> None:
    # lxml looks for each attribute of a tag among all before it, in C code.
    attributes = " ".join(f"a{number}=u" for number in range(100_000))
    body = FEED.replace(
        b"</item>", f"<description>&lt;b {attributes}></description></item>".encode()
    )
    parser = PooledFeedParser(fetching, HASTY)

    with pytest.raises(FetchError) as caught:
        await parser.parse(body, "http://h.example/f", "")

    assert caught.value.failure.kind is FailureKind.WORKER_KILLED
    assert (await parser.parse(FEED, "http://h.example/f", "")).title == "News"


@pytest.mark.parametrize("name", ["attrs-40000.html", "tiny-p-60000.html"])
async def test_a_page_that_locks_the_extractor_is_stopped(fetching: ComputePool, name: str) -> None:
    body = require_shared("hostile", "pages", name).read_bytes()
    extractor = PooledPageExtractor(fetching, HASTY)

    with pytest.raises(FetchError) as caught:
        await extractor.extract(PageRequest(body=body, content_type="text/html"))

    assert caught.value.failure.kind is FailureKind.WORKER_KILLED


def test_the_parent_loads_no_parser_and_no_model() -> None:
    code = (
        "import sys, tui.headless.services.worker_pool\n"
        "print([name for name in ('feedparser', 'trafilatura', 'lxml', 'spacy', 'textual', 'sumy')"
        " if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )

    assert done.stdout.strip() == "[]"
