"""The keys of NetNewsWire: arrows move, letters act on the article."""

from collections.abc import Mapping

_ARROWS = {
    f"{pane}_{name}": keys
    for pane in ("sections", "list", "reader", "story")
    for name, keys in (("down", "down,j"), ("up", "up"))
}

NETNEWSWIRE: Mapping[str, str] = {
    **_ARROWS,
    "next_unread": "n,+",
    "previous_unread": "-",
    "toggle_read": "r,m",
    "mark_all_read": "k",
    "toggle_star": "s",
    "open_in_browser": "b,o",
    "go_back": "backspace",
    "story_leave": "h,left,backspace",
    "refresh_feed": "ctrl+r",
    "refresh_all": "R,f5",
}
