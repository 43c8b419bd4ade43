"""The verb `rules`: list, add, remove and test rules with actions."""

import argparse
import shlex
import sys
from collections.abc import Sequence

from cache.errors import QueryError
from cache.library import Library
from cache.lists.found_lists import SEARCH_LIMIT
from cache.values.rule_rows import Rule, RuleActions, RuleId
from cache.writer import Writer
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, put_json, put_line, utc_now
from tui.headless.printing.json_fields import row_fields
from tui.headless.verbs.articles.search import query_of, row_line
from tui.headless.words.notices import describe_query_error, plural
from tui.headless.words.rule_words import describe_rule


def list_rules(arguments: argparse.Namespace) -> int:
    """List the rules with how often each hit."""
    session = open_session(arguments)
    with session.reader() as library:
        rows = library.rules.all()
    if arguments.json:
        put_json([_rule_fields(row) for row in rows])
        return EXIT_DONE
    for row in rows:
        put_line(f"{row.rule_id:>5}  {row.hit_count:>6}  {describe_rule(row)}")
    if not rows:
        sys.stderr.write("There are no rules. `nutgraf rules --help` has examples.\n")
    return EXIT_DONE


def _rule_fields(row: Rule) -> dict[str, object]:
    actions = row.actions
    return {
        "id": row.rule_id,
        "query": row.query,
        "star": actions.stars,
        "later": actions.keeps_later,
        "read": actions.marks_read,
        "mute": actions.mutes,
        "notify": actions.notifies,
        "tags": list(actions.tags),
        "run": list(actions.command),
        "since": row.created_at,
        "hits": row.hit_count,
        "last_hit": row.last_hit_at,
    }


def add_rule(arguments: argparse.Namespace) -> int:
    """Keep a rule for what comes in from now on."""
    session = open_session(arguments)
    query = query_of(arguments.query)
    try:
        command = tuple(shlex.split(arguments.run))
    except ValueError as error:
        complain(f"--run: {arguments.run!r}: {str(error).lower()}; close the quotation")
        return EXIT_USAGE
    actions = RuleActions(
        stars=arguments.star,
        keeps_later=arguments.later,
        marks_read=arguments.read,
        mutes=arguments.mute,
        notifies=arguments.notify,
        tags=tuple(arguments.tag),
        command=command,
    )
    if not actions:
        complain("say what to do: --star, --later, --read, --mute, --notify, --tag or --run")
        return EXIT_USAGE
    with session.writer() as writer, session.library() as library:
        try:
            rule_id = writer.submit(
                lambda store: store.rules.add(query, actions, now=utc_now())
            ).result()
        except QueryError as error:
            complain(describe_query_error(error, query))
            return EXIT_USAGE
        made = next(it for it in library.rules.all() if it.rule_id == rule_id)
    sys.stderr.write(
        f"Rule {rule_id}: {describe_rule(made)}. It acts on what comes in from now on; "
        f"`nutgraf rules test {rule_id}` lists what it would have hit.\n"
    )
    return EXIT_DONE


def remove_rules(arguments: argparse.Namespace) -> int:
    """End rules, by number."""
    session = open_session(arguments)
    with session.writer() as writer, session.library() as library:
        known: dict[int, Rule] = {row.rule_id: row for row in library.rules.all()}
        unknown = [number for number in arguments.rules if number not in known]
        for number in unknown:
            complain(f"{number}: there is no such rule; `nutgraf rules` lists them")
        if unknown:
            return EXIT_USAGE
        for number in dict.fromkeys(arguments.rules):
            _end(writer, RuleId(number))
            sys.stderr.write(f"Removed rule {number}: {describe_rule(known[number])}.\n")
    return EXIT_DONE


def _end(writer: Writer, rule_id: RuleId) -> None:
    writer.submit(lambda store: store.rules.end(rule_id)).result()


def test_rule(arguments: argparse.Namespace) -> int:
    """List what a query, or the rule of a number, would hit; 1 if nothing, 2 if it is wrong."""
    session = open_session(arguments)
    with session.reader() as library:
        text = _query_named(library, arguments.query)
        try:
            query = library.rules.check_query(text)
        except QueryError as error:
            complain(describe_query_error(error, text))
            return EXIT_USAGE
        ids = library.lists.find(query, by_rank=False)
        rows = [it.row for it in library.lists.found(query, ids[: arguments.limit])]
    if arguments.json:
        put_json([row_fields(row) for row in rows])
    else:
        for row in rows:
            put_line(row_line(row))
    sys.stdout.flush()
    least = "at least " if len(ids) >= SEARCH_LIMIT else ""
    shown = f"; the newest {len(rows):,} are listed" if len(ids) > len(rows) else ""
    entries = plural(len(ids), "stored entry", "stored entries")
    sys.stderr.write(f"It would hit {least}{entries}{shown}.\n")
    return EXIT_DONE if ids else EXIT_SOME_FAILED


def _query_named(library: Library, words: Sequence[str]) -> str:
    """Return the query of the rule that a number names, or the query that words are."""
    if len(words) == 1 and words[0].isdecimal():
        for rule in library.rules.all():
            if rule.rule_id == int(words[0]):
                return rule.query
    return query_of(words)
