"""A SAX driver for expat that passes text on in large pieces.

The standard library's driver leaves expat's text buffer off, so that feedparser is called for every
line and entity. `xml.sax.make_parser` takes drivers by module name: this is one.
"""

from typing import Any
from xml.sax.expatreader import ExpatParser

_BUFFER_BYTES = 1 << 16


class BufferedExpatParser(ExpatParser):
    """The standard driver with the text buffer on."""

    _parser: Any  # pyexpat's parser object; the standard library's stubs do not name it

    def reset(self) -> None:
        """Prepare for a document, as the standard driver does, then turn the buffer on."""
        super().reset()
        self._parser.buffer_text = True
        self._parser.buffer_size = _BUFFER_BYTES


def create_parser() -> BufferedExpatParser:
    """Return a parser: the name that `xml.sax.make_parser` looks for."""
    return BufferedExpatParser()
