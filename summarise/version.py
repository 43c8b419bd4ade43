"""Version of the pipeline and its models, which each brief is stored with.

Imports no model and nothing that reads text: who only asks need not wait for those.
"""

import importlib.metadata
import importlib.util

from summarise.lexicon.language_table import Language, Method, language_table

PIPELINE_VERSION = "5"
"""Raised with every change that would give other briefs of the same texts."""

STORY_PIPELINE = "4"
"""The same for the briefs of stories."""

BLANK_MODEL = "blank"


def model_name(language: Language) -> str:
    """Return the import name of the model that would be used, without importing anything."""
    for name in language.models:
        if importlib.util.find_spec(name) is not None:
            return name
    return BLANK_MODEL


def model_version(language: Language) -> str:
    """Return "name-version" of the model that would be used, without importing it."""
    name = model_name(language)
    if name == BLANK_MODEL:
        return name
    try:
        return f"{name}-{importlib.metadata.version(name.replace('_', '-'))}"
    except importlib.metadata.PackageNotFoundError:
        return name


def is_readable(language: Language) -> bool:
    """Whether the model that a language needs is there; English does without, if badly."""
    return language.method is Method.PARSE or model_name(language) != BLANK_MODEL


def pipeline_version() -> str:
    """Return what a brief is stored with: the program's version and its models'."""
    languages = language_table().languages.values()
    models = [model_version(language) for language in languages if is_readable(language)]
    return "+".join((PIPELINE_VERSION, *models))
