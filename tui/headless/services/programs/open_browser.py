"""Open a web page in the reader's browser, never through a shell."""

from queue import Empty, SimpleQueue

from fetch.access import without_secret
from tui.headless.browser import BrowserChoice, BrowserError, browsers_from, is_web_address
from tui.headless.services.programs.run_program import start_apart
from tui.headless.settings.external_programs import ProgramError
from tui.headless.settings.paths import browser_variable

_WATCHED_SECONDS = 2.0
"""A browser that can't come up has ended by then; one that does may run for hours."""


def open_address(url: str) -> None:
    """Open a page in the browser that BROWSER names, or else in that of the desktop.

    Raises:
        BrowserError: the address is none of the web, or no browser could be started.
    """
    if not is_web_address(url):
        raise BrowserError("The article has no web address.")
    # A user and password in an address are nothing that a page may name.
    url = without_secret(url)[0]
    variable = browser_variable()
    if not variable.strip():
        _open_on_desktop(url)
        return
    choices = browsers_from(variable)
    if not choices:
        raise BrowserError("BROWSER names no program: set it to one, such as firefox.")
    trouble = ""
    for choice in choices:
        trouble = _open_with(choice, url)
        if not trouble:
            return
    raise BrowserError(trouble)


def _open_with(choice: BrowserChoice, url: str) -> str:
    """Open a page with one browser; return why it can't, "" if it can."""
    if choice.needs_terminal:
        return _needs_terminal(choice.name)
    ends: SimpleQueue[str] = SimpleQueue()
    try:
        start_apart(choice.filled(url), ends.put, lambda: ends.put(""))
    except ProgramError as error:
        return str(error)
    if choice.is_background:
        return ""
    try:
        return ends.get(timeout=_WATCHED_SECONDS)
    except Empty:
        return ""


def _open_on_desktop(url: str) -> None:
    import webbrowser  # noqa: PLC0415 - when the first link is opened

    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise BrowserError("No browser was found: set BROWSER to one.") from error
    # Python knows one kind only that draws on the terminal.
    if type(browser) is webbrowser.GenericBrowser:
        raise BrowserError(_needs_terminal(browser.name))
    if not browser.open(url):
        raise BrowserError("The browser could not be started.")


def _needs_terminal(name: str) -> str:
    return (
        f"{name} needs the terminal for itself: copy the link instead, "
        f'or set [commands] open = ["{name}", "{{url}}"] and press O.'
    )
