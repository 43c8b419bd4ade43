"""Choose the theme, and remember it."""

from typing import Protocol

from tui.app.screens.main_ports import Asks, Writes


class ColourPort(Writes, Asks, Protocol):
    """What choosing colours needs of the screen."""

    def show_theme(self, name: str) -> None:
        """Show other colours."""
        ...


class Colours:
    """Changes the theme, for the next start too."""

    def __init__(self, screen: ColourPort) -> None:
        self._screen = screen

    def ask(self) -> None:
        """Choose other colours; those that are kept are there next time, too."""
        from tui.app.screens.dialogs.theme_dialog import ThemesScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self.keep(name)

        self._screen.push(ThemesScreen(), chosen)

    def keep(self, name: str) -> None:
        """Take other colours, for the next start too unless the configuration has its own."""
        self._screen.show_theme(name)
        self._screen.marking.write(lambda store: store.memory.set("app.theme", name))
        own = self._screen.newsroom.options.theme
        until_when = f", until the next start: config.toml says {own}" if own else ""
        self._screen.say(f"Colours: {name}{until_when}")
