"""Keymaps by name: what `keymap` in the configuration can be."""

from collections.abc import Mapping

from tui.headless.settings.keymaps.netnewswire import NETNEWSWIRE
from tui.headless.settings.keymaps.newsboat import NEWSBOAT

KEYMAPS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    "newsboat": NEWSBOAT,
    "netnewswire": NETNEWSWIRE,
}
"""Action to keys, as in [keys]; what a keymap does not name keeps the key it has."""
