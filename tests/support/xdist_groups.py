"""How xdist hands tests out: one by one, but those together that share something costly.

The mark `xdist_group` would say it at the tests; with pytest 9.2 xdist 3.8 does not see it
(https://github.com/pytest-dev/pytest-xdist/issues/1386).
"""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has no types

GROUPS = {
    "the edition, which is fetched once": (
        "tests/endtoend/test_offline.py",
        "tests/endtoend/test_refresh.py",
        "tests/endtoend/test_stories.py",
        "tests/endtoend/test_terminal.py",
        "tests/endtoend/test_walk.py",
    ),
    "a cache of thousands of entries": ("tests/cache/search/test_list_pages.py",),
    "the models of languages": (
        "tests/summarise/",
        "tests/quality/test_ablations.py",
        "tests/tui/app/test_every_command.py::test_in_articles_of_nine_languages",
        "tests/world/test_fortnight.py",
    ),
    "the names that all modules define": ("tests/architecture/test_guides.py",),
}
"""Where the tests are that run in one process, one after another."""


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]  # likewise
    """Hands out a group of tests, or a single one."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid


def group_of(nodeid: str) -> str:
    """Return the group that a test belongs to, nothing if to none."""
    return next((name for name, paths in GROUPS.items() if nodeid.startswith(paths)), "")
