"""Briefs, articles and stories of every shape for property tests, in many scripts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from cache.values.list_rows import EntryDetail, EntryId, EntryRow, FeedId
from cache.values.story_rows import StoryDetail, StoryReport, StoryRow
from fetch.layout import Layout, Link, Picture, Piece, PieceKind
from fetch.model import Article, Extractor, Failure, FailureKind
from summarise.model import (
    Act,
    Actor,
    ActorKind,
    Brief,
    Coverage,
    Event,
    Figure,
    KeyPoint,
    Mention,
    Precision,
    Quote,
    QuoteKind,
    Span,
)
from summarise.stories.story_assembly import story_brief
from summarise.stories.story_model import (
    ArticleCoverage,
    ArticleId,
    Citation,
    Disagreement,
    Exclusive,
    SourcedActor,
    SourcedEvent,
    SourcedFigure,
    SourcedPoint,
    SourcedQuote,
    SourcedRole,
    StoryArticle,
    StoryBrief,
    StoryId,
)

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)

SCRIPTS = {
    "latin": ("Zürich", "the", "Jane", "Poe", "said", "12", "ships", "£827m", "naïve", "o’clock"),
    "cyrillic": ("Москва", "сообщила", "в", "пятницу", "ёлка", "Ильин"),
    "greek": ("Αθήνα", "είπε", "στην", "πρωθυπουργός"),
    "arabic": ("القاهرة", "قال", "الوزير", "١٢", "مُحَمَّد"),
    "hebrew": ("ירושלים", "אמר", "ראש", "שָׁלוֹם"),
    "devanagari": ("दिल्ली", "में", "क्षत्रिय", "मंत्री"),
    "chinese": ("北京", "总统说", "三百艘船", "「新闻」", "、"),
    "japanese": ("東京で", "ニュース", "は、", "発表した。", "ﾊﾝｶｸ"),
    "thai": ("กรุงเทพฯ", "กล่าวว่า", "น้ำ"),
}
"""Words of nine scripts: right to left, wide, joined, with marks."""
ODD = ("👩\u200d👧", "🇬🇧", "❤\ufe0f", "e\u0301\u0323", "Z" + "\u0338" * 9, "\xa0", "—", "a" * 300,
       "言" * 150, "http://example.org/" + "x" * 90)  # fmt: skip
"""What no script has of its own: sequences of emoji, marks, words without a place to break."""


_random = Random(12)  # the same phrases in each run; what is made of them differs


def _phrase(most: int) -> str:
    words = _random.choice([*SCRIPTS.values()])
    chosen = [
        _random.choice(ODD) if _random.random() < _ODDS else _random.choice(words)
        for _ in range(_random.randint(1, most))
    ]
    return _random.choice([" ", " ", " ", "", "  "]).join(chosen)


def _text() -> str:
    text = "\n\n".join(_phrase(30) for _ in range(_random.randint(1, 5)))
    return text * 40 if _random.random() < _ODDS else text


_ODDS = 0.1
"""How often something is odd."""
_PHRASES = {
    most: sorted((_phrase(most) for _ in range(300)), key=len)
    for most in (2, 3, 4, 5, 6, 8, 12, 40)
}
"""Drawn as wholes: to draw them word for word would take a hundred times as long."""
_TEXTS = sorted((_text() for _ in range(300)), key=len)


def phrases(*, least: int = 0, most: int = 12) -> st.SearchStrategy[str]:
    """Return words of one script, with something odd among them now and then."""
    empty = [] if least else ["", " "]
    return st.sampled_from([*empty, *_PHRASES[most]])


def texts() -> st.SearchStrategy[str]:
    """Return the text of an article: paragraphs, none at all, or one very long line."""
    return st.sampled_from(["", *_TEXTS])


def spans(text: str) -> st.SearchStrategy[Span]:
    """Return where something stands in a text that is not empty."""
    return st.builds(
        lambda start, size: Span(start=start, end=min(len(text), start + size)),
        st.integers(0, len(text) - 1),
        st.integers(1, 80) | st.just(len(text)),
    )


def _few(item: st.SearchStrategy[object], most: int = 7) -> st.SearchStrategy[tuple]:  # type: ignore[type-arg]
    return st.lists(item, max_size=most).map(tuple)


def _dates() -> st.SearchStrategy[date | None]:
    near = st.integers(-9, 3).map(lambda days: NOW.date() + timedelta(days=days))
    return st.none() | near | st.dates()


def _actors(text: str) -> st.SearchStrategy[Actor]:
    def made(actor: Actor, role: tuple[str, Span] | None) -> Actor:
        return replace(actor, role=role[0], role_span=role[1]) if role else actor

    actors = st.builds(
        Actor,
        name=phrases(least=1, most=6),
        kind=st.sampled_from(ActorKind),
        aliases=_few(phrases(least=1, most=4), 3),
        mentions=_few(st.builds(Mention, span=spans(text), is_pronoun=st.booleans()), 6),
        acts=_few(st.builds(Act, text=phrases(most=12), span=spans(text)), 3),
    )
    roles = st.none() | st.tuples(phrases(least=1, most=8), spans(text))
    return st.builds(made, actors, roles)


@st.composite
def briefs(draw: st.DrawFn, text: str | None = None, *, number: int = 1) -> Brief:
    """Return a brief in which every part may be there, missing, long, wide or empty."""
    text = draw(texts()) if text is None else text
    bare = Brief(
        id=str(number),
        title=draw(phrases()),
        language=draw(st.sampled_from(["", "en", "ar", "zh", "xx"])),
        published=draw(st.none() | st.just(NOW)),
        pipeline="test",
        coverage=draw(st.sampled_from(Coverage)),
        text=text,
        note=draw(st.just("") | phrases()),
    )
    if not text:
        return bare
    actors: tuple[Actor, ...] = draw(_few(_actors(text)))
    names = st.sampled_from([it.name for it in actors]) if actors else phrases(least=1, most=3)
    place = spans(text)
    points = draw(st.lists(place, max_size=5))
    return replace(
        bare,
        actors=actors,
        key_points=tuple(draw(_point(text, it)) for it in points),
        quotes=draw(
            _few(
                st.builds(
                    Quote,
                    kind=st.sampled_from(QuoteKind),
                    text=phrases(most=40),
                    span=place,
                    speaker=st.none() | names | phrases(least=1),
                    cue=phrases(most=2),
                )
            )
        ),
        figures=draw(_few(_figures(place))),
        timeline=draw(
            _few(
                st.builds(
                    Event,
                    when=phrases(most=4),
                    date=_dates(),
                    precision=st.sampled_from(Precision),
                    text=phrases(),
                    span=place,
                    when_span=place,
                )
            )
        ),
    )


@st.composite
def _point(draw: st.DrawFn, text: str, span: Span) -> KeyPoint:
    """Return a key point, whole or with a short form of up to three pieces."""
    cuts = sorted(draw(st.sets(st.integers(span.start, span.end), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    shown = tuple(Span(start=start, end=end) for start, end in pairs)
    return KeyPoint(text=span.of(text), span=span, shown=shown)


def _figures(place: st.SearchStrategy[Span]) -> st.SearchStrategy[Figure]:
    return st.builds(
        Figure,
        text=phrases(most=5),
        span=place,
        value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        unit=st.sampled_from(["", "%", "USD", "ships"]),
        what=phrases(most=6),
    )


@st.composite
def layouts(draw: st.DrawFn, text: str) -> Layout:
    """Return a layout whose pieces and links lie in a text, in order, without overlaps."""
    if not text:
        return Layout(pictures=draw(_few(_pictures(0), 2)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    places = list(zip(cuts[::2], cuts[1::2], strict=False))
    pieces = tuple(
        Piece(
            kind=draw(st.sampled_from(PieceKind)),
            start=start,
            end=end,
            level=draw(st.integers(1, 12)),
            number=draw(st.none() | st.integers(0, 9999)),
            table=draw(st.integers(0, 1)),
        )
        for start, end in places
    )
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    links = tuple(
        Link(start=start, end=end, url=f"https://example.org/{number}")
        for number, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    )
    pictures = draw(_few(_pictures(len(text)), 3))
    return Layout(
        pieces=pieces, links=links, pictures=tuple(sorted(pictures, key=lambda it: it.at))
    )


def _pictures(size: int) -> st.SearchStrategy[Picture]:
    return st.builds(
        Picture,
        at=st.integers(0, size),
        url=st.just("https://example.org/p.png"),
        caption=phrases(),
    )


@st.composite
def rows(draw: st.DrawFn, number: int = 1) -> EntryRow:
    """Return the line of an entry."""
    return EntryRow(
        entry_id=EntryId(number),
        feed_id=FeedId(number),
        feed_title=draw(phrases()),
        title=draw(phrases()),
        author=draw(phrases()),
        url=draw(st.sampled_from(["", "https://example.org/1", "javascript:alert(1)"])),
        sort_at=draw(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))).replace(tzinfo=UTC),  # noqa: DTZ001 - made aware
        has_published=draw(st.booleans()),
        is_read=draw(st.booleans()),
        is_starred=False,
        has_brief=True,
        word_count=draw(st.integers(0, 10**6)),
        lead=draw(phrases()),
    )


@st.composite
def entries(draw: st.DrawFn) -> EntryDetail:
    """Return an entry with its article and its brief, or without either."""
    brief = draw(st.none() | briefs())
    text = brief.text if brief is not None and draw(st.integers(0, 5)) else draw(texts())
    has_article = brief is not None or draw(st.booleans())
    article = Article(
        url="",
        title=draw(phrases()),
        byline=draw(phrases(most=3)),
        text=text,
        extractor=draw(st.sampled_from(Extractor)),
        note=draw(st.just("") | phrases()),
        fingerprint="x",
        layout=draw(layouts(text)),
    )
    failure = Failure(kind=FailureKind.TIMEOUT, detail=draw(phrases()))
    return EntryDetail(
        row=draw(rows()),
        summary=draw(phrases() | texts()),
        article=article if has_article else None,
        brief=brief,
        page_failure=draw(st.none() | st.just(failure)),
        kept_note=draw(st.just("") | texts()),
    )


@st.composite
def stories(draw: st.DrawFn) -> StoryDetail:
    """Return a story of one to four articles: as the program tells it, or of any shape."""
    made = [draw(briefs(number=n)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    lines = [draw(rows(n)) for n in range(1, len(made) + 1)]
    sources = [draw(phrases(least=1, most=4)) for _ in made]
    articles = [
        StoryArticle(brief=brief, source=source, moment=NOW - timedelta(hours=n))
        for n, (brief, source) in enumerate(zip(made, sources, strict=True))
    ]
    if draw(st.booleans()):
        told = story_brief(StoryId("1"), articles)
    else:
        told = draw(_any_story(articles))
    row = StoryRow(
        story_id=StoryId("1"),
        title=draw(phrases()),
        lead=draw(phrases()),
        reports=tuple(
            StoryReport(source=it.source, moment=it.moment, is_copy=False) for it in articles
        ),
        opened_at=NOW - timedelta(hours=9),
        updated_at=NOW,
        grown_at=NOW,
        article_count=len(articles),
        seen_count=draw(st.integers(0, 1)),
        news_count=draw(st.integers(0, 2)),
    )
    return StoryDetail(row=row, brief=told, entries=tuple(lines))


@st.composite
def _any_story(draw: st.DrawFn, articles: Sequence[StoryArticle]) -> StoryBrief:
    told = [it for it in articles if it.brief.text]
    if not told:
        return StoryBrief(id=StoryId("1"), title=draw(phrases()), pipeline="test")

    def cite(article: StoryArticle, seed: int) -> Citation:
        text = article.brief.text
        start = seed % len(text)
        span = Span(start=start, end=min(len(text), start + 30))
        return Citation(
            article_id=article.id,
            source=article.source,
            moment=article.moment,
            span=span,
            text=span.of(text),
        )

    citation = st.builds(cite, st.sampled_from(told), st.integers(0, 5000))
    several = st.lists(citation, min_size=1, max_size=4).map(tuple)
    points = st.builds(
        SourcedPoint,
        text=phrases(),
        citations=several,
        is_new=st.booleans(),
        short=st.just("") | phrases(),
    )
    quotes = st.builds(
        SourcedQuote,
        kind=st.sampled_from(QuoteKind),
        text=phrases(most=40),
        speaker=st.none() | phrases(),
        cue=st.just(""),
        citations=several,
        is_new=st.booleans(),
    )
    figures = st.builds(
        SourcedFigure,
        text=phrases(most=5),
        value=st.none(),
        unit=st.just(""),
        what=phrases(most=6),
        citations=several,
        is_new=st.booleans(),
    )
    exclusive = st.builds(
        Exclusive,
        points=_few(points, 2),
        quotes=_few(quotes, 2),
        figures=_few(figures, 2),
        actors=_few(phrases(least=1, most=3), 4),
    )
    return StoryBrief(
        id=StoryId("1"),
        title=draw(phrases()),
        pipeline="test",
        points=draw(_few(points, 12)),
        # No actor stands twice under one name, white space apart.
        actors=draw(
            st.lists(
                st.builds(
                    SourcedActor,
                    name=phrases(least=1, most=6),
                    kind=st.sampled_from(ActorKind),
                    aliases=_few(phrases(least=1, most=3), 2),
                    roles=_few(st.builds(SourcedRole, text=phrases(), citation=citation), 3),
                    citations=several,
                    mention_count=st.integers(0, 10**4),
                    is_new=st.booleans(),
                ),
                max_size=7,
                unique_by=lambda it: " ".join(it.name.split()),
            ).map(tuple)
        ),
        quotes=draw(_few(quotes)),
        figures=draw(_few(figures)),
        disagreements=draw(
            _few(
                st.builds(
                    Disagreement,
                    subject=phrases(),
                    figures=st.lists(figures, min_size=2, max_size=3).map(tuple),
                ),
                2,
            )
        ),
        timeline=draw(
            _few(
                st.builds(
                    SourcedEvent,
                    when=phrases(most=4),
                    date=_dates(),
                    precision=st.sampled_from(Precision),
                    text=phrases(),
                    citations=several,
                    is_new=st.booleans(),
                )
            )
        ),
        coverage=tuple(
            ArticleCoverage(
                article_id=it.id,
                source=it.source,
                title=draw(phrases()),
                moment=it.moment,
                word_count=it.word_count,
                copy_of=draw(st.sampled_from([ArticleId(""), ArticleId("1"), ArticleId("77")])),
                exclusive=draw(exclusive),
                is_new=draw(st.booleans()),
            )
            for it in articles
        ),
    )
