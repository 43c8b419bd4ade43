"""How much the process that refreshes grows when all that it is given is as large as it may be.

    python -m tests.hostile.large_answers [--part 1]

A healthy feed is read first; then, in one refresh, an answer of 20 MiB that is no feed, a feed of
19 MiB with 4,900 entries, and one entry of 18 MiB. Prints MiB; ends with 1 above 64. With
`--part 4` all are a quarter as large, and so is what may be taken. Linux only.
"""

import argparse
import asyncio
import base64
import random
import sys
import tempfile
from pathlib import Path

from cache.library import Library
from cache.writer import Writer
from fetch.http.client import HttpClient
from fetch.model import Outline
from fetch.options import FetchOptions
from fetch.text.dates import utc_now
from tests.support.servers.loopback import LoopbackServer, reply
from tui.headless.services.refresh.feed_stage import Asking
from tui.headless.services.subscriptions.subscribe import subscribe
from tui.headless.services.worker_pool import PooledFeedParser, fetch_pool

MIB = 1024 * 1024
MOST_GROWTH_MIB = 64
OPTIONS = FetchOptions(parse_seconds=120, uses_proxy_environment=False, pause_per_host_seconds=0.0)
HEALTHY = (
    "<rss version='2.0'><channel><title>Healthy</title><item><title>All is well</title>"
    "<guid>1</guid></item></channel></rss>"
)
# One letter beyond Latin-1 makes each letter of a text take two bytes in Python, an emoji four.
_WIDE = "\N{NEWSPAPER}"


def words(rng: random.Random, byte_count: int) -> str:
    """Return text that compression makes little smaller."""
    letters = base64.b64encode(rng.randbytes(byte_count * 3 // 4)).decode()
    return _WIDE + " ".join(letters[start : start + 12] for start in range(0, byte_count, 13))


def no_feed(part: int) -> str:
    """Return as much as an answer may be, of what is no feed."""
    return "x" * (20 * MIB // part - 1)


def many_entries(part: int) -> str:
    """Return a feed with as many entries as are kept."""
    rng = random.Random(1)
    size = 19 * MIB // 4_900 - 200
    items = (
        f"<item><title>Item {number}</title><guid>{number}</guid>"
        f"<link>https://example.org/{number}</link>"
        f"<description>{words(rng, size)}</description></item>"
        for number in range(4_900 // part)
    )
    return f"<rss version='2.0'><channel><title>Many</title>{''.join(items)}</channel></rss>"


def one_entry(part: int) -> str:
    """Return a feed with one entry of the largest kind."""
    text = words(random.Random(2), 18 * MIB // part)
    return (
        "<rss version='2.0'><channel><title>Long</title><item><title>Long</title><guid>1</guid>"
        f"<description>{text}</description></item></channel></rss>"
    )


def peak_mib() -> float:
    """Return the most memory that this process has had at a time."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise OSError("no VmHWM in /proc/self/status")


async def refresh(urls: list[str], path: Path) -> None:
    """Subscribe to feeds and refresh them."""
    with Writer(path) as writer, Library(path) as library:
        for url in urls:
            subscribe(writer, Outline(url=url), utc_now()).result()
        async with HttpClient(OPTIONS) as client, fetch_pool(1) as pool:
            asking = Asking(
                client=client,
                parser=PooledFeedParser(pool, OPTIONS),
                options=OPTIONS,
                save=lambda outcomes: asyncio.wrap_future(
                    writer.submit(
                        lambda store: store.entries.save_outcomes(outcomes, now=utc_now())
                    )
                ),
                on_done=lambda event, stored: None,
            )
            await asking.run(library.feeds.targets(), {})


async def measured(urls: list[str], path: Path) -> None:
    """Refresh the first feed, then all; print what the second time took more."""
    await refresh(urls[:1], path)
    before = peak_mib()
    await refresh(urls, path)
    with Library(path) as library:
        entry_count = sum(row.entry_count for row in library.feeds.rows())
    sys.stdout.write(f"{before:.1f} {peak_mib() - before:.1f} {entry_count}\n")


async def growth(part: int = 1) -> tuple[float, float, int]:
    """Return the MiB of the process before, what it grew by, and how many entries it stored."""
    async with LoopbackServer() as server:
        answers = {
            "healthy": HEALTHY,
            "none": no_feed(part),
            "many": many_entries(part),
            "one": one_entry(part),
        }
        for name, text in answers.items():
            server.answers[f"/{name}"] = reply(text.encode())
        urls = [server.url(f"/{name}") for name in answers]
        with tempfile.TemporaryDirectory() as folder:
            # A process of its own: this one has held all the documents.
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.hostile.large_answers",
                str(Path(folder) / "cache.db"),
                *urls,
                stdout=asyncio.subprocess.PIPE,
            )
            printed, _ = await process.communicate()
    before, more, entry_count = printed.decode().split()
    return float(before), float(more), int(entry_count)


def main() -> int:
    """Measure, or be what is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=int, default=1)
    parser.add_argument("measured", nargs="*", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measured:
        path, *urls = arguments.measured
        asyncio.run(measured(urls, Path(path)))
        return 0
    before, more, entry_count = asyncio.run(growth(arguments.part))
    sys.stdout.write(f"{before:.0f} MiB, {more:.0f} more for {entry_count:,} entries\n")
    return int(more > MOST_GROWTH_MIB / arguments.part)


if __name__ == "__main__":
    sys.exit(main())
