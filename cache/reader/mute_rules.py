"""Decide whether a mute rule hides an entry. Knows no database."""

from collections.abc import Iterable

from msgspec import Struct

from cache.text.folding import folded, has_phrase, name_key
from cache.values.interest_rows import MuteKind


class Rule(Struct, frozen=True, kw_only=True):
    """A rule as it is stored.

    Attributes:
        key: the pattern folded for comparison.
        feed_id: the feed that it is about or narrowed to, None for all.
    """

    mute_id: int
    kind: MuteKind
    key: str
    feed_id: int | None


class Subject(Struct, frozen=True, kw_only=True):
    """What rules look at in an entry.

    Attributes:
        words: title, the feed's summary and the line under the title, folded.
        author: folded.
        actors: keys of the actors of its brief.
        rules: the numbers of the rules with actions that hit it.
    """

    feed_id: int
    words: str
    author: str
    language: str
    actors: frozenset[str]
    rules: frozenset[str] = frozenset()


def rule_key(kind: MuteKind, pattern: str) -> str:
    """Return what two spellings of one pattern have in common, "" if it hides nothing."""
    match kind:
        case MuteKind.FEED:
            return ""
        case MuteKind.ACTOR:
            return name_key(pattern)
        case MuteKind.LANGUAGE:
            return pattern.strip().casefold()
        case MuteKind.RULE:
            return pattern
        case MuteKind.PHRASE | MuteKind.AUTHOR:
            return folded(pattern)


def decide(rules: Iterable[Rule], subject: Subject) -> int | None:
    """Return the first rule that hides an entry, None if none does."""
    return next((rule.mute_id for rule in rules if _hides(rule, subject)), None)


def _hides(rule: Rule, subject: Subject) -> bool:
    if rule.feed_id is not None and rule.feed_id != subject.feed_id:
        return False
    match rule.kind:
        case MuteKind.FEED:
            return True
        case MuteKind.RULE:
            return rule.key in subject.rules
        case _:
            return _matches(rule, subject)


def _matches(rule: Rule, subject: Subject) -> bool:
    match rule.kind:
        case MuteKind.ACTOR:
            return rule.key in subject.actors or has_phrase(rule.key, subject.words)
        case MuteKind.AUTHOR:
            return has_phrase(rule.key, subject.author)
        case MuteKind.LANGUAGE:
            return subject.language.casefold().partition("-")[0] == rule.key
        case _:
            return has_phrase(rule.key, subject.words)
