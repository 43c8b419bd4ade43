"""The keys of newsboat; digits are counts, as there."""

from collections.abc import Mapping

_NO_DIGITS = {
    f"{prefix}_{number}": "" for prefix in ("key_point", "story_point") for number in range(1, 10)
}

NEWSBOAT: Mapping[str, str] = {
    **_NO_DIGITS,
    "next_unread": "n",
    "previous_unread": "p",
    "toggle_read": "N",
    "mark_all_read": "A,C",
    "toggle_star": "ctrl+e",
    "copy_link": "y",
    "undo": "U",
    "leave": "q,escape",
    "quit": "Q",
    "list_leave": "h,left",
    "search": "/",
    "refresh_feed": "r",
    "refresh_all": "R,f5",
    "links": "u",
    "export": "s",
    "send": "|",
}
