"""What a query says, and what is wrong with it and where."""

from datetime import UTC, datetime

import pytest

from cache.errors import QueryError
from cache.query import Dated, FieldName, Is, Named, Query, State, Words, parse


def words(text: str, position: int) -> Words:
    return Words(text=text, position=position)


def named(field: str, value: str, position: int) -> Named:
    return Named(field=FieldName(field), value=value, position=position)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Query()),
        ("rates", Query(wanted=((words("rates", 0),),))),
        ("a OR b c", Query(wanted=((words("a", 0), words("b", 5)), (words("c", 7),)))),
        ('"a b" -c', Query(wanted=((words("a b", 0),),), excluded=(words("c", 6),))),
        ("feed:bbc", Query(wanted=((named("feed", "bbc", 5),),))),
        ('actor:"Bashar al-Assad"', Query(wanted=((named("actor", "Bashar al-Assad", 6),),))),
        ("feed:bbc OR said:x", Query(wanted=((named("feed", "bbc", 5), named("said", "x", 17)),))),
        ("x -feed:bbc", Query(wanted=((words("x", 0),),), excluded=(named("feed", "bbc", 8),))),
        ("is:Unread", Query(wanted=((Is(state=State.UNREAD, position=3),),))),
        (
            "after:2026-11-01",
            Query(
                wanted=((
                    Dated(is_after=True, moment=datetime(2026, 11, 1, tzinfo=UTC), position=6),
                ),)
            ),
        ),
        (
            "before:2026-02",
            Query(
                wanted=((
                    Dated(is_after=False, moment=datetime(2026, 2, 1, tzinfo=UTC), position=7),
                ),)
            ),
        ),
        ("lang:fr", Query(wanted=((named("lang", "fr", 5),),))),
        ("col:x", Query(wanted=((words("col:x", 0),),))),
        ("Is:unread", Query(wanted=((words("Is:unread", 0),),))),
        ("this:x", Query(wanted=((words("this:x", 0),),))),
    ],
)  # fmt: skip
def test_a_query_is_read_into_a_tree(text: str, expected: Query) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "position", "words_of_it"),
    [
        ('rates feed:"bbc', 11, "not closed"),
        ("x feed:", 7, "feed: wants a value, as in feed:guardian"),
        ('actor:""', 6, "actor: wants a value"),
        ("said:*", 5, "said: wants a value"),
        ("is:open", 3, "is: wants one of unread, read, starred, muted"),
        ("after:yesterday", 6, "after: wants a date, as in after:2026-11-01"),
        ("before:2026-02-30", 7, "there is no day 2026-02-30"),
        ("after:0000", 6, "there is no day 0000"),
        ("lang:french", 5, "two letters"),
        ("-feed:bbc", 6, "not only what to leave out"),
        ("x OR is:muted", 8, "can't be one of several"),
    ],
)
def test_a_wrong_query_says_what_is_wrong_and_where(
    text: str, position: int, words_of_it: str
) -> None:
    with pytest.raises(QueryError, match=words_of_it) as refused:
        parse(text)

    assert refused.value.position == position
