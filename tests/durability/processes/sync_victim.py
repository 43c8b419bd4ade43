"""The process that is killed: marks entries, saying each, and syncs, over and over.

python -m tests.durability.processes.sync_victim CACHE SEED
"""

import asyncio
import random
import sys
from pathlib import Path

from cache.library import Library
from cache.values.list_rows import EntryId, Scope, View
from cache.writer import Writer
from fetch.options import FetchOptions
from tui.headless.cli.session import utc_now
from tui.headless.services.sync.sync_accounts import AccountsSync, opener
from tui.headless.services.sync.sync_tools import SyncTools


def run(path: Path, seed: int) -> None:
    """Act and sync until somebody ends it; each act is said once it is stored."""
    chance = random.Random(seed)
    with Writer(path) as writer, Library(path) as library:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            rows = library.lists.page(View(scope=Scope.ALL), 0, 1000)
            for row in chance.sample(rows, min(5, len(rows))):
                is_read, is_starred = chance.random() < 0.5, chance.random() < 0.5
                _read(writer, row.entry_id, is_read)
                _say(row.title, "read", value=is_read)
                _star(writer, row.entry_id, is_starred)
                _say(row.title, "star", value=is_starred)
            tools = SyncTools(library=library, writer=writer, clock=utc_now)
            accounts = library.accounts.all()
            sync = AccountsSync(accounts, tools, opener(FetchOptions()))
            asyncio.run(sync.run(lambda: None, lambda _: None))


def _read(writer: Writer, entry_id: EntryId, is_read: bool) -> None:
    writer.submit(lambda store: store.marks.set_read([entry_id], is_read, now=utc_now())).result()


def _star(writer: Writer, entry_id: EntryId, is_starred: bool) -> None:
    writer.submit(
        lambda store: store.marks.set_starred([entry_id], is_starred, now=utc_now())
    ).result()


def _say(title: str, mark: str, *, value: bool) -> None:
    sys.stdout.write(f"{title}\t{mark}\t{int(value)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
