"""The themes of the program: ink on paper by night and day, on old paper, in black and white."""

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
        "ng-faint": "#82868d",
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
        "ng-faint": "#756f60",
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

PAPER = Theme(
    name="nutgraf-paper",
    primary="#7a2e1d",
    secondary="#3d5a4c",
    accent="#7a2e1d",
    warning="#7a4d00",
    error="#a01f2d",
    success="#345d2b",
    foreground="#3a3026",
    background="#f1e6d0",
    surface="#e9dcc3",
    panel="#dccbab",
    dark=False,
    variables={
        "border": "#c0aa84",
        "border-blurred": "#d5c4a2",
        "block-cursor-background": "#e0cfa8",
        "block-cursor-foreground": "#241c14",
        "block-cursor-blurred-background": "#e8dabb",
        "scrollbar": "#c9b690",
        "scrollbar-hover": "#b39d74",
        "scrollbar-active": "#7a2e1d",
        "scrollbar-background": "#f1e6d0",
        "scrollbar-background-hover": "#f1e6d0",
        "scrollbar-background-active": "#f1e6d0",
        "footer-key-foreground": "#7a2e1d",
        "ng-dim": "#5d5040",
        "ng-faint": "#6b5d4a",
        "ng-headline": "#1f1710",
        "ng-person": "#17506b",
        "ng-organisation": "#7a3c00",
        "ng-place": "#345d2b",
        "ng-group": "#6a3480",
        "ng-mark": "#f0cf7a",
        "ng-cursor": "#e0cfa8",
        "ng-cursor-blurred": "#e8dabb",
    },
)

CONTRAST = Theme(
    name="nutgraf-contrast",
    primary="#ffd75f",
    secondary="#9fdcff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9a8a",
    success="#a8f0a0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    dark=True,
    variables={
        "border": "#9a9a9a",
        "border-blurred": "#6a6a6a",
        "block-cursor-background": "#004a7f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#303030",
        "scrollbar": "#8a8a8a",
        "scrollbar-hover": "#bcbcbc",
        "scrollbar-active": "#ffd75f",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "footer-key-foreground": "#ffd75f",
        "ng-dim": "#d0d0d0",
        "ng-faint": "#b4b4b4",
        "ng-headline": "#ffffff",
        "ng-person": "#87d7ff",
        "ng-organisation": "#ffd75f",
        "ng-place": "#a8f0a0",
        "ng-group": "#ffb0ff",
        "ng-mark": "#5f4b00",
        "ng-cursor": "#004a7f",
        "ng-cursor-blurred": "#303030",
    },
)

THEMES = (DARK, LIGHT, PAPER, CONTRAST)

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
