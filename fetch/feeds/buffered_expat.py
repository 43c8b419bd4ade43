"""A SAX driver for expat that passes text on in large pieces and finds attributes at once.

The standard library's driver leaves expat's text buffer off, so that feedparser is called for every
line and entity; and it looks for each attribute among all of the tag, so that 20,000 of them take
ten seconds. `xml.sax.make_parser` takes drivers by module name: this is one.
"""

from collections.abc import Mapping
from typing import Any
from xml.sax.expatreader import ExpatParser
from xml.sax.xmlreader import AttributesNSImpl

_Name = tuple[str | None, str]

_BUFFER_BYTES = 1 << 16


class _Attributes(AttributesNSImpl):
    """The attributes of a tag, also by their names as written."""

    def __init__(self, attributes: Mapping[_Name, str], written: Mapping[_Name, str]) -> None:
        super().__init__(attributes, written)
        self._by_written = {written[name]: value for name, value in attributes.items()}

    def getValueByQName(self, name: str) -> str:  # noqa: N802 - the standard library's name
        """Return the value of the attribute that is written so."""
        return self._by_written[name]


class BufferedExpatParser(ExpatParser):
    """The standard driver with the text buffer on."""

    # These two the standard library's stubs do not name.
    _parser: Any  # pyexpat's parser object
    _cont_handler: Any

    def reset(self) -> None:
        """Prepare for a document, as the standard driver does, then turn the buffer on."""
        super().reset()
        self._parser.buffer_text = True
        self._parser.buffer_size = _BUFFER_BYTES

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        """Pass a tag on, as the standard driver does."""
        attributes, written = {}, {}
        for expanded, value in attrs.items():
            key, written[key] = _names(expanded)
            attributes[key] = value
        self._cont_handler.startElementNS(_names(name)[0], None, _Attributes(attributes, written))


def _names(expanded: str) -> tuple[_Name, str]:
    """Return the name that expat gives as "namespace local prefix", and the name as written."""
    match expanded.split():
        case [namespace, local, prefix]:
            return (namespace, local), f"{prefix}:{local}"
        case [namespace, local]:
            return (namespace, local), local
        case _:
            return (None, expanded), expanded


def create_parser() -> BufferedExpatParser:
    """Return a parser: the name that `xml.sax.make_parser` looks for."""
    return BufferedExpatParser()
