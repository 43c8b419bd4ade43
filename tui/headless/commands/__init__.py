"""The command table, from which bindings, footer, palette and help are made."""
