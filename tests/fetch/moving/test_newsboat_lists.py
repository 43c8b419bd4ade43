"""newsboat's list of feeds and its filter expressions."""

import pytest

from fetch.moving.newsboat_filters import UntranslatableError, translated_filter
from fetch.moving.newsboat_urls import read_newsboat_list

URLS = """# my feeds
https://example.org/feed news "~The Example"
https://example.org/noise noise !
"exec:~/bin/feed.sh --all" local
exec:/usr/bin/myfeed "~Mine"
"filter:~/bin/short.sh:https://example.org/long"
file:///home/me/feed.xml
"query:Unread news:unread = \\"yes\\" and tags # \\"news\\""
query:broken
javascript:alert(1)
"""


def test_each_kind_of_line_is_understood() -> None:
    found = read_newsboat_list(URLS.encode())

    assert [(it.url, it.title, it.folder) for it in found.feeds] == [
        ("https://example.org/feed", "The Example", "news"),
        ("https://example.org/noise", "", "noise"),
    ]
    assert found.hidden == {"https://example.org/noise"}
    assert [(it.program.arguments, it.outline.title) for it in found.programs] == [
        (("sh", "-c", "~/bin/feed.sh --all"), "~/bin/feed.sh --all"),
        (("/usr/bin/myfeed",), "Mine"),
    ]
    assert [(it.name, it.expression) for it in found.searches] == [
        ("Unread news", 'unread = "yes" and tags # "news"')
    ]
    assert [it.split(": ")[0] for it in found.skipped] == ["line 6", "line 7", "line 9", "line 10"]
    assert "curl -s ADDRESS | PROGRAM" in found.skipped[0]


def test_what_is_no_list_has_nothing() -> None:
    found = read_newsboat_list(b"\x00\xff\x1b[31m" * 100)

    assert found.feeds == ()
    assert "\x1b" not in "".join(found.skipped)


@pytest.mark.parametrize(
    ("expression", "query"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread != "yes"', "is:read"),
        ('unread = "yes" and tags # "news"', "is:unread folder:news"),
        (
            'title =~ "budget|rates" and author = "Jane Poe"',
            'title:budget OR title:rates author:"Jane Poe"',
        ),
        ('content =~ "storm" and title !~ "sport"', "storm -title:sport"),
        ('flags != ""', "is:starred"),
        ('flags # "s"', "tag:flag-s"),
        ("age between 0:7", "after:7d"),
        ('age < 3 and unread="yes"', "after:3d is:unread"),
    ],
)
def test_an_expression_becomes_a_query(expression: str, query: str) -> None:
    assert translated_filter(expression) == query


@pytest.mark.parametrize(
    "expression",
    [
        "",
        'unread = "yes" or title =~ "x"',
        '(unread = "yes")',
        'title =~ "^Re:.*x$"',
        'title !~ "x"',
        'enclosure_url =~ "mp3"',
        'unread = "yes" and',
        "age > 3",
        "\x1b[31m",
    ],
)
def test_what_a_query_cannot_say_is_refused(expression: str) -> None:
    with pytest.raises(UntranslatableError):
        translated_filter(expression)
