"""Plain text: cleaned, decoded, dated, identified."""
