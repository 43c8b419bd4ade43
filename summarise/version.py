"""Version of the pipeline and its models, which each brief is stored with.

Imports no model and nothing that reads text: who only asks need not wait for those.
"""

import importlib.metadata
import importlib.util
from collections.abc import Iterable

from summarise.lexicon.language_table import Language, language_table

PIPELINE_VERSION = "7"
"""Raised with every change that would give other briefs of the same texts."""

STORY_PIPELINE = "5"
"""The same for the briefs of stories."""

CLUSTERING = "3"
"""Version of the features and of how stories are formed; what another one kept is of no use."""

NO_MODEL = ""

_refused: set[str] = set()


def refuse_models(names: Iterable[str]) -> None:
    """Have this process do without models, as if they were not installed."""
    _refused.update(names)


def refused_models() -> tuple[str, ...]:
    """Return the models that this process does without."""
    return tuple(sorted(_refused))


def model_name(language: Language) -> str:
    """Return the import name of the model that would be used, without importing anything."""
    for name in language.models:
        if name not in _refused and importlib.util.find_spec(name) is not None:
            return name
    return NO_MODEL


def model_version(language: Language) -> str:
    """Return "name-version" of the model that would be used, without importing it."""
    name = model_name(language)
    if name == NO_MODEL:
        return name
    try:
        return f"{name}-{importlib.metadata.version(name.replace('_', '-'))}"
    except importlib.metadata.PackageNotFoundError:
        return name


def is_readable(language: Language) -> bool:
    """Whether a model for a language is there; without, it has what other languages have."""
    return model_name(language) != NO_MODEL


def pipeline_version() -> str:
    """Return what a brief is stored with: the program's version and its models'."""
    languages = language_table().languages.values()
    models = [model_version(language) for language in languages if is_readable(language)]
    return "+".join((PIPELINE_VERSION, *models))
