"""Reading articles aloud."""
