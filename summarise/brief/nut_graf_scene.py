"""Whether the first sentence of a text only sets a scene, and its news stands further down."""

import re

from msgspec import Struct

from summarise.brief.nut_graf_answers import is_addressed

SCENE_SHARE = 0.15
SCENE_SHARE_OF_TOPIC = 0.05
"""A lead with less of the headline or the topic is a scene, unless it names a main actor."""
CLEAR_SHARE = 0.3
"""A lead with so much of it is none, whatever follows."""

_SCENE = re.compile(r"\b(?:was|were) \w+ing\b|^(?:As|When|While) |\bwhen (?:he|she|they)\b")
"""How a feature sets its scene."""
_OPENING = re.compile(r"(?:As|When|While) ")
_LONG_AGO = re.compile(r"(?:In|On|By|During|Back in) [^,.;]{0,30}\b(?:1[5-9]|20)\d\d\b,")
"""How it tells first what was long ago."""
CONTRAST = re.compile(
    r"[\"“\u2018']?(?:But|Yet|However|Instead|Now|For (?:one|some)\b[^.]{0,30} however)\b"
)
"""How the sentence after a set-up begins: "For most people … But for Jane Poe …"."""


class Lead(Struct, frozen=True, kw_only=True):
    """A sentence at the beginning of a text.

    Attributes:
        after: the text behind it.
        share: of the headline that it has, or of the commonest words without one.
        common_share: of the commonest words.
        is_named: whether it names a main actor.
        is_general: whether it states nothing, or what could be said of many things.
    """

    text: str
    after: str
    has_title: bool
    share: float
    common_share: float
    is_named: bool
    is_general: bool


def is_scene(it: Lead) -> bool:
    """Whether a lead only sets the scene, or sets up what the next sentence turns over."""
    is_of_topic = it.share >= (SCENE_SHARE if it.has_title else SCENE_SHARE_OF_TOPIC)
    is_of_topic = is_of_topic or it.common_share >= SCENE_SHARE
    if not is_of_topic and (not it.is_named or bool(_SCENE.search(it.text))):
        return True
    is_far = is_addressed(it.text) or _LONG_AGO.match(it.text) is not None
    is_far = is_far or (it.has_title and _OPENING.match(it.text) is not None)
    if it.share < CLEAR_SHARE and (is_far or it.is_general):
        return True
    is_clear = it.is_named or it.share >= CLEAR_SHARE
    return not is_clear and CONTRAST.match(it.after) is not None
