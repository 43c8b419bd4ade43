"""Newsletters: messages of a mailbox or a maildir as entries, one feed for each sender."""
