"""Which addresses the browser may open, and which program BROWSER names."""

import os
import shlex
import shutil
from pathlib import PurePath
from urllib.parse import urlsplit

from msgspec import Struct

from fetch.text.identity import is_sound_host

_PLACE = "%s"
_IN_TERMINALS = frozenset(
    {
        *("browsh", "carbonyl", "cha", "edbrowse", "elinks", "links", "links2", "lynx"),
        *("retawq", "w3m", "www-browser"),
    }
)
"""Browsers that draw on the terminal: they would draw over the program."""


class BrowserError(Exception):
    """The page was not opened; the message says why."""


class BrowserChoice(Struct, frozen=True, kw_only=True):
    """A browser as BROWSER names one.

    Attributes:
        arguments: with %s where the address is put.
        is_background: nobody waits to see whether it comes up.
    """

    arguments: tuple[str, ...]
    is_background: bool = False

    @property
    def name(self) -> str:
        """What the program is called."""
        return PurePath(self.arguments[0]).name

    @property
    def needs_terminal(self) -> bool:
        """Whether it draws on the terminal."""
        return self.name.removesuffix(".exe") in _IN_TERMINALS

    def filled(self, url: str) -> list[str]:
        """Return the arguments with an address, which stays one argument or inside one."""
        program, *others = self.arguments
        return [program, *(it.replace(_PLACE, url) for it in others)]


def browsers_from(variable: str) -> tuple[BrowserChoice, ...]:
    """Return what BROWSER names, the first to try first; what can't be read is passed over."""
    choices = (_choice(each.strip()) for each in variable.split(os.pathsep))
    return tuple(choice for choice in choices if choice is not None)


def _choice(words: str) -> BrowserChoice | None:
    is_background = words.endswith("&")
    words = words.removesuffix("&").rstrip()
    try:
        arguments = shlex.split(words)
    except ValueError:
        return None
    if not arguments or _PLACE in arguments[0]:
        return None
    if PurePath(words).is_absolute() and shutil.which(words):
        # The path of a program may have blanks; with arguments it is written in quotation marks.
        arguments = [words]
    if not any(_PLACE in it for it in arguments):
        arguments.append(_PLACE)
    return BrowserChoice(arguments=tuple(arguments), is_background=is_background)


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
