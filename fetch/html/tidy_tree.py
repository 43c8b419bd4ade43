"""Tidy the tree of a page before it is read: only what is shown, and shown as it is meant.

Changes the lxml tree that it is given.
"""

from typing import Any

from fetch.html.code_lines import set_code_lines
from fetch.html.formulas import raise_superscripts, spell_formulas
from fetch.html.hidden_elements import drop_heading_signs, drop_hidden
from fetch.html.layout_tables import open_layout_tables


def tidy_tree(root: Any) -> None:
    """Take out what is hidden; set code, powers and layout tables as plain text has them."""
    drop_hidden(root)
    drop_heading_signs(root)
    raise_superscripts(root)
    spell_formulas(root)
    set_code_lines(root)
    open_layout_tables(root)
