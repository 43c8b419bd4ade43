"""A fortnight of three papers on loopback: stories that grow, are split between them, go quiet.

The clock is the test's; everything else is the program's own: HTTP, feeds, briefs, stories.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from cache.library import Library
from cache.writer import Writer
from fetch.http.client import HttpClient
from fetch.model import Feed, PageList
from fetch.options import FetchOptions
from fetch.ports import ExtractedPage, PageRequest
from fetch.spool import Spool
from fetch.worker import extract_page, list_page, parse_feed, parse_newest
from summarise.model import Brief, BriefRequest
from summarise.pipeline import Pipeline
from summarise.stories.story_assembly import story_brief
from summarise.version import pipeline_version
from tests.support.servers.answer_bodies import as_bytes
from tui.headless.services.refresh.whole_refresh import RefreshTools

FIRST_DAY = datetime(2025, 3, 3, 6, tzinfo=UTC)
PAPERS = ("Courier", "Herald", "Ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article that a paper prints on a day, counted from 1."""

    day: int
    paper: str
    title: str
    text: str


_DAM = (
    Report(
        day=1,
        paper="Courier",
        title="Ketterau dam cracks after the storm",
        text="""A crack twelve metres long opened in the Ketterau dam on Monday, and 4,000 people \
in the valley of the Oswin were told to leave their homes.

Engineer Marta Velden of the Oswin Water Board said that the wall of the Ketterau dam would hold. \
“We are lowering the lake as fast as we can,” she said.

The dam above Ketterau was built in 1931 and supplies the town of Brellin with water.""",
    ),
    Report(
        day=2,
        paper="Herald",
        title="Valley empties below the cracked Ketterau dam",
        text="""Buses took 4,500 people out of the Oswin valley below the cracked Ketterau dam on \
Tuesday.

Marta Velden, chief engineer of the Oswin Water Board, said that the lake behind the Ketterau dam \
had fallen by three metres.

Farmers near Brellin drove their cattle to the hills. The town of Brellin gets its water from \
the dam.""",
    ),
    Report(
        day=3,
        paper="Ledger",
        title="Repair of Ketterau dam will cost 60 million crowns",
        text="""Repairing the crack in the Ketterau dam will cost 60 million crowns, the Oswin \
Water Board said on Wednesday.

Insurers had warned the Oswin Water Board in January that the Ketterau dam was too old.

Chief engineer Marta Velden said that the people of the valley below the dam could go home on \
Friday.""",
    ),
)
_STRIKE = (
    Report(
        day=8,
        paper="Herald",
        title="Lissmouth ferrymen strike over night shifts",
        text="""The ferrymen of Lissmouth stopped work at midnight, and 9,000 commuters had to \
cross the Sound of Arle by road.

Their union leader, Jonas Prell, said that the Lissmouth ferry company had broken its word on \
night shifts. “Nobody can sail four nights in a row,” Prell said.

The Lissmouth ferries carry a third of all traffic over the Sound of Arle.""",
    ),
    Report(
        day=9,
        paper="Ledger",
        title="Lissmouth ferry strike costs traders dear",
        text="""The strike of the Lissmouth ferrymen has cost the traders of the harbour two \
million crowns in two days, their chamber said.

Jonas Prell, who leads the ferrymen of Lissmouth, refused to meet the ferry company before the \
night shifts are settled.

Lorries queued for six hours on the road around the Sound of Arle.""",
    ),
)
_ALONE = (
    ("Courier", "Beekeepers count a poor spring", "Hives in the orchards of Tamsel lost half of "
     "their bees over the winter.\n\nThe county's beekeepers blame a mite."),
    ("Herald", "A violin for the price of a house", "A violin by Pietro Andresi fetched 310,000 "
     "crowns at an auction in Dorn.\n\nThe buyer wished to stay unnamed."),
    ("Ledger", "Sugar mills merge", "The mills of Hallet and Prosk will become one company in "
     "July.\n\nTheir directors promised that nobody would be dismissed."),
    ("Courier", "Chess title for a schoolgirl", "Ilse Marnow, eleven, won the open chess title "
     "of the province in Quern.\n\nShe beat a grandmaster in the last round."),
    ("Herald", "Old tram back on the line", "A tram of 1911 carries passengers again between "
     "the museum and the zoo of Pell.\n\nVolunteers had mended it for nine years."),
    ("Ledger", "Wool prices at a low", "Wool brought less at the market of Ardenne than in any "
     "year since 1999.\n\nShepherds keep the fleeces in their barns."),
)  # fmt: skip


def reports() -> Iterator[Report]:
    """Yield all that the three papers print in a fortnight."""
    yield from _DAM
    yield from _STRIKE
    for number, (paper, title, text) in enumerate(_ALONE):
        yield Report(day=1 + 2 * number, paper=paper, title=title, text=text)


def feed_of(paper: str, today: int) -> bytes:
    """Return a paper's RSS feed with everything that it has printed until today."""
    items = [_item(it) for it in reports() if it.paper == paper and it.day <= today]
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{paper}</title><link>http://127.0.0.1/</link>"
        f"<description>{paper}</description><language>en</language>{''.join(items)}</channel></rss>"
    ).encode()


def _item(report: Report) -> str:
    moment = FIRST_DAY + timedelta(days=report.day - 1)
    html = "".join(f"<p>{escape(it)}</p>" for it in report.text.split("\n\n"))
    return (
        f"<item><title>{escape(report.title)}</title><guid>{report.paper}-{report.day}</guid>"
        f"<link>http://127.0.0.1/{report.paper}/{report.day}</link>"
        f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<content:encoded>{escape(html)}</content:encoded></item>"
    )


class Here:
    """Feeds, pages and briefs made in this process: satisfies all three ports."""

    def __init__(self) -> None:
        self._pipeline = Pipeline()

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        """Return the feed."""
        return parse_feed(as_bytes(body), url, content_type)

    async def parse_newest(self, spool: Spool, url: str, content_type: str) -> Feed | None:
        """Return a large feed with its newest entries alone."""
        return parse_newest(spool.path, url, content_type)

    async def list_page(self, body: bytes, url: str, content_type: str, rules: PageList) -> Feed:
        """Return what a page lists."""
        return list_page(body, url, content_type, rules)

    async def extract(self, request: PageRequest) -> ExtractedPage:
        """Return the article."""
        return extract_page(request)

    def prepare(self) -> None:
        """Load the model."""
        self._pipeline.load()

    async def brief(self, request: BriefRequest) -> Brief:
        """Return the brief."""
        return self._pipeline.brief(request)

    @asynccontextmanager
    async def tools(
        self, library: Library, writer: Writer, clock: Callable[[], datetime]
    ) -> AsyncIterator[RefreshTools]:
        """Lend what a refresh works with."""
        options = FetchOptions()
        async with HttpClient(options) as client:
            yield RefreshTools(
                library=library,
                writer=writer,
                client=client,
                parser=self,
                extractor=self,
                briefer=self,
                tell=story_brief,
                clock=clock,
                options=options,
                pipeline=pipeline_version(),
                story_pipeline="here",
            )
