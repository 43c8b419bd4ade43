"""The names of the themes, so that the configuration can be checked without Textual."""

OWN_THEMES = ("nutgraf-dark", "nutgraf-light", "nutgraf-paper", "nutgraf-contrast")
_TEXTUAL_THEMES = (
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""As the release of Textual has them that the program is tested with; a later one may have more."""

THEME_NAMES = (*OWN_THEMES, *_TEXTUAL_THEMES)
