"""Read the terminal's input so that no byte of it can end the app.

Textual's own reader gives up at the first byte that is no UTF-8: a paste in another encoding, a
mouse report of the old kind (X10) behind column 95, noise on a serial line.
"""

import errno
import os
import re
from codecs import getincrementaldecoder
from selectors import EVENT_READ, SelectSelector

from textual.drivers.linux_driver import LinuxDriver

from tui.app.textual_private import XTermParser

_X10_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{3}")
"""Its bytes are numbers, not text, and would be read as keys; clicks come as SGR reports."""
_READ_BYTES = 4096
_POLL_SECONDS = 0.1


class PatientDriver(LinuxDriver):
    """Textual's driver, with a reader that replaces what it can't decode."""

    def run_input_thread(self) -> None:
        """Turn what is typed into events until the app ends, or end it with its terminal."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL_SECONDS):
                    typed = self._read()
                    if not typed:
                        self._loop.call_soon_threadsafe(self._app.exit)
                        return
                    text = decode(_X10_MOUSE.sub(b"", typed))
                    # An empty text would tell the parser that nothing more comes.
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """Return what was typed, nothing once the terminal is gone: a window was closed."""
        try:
            return os.read(self.fileno, _READ_BYTES)
        except OSError as error:
            if error.errno == errno.EIO:
                return b""
            raise
