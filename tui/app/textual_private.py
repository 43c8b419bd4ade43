"""Private parts of Textual that the app relies on.

Textual has no public way to contain a fault of a handler, to read a terminal's bytes leniently or
to clean what is pasted. What is listed here is why its version has a tight ceiling in
`pyproject.toml`: raise it when `tests/tui/app/test_textual_private.py` passes with the new one.
"""

from textual._context import active_message_pump
from textual._xterm_parser import XTermParser

__all__ = ["OVERRIDDEN", "USED", "XTermParser", "active_message_pump"]

OVERRIDDEN: frozenset[tuple[str, str]] = frozenset(
    {
        (
            "textual.message_pump.MessagePump",
            "_dispatch_message",
        ),  # faults of handlers are taken here
        ("textual.app.App", "_handle_exception"),  # and those that end the app otherwise
        ("textual.widgets.TextArea", "_on_paste"),  # runs before the editor's own
    }
)
"""Methods that classes of the app define over Textual's, with the class that has them.

By name: `TextArea`, which the first frame does not need, loads the parsers of many languages.
"""

USED: frozenset[tuple[str, str]] = frozenset(
    {
        (
            "textual.message_pump.MessagePump",
            "_close_messages_no_wait",
        ),  # who failed takes no more messages
        ("textual.message_pump.MessagePump", "_running"),
        ("textual.app.App", "_screen_stack"),
        ("textual.app.App", "_exception"),  # so that a test of the app fails of a fault
        ("textual.app.App", "_exception_event"),
        ("textual.app.App", "_return_code"),
        ("textual.app.App", "_exit"),
        ("textual.app.App", "_driver"),  # escape sequences of pictures are written with it
        ("textual.driver.Driver", "_app"),  # what is typed is handed over in its loop
        ("textual.driver.Driver", "_loop"),
        ("textual.driver.Driver", "_debug"),
        (
            "textual.screen.Screen",
            "_compositor_refresh",
        ),  # frames of these are of drawing a whole screen
        ("textual.screen.Screen", "_refresh_layout"),
        ("textual.app.App", "_display"),
    }
)
"""Methods and attributes that the app calls, reads, sets or knows in a traceback."""
