"""spaCy's English model en_core_web_sm, unchanged."""

from pathlib import Path


def model_path() -> str:
    """Return the folder that `spacy.load` loads."""
    return str(Path(__file__).parent / "model")
