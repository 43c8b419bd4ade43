"""Private parts of Textual that the app relies on.

Textual has no public way to contain a fault of a handler, to read a terminal's bytes leniently or
to clean what is pasted. What is listed here is why its version has a tight ceiling in
`pyproject.toml`: raise it when `tests/tui/app/test_textual_private.py` passes with the new one.
"""

from textual._context import active_message_pump
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import TextArea

__all__ = ["OVERRIDDEN", "USED", "XTermParser", "active_message_pump"]

OVERRIDDEN: frozenset[tuple[type, str]] = frozenset(
    {
        (MessagePump, "_dispatch_message"),  # faults of handlers are taken here
        (App, "_handle_exception"),  # and those that end the app otherwise
        (TextArea, "_on_paste"),  # runs before the editor's own
    }
)
"""Methods that classes of the app define over Textual's."""

USED: frozenset[tuple[type, str]] = frozenset(
    {
        (MessagePump, "_close_messages_no_wait"),  # who failed takes no more messages
        (MessagePump, "_running"),
        (App, "_screen_stack"),
        (App, "_exception"),  # so that a test of the app fails of a fault
        (App, "_exception_event"),
        (App, "_return_code"),
        (App, "_exit"),
        (App, "_driver"),  # escape sequences of pictures are written with it
        (Driver, "_app"),  # what is typed is handed over in its loop
        (Driver, "_loop"),
        (Driver, "_debug"),
        (Screen, "_compositor_refresh"),  # frames of these are of drawing a whole screen
        (Screen, "_refresh_layout"),
        (App, "_display"),
    }
)
"""Methods and attributes that the app calls, reads, sets or knows in a traceback."""
