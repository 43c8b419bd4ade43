"""Reading aloud: which program, with which arguments, and that nothing of it is left."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.tui.headless.services.programs.test_run_program import ends
from tui.headless.services.programs.speaker import Speaker
from tui.headless.services.programs.speech_programs import Speech, Which, speech_for
from tui.headless.services.programs.spoken_sentences import sentences_from, spoken_sentences
from tui.headless.settings.external_programs import CommandSettings, ProgramError


def finding(*names: str) -> Which:
    return lambda name: f"/bin/{name}" if name in names else None


def settings(speak: str | tuple[str, ...] = "auto", voice: str = "") -> CommandSettings:
    return CommandSettings(speak=speak, speak_voice=voice)


@pytest.mark.parametrize(
    ("language", "voice", "arguments"),
    [
        ("en", "", ("-v", "en")),
        ("pt-BR", "", ("-v", "pt")),
        ("zh", "", ("-v", "cmn")),
        ("tlh", "", ()),
        ("", "", ()),
        ("en", "en-us", ("-v", "en-us")),
    ],
)
def test_espeak_is_told_the_language(language: str, voice: str, arguments: tuple[str, ...]) -> None:
    found = speech_for(settings(voice=voice), language, finding("espeak-ng", "say"))

    assert found == Speech(arguments=("espeak-ng", "--stdin", *arguments))


def test_the_first_program_that_is_there_is_taken() -> None:
    assert speech_for(settings(), "en", finding("say", "piper")).arguments == ("say", "-f", "-")
    with pytest.raises(ProgramError, match="install espeak-ng"):
        speech_for(settings(), "en", finding("piper"))
    with pytest.raises(ProgramError, match="There is no program say"):
        speech_for(settings("say"), "en", finding("espeak-ng"))
    with pytest.raises(ProgramError, match="is off"):
        speech_for(settings("off"), "en", finding("espeak-ng"))


def test_piper_plays_with_the_rate_of_its_voice(tmp_path: Path) -> None:
    voice = tmp_path / "ann.onnx"
    voice.touch()
    (tmp_path / "ann.onnx.json").write_text('{"audio": {"sample_rate": 16000}}')

    found = speech_for(settings(voice=str(voice)), "en", finding("piper", "aplay"))

    assert found.arguments == ("piper", "--model", str(voice), "--output-raw")
    assert found.player[0] == "aplay"
    assert "16000" in found.player
    named = speech_for(settings("piper", "en_US-x"), "en", finding("piper", "ffplay"))
    assert (named.arguments[2], named.player[0], "22050" in named.player) == (
        "en_US-x",
        "ffplay",
        True,
    )
    with pytest.raises(ProgramError, match="aplay"):
        speech_for(settings("piper", "en_US-x"), "en", finding("piper"))
    with pytest.raises(ProgramError, match="speak_voice"):
        speech_for(settings("piper"), "en", finding("piper", "aplay"))


def test_a_program_of_the_readers_own_gets_the_language_as_one_argument() -> None:
    own = settings(("mimic", "--lang={language}", "{voice}"), "a; rm b")

    assert speech_for(own, "en-GB", finding()).arguments == ("mimic", "--lang=en", "a; rm b")


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


async def test_a_text_comes_on_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "said"
    program = f"import sys; open({str(path)!r}, 'a').write(sys.stdin.read())"

    speaker = Speaker()
    await speaker.speak(Speech(arguments=python(program)), "-v Ärger $(touch x)")
    await speaker.speak(Speech(arguments=python(program)), "Two.")

    assert path.read_text("utf-8") == "-v Ärger $(touch x)\nTwo.\n"


async def test_a_player_gets_what_the_other_program_makes(tmp_path: Path) -> None:
    path = tmp_path / "played"
    makes = "import sys; sys.stdout.write(sys.stdin.read().upper())"
    plays = f"import sys; open({str(path)!r}, 'w').write(sys.stdin.read())"

    await Speaker().speak(Speech(arguments=python(makes), player=python(plays)), "sea")

    assert path.read_text() == "SEA\n"


@pytest.mark.parametrize("is_player", [False, True])
async def test_a_failure_names_the_program_and_its_last_words(*, is_player: bool) -> None:
    fails = python("import sys; sys.stderr.write('no \\x1b[31mdevice\\n'); exit(3)")
    works = python("import sys; sys.stdin.read()")
    speech = Speech(arguments=works, player=fails) if is_player else Speech(arguments=fails)

    with pytest.raises(ProgramError, match="ended with status 3: no device"):
        await Speaker().speak(speech, "sea")


async def test_a_program_that_complains_and_ends_at_once_spoke_nothing() -> None:
    mute = python("import sys; sys.stderr.write('ALSA: x\\nno sound card\\n')")

    with pytest.raises(ProgramError, match=r"spoke nothing: no sound card\. Is there sound"):
        await Speaker().speak(Speech(arguments=mute), "many words " * 10_000)
    await Speaker().speak(Speech(arguments=mute), "")


async def test_a_program_that_is_not_there_says_so() -> None:
    speech = Speech(arguments=python("pass"), player=("no-such-player",))

    with pytest.raises(ProgramError, match="There is no program no-such-player"):
        await Speaker().speak(speech, "sea")


@pytest.mark.parametrize("by_cancelling", [False, True])
async def test_nothing_is_left_of_what_is_stopped(tmp_path: Path, *, by_cancelling: bool) -> None:
    path = tmp_path / "pids"
    program = (
        "import os, subprocess, sys, time; "
        "c = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"f = open({str(path)!r} + '.new', 'w'); f.write(f'{{os.getpid()}} {{c.pid}}'); "
        f"f.close(); os.rename({str(path)!r} + '.new', {str(path)!r}); time.sleep(60)"
    )
    speaker = Speaker()
    speaking = asyncio.create_task(speaker.speak(Speech(arguments=python(program)), "sea"))
    while not path.exists():
        await asyncio.wait({speaking}, timeout=0.01)

    if by_cancelling:
        speaking.cancel()
    else:
        speaker.stop()
    await asyncio.wait({speaking})

    assert speaking.cancelled() or isinstance(speaking.exception(), ProgramError)
    assert all(ends(int(pid)) for pid in path.read_text().split())


TEXT = (
    "Storm hits Torrel\n\nMr. Poe said: “It was 3.5 m high.” Nobody was hurt. "
    "The mayor came.\n\n* * *\n\nSchools stay closed."
)


def test_sentences_and_headings_are_read_one_by_one() -> None:
    spans = spoken_sentences(TEXT)

    assert [span.of(TEXT) for span in spans] == [
        "Storm hits Torrel",
        "Mr. Poe said: “It was 3.5 m high.”",
        "Nobody was hurt.",
        "The mayor came.",
        "Schools stay closed.",
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [("Storm", "Storm"), ("hurt", "Nobody"), ("The mayor", "The"), ("* *", "Sch")],
)
def test_it_begins_with_the_sentence_at_an_offset(words: str, first: str) -> None:
    found = sentences_from(spoken_sentences(TEXT), TEXT.index(words))

    assert found[0].of(TEXT).startswith(first)


def test_of_a_text_without_words_nothing_is_read() -> None:
    assert spoken_sentences("") == spoken_sentences("* * *\n\n–") == ()
