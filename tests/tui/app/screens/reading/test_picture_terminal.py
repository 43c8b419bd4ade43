"""Pictures on real terminals: asked what they can, sent what they said, and cleaned up after."""

import io
import os
import re
from base64 import standard_b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from cache.entries.pictures import StoredPicture
from fetch.layout import Layout, Picture
from fetch.pictures.pillow_adapter import shrunk
from tests.support.app.pseudo_terminal import RawTerminal
from tests.support.caches.newsdesk import NOW, Desk, article_of

URL = "https://h.example/p.png"
KITTY = b"\x1b_Gi=31;OK\x1b\\"
PLAIN, SIXEL = b"\x1b[?62;22c", b"\x1b[?62;4;22c"
ASKED = b"\x1b[c"
UPPER_HALF = "▀".encode()

Start = Callable[..., RawTerminal]


@pytest.fixture
def cache(desk: Desk) -> Path:
    desk.entries(desk.feed("A paper"), "The bridge opens", "The other story")
    entry_id = desk.ids()[0]
    layout = Layout(pictures=(Picture(at=0, url=URL, caption="The bridge"),))
    article = replace(article_of(), layout=layout)
    written = io.BytesIO()
    Image.new("RGB", (600, 300), (200, 30, 30)).save(written, "PNG")
    kept = shrunk(written.getvalue())
    picture = StoredPicture(
        url=URL, media_type=kept.media_type, width=600, height=300, body=kept.body
    )
    desk.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    desk.do(lambda store: store.pictures.save(entry_id, picture, now=NOW, most_bytes=0))
    return desk.path


@pytest.fixture
def start(cache: Path, tmp_path: Path) -> Iterator[Start]:
    running: list[RawTerminal] = []

    def run(**changes: str) -> RawTerminal:
        arguments = ("--cache", str(cache))
        terminal = RawTerminal(*arguments, cell=(10, 20), **{"COLORTERM": "truecolor"} | changes)
        running.append(terminal)
        terminal.wait_for(b"bridge opens")
        assert ASKED not in terminal.output, "the start waits for no answer"
        terminal.press(b"\r")
        terminal.wait_for(b"Read on")
        terminal.press(b"P")
        terminal.wait_for(b"Enter shows")
        terminal.press(b"\r")
        return terminal

    yield run
    for terminal in running:
        terminal.press(b"\x11")
        terminal.close()


def test_kitty_gets_the_picture_once_and_loses_it_when_it_is_closed(start: Start) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.press(KITTY + SIXEL)
    terminal.wait_for(b"a=p,")
    terminal.press(b"\x1b")
    terminal.wait_for(b"a=d,d=I,")

    sent = re.findall(rb"\x1b_G[^;]*m=[01];([^\x1b]*)\x1b\\", terminal.output)
    image = Image.open(io.BytesIO(standard_b64decode(b"".join(sent))))
    # Shown in twice its own size, in cells of 10 by 20, but sent as it is.
    assert image.size == (600, 300)
    red, green, _ = image.convert("RGB").tobytes()[:3]
    assert red > 150 > green
    place = re.search(rb"\x1b7\x1b\[(\d+);(\d+)H\x1b_Ga=p,i=7130,p=1,c=120,r=30,", terminal.output)
    assert place is not None
    assert int(place[2]) == 1 + (160 - 120) // 2
    assert UPPER_HALF not in terminal.output


def test_leaving_the_program_takes_the_picture_away(start: Start) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.press(KITTY + PLAIN)
    terminal.wait_for(b"a=p,")
    terminal.press(b"\x11")
    terminal.wait_for(b"\x1b[?1049l")

    assert b"a=d,d=I," in terminal.output
    assert b"Traceback" not in terminal.output


def test_sixels_are_sent_where_the_terminal_says_so(start: Start) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.press(b"\x1b_Gi=31;ENOENT:no\x1b\\" + SIXEL)
    terminal.wait_for(b"-\x1b\\\x1b8")

    assert re.search(rb'\x1b7\x1b\[\d+;21H\x1bP0;1;0q"1;1;1200;600#', terminal.output)


def test_half_blocks_are_drawn_where_it_says_neither(start: Start) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.press(PLAIN)
    terminal.wait_for(UPPER_HALF)

    assert b"a=t" not in terminal.output
    assert b"\x1bP" not in terminal.output


def test_answers_that_come_too_late_are_no_keys(start: Start) -> None:
    terminal = start()
    terminal.wait_for(UPPER_HALF)
    terminal.press(b"\x1b")
    terminal.wait_for(b"Read on")
    # As keys they would open the article's story, among other things.
    terminal.press(KITTY + SIXEL)
    terminal.press(b"P")
    terminal.wait_for(b"Enter shows")

    assert b"a=t" not in terminal.output


def test_screen_and_those_without_colour_are_asked_nothing(start: Start) -> None:
    inside = start(STY="1.pts", TERM="screen-256color")
    inside.wait_for(UPPER_HALF)
    plain = start(NO_COLOR="1")
    plain.wait_for(b"shows no pictures")

    assert ASKED not in inside.output + plain.output


def test_through_tmux_no_kitty_is_asked_for(start: Start) -> None:
    terminal = start(TMUX=f"{os.devnull},1,0", TERM="tmux-256color")
    terminal.wait_for(ASKED)
    terminal.press(KITTY + PLAIN)
    terminal.wait_for(UPPER_HALF)

    assert b"\x1b_G" not in terminal.output
