"""The links of an article by number, and addresses in few words. Knows nothing that draws."""

from urllib.parse import urlsplit

from fetch.layout import Layout


def link_numbers(layout: Layout) -> dict[str, int]:
    """Return the addresses that an article links to, numbered from 1 as they come."""
    return {url: n for n, url in enumerate(dict.fromkeys(it.url for it in layout.links), 1)}


def host_of(url: str) -> str:
    """Return the host of an address, "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def short_address(url: str) -> str:
    """Return an address without its scheme: what a footnote says."""
    return url.partition("://")[2].removeprefix("www.").removesuffix("/") or url
