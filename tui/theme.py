"""The two themes of the program: ink on paper by night and by day."""

from textual.color import Color, ColorParseError
from textual.theme import Theme

DARK = Theme(
    name="nutgraf-dark",
    primary="#e0b074",
    secondary="#8fb3c9",
    accent="#e0b074",
    warning="#e8c07d",
    error="#e58b76",
    success="#a3be8c",
    foreground="#d9d4c9",
    background="#16181b",
    surface="#1b1e22",
    panel="#2a2e34",
    dark=True,
    variables={
        "border": "#3a3f47",
        "border-blurred": "#2a2e34",
        "block-cursor-background": "#33404a",
        "block-cursor-foreground": "#f4efe4",
        "block-cursor-blurred-background": "#24282d",
        "scrollbar": "#363b42",
        "scrollbar-hover": "#4a505a",
        "scrollbar-active": "#e0b074",
        "scrollbar-background": "#16181b",
        "scrollbar-background-hover": "#16181b",
        "scrollbar-background-active": "#16181b",
        "footer-key-foreground": "#e0b074",
        "ng-dim": "#9a968e",
        "ng-faint": "#7b7e85",
        "ng-headline": "#f4efe4",
        "ng-person": "#8ecae6",
        "ng-organisation": "#e5b567",
        "ng-place": "#a3be8c",
        "ng-group": "#c9a0dc",
        "ng-mark": "#4d4220",
        "ng-cursor": "#33404a",
        "ng-cursor-blurred": "#24282d",
    },
)

LIGHT = Theme(
    name="nutgraf-light",
    primary="#8a4b08",
    secondary="#2f5d77",
    accent="#8a4b08",
    warning="#8a5a00",
    error="#a8321f",
    success="#3f6b2a",
    foreground="#2b2a27",
    background="#faf6ee",
    surface="#f3eee3",
    panel="#e6dfd1",
    dark=False,
    variables={
        "border": "#cfc6b4",
        "border-blurred": "#e0d8c8",
        "block-cursor-background": "#dfe6e3",
        "block-cursor-foreground": "#1a1917",
        "block-cursor-blurred-background": "#efe9dc",
        "scrollbar": "#d5ccba",
        "scrollbar-hover": "#bdb29c",
        "scrollbar-active": "#8a4b08",
        "scrollbar-background": "#faf6ee",
        "scrollbar-background-hover": "#faf6ee",
        "scrollbar-background-active": "#faf6ee",
        "footer-key-foreground": "#8a4b08",
        "ng-dim": "#615b50",
        "ng-faint": "#7f7868",
        "ng-headline": "#141311",
        "ng-person": "#1c5d7d",
        "ng-organisation": "#8a4b08",
        "ng-place": "#3f6b2a",
        "ng-group": "#74408a",
        "ng-mark": "#f3e2a9",
        "ng-cursor": "#dfe6e3",
        "ng-cursor-blurred": "#efe9dc",
    },
)

THEMES = (DARK, LIGHT)

_FALLBACKS = {
    "ng-headline": "foreground",
    "ng-person": "text-primary",
    "ng-organisation": "text-warning",
    "ng-place": "text-success",
    "ng-group": "text-accent",
    "ng-mark": "warning-muted",
    "ng-cursor": "primary-muted",
    "ng-cursor-blurred": "panel",
}
_PALER = {"ng-dim": 0.3, "ng-faint": 0.42}
"""How far towards the background the quieter inks go."""


def complete(variables: dict[str, str]) -> dict[str, str]:
    """Return a theme's variables with our own colours, made from its own where it has none."""
    foreground, background = variables["foreground"], variables["background"]
    whole = dict(variables)
    for name, source in _FALLBACKS.items():
        whole.setdefault(name, variables.get(source, foreground))
    for name, share in _PALER.items():
        whole.setdefault(name, _blend(foreground, background, share))
    return whole


def _blend(foreground: str, background: str, share: float) -> str:
    try:
        # A style drawn over a row's background has no transparency: the colour is worked out.
        return Color.parse(foreground).blend(Color.parse(background), share, 1.0).hex
    except ColorParseError:  # the terminal's own colours can't be mixed
        return foreground
