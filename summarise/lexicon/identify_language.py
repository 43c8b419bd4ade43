"""Identify the language of a text with py3langid, the only module that imports it.

The feed's or page's claim is a prior: pages that claim English in another language are common, and
short texts mislead any identifier, so the claim holds unless the text clearly says otherwise.
"""

import functools
import importlib
import re
import warnings
from typing import Any

ENGLISH = "en"
MOST_CHARS = 2_000
"""As much as tells; identification takes 8 ms for a whole article."""

LEAST_CHARS = 20
SURE = 0.9
LIKELY = 0.5
"""So much is asked for a text of a few words; of English, the usual guess, less."""
SHORT_CHARS = 120


@functools.cache
def _identifier() -> Any:
    with warnings.catch_warnings():
        # numpy's deprecations inside the package are not ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        module: Any = importlib.import_module("py3langid.langid")
        return module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)


def primary_subtag(tag: str) -> str:
    """Return "en" of "en-GB"; "" of what is no language tag."""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_].*)?$", tag.strip())
    return match.group(1).lower() if match else ""


def identify_language(text: str, *, title: str = "", claimed: str = "") -> str:
    """Return the ISO 639-1 code of a text's language, "" if nothing tells."""
    claim = primary_subtag(claimed)
    sample = f"{title}\n{text[:MOST_CHARS]}".strip().encode("utf-8", "ignore").decode("utf-8")
    is_tiny = sum(character.isalpha() for character in sample) < LEAST_CHARS
    if (claim and is_tiny) or not sample:
        return claim
    code, probability = _identifier().classify(sample)
    if is_tiny and code != ENGLISH and float(probability) < LIKELY:
        return ""
    if claim and (code == claim or float(probability) < SURE or len(sample) < SHORT_CHARS):
        return claim
    return str(code)
