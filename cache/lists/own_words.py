"""The SQL of what counts once: of six papers that print one text, the first has it."""

_REPEATS_ANOTHER = (
    "EXISTS (SELECT 1 FROM memberships m JOIN status original ON original.entry_id = m.copy_of "
    "WHERE m.entry_id = e.entry_id AND m.copy_of <> m.entry_id AND original.is_listed = 1)"
)
_HAS_EARLIER_TWIN = (
    "EXISTS (SELECT 1 FROM entries twin INDEXED BY entries_by_article "
    "JOIN status first ON first.entry_id = twin.entry_id WHERE twin.article_id = e.article_id "
    "AND twin.entry_id < e.entry_id AND first.is_listed = 1)"
)
"""Several feeds may carry one address."""

HAS_OWN_WORDS = f"NOT {_REPEATS_ANOTHER} AND NOT {_HAS_EARLIER_TWIN}"
"""Holds of the entry `e` unless another one in the lists has its text already."""
