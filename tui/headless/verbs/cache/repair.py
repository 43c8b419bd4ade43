"""`nutgraf check --repair`: rebuild a damaged, emptied or missing cache."""

from cache.db.backup import find_backups, has_copies, was_emptied
from cache.errors import CacheDamaged
from cache.library import Library
from cache.rescue.repair import Made, is_unused, repair
from cache.writer import Writer
from tui.headless.cli.exit_codes import EXIT_DONE
from tui.headless.cli.session import Session, put_line
from tui.headless.words.notices import plural

_TABLES = {
    "feeds": "subscriptions",
    "status": "marks",
    "entries": "entries",
    "articles": "articles",
    "notes": "notes",
    "entry_tags": "tags",
}


def mend(session: Session) -> int:
    """Repair the cache if it needs it, and say what came of it.

    Raises:
        CacheError: it can't be repaired; nothing was changed.
    """
    path = session.paths.cache
    reason = _reason(session)
    if not reason:
        put_line(f"{path}: there is nothing to repair.")
        return EXIT_DONE
    put_line(reason)
    made, aside = repair(path)
    for line in _result(made):
        put_line(line)
    if aside is not None:
        put_line(f"The damaged file is kept as {aside}.")
    put_line("`nutgraf fetch` asks all feeds again for what is missing.")
    return EXIT_DONE


def _reason(session: Session) -> str:
    """Return why the cache has to be rebuilt, "" if it has not."""
    path = session.paths.cache
    if not path.exists() or was_emptied(path):
        copy = "a backup" if find_backups(path) else "a second copy of what you did"
        return f"{path} is empty or gone, but there is {copy}." if has_copies(path) else ""
    try:
        with Writer(path) as writer, Library(path) as library:
            problems = library.problems()
            if (
                not problems
                and not writer.submit(lambda store: store.upkeep.is_search_sound()).result()
            ):
                writer.submit(lambda store: store.rebuild_search()).result()
                put_line("The search index was damaged and has been rebuilt.")
    except CacheDamaged as error:
        return str(error)
    if not problems and is_unused(path):
        return f"{path} is new, but there is a copy of one that was in use."
    return "; ".join(problems[:3])


def _result(made: Made) -> list[str]:
    lines = [
        f"Recovered: {plural(made.feeds, 'feed')}, {plural(made.entries, 'entry', 'entries')}, "
        f"marks on {plural(made.marks, 'entry', 'entries')}."
    ]
    lost = [words for table, words in _TABLES.items() if table in made.incomplete]
    if lost and made.has_reserve:
        lines.append(
            f"Some {' and '.join(lost)} could not be read; your marks, tags and notes are "
            "complete: they were restored from the copy beside the cache."
        )
    elif lost and made.backup is None:
        lines.append(f"Some {' and '.join(lost)} could not be read, and there is no backup.")
    elif lost:
        lines.append(
            f"Some {' and '.join(lost)} could not be read; what the backup has was restored: "
            f"{made.backup}."
        )
    return lines
