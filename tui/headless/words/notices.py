"""Describe errors and failures: what happened, where, and what to do."""

import errno
from collections.abc import Mapping
from unicodedata import east_asian_width

from cache.errors import CacheError, QueryError
from cache.values.interest_rows import Mute, MuteKind
from fetch.errors import FetchError
from fetch.model import Extractor, Failure, FailureKind
from fetch.text.clean import clean_line, strip_controls
from tui.headless.settings.config import ConfigError

_SENTENCES = {
    FailureKind.OFFLINE: "There is no network.",
    FailureKind.UNREACHABLE: "The server can't be reached: {detail}.",
    FailureKind.TIMEOUT: "The server took too long: {detail}.",
    FailureKind.HTTP_STATUS: "The server answered with an error: {detail}.",
    FailureKind.GONE: "The server says that this address is gone for good.",
    FailureKind.RATE_LIMITED: "The server asks to wait: {detail}.",
    FailureKind.TOO_LARGE: "The answer is too large: {detail}.",
    FailureKind.TRUNCATED: "The answer is incomplete: {detail}.",
    FailureKind.BAD_REDIRECT: "The redirect can't be followed: {detail}.",
    FailureKind.FORBIDDEN_ADDRESS: "A public feed may not use this address: {detail}.",
    FailureKind.NOT_A_FEED: "This is not a feed: {detail}.",
    FailureKind.UNREADABLE: "The content can't be read: {detail}.",
    FailureKind.WORKER_KILLED: "Processing was stopped: {detail}.",
    FailureKind.NO_CREDENTIAL: "Its credential can't be read: {detail}.",
    FailureKind.ROBOTS: "The page is not fetched: {detail}.",
    FailureKind.PROGRAM: "Its program failed: {detail}.",
}

_EXTRACTORS = {
    Extractor.PAGE: "",
    Extractor.PAGE_DATA: "",
    Extractor.PAGE_FALLBACK: "",
    Extractor.FEED_CONTENT: "This text is from the feed.",
    Extractor.FEED_SUMMARY: "This is only the feed's short description.",
    Extractor.TEXT: "",
}


_STATUSES = {
    401: "The server requires a password (401).",
    402: "The server requires payment (402).",
    403: "The server refuses to answer (403).",
    404: "There is nothing at this address (404).",
    451: "The server may not show this here, for legal reasons (451).",
}
_FIRST_SERVER_ERROR = 500


def describe_failure(failure: Failure) -> str:
    """Return one sentence that says why a feed or page could not be fetched."""
    if failure.kind is FailureKind.HTTP_STATUS and failure.status is not None:
        if failure.status >= _FIRST_SERVER_ERROR:
            return f"The server has a problem ({failure.status})."
        return _STATUSES.get(failure.status, f"The server refuses this request ({failure.status}).")
    return _SENTENCES[failure.kind].format(detail=failure.detail.rstrip("."))


_SHORT = {
    FailureKind.OFFLINE: "offline",
    FailureKind.UNREACHABLE: "unreachable",
    FailureKind.TIMEOUT: "too slow",
    FailureKind.HTTP_STATUS: "refused",
    FailureKind.GONE: "gone for good",
    FailureKind.RATE_LIMITED: "asked to wait",
    FailureKind.TOO_LARGE: "too large",
    FailureKind.TRUNCATED: "incomplete",
    FailureKind.BAD_REDIRECT: "bad redirect",
    FailureKind.FORBIDDEN_ADDRESS: "forbidden address",
    FailureKind.NOT_A_FEED: "not a feed",
    FailureKind.UNREADABLE: "unreadable",
    FailureKind.WORKER_KILLED: "stopped",
    FailureKind.NO_CREDENTIAL: "no credential",
    FailureKind.ROBOTS: "not allowed",
    FailureKind.PROGRAM: "a program's",
}


def count_failures(failures: Mapping[str, int]) -> str:
    """Return how many feeds failed and why, "5 failed: 3 too slow, 2 refused"; "" for none."""
    if not failures:
        return ""
    parts = [f"{count:,} {_SHORT[FailureKind(kind)]}" for kind, count in failures.items()]
    return f"{sum(failures.values()):,} failed: {', '.join(parts)}"


def describe_extractor(extractor: Extractor, *, has_page: bool) -> str:
    """Return one sentence when a text is not the page's; "" if it is, or if there is no page.

    A newsletter has none: its text is all that was sent.
    """
    return _EXTRACTORS[extractor] if has_page else ""


def describe_error(error: CacheError | FetchError | ConfigError) -> str:
    """Return one sentence for an error that ends a command."""
    if isinstance(error, FetchError):
        return describe_failure(error.failure)
    return str(error)


_SYSTEM = {
    errno.EMFILE: "too many files are open for the limit of this shell; `ulimit -n 256` raises it",
    errno.ENFILE: "too many files are open on this machine; try again later",
    errno.ENOSPC: "no space is left where this is written to; make room and try again",
    errno.ENOMEM: "there is not enough memory; end another program and try again",
}


def describe_system_error(error: OSError) -> str:
    """Return one sentence for what the system refused, with the file if there is one."""
    words = _SYSTEM.get(error.errno or 0) or f"{error.strerror or error}"
    return f"{clean_line(str(error.filename))}: {words}" if error.filename else words


def describe_fault(error: BaseException) -> str:
    """Return one sentence for a bug: what it was, in short, and where there is more of it."""
    words = clean_line(str(error), max_characters=_LONGEST_FAULT)
    words = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return f"Something went wrong: {words}; the log has the details"


_LONGEST_FAULT = 120
"""A bug's own words may hold a whole article."""

_MUTED = {
    MuteKind.PHRASE: "“{pattern}”",
    MuteKind.ACTOR: "{pattern} as an actor",
    MuteKind.FEED: "all of {feed}",
    MuteKind.AUTHOR: "{pattern} as the author",
    MuteKind.LANGUAGE: "the language {pattern}",
    MuteKind.RULE: "what rule {pattern} hits",
}


def describe_mute(mute: Mute) -> str:
    """Return what a rule hides, and until when: "“cricket” in BBC News, until 2026-12-03"."""
    rule = mute.rule
    words = _MUTED[rule.kind].format(
        pattern=clean_line(rule.pattern), feed=clean_line(mute.feed_title or rule.pattern)
    )
    if rule.feed_id is not None and rule.kind is not MuteKind.FEED:
        words += f" in {clean_line(mute.feed_title)}"
    if rule.expires_at is not None:
        words += f", until {rule.expires_at.date().isoformat()}"
    return words


def query_problem(error: QueryError, query: str) -> str:
    """Return one sentence on what is wrong with a query and where, counted from 1."""
    return f"error at column {len(_one_line(query[: error.position])) + 1}: {error}"


def describe_query_error(error: QueryError, query: str) -> str:
    """Return what is wrong with a query, and under the query a mark where."""
    before, after = _one_line(query[: error.position]), _one_line(query[error.position :])
    cells = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in before)
    return f"{query_problem(error, query)}\n  {before}{after}\n  {' ' * cells}^"


def _one_line(text: str) -> str:
    return strip_controls("".join(" " if letter.isspace() else letter for letter in text))


def plural(count: int, noun: str, many: str = "") -> str:
    """Return the count with its noun: "1 feed", "2 feeds", "1,200 entries"."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def clock_ahead_words(days: int) -> str:
    """Return the sentence for a clock that is days ahead of all servers, "" for 0."""
    if not days:
        return ""
    return (
        f"The clock of this machine is {plural(days, 'day')} ahead of what all servers say: check "
        "its date. Until then no old entry is dropped."
    )
