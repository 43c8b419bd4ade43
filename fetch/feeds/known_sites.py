"""Feed addresses of well-known sites, rewritten from page addresses by a table. Pure.

Used before the page is fetched: some of these sites show programs a consent form or nothing at all,
and none links to all its feeds.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, urlsplit

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern
from fetch.model import FeedCandidate

_NAME = r"[\w.~%+-]+"
_YOUTUBE = "https://www.youtube.com/feeds/videos.xml"


class _Site(Struct, frozen=True, kw_only=True):
    """Pages of one kind, and their feeds.

    Attributes:
        host: what the whole host has to be, "www." and the like left out.
        page: what the whole path has to be, its last "/" left out.
        feeds: address and title of each, with the groups of `host` and `page` by name.
    """

    host: str
    page: str
    feeds: tuple[tuple[str, str], ...]


_OWN = r"(?P<site>[a-z0-9-]+)\."
_REPOSITORY = rf"/(?P<owner>{_NAME})/(?P<name>{_NAME}?)(?:\.git)?"

_SITES = (
    _Site(
        host=r"youtube\.com",
        page=r"/channel/(?P<id>UC[\w-]{22})(?:/\w+)?",
        feeds=((_YOUTUBE + "?channel_id={id}", "Videos"),),
    ),
    _Site(
        host=r"youtube\.com",
        page=rf"/user/(?P<id>{_NAME})(?:/\w+)?",
        feeds=((_YOUTUBE + "?user={id}", "Videos"),),
    ),
    _Site(
        host=r"youtube\.com",
        page=r"/(?:playlist|watch)",
        feeds=((_YOUTUBE + "?playlist_id={list}", "Playlist"),),
    ),
    _Site(
        host=r"(?:old\.|np\.)?reddit\.com",
        page=rf"/(?P<kind>r|u|user)/(?P<name>{_NAME})(?P<order>/(?:hot|new|top|rising))?",
        feeds=(("https://www.reddit.com/{kind}/{name}{order}/.rss", "{kind}/{name}"),),
    ),
    _Site(
        host=r"github\.com",
        page=rf"{_REPOSITORY}(?:/(?:releases|tags|commits|issues|pulls|wiki)?)?",
        feeds=(
            ("https://github.com/{owner}/{name}/releases.atom", "{owner}/{name}: releases"),
            ("https://github.com/{owner}/{name}/commits.atom", "{owner}/{name}: commits"),
            ("https://github.com/{owner}/{name}/tags.atom", "{owner}/{name}: tags"),
        ),
    ),
    _Site(
        host=r"github\.com",
        page=rf"{_REPOSITORY}/(?:commits|tree)/(?P<branch>[\w./-]+)",
        feeds=(
            (
                "https://github.com/{owner}/{name}/commits/{branch}.atom",
                "{owner}/{name}: commits to {branch}",
            ),
        ),
    ),
    _Site(
        host=r"github\.com",
        page=r"/(?P<owner>[\w-]+)",
        feeds=(("https://github.com/{owner}.atom", "{owner}"),),
    ),
    _Site(
        host=r"gitlab\.com",
        page=rf"/(?P<path>{_NAME}(?:/{_NAME}?)+?)(?:\.git)?(?:/-(?:/.*)?)?",
        feeds=(
            ("https://gitlab.com/{path}/-/releases.atom", "{path}: releases"),
            ("https://gitlab.com/{path}/-/tags?format=atom", "{path}: tags"),
            ("https://gitlab.com/{path}.atom", "{path}: all activity"),
        ),
    ),
    _Site(
        host=r"codeberg\.org",
        page=rf"{_REPOSITORY}(?:/releases)?",
        feeds=(
            ("https://codeberg.org/{owner}/{name}/releases.rss", "{owner}/{name}: releases"),
            ("https://codeberg.org/{owner}/{name}.rss", "{owner}/{name}: all activity"),
        ),
    ),
    _Site(
        host=r"git\.sr\.ht",
        page=rf"/(?P<owner>~{_NAME})/(?P<name>{_NAME})",
        feeds=(
            ("https://git.sr.ht/{owner}/{name}/log/rss.xml", "{name}: commits"),
            ("https://git.sr.ht/{owner}/{name}/refs/rss.xml", "{name}: tags"),
        ),
    ),
    _Site(
        host=rf"{_OWN}substack\.com",
        page=r"(?:/archive|/about|/p/.*)?",
        feeds=(("https://{site}.substack.com/feed", ""),),
    ),
    _Site(
        host=rf"{_OWN}wordpress\.com", page=r"", feeds=(("https://{site}.wordpress.com/feed/", ""),)
    ),
    _Site(
        host=rf"{_OWN}blogspot\.com",
        page=r".*",
        feeds=(("https://{site}.blogspot.com/feeds/posts/default", ""),),
    ),
    _Site(host=rf"{_OWN}tumblr\.com", page=r"", feeds=(("https://{site}.tumblr.com/rss", ""),)),
    _Site(
        host=r"medium\.com",
        page=rf"/(?P<name>@?(?!feed)(?!tag){_NAME})",
        feeds=(("https://medium.com/feed/{name}", "{name}"),),
    ),
    _Site(
        host=r"medium\.com",
        page=r"/tag/(?P<tag>[\w-]+)(?:/.*)?",
        feeds=(("https://medium.com/feed/tag/{tag}", "{tag}"),),
    ),
    _Site(host=rf"{_OWN}medium\.com", page=r"", feeds=(("https://{site}.medium.com/feed", ""),)),
    _Site(host=r"lobste\.rs", page=r"(?:/newest)?", feeds=(("https://lobste.rs/rss", "Lobsters"),)),
    _Site(
        host=r"lobste\.rs",
        page=r"/t/(?P<tag>[\w,+-]+)",
        feeds=(("https://lobste.rs/t/{tag}.rss", "Lobsters: {tag}"),),
    ),
    _Site(
        host=r"news\.ycombinator\.com",
        page=r"(?:/news|/newest)?",
        feeds=(("https://news.ycombinator.com/rss", "Hacker News"),),
    ),
    _Site(
        host=r"(?P<site>stackoverflow\.com|[a-z0-9-]+\.stackexchange\.com)",
        page=r"/questions/tagged/(?P<tag>[\w.+#%-]+)",
        feeds=(("https://{site}/feeds/tag/{tag}", "{site}: {tag}"),),
    ),
    _Site(
        host=r"bsky\.app",
        page=r"/profile/(?P<name>[\w.:-]+)",
        feeds=(("https://bsky.app/profile/{name}/rss", "{name}"),),
    ),
    _Site(
        host=r"dev\.to",
        page=r"/(?P<name>\w+)",
        feeds=(("https://dev.to/feed/{name}", "{name}"),),
    ),
)
_FILES = lazy_pattern(r"\.(?:atom|rss|xml|json)$|(?:^|/)(?:feed|feeds|rss)(?:/|$)", re.IGNORECASE)
_LEADING = lazy_pattern(r"^(?:www|m|mobile)\.")
_HANDLE = lazy_pattern(r"@(?P<name>\w+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_FEED_SCHEME = lazy_pattern(r"^(?:feed|rss|pcast|itpc):(?://)?(?=[\w\[])", re.IGNORECASE)
_BROKEN_SCHEME = lazy_pattern(r"^(https?)(?::/{0,4}|/{2,3})(?=[\w\[])", re.IGNORECASE)
_CHANNEL = lazy_pattern(
    r'(?:/channel/|"(?:externalId|channelId)"\s*:\s*"|itemprop="(?:identifier|channelId)"'
    r'\s+content=")(UC[\w-]{22})'
)
_PROFILE = lazy_pattern(r"/@[\w.-]+(?:@[\w.-]+)?")


def web_scheme(address: str) -> str:
    """Return an address without "feed:", and with "http//" and the like as they were meant.

    What had no other scheme than "feed:" has none then.
    """
    return _BROKEN_SCHEME.sub(r"\1://", _FEED_SCHEME.sub("", address.strip()))


def typed_address(words: str) -> str:
    """Return what a reader typed as an address of the web: "feed:" and handles, too."""
    words = words.strip()
    handle = _HANDLE.fullmatch(words)
    if handle is not None:
        return f"https://{handle['host']}/@{handle['name']}.rss"
    words = web_scheme(words)
    return words if "://" in words else f"https://{words}"


def has_scheme(words: str) -> bool:
    """Tell whether a reader typed how an address is asked for, or left that to the program."""
    words = words.strip()
    return "://" in web_scheme(words) or _HANDLE.fullmatch(words) is not None


def _groups(site: _Site, host: str, path: str, query: Mapping[str, list[str]]) -> dict[str, str]:
    at_host, at_page = re.fullmatch(site.host, host), re.fullmatch(site.page, path)
    if at_host is None or at_page is None:
        return {}
    values = {**at_host.groupdict(default=""), **at_page.groupdict(default="")}
    if "list" in query:
        values["list"] = quote(query["list"][0], safe="")
    return {"": "", **values}


def known_feeds(url: str) -> tuple[FeedCandidate, ...]:
    """Return where the site of a page has the page's feeds, none if the site is not known.

    Only well-known sites are looked up: none of them leads into a private network.
    """
    try:
        parts = urlsplit(url)
        host = _LEADING.sub("", (parts.hostname or "").rstrip("."))
        query = parse_qs(parts.query)
    except ValueError:
        return ()
    path = parts.path.rstrip("/")
    if _FILES.search(path):
        return ()
    for site in _SITES:
        values = _groups(site, host, path, query)
        # A watched video is of no playlist: then the page says whose it is.
        if values and not ("{list}" in site.feeds[0][0] and "list" not in values):
            return tuple(
                FeedCandidate(url=address.format(**values), title=title.format(**values))
                for address, title in site.feeds
            )
    return ()


def feeds_told_by(page: str, url: str) -> tuple[FeedCandidate, ...]:
    """Return the feeds that a page of a known site gives away without linking to them."""
    try:
        host = _LEADING.sub("", urlsplit(url).hostname or "")
    except ValueError:
        return ()
    found = _CHANNEL.search(page) if host in {"youtube.com", "youtu.be"} else None
    if found is None:
        return ()
    return (FeedCandidate(url=f"{_YOUTUBE}?channel_id={found.group(1)}", title="Videos"),)


def profile_feed(url: str) -> str:
    """Return the feed of a page that is somebody's profile (Mastodon's form), "" if it is none."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not _PROFILE.fullmatch(path) or path.endswith(".rss"):
        return ""
    return f"{parts.scheme}://{parts.netloc}{path}.rss"
