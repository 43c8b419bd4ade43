"""One running server of each kind, and its client."""

from collections.abc import AsyncIterator, Iterator

import pytest
from reader_servers.running import SERVERS, client_of, start
from reader_servers.server import ReaderServer

from fetch.sync.sync_ports import SyncClient


@pytest.fixture(params=[name for name in SERVERS if name != "inoreader"])
def server(request: pytest.FixtureRequest) -> Iterator[ReaderServer]:
    running = start(request.param)
    yield running
    running.stop()


@pytest.fixture
async def client(server: ReaderServer) -> AsyncIterator[SyncClient]:
    opened = client_of(server)
    yield opened
    await opened.close()
