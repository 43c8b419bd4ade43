"""Ask a terminal to show a notice: OSC 9 or OSC 777. Pure."""

_ESC = "\x1b"
_BY_777 = ("foot", "rxvt", "ghostty")
"""Terminals that know OSC 777 with a title; of the others, most know OSC 9 or ignore it."""
_LONGEST = 400


def notice_sequence(
    title: str, body: str, *, way: str, term: str, program: str, multiplexer: str
) -> str:
    """Return what to send to the terminal, "" for nothing.

    Args:
        way: "auto", "osc9", "osc777" or "off".
        term: what TERM says.
        program: what the terminal calls itself.
        multiplexer: "tmux", "screen" or "".
    """
    if way == "off":
        return ""
    is_777 = way == "osc777" or (
        way == "auto" and any(name in f"{term} {program}".lower() for name in _BY_777)
    )
    title, body = _safe(title), _safe(body)
    if is_777:
        # A semicolon would end the title.
        sequence = f"{_ESC}]777;notify;{title.replace(';', ',')};{body}{_ESC}\\"
    else:
        # A number first would be an order of another kind: OSC 9;4 is a progress bar.
        sequence = f"{_ESC}]9;nutgraf: {title} · {body}{_ESC}\\"
    if multiplexer == "tmux":
        return f"{_ESC}Ptmux;{sequence.replace(_ESC, _ESC + _ESC)}{_ESC}\\"
    if multiplexer == "screen":
        return f"{_ESC}P{sequence.removesuffix(_ESC + chr(92))}\x07{_ESC}\\"
    return sequence


def _safe(text: str) -> str:
    """Return text in one line, without what would end the sequence or begin another."""
    line = " · ".join(text.splitlines())
    return "".join(letter for letter in line if letter.isprintable())[:_LONGEST]
