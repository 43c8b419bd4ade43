"""Types of the English word lists of stories.

What each list is for stands beside it in `summarise/lexicon/data/stories.toml`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from summarise.lexicon.vocabulary import filled, read_data


class StoryLists(Struct, frozen=True, kw_only=True, eq=False):
    """Words that matter where sentences of several articles stand side by side."""

    leaning_openers: tuple[str, ...]
    scene_words: tuple[str, ...]
    routine_phrases: tuple[str, ...]
    address_openers: tuple[str, ...]
    ending_verbs: frozenset[str]
    ending_phrases: tuple[str, ...]
    ongoing_words: tuple[str, ...]
    crowd_nouns: frozenset[str]
    news_media: frozenset[str]
    media_ends: tuple[str, ...]
    change_starts: frozenset[str]
    fates: Mapping[str, str]
    lengths: Mapping[str, float]
    weights: Mapping[str, float]
    times: Mapping[str, float]
    speeds: Mapping[str, float]


@cache
def story_lists() -> StoryLists:
    """Return the lists, read once."""
    return filled(StoryLists, tomllib.loads(read_data("stories.toml")))
