import json
from datetime import UTC, datetime

import pytest

from tests.support.samples.sample_pages import BODY, extract, page


def date_of(body: bytes, **fields: object) -> datetime | None:
    return extract(body, wants_metadata=True, **fields).published


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("above", "below", "tail"),
    [
        ("", "", "<div>© 2021 Harbour News</div>"),
        ("", "<p>The quay was built in 1911 and again in 2003, the office said.</p>", ""),
        ("", "<p>The regatta will be held on 12 May 2026, the harbour office said.</p>", ""),
        (
            "",
            "",
            "<aside><a href='/x'>Storm</a> <time datetime='2025-03-02'>2 March</time></aside>",
        ),
        (
            "",
            "",
            "<div class='teasers'><div class='card'><a href='/x'>Storm</a> 2 March 2025</div>"
            "</div>",
        ),
        ("<div class='clock'>Sunday, 22 November 2026</div>", "", ""),
        ("<div>Sunday, 22 November 2026</div>", "", ""),
        ("", "<img src='/images/2019/04/03/ferry.jpg' width='600'>", ""),
        ("", "", "<footer><p>Published since 3 May 1998 in Harwich</p></footer>"),
    ],
)
def test_a_page_that_states_no_date_has_none(above: str, below: str, tail: str) -> None:
    body = page(BODY + below, tail=tail).replace(b"<article>", f"{above}<article>".encode())

    assert date_of(body) is None


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("<p class='meta'>By Ann Author, 3 May 2026</p>", day(2026, 5, 3)),
        ("<p>Published 03.05.2026</p>", day(2026, 5, 3)),
        ("<div>Updated 9 June 2026 | First published 3 May 2026</div>", day(2026, 5, 3)),
        ("<div>First published 3 May 2026, last updated 9 June 2026</div>", day(2026, 5, 3)),
        ("<span>Veröffentlicht am 3. Mai 2026 um 15:44</span>", day(2026, 5, 3)),
        ("<span>Publié le 3 août 2026</span>", day(2026, 8, 3)),
        ("<span>3 de febrero de 2026</span>", day(2026, 2, 3)),
        ("<span>2026年5月3日</span>", day(2026, 5, 3)),
        ("<span>May 3rd, 2026</span>", day(2026, 5, 3)),
        ("<p>Опубликовано 3 мая 2026</p>", day(2026, 5, 3)),
        ("<time datetime='2026-05-03T10:30:00Z'>May</time>",
         datetime(2026, 5, 3, 10, 30, tzinfo=UTC)),
        ("<p>Updated <time datetime='2026-06-09'>9 June</time>, published "
         "<time datetime='2026-05-03'>3 May</time></p>", day(2026, 5, 3)),
        ("<p class='date'>05/03/2026</p>", day(2026, 3, 5)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["</h1>{}", "{}<h1>"])
def test_a_line_at_the_headline_states_the_day(line: str, stated: datetime, place: str) -> None:
    mark = "</h1>" if place.startswith("</h1>") else "<h1>"
    body = page(BODY).replace(mark.encode(), place.format(line).encode())

    assert date_of(body) == stated


@pytest.mark.parametrize(
    "line",
    [
        "<h2>The storm of 4 March 2019 is not forgotten</h2>",
        "<p class='standfirst'>Since 4 March 2019 the town has waited</p>",
        "<p>Harbour Museum, until 12 January 2026</p>",
        "<p>Gesperrt seit dem 3. Mai 2026</p>",
    ],
)
def test_a_day_in_a_subtitle_is_not_the_articles(line: str) -> None:
    assert date_of(page(BODY).replace(b"</h1>", f"</h1>{line}".encode())) is None


@pytest.mark.parametrize("line", ["Issue of 3 May 2026", "zo 3 mei 2026", "do 3 mei 2026"])
def test_the_words_before_the_day_of_a_page_may_be_any(line: str) -> None:
    body = page(BODY).replace(b"</h1>", f"</h1><p>{line}</p>".encode())

    assert date_of(body) == day(2026, 5, 3)


def test_americans_write_the_month_first() -> None:
    body = page(f"<p class='date'>05/03/2026</p>{BODY}").replace(b"en-GB", b"en-US")

    assert date_of(body) == day(2026, 5, 3)


@pytest.mark.parametrize("name", ["pubdate", "DC.date.issued", "parsely-pub-date", "citation_date"])
def test_the_metadata_of_a_page_states_its_day(name: str) -> None:
    assert date_of(page(BODY, head=f"<meta name='{name}' content='2026-05-03'>")) == day(2026, 5, 3)


@pytest.mark.parametrize(
    "path", ["/2026/05/03/ferry.html", "/2026/may/03/ferry", "/2026-05-03/ferry"]
)
def test_the_address_states_the_day(path: str) -> None:
    assert date_of(page(BODY), url=f"http://h.example{path}") == day(2026, 5, 3)


def test_the_dates_of_other_articles_in_the_data_are_not_its_own() -> None:
    items = [{"@type": "NewsArticle", "datePublished": "2025-01-02", "headline": "Storm"}]
    data = {"@graph": [{"@type": "ItemList", "itemListElement": items}, {"@type": "WebPage"}]}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"

    assert date_of(page(BODY, head=head)) is None
