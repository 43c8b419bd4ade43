"""Which characters nothing from the network may bring to a terminal: the tests' own list."""

import re

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff"  # what has no width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # what turns the direction
    "\u2028\u2029"  # line ends to some terminals
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # no characters
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def is_clean(text: str) -> bool:
    """Whether a text holds nothing that `clean_text` is to take out for safety."""
    return _UNSAFE.search(text) is None
