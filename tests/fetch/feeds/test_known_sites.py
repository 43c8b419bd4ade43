"""Addresses of well-known sites, and where their feeds are."""

import pytest

from fetch.feeds.known_sites import feeds_told_by, known_feeds, profile_feed, typed_address

CHANNEL = "UC" + "x" * 22
VIDEOS = "https://www.youtube.com/feeds/videos.xml"


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos", f"{VIDEOS}?channel_id={CHANNEL}"),
        ("https://youtube.com/user/ann", f"{VIDEOS}?user=ann"),
        ("https://www.youtube.com/playlist?list=PL12_-3", f"{VIDEOS}?playlist_id=PL12_-3"),
        ("https://www.youtube.com/watch?v=abc&list=PL1", f"{VIDEOS}?playlist_id=PL1"),
        ("https://www.reddit.com/r/Python/", "https://www.reddit.com/r/Python/.rss"),
        ("https://old.reddit.com/r/Python/top", "https://www.reddit.com/r/Python/top/.rss"),
        ("https://reddit.com/user/ann", "https://www.reddit.com/user/ann/.rss"),
        ("https://github.com/a/b", "https://github.com/a/b/releases.atom"),
        ("https://github.com/a/b.git", "https://github.com/a/b/releases.atom"),
        ("https://github.com/a/b.js/tags", "https://github.com/a/b.js/releases.atom"),
        ("https://github.com/a/b/tree/dev/x", "https://github.com/a/b/commits/dev/x.atom"),
        ("https://github.com/ann", "https://github.com/ann.atom"),
        ("https://gitlab.com/g/s/p", "https://gitlab.com/g/s/p/-/releases.atom"),
        ("https://gitlab.com/g/p/-/tags", "https://gitlab.com/g/p/-/releases.atom"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/releases.rss"),
        ("https://git.sr.ht/~ann/b", "https://git.sr.ht/~ann/b/log/rss.xml"),
        ("https://ann.substack.com/p/hello", "https://ann.substack.com/feed"),
        ("https://ann.substack.com", "https://ann.substack.com/feed"),
        ("https://ann.wordpress.com/", "https://ann.wordpress.com/feed/"),
        ("https://ann.blogspot.com/2026/", "https://ann.blogspot.com/feeds/posts/default"),
        ("https://ann.tumblr.com/", "https://ann.tumblr.com/rss"),
        ("https://medium.com/@ann", "https://medium.com/feed/@ann"),
        ("https://medium.com/tag/rust", "https://medium.com/feed/tag/rust"),
        ("https://ann.medium.com/", "https://ann.medium.com/feed"),
        ("https://lobste.rs/", "https://lobste.rs/rss"),
        ("https://lobste.rs/t/python", "https://lobste.rs/t/python.rss"),
        ("https://news.ycombinator.com/news", "https://news.ycombinator.com/rss"),
        (
            "https://stackoverflow.com/questions/tagged/c%23",
            "https://stackoverflow.com/feeds/tag/c%23",
        ),
        ("https://bsky.app/profile/ann.example", "https://bsky.app/profile/ann.example/rss"),
        ("https://dev.to/ann", "https://dev.to/feed/ann"),
    ],
)
def test_the_feed_of_a_page(url: str, feed: str) -> None:
    assert known_feeds(url)[0].url == feed


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/a/b/releases.atom",
        "https://www.reddit.com/r/Python/.rss",
        f"{VIDEOS}?channel_id={CHANNEL}",
        "https://ann.substack.com/feed",
        "https://medium.com/feed/@ann",
        "https://www.youtube.com/watch?v=abc",
        "https://www.youtube.com/@ann",
        "https://example.org/r/Python",
        "https://github.com.evil.example/a/b",
        "https://evilgithub.com/a/b",
        "http://[broken",
        "",
    ],
)
def test_feeds_and_other_sites_are_left_as_they_are(url: str) -> None:
    assert known_feeds(url) == ()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("example.org", "https://example.org"),
        (" http://example.org/x ", "http://example.org/x"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:https://example.org/rss", "https://example.org/rss"),
        ("feed://https://example.org/rss", "https://example.org/rss"),
        ("feed:http//example.org/rss", "http://example.org/rss"),
        ("FEED:example.org/rss", "https://example.org/rss"),
        ("pcast://example.org/rss", "https://example.org/rss"),
        ("http//example.org/rss", "http://example.org/rss"),
        ("https:/example.org/rss", "https://example.org/rss"),
        ("https.example.org/rss", "https://https.example.org/rss"),
        ("@ann@mastodon.example", "https://mastodon.example/@ann.rss"),
        ("feedly.example", "https://feedly.example"),
    ],
)
def test_what_is_typed_becomes_an_address(words: str, address: str) -> None:
    assert typed_address(words) == address


@pytest.mark.parametrize(
    "page",
    [
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<meta itemprop="identifier" content="{CHANNEL}">',
        f'{{"externalId":"{CHANNEL}"}}',
        f'{{"channelId": "{CHANNEL}"}}',
    ],
)
def test_a_page_of_youtube_gives_its_channel_away(page: str) -> None:
    (found,) = feeds_told_by(page, "https://www.youtube.com/@ann")

    assert found.url == f"{VIDEOS}?channel_id={CHANNEL}"
    assert feeds_told_by(page, "https://example.org/@ann") == ()


def test_profiles_have_their_feed_beside_them() -> None:
    assert profile_feed("https://m.example/@ann/") == "https://m.example/@ann.rss"
    assert profile_feed("https://m.example/@ann/123") == ""
    assert profile_feed("https://m.example/ann") == ""
