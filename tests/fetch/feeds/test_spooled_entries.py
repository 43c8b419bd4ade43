"""Large documents and their entries in files: the same values, and nothing is left behind."""

import gc
import tempfile
from pathlib import Path

import pytest

from fetch.errors import FetchError
from fetch.feeds.feed_drafts import CONTENT_CHARACTERS, Draft, FeedDraft, finish_feed
from fetch.feeds.spooled_entries import SpooledEntries, write_entries
from fetch.http.inflate import BoundedBody
from fetch.model import Entry, EntryKey, FailureKind
from fetch.spool import SPOOL_BYTES, Spool
from fetch.text.dates import utc_now
from fetch.text.identity import hash_body, hash_pieces
from tests.support.servers.answer_bodies import as_bytes


def entries(count: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(key=EntryKey(str(number)), content_html="x" * 1_000 * number)
        for number in range(count)
    )


def leavings() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob("nutgraf-*"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_entries_come_out_as_they_went_in() -> None:
    spool, whole = Spool(), entries(60)
    spool.write(b"the document was here" * 100_000)

    parts = write_entries(spool.path, whole)
    read = SpooledEntries(spool, parts)

    assert len(parts) > 2
    assert len(read) == 60
    assert tuple(read) == whole
    assert tuple(reversed(read)) == whole[::-1]
    assert tuple(read[10:20]) == whole[10:20]
    assert read[-1] == whole[-1]
    with pytest.raises(IndexError):
        read[60]


def test_no_entries_are_none() -> None:
    spool = Spool()

    assert tuple(SpooledEntries(spool, write_entries(spool.path, ()))) == ()


def test_a_large_body_lies_in_a_file_for_its_owner_alone_and_goes_with_it() -> None:
    body = BoundedBody((), max_bytes=10 * SPOOL_BYTES, may_spool=True)
    for number in range(40):
        body.feed(bytes([number]) * (SPOOL_BYTES // 10))
    spool = body.spool

    assert spool is not None
    assert body.whole() == b""
    assert hash_pieces(spool.pieces()) == hash_body(as_bytes(spool))
    assert as_bytes(spool)[-1] == 39
    assert spool.path.stat().st_mode & 0o777 == 0o600

    del spool, body
    gc.collect()

    assert leavings() == []


def test_a_small_body_is_in_memory() -> None:
    body = BoundedBody((), max_bytes=SPOOL_BYTES, may_spool=True)
    body.feed(b"small")

    assert (body.whole(), body.spool) == (b"small", None)


def test_without_a_folder_for_it_a_large_body_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nonexistent")
    body = BoundedBody((), max_bytes=10 * SPOOL_BYTES, may_spool=True)

    with pytest.raises(FetchError) as caught:
        body.feed(b"x" * (SPOOL_BYTES + 1))

    assert caught.value.failure.kind is FailureKind.TOO_LARGE
    assert "temporary files" in caught.value.failure.detail


def test_one_entry_keeps_so_much_text_and_says_where_it_was_cut() -> None:
    draft = Draft(guid="1", content="<p>" + "word " * (CONTENT_CHARACTERS // 4) + "</p>")

    (entry,) = finish_feed(
        FeedDraft(drafts=(draft,)), url="http://h.example/f", now=utc_now()
    ).entries

    assert len(entry.content_html) < CONTENT_CHARACTERS + 100
    assert "longer than what is kept" in entry.content_html[-100:]
