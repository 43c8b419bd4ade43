"""The reader's data: marks, tags, notes, follows and mutes."""
