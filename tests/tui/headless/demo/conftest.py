"""One demo server for all the tests that only read from it."""

from collections.abc import Iterator

import pytest

from tui.headless.demo.demo_server import DemoServer


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server
