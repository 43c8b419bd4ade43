from datetime import timedelta

import pytest
from msgspec.structs import replace

from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import EntryDetail, EntryId, Scope, View
from fetch.model import Article, Entry, EntryKey, Extractor, FailureKind, FeedTarget
from summarise.model import Brief, Coverage, NutGraf, Span
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_brief,
    make_entries,
    make_entry,
    make_failure,
    make_refreshed,
    make_unchanged,
)


def stored(store: Store, *entries: Entry) -> tuple[FeedTarget, tuple[EntryId, ...]]:
    url = "http://example.org/feed"
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    return target, store.entries.save_outcome(make_refreshed(target, entries), now=NOW).new_entries


def detail_of(library: Library, entry_id: EntryId) -> EntryDetail:
    detail = library.detail(entry_id)
    assert detail is not None
    return detail


def waiting(library: Library) -> list[EntryId]:
    return [pending.entry_id for pending in library.queue.entries_without_article(100)]


def test_an_article_comes_back_as_it_was_given(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    article = make_article("Ünïcode 🇬🇧\n\n日本語", note="Only the start.", byline="")

    store.articles.save(entry_id, article, None, now=NOW)

    detail = detail_of(library, entry_id)
    assert detail.article == article
    assert detail.page_failure is None
    assert detail.row.word_count == article.word_count
    assert detail.summary == "What happened in story 1."


def test_a_brief_comes_back_as_it_was_given(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    article, brief = make_article(), make_brief(id=str(entry_id))
    store.articles.save(entry_id, article, None, now=NOW)

    was_saved = store.articles.save_brief(entry_id, brief)

    assert was_saved
    detail = detail_of(library, entry_id)
    assert detail.brief == brief
    assert detail.row.has_brief
    assert detail.row.lead == "Rebels took the city."


def test_lists_show_the_nut_graf_without_the_brief(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    store.articles.save(entry_id, make_article(), None, now=NOW)
    graf = NutGraf(text="Aleppo fell to rebels.", spans=(Span(start=0, end=6),))

    store.articles.save_brief(entry_id, replace(make_brief(id=str(entry_id)), nut_graf=graf))

    detail = detail_of(library, entry_id)
    assert detail.row.lead == "Aleppo fell to rebels."
    assert detail.brief is not None
    assert detail.brief.nut_graf == graf


def test_a_brief_of_a_text_that_was_replaced_is_refused(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    store.articles.save(entry_id, make_article("Old."), None, now=NOW)
    store.articles.save(entry_id, make_article("New."), None, now=NOW)

    was_saved = store.articles.save_brief(entry_id, make_brief("Old."))

    assert not was_saved
    assert detail_of(library, entry_id).brief is None
    assert [pending.article.text for pending in library.queue.articles_without_brief("p1", 5)] == [
        "New."
    ]


def test_what_belongs_to_no_entry_is_passed_over(store: Store, library: Library) -> None:
    store.articles.save(EntryId(5), make_article(), None, now=NOW)

    assert not store.articles.save_brief(EntryId(5), make_brief())
    assert library.detail(EntryId(5)) is None


def test_pages_are_wanted_newest_first(store: Store, library: Library) -> None:
    _, ids = stored(store, *make_entries(5))

    assert waiting(library) == list(ids)
    assert [pending.entry_id for pending in library.queue.entries_without_article(2)] == list(
        ids[:2]
    )
    assert library.queue.count_without_article() == 5


def test_a_page_is_wanted_once(store: Store, library: Library) -> None:
    _, ids = stored(store, *make_entries(3))

    store.articles.save(ids[0], make_article(), None, now=NOW)
    store.articles.save(ids[1], None, make_failure(FailureKind.GONE), now=NOW)

    assert waiting(library) == [ids[2]]
    assert detail_of(library, ids[1]).page_failure == make_failure(FailureKind.GONE)


def test_a_page_that_could_not_be_had_is_asked_again_after_a_pause(
    store: Store, library: Library
) -> None:
    target, (entry_id,) = stored(store, make_entry())
    short = make_article(extractor=Extractor.FEED_SUMMARY)
    store.articles.save(entry_id, short, make_failure(FailureKind.TIMEOUT), now=NOW)

    store.entries.save_outcome(make_unchanged(target), now=NOW + timedelta(minutes=9))
    assert waiting(library) == []

    store.entries.save_outcome(make_unchanged(target), now=NOW + timedelta(minutes=10))
    assert waiting(library) == [entry_id]


def test_a_page_is_given_up_in_the_end(store: Store, library: Library) -> None:
    target, (entry_id,) = stored(store, make_entry())
    attempts = 0
    while waiting(library):
        now = NOW + timedelta(days=attempts)
        store.articles.save(entry_id, None, make_failure(), now=now)
        store.entries.save_outcome(make_unchanged(target), now=now + timedelta(hours=23))
        attempts += 1

    assert attempts == 5


@pytest.mark.parametrize(
    ("kind", "status", "is_asked_again"),
    [
        (FailureKind.HTTP_STATUS, 503, True),
        (FailureKind.HTTP_STATUS, 404, False),
        (FailureKind.OFFLINE, None, True),
        (FailureKind.WORKER_KILLED, None, False),
        (FailureKind.TOO_LARGE, None, False),
    ],
)
def test_only_what_may_pass_is_asked_again(
    kind: FailureKind, status: int | None, is_asked_again: bool, store: Store, library: Library
) -> None:
    target, (entry_id,) = stored(store, make_entry())
    store.articles.save(entry_id, None, make_failure(kind, status=status), now=NOW)

    store.entries.save_outcome(make_unchanged(target), now=NOW + timedelta(days=1))

    assert bool(waiting(library)) == is_asked_again


def test_the_pages_text_is_not_given_up_for_the_feeds(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    page = make_article("The whole story of the page.")
    store.articles.save(entry_id, page, None, now=NOW)

    short = make_article("Short.", extractor=Extractor.FEED_SUMMARY)
    store.articles.save(entry_id, short, make_failure(), now=NOW)

    assert detail_of(library, entry_id).article == page
    assert detail_of(library, entry_id).page_failure == make_failure()


@pytest.mark.parametrize(
    ("change", "is_fetched_again"),
    [
        ({"summary": "The same with another advertisement."}, False),
        ({"updated": NOW + timedelta(hours=1)}, True),
        ({"url": "http://example.org/elsewhere"}, True),
        ({"url": "https://example.org/1"}, False),
    ],
)
def test_a_page_is_fetched_again_when_the_feed_says_that_it_changed(
    change: dict[str, object], is_fetched_again: bool, store: Store, library: Library
) -> None:
    target, (entry_id,) = stored(store, make_entry(updated=NOW))
    store.articles.save(entry_id, make_article(), None, now=NOW)

    changed = make_entry(1, **({"updated": NOW} | change))
    store.entries.save_outcome(make_refreshed(target, [changed]), now=NOW)

    assert waiting(library) == ([entry_id] if is_fetched_again else [])
    assert detail_of(library, entry_id).article == make_article(), (
        "shown until the new one is there"
    )


def test_a_text_of_the_feeds_own_is_made_again_when_the_feed_changes_it(
    store: Store, library: Library
) -> None:
    target, (entry_id,) = stored(store, make_entry(content_html="<p>one</p>"))
    short = make_article(extractor=Extractor.FEED_CONTENT)
    store.articles.save(entry_id, short, None, now=NOW)

    store.entries.save_outcome(
        make_refreshed(target, [make_entry(content_html="<p>two</p>")]), now=NOW
    )

    assert waiting(library) == [entry_id]


def test_briefs_are_wanted_newest_first_and_then_for_another_pipeline(
    store: Store, library: Library
) -> None:
    _, ids = stored(store, *make_entries(4))
    for number, entry_id in enumerate(ids):
        store.articles.save(entry_id, make_article(f"Text {number}."), None, now=NOW)
    store.articles.save_brief(ids[0], make_brief("Text 0.", pipeline="old"))
    store.articles.save_brief(ids[1], make_brief("Text 1.", pipeline="new"))

    pending = library.queue.articles_without_brief("new", 10)

    assert [each.entry_id for each in pending] == [ids[2], ids[3], ids[0]]
    assert [each.title for each in pending] == ["Story 3", "Story 4", "Story 1"]
    assert library.queue.count_without_brief("new") == 3
    assert [each.entry_id for each in library.queue.articles_without_brief("new", 1)] == [ids[2]]


def test_a_brief_made_anew_replaces_the_old_one(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    store.articles.save(entry_id, make_article(), None, now=NOW)
    store.articles.save_brief(entry_id, make_brief(pipeline="old"))

    store.articles.save_brief(entry_id, make_brief(pipeline="new", key_points=()))

    detail = detail_of(library, entry_id)
    assert detail.brief is not None
    assert detail.brief.pipeline == "new"
    assert detail.row.lead == "What happened in story 1."
    assert library.queue.articles_without_brief("new", 10) == ()


def test_an_empty_brief_is_a_brief(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry())
    store.articles.save(entry_id, make_article(), None, now=NOW)
    empty = Brief(id="1", pipeline="p1", coverage=Coverage.EMPTY, text=make_article().text)

    store.articles.save_brief(entry_id, empty)

    assert library.queue.articles_without_brief("p1", 10) == ()
    assert detail_of(library, entry_id).brief == empty


def test_a_title_or_summary_that_changes_leaves_the_first_key_point_as_lead(
    store: Store, library: Library
) -> None:
    target, (entry_id,) = stored(store, make_entry())
    store.articles.save(entry_id, make_article(), None, now=NOW)
    store.articles.save_brief(entry_id, make_brief())

    store.entries.save_outcome(make_refreshed(target, [make_entry(summary="Other.")]), now=NOW)

    assert detail_of(library, entry_id).row.lead == "Rebels took the city."


def test_a_long_lead_is_cut_between_words(store: Store, library: Library) -> None:
    _, (entry_id,) = stored(store, make_entry(summary="many\nwords " * 100))

    row = library.lists.row(entry_id)

    assert row is not None
    assert len(row.lead) <= 201
    assert row.lead.endswith(("many…", "words…"))


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("summary", False), ("rebels", True), ("corrected", True), ("story", False)],
)
def test_the_search_follows_every_change(
    query: str, is_found: bool, store: Store, library: Library
) -> None:
    """Summary, then text, then names; an article and a title that change."""
    target, (entry_id,) = stored(store, make_entry(summary="The summary."))
    text = "Rebels took the city."
    store.articles.save(entry_id, make_article("An old text."), None, now=NOW)
    store.articles.save(entry_id, make_article(text), None, now=NOW)
    store.articles.save_brief(entry_id, make_brief(text))
    store.entries.save_outcome(make_refreshed(target, [make_entry(title="Corrected")]), now=NOW)

    assert library.lists.count(View(scope=Scope.ALL, query=parse(query))) == is_found
    store.rebuild_search()
    assert library.lists.count(View(scope=Scope.ALL, query=parse(query))) == is_found


def test_equal_articles_of_two_entries_are_stored_once_and_go_with_the_last(
    store: Store, library: Library
) -> None:
    _, ids = stored(store, make_entry(1), make_entry(2, key=EntryKey("other")))
    same: Article = make_article()
    for entry_id in ids:
        store.articles.save(entry_id, same, None, now=NOW)
    store.articles.save_brief(ids[0], make_brief())

    store.articles.save(ids[0], make_article("Another."), None, now=NOW)

    assert detail_of(library, ids[0]).brief is None
    assert detail_of(library, ids[1]).article == same
    assert detail_of(library, ids[1]).brief is not None
