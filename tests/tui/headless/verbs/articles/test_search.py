from msgspec.structs import replace
from newsdesk import Desk

from tui.headless.verbs.articles.search import row_line


def test_an_entry_without_a_date_is_not_given_that_of_its_arrival(filled: Desk) -> None:
    row = filled.row(1)
    day = row.sort_at.date().isoformat()

    assert day in row_line(replace(row, has_published=True))
    undated = row_line(replace(row, has_published=False))
    assert day not in undated
    assert "  undated     " in undated
