"""What the package is asked for: the request that a brief answers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRequest:
    """One article to summarise.

    Attributes:
        id: the caller's own name for the article, handed back in the brief.
        text: paragraphs joined by a blank line.
        language: what the feed or page claims, "" if it claims nothing; a prior, not an order.
        published: aware; what relative dates are resolved against.
    """

    id: str
    title: str = ""
    text: str
    language: str = ""
    published: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse naive times."""
        if self.published is not None and self.published.tzinfo is None:
            message = f"published: expected an aware datetime, got {self.published!r}"
            raise ValueError(message)
