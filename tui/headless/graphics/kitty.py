"""Encode pictures in kitty's graphics protocol. Pure.

https://sw.kovidgoyal.net/kitty/graphics-protocol/: the picture is sent once, then put in place by
its number. q=2: no answers, which would come as keys.
"""

from base64 import standard_b64encode

NUMBER = 7130
"""Ours among the pictures of the terminal: there is never more than one."""
_CHUNK = 4096
_ESC = "\x1b"


def transmission(png: bytes) -> str:
    """Return what gives the terminal a picture, without showing it."""
    data = standard_b64encode(png).decode("ascii")
    parts = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    keys = [f"a=t,f=100,t=d,i={NUMBER},q=2,"] + ["q=2,"] * (len(parts) - 1)
    more = ["m=1"] * (len(parts) - 1) + ["m=0"]
    return "".join(
        f"{_ESC}_G{key}{is_more};{part}{_ESC}\\"
        for key, is_more, part in zip(keys, more, parts, strict=True)
    )


def placement(columns: int, rows: int) -> str:
    """Return what shows the picture at the cursor in so many cells; the cursor stays."""
    return f"{_ESC}_Ga=p,i={NUMBER},p=1,c={columns},r={rows},C=1,q=2{_ESC}\\"


def removal() -> str:
    """Return what takes the picture away and frees its memory."""
    return f"{_ESC}_Ga=d,d=I,i={NUMBER},q=2{_ESC}\\"
