"""What the reader did: marks, tags, notes, follows and mutes."""
