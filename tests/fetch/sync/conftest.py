"""One running server of each kind, and its client."""

from collections.abc import AsyncIterator, Iterator

import pytest

from fetch.sync.sync_ports import SyncClient
from tests.support.reader_servers.running import SERVERS, client_of, start
from tests.support.reader_servers.server import ReaderServer


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
