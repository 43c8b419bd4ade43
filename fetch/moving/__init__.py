"""What other programs and services export: lists of pages to read later."""
