"""What a shell is told of the cache: names that it can put in, one on a line."""

from hypothesis import given
from hypothesis import strategies as st

from cache.lists.stored_names import StoredFeed, StoredNames
from tui.headless.reference.candidates import as_lines, candidates
from tui.headless.reference.command_tree import STORED, Values


def feeds(*titles: str, folder: str = "") -> StoredNames:
    return StoredNames(
        feeds=tuple(
            StoredFeed(number=number, title=title, folder=folder, url="u")
            for number, title in enumerate(titles, 1)
        )
    )


def words(values: Values, names: StoredNames, begun: str = "") -> list[str]:
    return [it.word for it in candidates(values, names, begun)]


def test_a_feed_is_completed_by_its_title() -> None:
    assert words(Values.FEEDS, feeds("World News", "Sea"), "Wo") == ["World News"]


def test_capitals_matter_only_if_they_part_the_names() -> None:
    names = feeds("world cup", "World News")

    assert words(Values.FEEDS, names, "World") == ["World News"]
    assert words(Values.FEEDS, names, "WORLD") == ["world cup", "World News"]


def test_a_feed_whose_title_can_not_be_typed_or_means_another_has_its_number() -> None:
    names = feeds("a\x1b[31m", "b\nc", "--force", "7", "Twin", "twin", "x" * 500, "\u202eevil")

    assert words(Values.FEEDS, names) == [str(number) for number in range(1, 9)]


def test_a_title_that_is_another_feeds_with_its_folder_is_not_completed() -> None:
    inside = StoredFeed(number=1, title="News", folder="World", url="u")
    named_so = StoredFeed(number=2, title="World / News", folder="", url="v")

    found = words(Values.FEEDS, StoredNames(feeds=(inside, named_so)))

    assert found == ["News", "2"]


def test_a_query_is_completed_by_fields_and_then_by_what_they_can_have() -> None:
    names = StoredNames(tags=("sea", "low tide", 'a "b"'))

    assert words(Values.QUERY, names, "ta") == ["tag:"]
    assert words(Values.QUERY, names, "-ta") == ["-tag:"]
    assert words(Values.QUERY, names, "tag:") == ["tag:sea", 'tag:"low tide"']
    assert words(Values.QUERY, names, 'tag:"l') == ['tag:"low tide"']
    assert words(Values.QUERY, names, "-has:") == ["-has:note", "-has:tag"]
    assert words(Values.QUERY, names, "after:") == []


@given(st.lists(st.text(max_size=20), max_size=5), st.sampled_from(STORED), st.text(max_size=5))
def test_whatever_names_are_a_line_is_a_printable_word(
    titles: list[str], values: Values, begun: str
) -> None:
    names = StoredNames(
        feeds=feeds(*titles, folder="\x07").feeds,
        tags=tuple(titles),
        follows=tuple(titles),
        accounts=tuple(titles),
    )

    found = candidates(values, names, begun)

    lines = as_lines(found).split("\n")[:-1]
    assert len(lines) == len(found)
    for line, it in zip(lines, found, strict=True):
        assert line.partition("\t")[0] == it.word
        assert it.word.isprintable()
        assert line.replace("\t", "").isprintable()
