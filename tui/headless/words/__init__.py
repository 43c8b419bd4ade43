"""Words for the reader: errors, sizes, link numbers."""
