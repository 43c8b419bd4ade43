"""One fetched edition for all the tests that read it; they run one after another."""

from collections.abc import Iterator

import pytest

from tests.endtoend.edition import Edition, fetched_edition


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    with fetched_edition(tmp_path_factory.mktemp("edition")) as edition:
        yield edition


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep those that share the edition in one process: it is fetched once in each."""
    for item in items:
        if "edition" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("edition"))
