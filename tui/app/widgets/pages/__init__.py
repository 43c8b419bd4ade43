"""Views of typeset pages."""
