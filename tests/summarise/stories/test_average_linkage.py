"""Which groups of articles are joined; vectors by hand."""

import math

import pytest

from summarise.stories.average_linkage import LEAST_HAPPENED, Group, Linker, TermIndex

MANY = 12


def article(
    name: str, *, who: float, what: float, who_terms: int = MANY, what_terms: int = MANY
) -> Group:
    """Return an article: what part of its square is whom it is about, and what happened.

    Each is spread evenly over so many terms; what is left is the article's own.
    """
    names = {100 + n: math.sqrt(who / who_terms) for n in range(who_terms)}
    happened = {200 + n: math.sqrt(what / what_terms) for n in range(what_terms)}
    own = {ord(name): math.sqrt(1 - who - what)}
    return Group(name=name, language="en", total=names | happened | own, names=names)


def story_count(*groups: Group) -> int:
    index = TermIndex()
    for group in groups:
        index.put(group.name, group.total)
    homes = Linker(index, lambda name: groups[0]).link(groups)
    return len({home.name for home in homes.values()})


@pytest.mark.parametrize(
    ("shared", "count"), [(LEAST_HAPPENED / 1.5, 2), (LEAST_HAPPENED * 1.5, 1)]
)
def test_the_same_names_are_no_event_without_what_happened(shared: float, count: int) -> None:
    articles = [article(name, who=0.7, what=shared) for name in "ab"]

    assert story_count(*articles) == count


@pytest.mark.parametrize(("terms", "count"), [(1, 2), (MANY, 1)])
def test_one_rare_name_and_one_rare_word_are_no_event(terms: int, count: int) -> None:
    articles = [
        article(name, who=0.4, what=0.3, who_terms=terms, what_terms=terms) for name in "ab"
    ]

    assert story_count(*articles) == count


@pytest.mark.parametrize(("alike", "count"), [(0.3, 1), (0.1, 2)])
def test_an_article_on_its_topic_is_no_part_of_a_close_story(alike: float, count: int) -> None:
    close = [article(name, who=0.5, what=0.4) for name in "ab"]
    other = article("c", who=0.6 * alike, what=0.4 * alike)

    assert story_count(*close, other) == count
