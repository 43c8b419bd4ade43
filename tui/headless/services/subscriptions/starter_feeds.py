"""Well-known feeds by topic, for the first start: plain data."""

from msgspec import Struct


class StarterFeed(Struct, frozen=True, kw_only=True):
    """A feed to begin with."""

    url: str
    title: str


class Topic(Struct, frozen=True, kw_only=True):
    """A folder of feeds to begin with.

    Attributes:
        is_chosen: whether it is ticked when the reader first sees it.
    """

    name: str
    feeds: tuple[StarterFeed, ...]
    is_chosen: bool = False


def _topic(name: str, *feeds: tuple[str, str], is_chosen: bool = False) -> Topic:
    starters = tuple(StarterFeed(url=url, title=title) for title, url in feeds)
    return Topic(name=name, feeds=starters, is_chosen=is_chosen)


TOPICS: tuple[Topic, ...] = (
    _topic(
        "World",
        ("BBC News: World", "https://feeds.bbci.co.uk/news/world/rss.xml"),
        ("The Guardian: World", "https://www.theguardian.com/world/rss"),
        ("Al Jazeera", "https://www.aljazeera.com/xml/rss/all.xml"),
        ("Deutsche Welle", "https://rss.dw.com/rdf/rss-en-world"),
        ("France 24", "https://www.france24.com/en/rss"),
        ("UN News", "https://news.un.org/feed/subscribe/en/news/all/rss.xml"),
        is_chosen=True,
    ),
    _topic(
        "United Kingdom",
        ("BBC News: UK", "https://feeds.bbci.co.uk/news/uk/rss.xml"),
        ("The Guardian: UK", "https://www.theguardian.com/uk-news/rss"),
        ("Sky News", "https://feeds.skynews.com/feeds/rss/home.xml"),
    ),
    _topic(
        "Europe",
        ("Deutsche Welle: Europe", "https://rss.dw.com/rdf/rss-en-eu"),
        ("The Guardian: Europe", "https://www.theguardian.com/world/europe-news/rss"),
        ("Politico Europe", "https://www.politico.eu/feed/"),
        ("Euronews", "https://www.euronews.com/rss"),
    ),
    _topic(
        "United States",
        ("NPR News", "https://feeds.npr.org/1001/rss.xml"),
        ("PBS NewsHour", "https://www.pbs.org/newshour/feeds/rss/headlines"),
        ("The Guardian: US", "https://www.theguardian.com/us-news/rss"),
        ("ProPublica", "https://www.propublica.org/feeds/propublica/main"),
    ),
    _topic(
        "Business",
        ("BBC News: Business", "https://feeds.bbci.co.uk/news/business/rss.xml"),
        ("The Guardian: Business", "https://www.theguardian.com/uk/business/rss"),
        ("NPR: Business", "https://feeds.npr.org/1006/rss.xml"),
        ("CNBC", "https://www.cnbc.com/id/100003114/device/rss/rss.html"),
    ),
    _topic(
        "Technology",
        ("Ars Technica", "https://feeds.arstechnica.com/arstechnica/index"),
        ("BBC News: Technology", "https://feeds.bbci.co.uk/news/technology/rss.xml"),
        ("The Register", "https://www.theregister.com/headlines.atom"),
        ("The Verge", "https://www.theverge.com/rss/index.xml"),
        ("Wired", "https://www.wired.com/feed/rss"),
        is_chosen=True,
    ),
    _topic(
        "Science",
        ("BBC News: Science", "https://feeds.bbci.co.uk/news/science_and_environment/rss.xml"),
        ("Nature", "https://www.nature.com/nature.rss"),
        ("Quanta Magazine", "https://www.quantamagazine.org/feed/"),
        ("ScienceDaily", "https://www.sciencedaily.com/rss/all.xml"),
        ("NASA", "https://www.nasa.gov/feed/"),
        is_chosen=True,
    ),
    _topic(
        "Culture",
        ("BBC News: Arts", "https://feeds.bbci.co.uk/news/entertainment_and_arts/rss.xml"),
        ("The Guardian: Culture", "https://www.theguardian.com/uk/culture/rss"),
        ("NPR: Books", "https://feeds.npr.org/1032/rss.xml"),
    ),
    _topic(
        "Sport",
        ("BBC Sport", "https://feeds.bbci.co.uk/sport/rss.xml"),
        ("The Guardian: Sport", "https://www.theguardian.com/uk/sport/rss"),
    ),
)
