"""The one table of what a reader can do: bindings, footer, palette and help come from it."""
