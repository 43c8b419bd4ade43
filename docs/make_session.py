"""Make the moving picture of the README: the app on the demo edition, used by hand.

python docs/make_session.py [FILE]

Every frame is what the app really shows after the keys below it; the file is a plain SVG that
moves by its style sheet alone, so that a page that allows no script can show it.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from make_pictures import demo_app, fill
from rich.segment import Segment
from rich.style import Style

from cache.library import Library
from cache.writer import Writer
from tui.headless.commands.key_names import key_name, shown_key

SIZE = (100, 28)
CELL, LINE = 8.4, 18
_MOST_KEYS = 4
"""More in one shot are words that somebody types."""
_FOOT = 40
"""Height of the strip below the screen that shows the keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """Keys, what they are for, and how long the answer is looked at."""

    keys: tuple[str, ...] = ()
    words: str
    seconds: float


SHOTS = (
    Shot(words="Stories that several papers tell", seconds=2.5),
    Shot(keys=("enter",), words="What the papers say, together", seconds=3),
    Shot(keys=("1",), words="Every line leads to its sentence", seconds=3),
    Shot(keys=("g",), words="An article at a glance", seconds=2.5),
    Shot(keys=("}", "}", "tab", "tab"), words="Somebody in the story …", seconds=1.5),
    Shot(keys=("n",), words="… and where they are mentioned", seconds=1.5),
    Shot(keys=("n",), words="… and where they are mentioned", seconds=1.5),
    Shot(keys=("escape",), words="Let go", seconds=1),
    Shot(keys=("z",), words="The text alone", seconds=2.5),
    Shot(keys=("z", "F"), words="Search everything", seconds=1),
    Shot(keys=tuple("said:mandela"), words="What did Mandela say?", seconds=3),
    Shot(keys=("escape", "T", "j"), words="Colours, shown at once", seconds=1.5),
    Shot(keys=("j",), words="Colours, shown at once", seconds=1.5),
    Shot(keys=("escape",), words="Offline, on your machine", seconds=2),
)

Frame = list[list[Segment]]


async def shoot(folder: Path) -> list[Frame]:
    """Drive the app through the shots and return what it showed after each."""
    path = folder / "cache.db"
    frames: list[Frame] = []
    with Writer(path) as writer, Library(path) as library:
        app = demo_app(folder, library, writer)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            for shot in SHOTS:
                for key in shot.keys:
                    await pilot.press(key_name(key))
                await pilot.pause(0.8)
                lines = app.screen._compositor.render_strips()  # noqa: SLF001  # as Textual's own screenshots do
                frames.append([list(line) for line in lines])
    return frames


def _colours(style: Style | None) -> tuple[str, str]:
    ink, ground = "#d9d4c9", "#16181b"
    if style is not None:
        if style.color is not None:
            ink = style.color.get_truecolor().hex
        if style.bgcolor is not None:
            ground = style.bgcolor.get_truecolor().hex
        if style.reverse:
            ink, ground = ground, ink
    return ink, ground


def _marks(style: Style | None) -> str:
    if style is None:
        return ""
    marks = ""
    if style.bold:
        marks += ' font-weight="bold"'
    if style.italic:
        marks += ' font-style="italic"'
    if style.underline:
        marks += ' text-decoration="underline"'
    return marks


def _line(segments: Iterable[Segment], y: int) -> str:
    grounds, words = [], []
    column = 0
    for segment in segments:
        ink, ground = _colours(segment.style)
        width = segment.cell_length
        x = column * CELL
        if ground != "#16181b":
            grounds.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width * CELL:.1f}" height="{LINE}" '
                f'fill="{ground}"/>'
            )
        if segment.text.strip():
            words.append(
                f'<text x="{x:.1f}" y="{y + 14}" textLength="{width * CELL:.1f}" fill="{ink}"'
                f' xml:space="preserve"{_marks(segment.style)}>{escape(segment.text)}</text>'
            )
        column += width
    return "".join((*grounds, *words))


def _frame(number: int, frame: Frame, shot: Shot) -> str:
    lines = "".join(_line(segments, LINE * row) for row, segments in enumerate(frame))
    is_typed = len(shot.keys) > _MOST_KEYS
    keys = "".join(shot.keys) if is_typed else "  ".join(map(shown_key, shot.keys))
    foot = LINE * SIZE[1] + 26
    caption = (
        f'<text x="12" y="{foot}" fill="#e0b074" font-weight="bold">{escape(keys)}</text>'
        f'<text x="{SIZE[0] * CELL - 12:.0f}" y="{foot}" fill="#d9d4c9" text-anchor="end">'
        f"{escape(shot.words)}</text>"
    )
    return f'<g class="f f{number}">{lines}{caption}</g>'


def _sheet(shots: Sequence[Shot]) -> str:
    whole = sum(shot.seconds for shot in shots)
    rules = [
        "text{font:14px ui-monospace,Menlo,Consolas,monospace;white-space:pre}.f{visibility:hidden}"
    ]
    begin = 0.0
    for number, shot in enumerate(shots):
        first, last = 100 * begin / whole, 100 * (begin + shot.seconds) / whole
        rules.append(
            f"@keyframes k{number}{{0%{{visibility:hidden}}{first:.2f}%{{visibility:visible}}"
            f"{last:.2f}%{{visibility:hidden}}100%{{visibility:hidden}}}}"
            f".f{number}{{animation:k{number} {whole:g}s step-end infinite}}"
        )
        begin += shot.seconds
    return "".join(rules)


def as_svg(frames: Sequence[Frame], shots: Sequence[Shot]) -> str:
    """Return the frames as one moving picture."""
    width, height = SIZE[0] * CELL, SIZE[1] * LINE + _FOOT
    drawn = "\n".join(
        _frame(number, frame, shot)
        for number, (frame, shot) in enumerate(zip(frames, shots, strict=True))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" '
        f'aria-label="nutgraf in use">\n<style>{_sheet(shots)}</style>\n'
        f'<rect width="100%" height="100%" rx="6" fill="#16181b"/>\n{drawn}\n</svg>\n'
    )


def main() -> None:
    """Make the picture."""
    here = Path(__file__).parent / "pictures" / "session.svg"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else here
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder)
        frames = asyncio.run(shoot(folder))
    target.write_text(as_svg(frames, SHOTS), encoding="utf-8")


if __name__ == "__main__":
    main()
