import pytest
from msgspec.structs import replace

from tests.support.caches.newsdesk import Desk
from tui.headless.verbs.articles.search import query_of, row_line


def test_an_entry_without_a_date_is_not_given_that_of_its_arrival(filled: Desk) -> None:
    row = filled.row(1)
    day = row.sort_at.date().isoformat()

    assert day in row_line(replace(row, has_published=True))
    undated = row_line(replace(row, has_published=False))
    assert day not in undated
    assert "  undated     " in undated


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("minutes:<5 storm", "minutes:<5 storm"),
        ("-is:read storm", "-is:read storm"),
        ("after:7d storm", "after:7d storm"),
        ("lang:de Sturm", "lang:de Sturm"),
        ("has:note storm", "has:note storm"),
        ("feed:BBC News", 'feed:"BBC News"'),
    ],
)
def test_only_a_field_that_takes_names_has_blanks_in_its_value(typed: str, query: str) -> None:
    assert query_of([typed]) == query
