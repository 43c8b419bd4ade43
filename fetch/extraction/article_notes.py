"""Notes for the reader about incomplete articles, one sentence each. Pure."""


def public_words(count: int) -> str:
    """Return the note that only so many words of an article are for everybody."""
    return f"Only the first {count} words are public."


def first_pages(count: int) -> str:
    """Return the note that only so many of an article's pages could be fetched."""
    pages = "page" if count == 1 else f"{count} pages"
    return f"Only the first {pages} of this article could be read."
