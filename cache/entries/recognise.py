"""Match feed items to stored entries: lookup hashes and the decision. Pure.

Hashes are stored, so their input must not change without a migration. Therefore addresses are
normalised here and not by `fetch`, whose rules may change.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from cache.db.hashes import hash_of
from cache.values.list_rows import EntryId
from fetch.lazy_pattern import lazy_pattern
from fetch.model import Entry

_TRACKING = lazy_pattern(
    r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|at_\w+|cmpid|ref_src|xtor)=", re.IGNORECASE
)
# Not `urlsplit`: it takes ten times as long, and addresses have been made sound by `fetch`.
_ADDRESS = lazy_pattern(r"https?://([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE)
_TEXT_EVIDENCE = 500
"""Characters of an untitled entry's text that stand for its title."""


def page_hash(url: str) -> int | None:
    """Return the hash of a page whatever scheme and tracking its address has.

    None for no address and for the front page of a site: many entries may point there.
    """
    match = _ADDRESS.match(url)
    if match is None:
        return None
    host, path, query, fragment = match.groups(default="")
    path = path.rstrip("/")
    if query:
        query = "&".join(
            field for field in query.split("&") if field and not _TRACKING.match(field)
        )
    if _TRACKING.match(fragment):
        fragment = ""
    if not (path or query or fragment):
        return None
    host = host.lower().removesuffix(":80").removesuffix(":443")
    return hash_of(host, path, query, fragment)


class Known(Struct, frozen=True, kw_only=True):
    """What is stored of an entry to recognise it by.

    Attributes:
        digest: of what the feed said; None when that has been removed.
        is_dropped: it was removed for its age, and stays away.
    """

    entry_id: EntryId
    key_hash: int
    alternate_hash: int | None
    page_hash: int | None
    title_hash: int | None
    sort_at: int
    first_seen_at: int
    is_listed: bool
    digest: int | None
    is_dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An item of a feed document with its hashes.

    Attributes:
        entries: all of the document, which may lie in a file: what one says is read when needed.
        place: of the item among them.
        published: in milliseconds.
    """

    entries: Sequence[Entry] = field(repr=False)
    place: int
    key_hash: int
    alternate_hash: int | None
    page_hash: int | None
    title_hash: int | None
    published: int | None

    @property
    def entry(self) -> Entry:
        """What the feed says."""
        return self.entries[self.place]


def candidates(entries: Sequence[Entry], published: Sequence[int | None]) -> tuple[Candidate, ...]:
    """Return the items of a document; of those with one key only the first."""
    by_key: dict[int, Candidate] = {}
    for place, (entry, moment) in enumerate(zip(entries, published, strict=True)):
        evidence = entry.title or entry.summary[:_TEXT_EVIDENCE]
        candidate = Candidate(
            entries=entries,
            place=place,
            key_hash=hash_of(entry.key),
            alternate_hash=hash_of(entry.alternate_key) if entry.alternate_key else None,
            page_hash=page_hash(entry.url),
            title_hash=hash_of(evidence) if evidence else None,
            published=moment,
        )
        by_key.setdefault(candidate.key_hash, candidate)
    return tuple(by_key.values())


def recognise(items: Sequence[Candidate], known: Sequence[Known]) -> Mapping[int, Known]:
    """Return what is known of the items of one document, by key hash; the others are new.

    The key decides. An item with a key that was never seen may still be an old one whose guid
    changed: then its alternate key or its page is that of exactly one stored entry which the
    document does not hold under its own key, and its title or date agree; without a page, both
    must. Where that is not certain it is new: an entry shown twice is a nuisance, one that is
    never shown is a loss.
    """
    if not known:
        return {}
    by_key = {each.key_hash: each for each in known}
    found = {item.key_hash: by_key[item.key_hash] for item in items if item.key_hash in by_key}
    taken = {each.entry_id for each in found.values()}
    for place_of in (_alternate_hash, _page_hash, _moment):
        counts = Counter(place_of(item) for item in items)
        stored: dict[object, list[Known]] = {}
        for each in known:
            stored.setdefault(place_of(each), []).append(each)
        for item in items:
            place = place_of(item)
            if item.key_hash in found or place is None or counts[place] > 1:
                continue
            match stored.get(place):
                case [only] if only.entry_id not in taken and _agree(item, only):
                    found[item.key_hash] = only
                    taken.add(only.entry_id)
                case _:
                    pass
    return found


def _alternate_hash(each: Candidate | Known) -> int | None:
    return each.alternate_hash


def _page_hash(each: Candidate | Known) -> int | None:
    return each.page_hash


def _moment(each: Candidate | Known) -> tuple[int, int] | None:
    """Return title and date of what has no page: all that a guid made afresh each time leaves."""
    moment = each.published if isinstance(each, Candidate) else each.sort_at
    if each.page_hash is not None or each.title_hash is None or moment is None:
        return None
    return each.title_hash, moment


def _agree(item: Candidate, known: Known) -> bool:
    if item.published is not None and item.published == known.sort_at:
        return True
    has_same_title = item.title_hash is not None and item.title_hash == known.title_hash
    has_same_page = item.page_hash is not None and item.page_hash == known.page_hash
    # "Hello world!" stands under /?p=1 of every blog that an aggregator carries.
    return has_same_title and (has_same_page or item.published is None)
