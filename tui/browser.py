"""A page in the reader's browser: only addresses that lead to a web page, and never a shell."""

import webbrowser
from urllib.parse import urlsplit

from fetch.access import without_secret
from fetch.identity import is_sound_host


class BrowserError(Exception):
    """The page was not opened; the message says why."""


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http or https address with nothing odd in it."""
    if not url.isprintable() or " " in url or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    is_http = parts.scheme.lower() in {"http", "https"} and url[:4].lower() == "http"
    return is_http and bool(host) and is_sound_host(parts.netloc)


def open_address(url: str) -> None:
    """Open a page in the browser of the desktop.

    Raises:
        BrowserError: the address is none of the web, or there is no browser beside the terminal.
    """
    if not is_web_address(url):
        raise BrowserError("The story has no address of the web.")
    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise BrowserError("No browser was found.") from error
    # A browser for the terminal would draw over the program: it is not started.
    if type(browser) is webbrowser.GenericBrowser:
        message = f"{browser.name} would need this terminal for itself: copy the link instead."
        raise BrowserError(message)
    # A user and password in an address are nothing that a page may name.
    if not browser.open(without_secret(url)[0]):
        raise BrowserError("The browser could not be started.")
