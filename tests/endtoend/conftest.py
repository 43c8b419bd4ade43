"""One fetched edition for all the tests that read it; they run one after another."""

from collections.abc import Iterator

import pytest

from tests.endtoend.edition import Edition, fetched_edition
from tests.support.xdist_groups import group_of


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    with fetched_edition(tmp_path_factory.mktemp("edition")) as edition:
        yield edition


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that would fetch it once more, in another process than the others."""
    for item in items:
        if "edition" in getattr(item, "fixturenames", ()) and not group_of(item.nodeid):
            message = f"{item.nodeid} reads the edition: list its file in xdist_groups.py"
            raise pytest.UsageError(message)
