"""What the panels of a story's page share: sources, marks of new lines, folds, and leads."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from cache.values.list_rows import EntryId
from summarise.model import Span
from summarise.stories.story_model import Citation, SourcedNutGraf, SourcedPoint
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import fit
from tui.app.widgets.typesetting.line_setter import Setter
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind

SHOWN_AT_FIRST = {"points": 8, "actors": 8, "quotes": 5, "figures": 5, "timeline": 6}
"""How many items a panel shows before it is unfolded: more than of one article."""
_T = TypeVar("_T")


class Lead(Struct, frozen=True, kw_only=True):
    """Where an item leads.

    Attributes:
        span: in the text of the entry's article; None for its beginning.
        text: the words that stood there when the story was told.
        shown: which of them are marked there; empty for all.
    """

    entry_id: EntryId
    span: Span | None = None
    text: str = ""
    shown: tuple[Span, ...] = ()


class Leads:
    """Where the items of a page lead, by their number; None where nothing is to open."""

    def __init__(self) -> None:
        self._leads: dict[int, Lead] = {}

    def __getitem__(self, number: int) -> Lead | None:
        return self._leads.get(number)

    def item(
        self,
        setter: Setter,
        kind: ItemKind,
        citations: Sequence[Citation] = (),
        *,
        fold: str = "",
        actor: str = "",
    ) -> int:
        """Begin an item that leads to the first of its citations."""
        number = setter.item(kind, fold=fold, actor=actor)
        if citations:
            self._leads[number] = _lead(citations[0])
        return number

    def point(self, setter: Setter, point: SourcedPoint, *, fold: str) -> int:
        """Begin a key point, which leads to its sentence with the words of its short form."""
        number = self.item(setter, ItemKind.KEY_POINT, point.citations, fold=fold)
        if number in self._leads:
            self._leads[number] = replace(self._leads[number], shown=point.shown)
        return number

    def nut_graf(self, setter: Setter, graf: SourcedNutGraf, said: Sequence[Citation]) -> int:
        """Begin the nut graf, which leads to the point that it says, or else to its article."""
        number = self.item(setter, ItemKind.NUT_GRAF, said)
        if not said:
            self._leads[number] = Lead(entry_id=EntryId(int(graf.article_id)))
        elif said[0].article_id == graf.article_id:
            shown = tuple(it for it in graf.spans if said[0].span.contains(it))
            self._leads[number] = replace(self._leads[number], shown=shown)
        return number

    def article(self, setter: Setter, entry_id: EntryId, *, fold: str = "") -> int:
        """Begin an item that leads to the beginning of an article."""
        number = setter.item(ItemKind.ARTICLE, fold=fold)
        self._leads[number] = Lead(entry_id=entry_id)
        return number


def _lead(citation: Citation) -> Lead:
    return Lead(entry_id=EntryId(int(citation.article_id)), span=citation.span, text=citation.text)


def counted(count: int, noun: str) -> str:
    """Return the count with its noun on one line: "1 paper", "2 papers"."""
    return f"{count:,}\u00a0{noun if count == 1 else noun + 's'}"


def mark_of(is_new: bool) -> list[tuple[str, Ink]]:  # noqa: FBT001 - the only thing it is told
    """Return what stands before a line that is new to the reader."""
    return [("NEW", Ink.NEW), (" ", Ink.TEXT)] if is_new else []


def cited(citations: Sequence[Citation], now: datetime, room: int) -> str:
    """Return the papers, each once, with the time of the first: "BBC · ITV, 3 h"; "" for none."""
    if not citations:
        return ""
    sources = tuple(dict.fromkeys(citation.source for citation in citations))
    when = relative_times.age(min(citation.moment for citation in citations), now)
    words = " · ".join(sources)
    tail = f", {when}"
    shown_count = len(sources)
    while len(words) + len(tail) > room and shown_count > 1:
        shown_count -= 1
        words = f"{' · '.join(sources[:shown_count])} +{len(sources) - shown_count}"
    return fit(words, max(4, room - len(tail))) + tail


def shown(setter: Setter, panel: str, items: Sequence[_T]) -> Sequence[_T]:
    """Return the items that a panel shows as it is."""
    # One hidden item would take as much room as the line that says so.
    limit = SHOWN_AT_FIRST[panel]
    if panel in setter.unfolded or len(items) <= limit + 1:
        return items
    return items[:limit]


def set_more(setter: Setter, leads: Leads, panel: str, count: int) -> None:
    """Set the line that unfolds a panel, if there is more."""
    limit = SHOWN_AT_FIRST[panel]
    if count <= limit + 1:
        return
    words = "show fewer" if panel in setter.unfolded else f"{count - limit} more"
    item = leads.item(setter, ItemKind.MORE, fold=panel)
    setter.set([(words, Ink.DIM)], first=[("…  ", Ink.DIM)], indent=3, item=item)
