"""Which program reads a text aloud, and how it is started: presets, or the reader's own."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.headless.settings.external_programs import (
    AUTOMATIC,
    OFF,
    SPEAKERS,
    CommandSettings,
    ProgramError,
    put_in,
)

Which = Callable[[str], str | None]
"""Finds a program on the PATH."""

_ESPEAK_CODES = (
    "af am an ar as az ba be bg bn bs ca cmn cs cv cy da de el en eo es et eu fa fi fr ga gd gn "
    "gu haw he hi hr ht hu hy ia id io is it ja ka kk kl kn ko ku ky la lb lt lv mi mk ml mr ms "
    "mt my nb ne nl om or pa pl pt ro ru sd si sk sl sq sr sv sw ta te th tk tr tt ug uk ur uz vi "
    "yue"
)
_ESPEAK_LANGUAGES = frozenset(_ESPEAK_CODES.split())
"""Of espeak-ng 1.51. It speaks no text at all if it does not know the language it is given."""
_ESPEAK_NAMES = {"zh": "cmn", "no": "nb", "nn": "nb", "fr": "fr-fr", "iw": "he"}
_PIPER_RATE = 22_050
"""Samples a second of most voices; the file beside a voice says if it is another."""
_NO_PROGRAM = (
    "No program that reads aloud was found: install espeak-ng, or name one in [commands] speak."
)


class Speech(Struct, frozen=True, kw_only=True):
    """A program that takes text on its standard input and speaks it.

    Attributes:
        player: the program that gets its output and plays it; () if it plays by itself.
    """

    arguments: tuple[str, ...]
    player: tuple[str, ...] = ()


def speech_for(settings: CommandSettings, language: str, which: Which = shutil.which) -> Speech:
    """Return how a text of a language is read aloud.

    Args:
        language: as in "en" or "pt-BR", "" if it is not known.

    Raises:
        ProgramError: it is switched off, or there is no such program.
    """
    speak, voice = settings.speak, settings.speak_voice
    code = language.partition("-")[0].lower()
    if not isinstance(speak, str):
        values = {"{language}": code, "{voice}": voice}
        return Speech(arguments=(speak[0], *(put_in(it, values) for it in speak[1:])))
    if speak == OFF:
        message = "Reading aloud is off: [commands] speak says so."
        raise ProgramError(message)
    name = speak
    if speak == AUTOMATIC:
        # Piper needs a voice: without one it is not what was meant.
        names = [it for it in SPEAKERS if it != "piper" or voice]
        name = next((it for it in names if which(it)), "")
        if not name:
            raise ProgramError(_NO_PROGRAM)
    elif not which(name):
        message = f"There is no program {name}, which [commands] speak names."
        raise ProgramError(message)
    if name == "piper":
        return _piper(voice, which)
    return Speech(arguments=_say(voice) if name == "say" else _espeak(voice, code))


def _espeak(voice: str, code: str) -> tuple[str, ...]:
    known = code in _ESPEAK_LANGUAGES or code in _ESPEAK_NAMES
    chosen = voice or (_ESPEAK_NAMES.get(code, code) if known else "")
    return ("espeak-ng", "--stdin", *(("-v", chosen) if chosen else ()))


def _say(voice: str) -> tuple[str, ...]:
    # It takes voices, not languages: the one of the system's settings speaks if none is named.
    return ("say", *(("-v", voice) if voice else ()), "-f", "-")


def _piper(voice: str, which: Which) -> Speech:
    if not voice:
        message = "piper needs a voice: set [commands] speak_voice to its .onnx file."
        raise ProgramError(message)
    path = Path(voice).expanduser()
    model = str(path) if path.exists() else voice
    rate = str(_rate_of(path))
    players: Sequence[tuple[str, ...]] = (
        ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", rate, "-"),
        ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error", "-f", "s16le", "-ar", rate, "-"),
    )
    player = next((it for it in players if which(it[0])), None)
    if player is None:
        message = "piper needs a program that plays sound: install aplay (alsa-utils) or ffplay."
        raise ProgramError(message)
    return Speech(arguments=("piper", "--model", model, "--output-raw"), player=player)


class _Audio(Struct, frozen=True):
    sample_rate: int = _PIPER_RATE


class _VoiceFile(Struct, frozen=True):
    audio: _Audio = _Audio()


def _rate_of(model: Path) -> int:
    try:
        described = model.with_name(f"{model.name}.json").read_bytes()
        return msgspec.json.decode(described, type=_VoiceFile).audio.sample_rate
    except (OSError, ValueError):  # a voice that is named, not a file; or another format
        return _PIPER_RATE
