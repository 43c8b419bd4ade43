"""What a query says, and what is wrong with it and where."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from cache.errors import QueryError
from cache.search.query_parser import parse
from cache.values.list_rows import Scope, View
from cache.values.query_tree import Ago, Dated, FieldName, Is, Lasting, Named, Query, State, Words


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
        ("Is:unread", Query(wanted=((Is(state=State.UNREAD, position=3),),))),
        ("title:rates", Query(wanted=((named("title", "rates", 6),),))),
        ("author:poe", Query(wanted=((named("author", "poe", 7),),))),
        (
            "after:7d",
            Query(wanted=((Ago(is_after=True, span=timedelta(days=7), position=6),),)),
        ),
        (
            "before:2W",
            Query(wanted=((Ago(is_after=False, span=timedelta(weeks=2), position=7),),)),
        ),
        (
            "after:36h",
            Query(wanted=((Ago(is_after=True, span=timedelta(hours=36), position=6),),)),
        ),
        ("minutes:<5", Query(wanted=((Lasting(least=0, most=4, position=8),),))),
        ("minutes:>=10", Query(wanted=((Lasting(least=10, most=None, position=8),),))),
        ("minutes:3", Query(wanted=((Lasting(least=3, most=3, position=8),),))),
        # What is pasted: addresses, times, headlines.
        ("http://example.org", Query(wanted=((words("http://example.org", 0),),))),
        ("16:30", Query(wanted=((words("16:30", 0),),))),
        ("Trump: no", Query(wanted=((words("Trump:", 0),), (words("no", 7),)))),
        ("速報:大地震", Query(wanted=((words("速報:大地震", 0),),))),
        ("war - peace", Query(wanted=((words("war", 0),), (words("peace", 6),)))),
        ('"col:x"', Query(wanted=((words("col:x", 0),),))),
        ("a AND b", Query(wanted=((words("a", 0),), (words("b", 6),)))),
    ],
)  # fmt: skip
def test_a_query_is_read_into_a_tree(text: str, expected: Query) -> None:
    assert parse(text) == replace(expected, text=text)


@pytest.mark.parametrize(
    ("text", "position", "words_of_it"),
    [
        ('rates feed:"bbc', 11, "not closed"),
        ("x feed:", 7, "feed: needs a value, as in feed:guardian"),
        ('actor:""', 6, "actor: needs a value"),
        ("said:*", 5, "said: needs a value"),
        ("is:open", 3, "is: expected one of unread, read, starred, muted"),
        (
            "after:yesterday",
            6,
            "after: needs a date or a time span, as in after:2026-11-01 or after:7d",
        ),
        ("before:2026-02-30", 7, "there is no day 2026-02-30"),
        ("after:0000", 6, "there is no day 0000"),
        ("lang:french", 5, "two-letter language code"),
        ("minutes:few", 8, "minutes: needs a number, as in minutes:<5"),
        ("minutes:<-5", 8, "minutes: needs a number"),
        ("minutes:99999", 8, "minutes: needs a number"),
        ("-feed:bbc", 6, "not only what to exclude"),
        ("x OR is:muted", 8, "can't be one of several"),
        ("x titel:y", 2, "there is no field titel:.*did you mean title:"),
        ("-foo:x y", 1, "there is no field foo:.*quotation marks"),
        ('x autor:"Jane Poe"', 2, "did you mean author:"),
        ("this:x", 0, "the fields are feed: folder: title: author: actor: said:"),
        ("Trump OR", 6, "nothing follows OR"),
        ("Trump OR …", 6, "nothing follows OR"),
        ("OR x", 0, "nothing comes before OR"),
        ("a -b OR c", 5, "OR can't be combined with an excluded word"),
        ("a OR OR b", 5, "nothing comes before OR"),
        ("a AND OR b", 6, "nothing comes before OR"),
        ("a AND", 2, "nothing follows AND"),
        ("a OR -b", 2, "OR can't be combined with an excluded word"),
        ("-", 0, "followed by what to exclude"),
        ("a -", 2, "followed by what to exclude"),
        ("- a", 0, "followed by what to exclude"),
        ("after:0d", 6, "after: needs a date or a time span, as in"),
        ("after:99999999w", 6, "99999999w is too far back"),
    ],
)
def test_a_wrong_query_says_what_is_wrong_and_where(
    text: str, position: int, words_of_it: str
) -> None:
    with pytest.raises(QueryError, match=words_of_it) as refused:
        parse(text)

    assert refused.value.position == position


def test_a_saved_query_of_an_earlier_version_is_still_understood() -> None:
    saved = parse("col:x a OR OR b OR", is_lenient=True)

    assert saved.wanted == ((words("col:x", 0),), (words("a", 6), words("b", 14)))


def test_a_query_keeps_its_words_and_views_of_equal_queries_are_equal() -> None:
    typed = "rates -feed:bbc after:7d"

    view = View(scope=Scope.ALL, query=parse(typed))

    assert view.query.text == typed
    assert view == View(scope=Scope.ALL, query=parse(typed))
    assert hash(view) == hash(View(scope=Scope.ALL, query=parse(typed)))
    assert view.is_found
    assert view != View(scope=Scope.ALL)


def test_what_has_no_letter_is_a_query_that_finds_nothing() -> None:
    assert parse("…")
    assert not parse("…").wanted
    assert not parse("")
