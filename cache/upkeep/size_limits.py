"""Keep the cache within its limits: delete old entries in small steps, free disk space."""

from datetime import datetime
from time import monotonic

from msgspec import Struct

from cache.db.connection import Connection, give_way
from cache.db.rows import to_milliseconds
from cache.errors import CacheDamaged, CacheError
from cache.upkeep import retention
from cache.upkeep.retention import DAY_MILLISECONDS, Limits, Sizes
from cache.upkeep.server_clock import clock_ahead

_LONGEST_SILENCE = 45 * DAY_MILLISECONDS
"""Between what the clock says and the newest entry or the last run. Whoever comes back after a long
time has new entries first; a clock that jumped has not."""
_MOST_AT_ONCE = 20
_SECONDS_AT_ONCE = 0.015
"""A mark waits no longer than for that. An entry is taken out of the search index word by word:
0.3 ms as a rule, ten times that in a large archive or on a busy machine."""
_SLICES_BEFORE_CHECKPOINT = 8
"""The log is written back in small parts: 16 MiB at once would hold up a mark's own sync."""
_PICTURES_AT_ONCE = 5
_DROPPED_AT_MOST = 5_000
"""At a time: a cache that was let grow for years is brought down over a few refreshes."""
_LEAST_FREE_SHARE = 0.2
_LEAST_FREE_BYTES = 1 << 20
_MOST_BYTES_TO_COPY = 512 << 20
"""Above this the copy would take longer than a mark can wait; free pages are filled again."""


class Dropped(Struct, frozen=True, kw_only=True):
    """What went.

    Attributes:
        is_clock_ahead: nothing went, because nothing else bears out what the clock says.
    """

    entries: int = 0
    pictures: int = 0
    is_clock_ahead: bool = False


class Upkeep:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sizes(self) -> Sizes:
        """Return how large the database is."""
        return retention.sizes(self._connection)

    def retain(self, limits: Limits, now: datetime) -> Dropped:
        """Drop what is too old, then what is too much; others write in between."""
        moment = to_milliseconds(now)
        is_silent = moment - retention.latest_known(self._connection, moment) > _LONGEST_SILENCE
        if is_silent or clock_ahead(self._connection, moment):
            # What is dropped stays away: a clock that is years ahead would take all that was read.
            before = moment - limits.days * DAY_MILLISECONDS
            would_drop = bool(retention.old_entries(self._connection, before, 1))
            return Dropped(is_clock_ahead=would_drop)
        with self._connection.transaction(is_durable=False):
            retention.note_run(self._connection, moment)
        entries = pictures = 0
        if limits.days:
            before = moment - limits.days * DAY_MILLISECONDS
            pictures += self._drop_pictures(before, most_bytes=0)
            entries += self._drop_entries(before, most_bytes=0)
        if limits.mib:
            # Pictures can be fetched again most easily, and take most room.
            pictures += self._drop_pictures(moment, most_bytes=limits.most_bytes)
            entries += self._drop_entries(moment, most_bytes=limits.most_bytes)
        return Dropped(entries=entries, pictures=pictures)

    def _drop_entries(self, before: int, *, most_bytes: int) -> int:
        if self._is_small(most_bytes):
            return 0
        # Looked for outside a transaction: it takes half a second among 500,000.
        old = retention.old_entries(self._connection, before, _DROPPED_AT_MOST)
        count = done = slices = 0
        at_once = 1
        used_before = self.sizes().used
        while done < len(old) and not self._is_small(most_bytes):
            began = monotonic()
            with self._connection.transaction(is_durable=False):
                some = old[done : done + at_once]
                count += retention.drop(self._connection, some)
            done += len(some)
            share = _SECONDS_AT_ONCE / max(monotonic() - began, 0.001)
            at_once = max(1, min(_MOST_AT_ONCE, int(len(some) * share)))
            if most_bytes:
                at_once = min(at_once, self._still_to_drop(done, used_before, most_bytes))
            slices += 1
            if slices % _SLICES_BEFORE_CHECKPOINT == 0:
                self._connection.rows("PRAGMA wal_checkpoint (PASSIVE)")
            give_way()
        return count

    def _still_to_drop(self, done: int, used_before: int, most_bytes: int) -> int:
        """Return how many more entries there are to drop, going by those that went, at least 1."""
        used = self.sizes().used
        freed = used_before - used
        # Half of what seems to be needed: sizes differ, and what was dropped can't be taken back.
        return max(1, (used - most_bytes) * done // (2 * freed)) if freed > 0 else done

    def _drop_pictures(self, before: int, *, most_bytes: int) -> int:
        count = 0
        while not self._is_small(most_bytes):
            with self._connection.transaction(is_durable=False):
                gone = retention.drop_pictures(self._connection, before, _PICTURES_AT_ONCE)
            if not gone:
                break
            count += gone
            give_way()
        return count

    def _is_small(self, most_bytes: int) -> bool:
        return bool(most_bytes) and self.sizes().used <= most_bytes

    def is_search_sound(self) -> bool:
        """Whether the search index agrees with itself."""
        try:
            with self._connection.transaction(is_durable=False):
                self._connection.run("INSERT INTO search (search) VALUES ('integrity-check')")
        except CacheDamaged:
            return False
        return True

    def give_back_room(self) -> bool:
        """Copy the database without its free pages if there are many and nobody else has it open.

        Whoever opens it meanwhile reads as always; a mark waits until the copy is there.
        """
        sizes = self.sizes()
        is_worth_it = sizes.free_share > _LEAST_FREE_SHARE and sizes.free > _LEAST_FREE_BYTES
        if not is_worth_it or sizes.used > _MOST_BYTES_TO_COPY or not self._connection.is_alone():
            return False
        try:
            self._connection.rows("VACUUM")
            self._connection.rows("PRAGMA wal_checkpoint (TRUNCATE)")
            # The tables begin elsewhere now.
            self._connection.fill_reserve(is_asked=True)
        except CacheError:
            # No room for the copy, or somebody wrote: the file is as it was.
            return False
        return True
