"""Verify the files of a language model once after it was installed, and do without a changed one.

What was verified is noted in the state folder by the look of the files (path, size, time), so that
later runs read none of them.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from summarise.lexicon.language_table import language_table
from summarise.lexicon.vocabulary import ENGLISH
from summarise.model_files import changed_files, known_models, look_of, model_folder
from summarise.version import model_name, refuse_models
from tui.headless.words.model_words import changed_model, unreadable_model

_NOTES = "verified-models.json"


class ModelState(Struct, frozen=True, kw_only=True):
    """How a model that briefs would be made with is.

    Attributes:
        is_known: whether there are hashes to verify it with; the makers' own models have none.
        problem: a sentence, "" if its files are as they must be.
    """

    name: str
    is_known: bool
    problem: str = ""


def refuse_changed_models(state: Path, *, afresh: bool = False) -> tuple[ModelState, ...]:
    """Have this process do without models whose files are not as they must be.

    Args:
        state: the folder that notes what was verified.
        afresh: read all files, whatever is noted.
    """
    found: list[ModelState] = []
    for language in language_table().languages.values():
        # The next best takes the place of one that is refused.
        while name := model_name(language):
            one = _state_of(name, state, afresh=afresh)
            found.append(one)
            if not one.problem:
                break
            refuse_models([name])
    return tuple(found)


def has_english_model() -> bool:
    """Whether English articles get whole briefs in this process."""
    return bool(model_name(language_table().languages[ENGLISH]))


def _state_of(name: str, state: Path, *, afresh: bool) -> ModelState:
    known, folder = known_models().get(name), model_folder(name)
    if known is None or folder is None:
        return ModelState(name=name, is_known=False)
    try:
        look = look_of(folder, known)
        notes = _read_notes(state)
        if not afresh and notes.get(name) == look:
            return ModelState(name=name, is_known=True)
        changed = changed_files(folder, known)
    except OSError as error:
        return ModelState(name=name, is_known=True, problem=unreadable_model(name, error))
    if changed:
        _write_notes(state, {other: it for other, it in notes.items() if other != name})
        return ModelState(name=name, is_known=True, problem=changed_model(name, known, changed))
    _write_notes(state, {**notes, name: look})
    return ModelState(name=name, is_known=True)


def _read_notes(state: Path) -> dict[str, str]:
    """Return what is noted; a file that can't be read notes nothing."""
    try:
        notes = json.loads((state / _NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _write_notes(state: Path, notes: Mapping[str, str]) -> None:
    # Where nothing can be noted the files are read again each time.
    with suppress(OSError):
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = state / f"{_NOTES}.part"
        part.write_text(json.dumps(notes, indent=1), encoding="utf-8")
        part.replace(state / _NOTES)
