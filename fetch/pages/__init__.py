"""The article of an entry: its page, the following pages, what is said of it."""
