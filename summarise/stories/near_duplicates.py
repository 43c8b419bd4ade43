"""Detect copies of an article: wire copy, a second feed, a corrected page.

Texts are compared by the containment of their sketches (Broder 1997), so that a shortened copy is
known, too.
"""

from array import array
from collections import defaultdict
from typing import TypeAlias

from summarise.stories.article_features import SKETCH_SCALE
from summarise.stories.story_model import ArticleId

LEAST_CONTAINMENT = 0.7
"""Share of the later text's sketch that the earlier must have: a report that adds a third of its
own to an agency's paragraphs is no copy."""
LEAST_SHARED = 4
"""Fewer kept shingles tell nothing: about 40 words of text."""
KEY_SCALE = 12
"""One hash of a long sketch in so many is looked up; a copy shares more than half of them."""
SHORT_SKETCH = 12


Sketch: TypeAlias = "array[int]"


def _keys(sketch: Sketch) -> list[int]:
    if len(sketch) <= SHORT_SKETCH:
        return list(sketch)
    return [hashed for hashed in sketch if hashed // SKETCH_SCALE % KEY_SCALE == 0]


def is_copy(later: Sketch, earlier: Sketch) -> bool:
    """Whether a sketch is of the earlier one's wording, or of a part of it."""
    shared = len(set(later) & set(earlier))
    return shared >= LEAST_SHARED and shared >= LEAST_CONTAINMENT * len(later)


class CopyFinder:
    """Finds the first article with the same words among those that are kept."""

    def __init__(self) -> None:
        self.kept: dict[ArticleId, Sketch] = {}
        """In the order in which they came."""
        self._by_key: dict[int, list[ArticleId]] = defaultdict(list)
        self._places: dict[ArticleId, int] = {}
        self._next_place = 0

    def put(self, article: ArticleId, sketch: Sketch) -> None:
        """Keep an article's sketch, if it is long enough to be known again."""
        if len(sketch) < LEAST_SHARED:
            return
        self.kept[article] = sketch
        self._places[article] = self._next_place
        self._next_place += 1
        for key in _keys(sketch):
            self._by_key[key].append(article)

    def drop(self, article: ArticleId) -> None:
        """Forget an article, if it was kept."""
        for key in _keys(self.kept.pop(article, array("I"))):
            articles = self._by_key[key]
            articles.remove(article)
            if not articles:
                del self._by_key[key]
        self._places.pop(article, None)

    def original(self, sketch: Sketch) -> ArticleId | None:
        """Return the first that came of the articles with these words."""
        if len(sketch) < LEAST_SHARED:
            return None
        near = {found for key in _keys(sketch) for found in self._by_key.get(key, ())}
        alike = [article for article in near if is_copy(sketch, self.kept[article])]
        return min(alike, key=self._places.__getitem__, default=None)
