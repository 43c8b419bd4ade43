"""The verbs `follow`, `follows`, `unfollow` and `actor`."""

import argparse
import sys

from cache.errors import NothingToMatch, QueryError
from cache.library import Library
from cache.values.interest_rows import ActorPage, Follow, FollowId, FollowKind, KnownActor
from cache.values.query_tree import NO_QUERY
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, put_json, put_line, utc_now
from tui.headless.printing.brief_document import statement_line
from tui.headless.printing.json_fields import row_fields
from tui.headless.verbs.articles.search import query_of, row_line
from tui.headless.words.notices import describe_query_error, plural

_SUGGESTED = 5


def follow(arguments: argparse.Namespace) -> int:
    """Follow an actor by name, or a search, which its fields and operators give away."""
    session = open_session(arguments)
    words = query_of(arguments.words)
    with session.writer() as writer, session.library() as library:
        try:
            # A name that is said to be one may have any characters.
            query = NO_QUERY if arguments.actor else library.lists.parse_query(words)
            if arguments.search or not query.is_plain:
                writer.submit(
                    lambda store: store.interests.follow_search(
                        query, title=arguments.title, now=utc_now()
                    )
                ).result()
            else:
                words = _known_name(library, " ".join(arguments.words))
                writer.submit(
                    lambda store: store.interests.follow_actor(words, now=utc_now())
                ).result()
        except QueryError as error:
            complain(describe_query_error(error, words))
            return EXIT_USAGE
        except NothingToMatch as error:
            complain(str(error))
            return EXIT_USAGE
    sys.stderr.write(f"Following {arguments.title or words}.\n")
    return EXIT_DONE


def _known_name(library: Library, words: str) -> str:
    """Return the actor that is meant, the words as they are if nobody or several have them."""
    found = library.interests.find_actors(words, _SUGGESTED)
    if found and library.interests.actor(words) is None and len(found) == 1:
        return found[0].name
    if found and library.interests.actor(words) is None:
        sys.stderr.write(f"No actor has exactly this name. {_also(found)}\n")
    return words


def _also(found: tuple[KnownActor, ...]) -> str:
    names = ", ".join(f"{actor.name} ({actor.entry_count:,})" for actor in found)
    return f"Similar names: {names}."


def follows(arguments: argparse.Namespace) -> int:
    """List what is followed with its unread stories."""
    session = open_session(arguments)
    with session.reader() as library:
        rows = library.interests.follows()
        counts = library.interests.follow_counts()
    if arguments.json:
        put_json([_follow_fields(row, counts[row.follow_id]) for row in rows])
        return EXIT_DONE
    for row in rows:
        words = row.title if row.subject == row.title else f"{row.title}  <{row.subject}>"
        put_line(f"{row.follow_id:>5}  {counts[row.follow_id]:>6}  {row.kind:<6}  {words}")
    if not rows:
        sys.stderr.write("You follow nothing yet. `nutgraf follow NAME` follows an actor.\n")
    return EXIT_DONE


def _follow_fields(row: Follow, unread_count: int) -> dict[str, object]:
    return {
        "id": row.follow_id,
        "kind": row.kind,
        "title": row.title,
        "actor" if row.kind is FollowKind.ACTOR else "query": row.subject,
        "since": row.created_at,
        "unread": unread_count,
    }


def unfollow(arguments: argparse.Namespace) -> int:
    """Follow something no longer, by its number or its name."""
    session = open_session(arguments)
    name = " ".join(arguments.words)
    with session.writer() as writer, session.library() as library:
        followed = _followed(library, name)
        if followed is None:
            complain(f"{name}: you don't follow this; `nutgraf follows` lists what you follow")
            return EXIT_USAGE
        writer.submit(lambda store: store.interests.unfollow(followed.follow_id)).result()
    sys.stderr.write(f"No longer following {followed.title}.\n")
    return EXIT_DONE


def _followed(library: Library, name: str) -> Follow | None:
    rows = library.interests.follows()
    page = library.interests.actor(name)
    wanted: FollowId | None = page.follow_id if page is not None else None
    for row in rows:
        if name in (str(row.follow_id), row.subject) or row.follow_id == wanted:
            return row
    return next((row for row in rows if row.title.casefold() == name.casefold()), None)


def actor(arguments: argparse.Namespace) -> int:
    """Print what is known of an actor; 1 if nobody has that name."""
    session = open_session(arguments)
    words = " ".join(arguments.words)
    with session.reader() as library:
        found = library.interests.find_actors(words, _SUGGESTED)
        page = library.interests.actor(words) or (
            library.interests.actor(found[0].name) if found else None
        )
    if page is None:
        complain(f"no actor is called {words}")
        return EXIT_SOME_FAILED
    if arguments.json:
        put_json(_page_fields(page))
        return EXIT_DONE
    for line in _page_lines(page):
        put_line(line)
    others = tuple(it for it in found if it.name != page.name)
    if others:
        sys.stderr.write(f"{_also(others)}\n")
    return EXIT_DONE


def _page_lines(page: ActorPage) -> list[str]:
    articles = plural(page.entry_count, "article")
    followed = " · followed" if page.follow_id is not None else ""
    lines = [page.name, f"{page.kind} · {articles} · {plural(page.quote_count, 'quote')}{followed}"]
    if page.roles:
        lines += ["", "Roles"]
        lines += [
            f"  {_days(role.first.date().isoformat(), role.last.date().isoformat())}  {role.role}"
            for role in page.roles
        ]
    lines += ["", "Articles per week"]
    lines += [f"  {week.isoformat()}  {count:>4}" for week, count in page.weeks]
    if page.companions:
        lines += ["", "Appears with"]
        lines += [f"  {other.entry_count:>4}  {other.name}" for other in page.companions]
    if page.quotes:
        lines += ["", "Quotes"]
        for it in page.quotes:
            words = statement_line(it.statement)
            lines.append(f"{it.entry_id:>7}  {it.sort_at.date().isoformat()}  {words}")
    return [*lines, "", "Articles", *(row_line(row) for row in page.entries)]


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _page_fields(page: ActorPage) -> dict[str, object]:
    return {
        "name": page.name,
        "kind": page.kind,
        "is_followed": page.follow_id is not None,
        "articles": page.entry_count,
        "quotes_in_all": page.quote_count,
        "roles": [
            {"role": it.role, "first": it.first, "last": it.last, "articles": it.entry_count}
            for it in page.roles
        ],
        "weeks": [{"week": week, "articles": count} for week, count in page.weeks],
        "appears_with": [
            {"name": it.name, "kind": it.kind, "articles": it.entry_count} for it in page.companions
        ],
        "quotes": [
            {
                "id": it.entry_id,
                "title": it.title,
                "feed": it.feed_title,
                "date": it.sort_at,
                "kind": it.statement.first.kind,
                "text": it.statement.first.text,
                "cue": it.statement.first.cue,
                "frame": it.statement.first.frame,
            }
            for it in page.quotes
        ],
        "newest": [row_fields(row) for row in page.entries],
    }
