"""The keymaps that the configuration can name."""
