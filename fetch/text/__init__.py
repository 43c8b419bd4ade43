"""Plain text: cleaning, decoding, dates, identity."""
