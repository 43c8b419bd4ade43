"""Movement commands, the same keys in every pane."""

from tui.headless.commands.command import Command, Context, Group


def movements(context: Context, prefix: str, *, is_text: bool = False) -> tuple[Command, ...]:
    """Return the movements of one pane: the same keys everywhere, a name for each."""
    line = "line" if is_text else "row"
    rows = (
        ("down", ("j", "down"), "Down", f"Move down a {line}."),
        ("up", ("k", "up"), "Up", f"Move up a {line}."),
        ("first", ("g", "home"), "First", "Go to the top."),
        ("last", ("G", "end"), "Last", "Go to the bottom."),
        ("page_down", ("pagedown", "ctrl+f"), "Page down", "Move down a page."),
        ("page_up", ("pageup", "ctrl+b"), "Page up", "Move up a page."),
    )
    return tuple(
        Command(
            name=f"{prefix}_{name}",
            keys=keys,
            title=title,
            description=description,
            context=context,
            group=Group.MOVE,
            is_repeatable=name not in {"first", "last"},
            counts_rows=name == "last" and not is_text,
        )
        for name, keys, title, description in rows
    )


def panels(context: Context, prefix: str) -> tuple[Command, ...]:
    """Return what one can do with the panels of a summary."""
    rows = (
        ("next_panel", "}", "Next panel", "Select the heading of the next panel."),
        ("previous_panel", "{", "Previous panel", "Select the heading of the previous panel."),
        ("toggle_summary", "S", "Fold summary", "Fold or unfold all panels of the summary."),
    )
    return tuple(
        Command(
            name=f"{prefix}{name}",
            keys=(key,),
            title=title,
            description=description,
            context=context,
            group=Group.READ,
            is_repeatable=name != "toggle_summary",
        )
        for name, key, title, description in rows
    )
