"""What clustering keeps of an article: a few weighted terms and a sketch of its wording.

Made once from the text; stories are formed and formed anew from these alone.
"""

from array import array
from dataclasses import dataclass
from datetime import datetime

from summarise.stories import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRequest:
    """One article to find the story of.

    Attributes:
        text: paragraphs joined by a blank line; only its beginning is read.
        published: aware; or when it was first seen; None if nobody knows.
        language: ISO 639-1, "" if unknown; articles of two known languages never share a story.
        names: actors of its brief, most important first, if there is one; they sharpen the terms.
    """

    id: ArticleId
    title: str
    text: str
    published: datetime | None = None
    language: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArticleFeatures:
    """What is kept of an article.

    Attributes:
        terms: hashes of its strongest terms, ascending, each once.
        counts: how often each stands in the title and beginning, weighted by place.
        sketch: MinHash of its word shingles; empty for a text too short to be known again.
    """

    id: ArticleId
    published: datetime | None
    language: str
    terms: array[int]
    counts: array[float]
    sketch: array[int]
