"""Say how accounts stand: when they were synced, what waits, and why a sync failed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cache.values.account_rows import Account, FeedChange, Refusal
from fetch.sync.sync_model import Api, Mark, SyncFailure, SyncFailureKind
from tui.headless.words.notices import plural

_SENTENCES = {
    SyncFailureKind.WRONG_PASSWORD: "The server does not accept this user and password.",
    SyncFailureKind.NO_PASSWORD: "The account's password can't be read: {detail}.",
    SyncFailureKind.API_OFF: "The server's API is switched off: {detail}.",
    SyncFailureKind.NO_API: "No reader server answers there: {detail}.",
    SyncFailureKind.CERTIFICATE: "The server's certificate can't be trusted: {detail}.",
    SyncFailureKind.UNENCRYPTED: "The password would go over the network unencrypted: {detail}.",
    SyncFailureKind.RATE_LIMITED: "The server asks to be left alone: {detail}.",
    SyncFailureKind.OFFLINE: "There is no network.",
    SyncFailureKind.UNREACHABLE: "The server can't be reached: {detail}.",
    SyncFailureKind.TIMEOUT: "The server took too long: {detail}.",
    SyncFailureKind.SERVER_ERROR: "The server has a problem: {detail}.",
    SyncFailureKind.BAD_ANSWER: "The server's answer makes no sense: {detail}.",
    SyncFailureKind.BAD_REDIRECT: "The server sends elsewhere: {detail}.",
    SyncFailureKind.REFUSED: "The server refuses this: {detail}.",
}
_PASSWORDS = {
    Api.GOOGLE_READER: "FreshRSS has an API password of its own, apart from the web page's: "
    "set it under Settings › Profile.",
    Api.FEVER: "The Fever API may have a password of its own, apart from the web page's.",
    Api.MINIFLUX: "Make an API key in Miniflux under Settings › API Keys.",
    Api.NEXTCLOUD_NEWS: "With two-factor sign-in, Nextcloud wants an app password.",
}
_SHORT = {
    SyncFailureKind.WRONG_PASSWORD: "wrong password",
    SyncFailureKind.NO_PASSWORD: "no password",
    SyncFailureKind.API_OFF: "API switched off",
    SyncFailureKind.NO_API: "no API there",
    SyncFailureKind.CERTIFICATE: "certificate not trusted",
    SyncFailureKind.UNENCRYPTED: "not encrypted",
    SyncFailureKind.RATE_LIMITED: "asked to wait",
    SyncFailureKind.OFFLINE: "offline",
    SyncFailureKind.UNREACHABLE: "unreachable",
    SyncFailureKind.TIMEOUT: "too slow",
    SyncFailureKind.SERVER_ERROR: "server error",
    SyncFailureKind.BAD_ANSWER: "bad answer",
    SyncFailureKind.BAD_REDIRECT: "bad redirect",
    SyncFailureKind.REFUSED: "refused",
}

_MOST_NAMED = 5
"""So many refused changes are named; more would bury the rest."""


def describe_sync_failure(
    failure: SyncFailure, api: Api | None = None, *, has_user: bool = True
) -> str:
    """Return why a server could not be used, and what to do about it.

    Args:
        has_user: whether it was signed in to with a user; else it was with a token.
    """
    detail = failure.detail.rstrip(".") or "it gave no reason"
    words = _SENTENCES[failure.kind].format(detail=detail)
    if failure.kind is SyncFailureKind.WRONG_PASSWORD and not has_user:
        words = "The server does not accept this token."
    if failure.kind is SyncFailureKind.WRONG_PASSWORD and api is not None:
        words += f" {_PASSWORDS[api]}"
    return words


def account_failure(account: Account, now: datetime) -> str:
    """Return why the last sync of an account failed, "" if it did not."""
    if account.failure is None:
        return ""
    login = account.login
    words = describe_sync_failure(account.failure, login.api, has_user=bool(login.user))
    if account.retry_at is not None and account.retry_at > now:
        words += f" It is asked again after {_moment(account.retry_at, now)}."
    return words


def describe_refusals(refusals: Sequence[Refusal]) -> tuple[str, ...]:
    """Return a sentence for each change that a server refused: what it was, and what it said."""
    shown = tuple(_refusal(one) for one in refusals[:_MOST_NAMED])
    more = len(refusals) - len(shown)
    return (*shown, f"{plural(more, 'more change')} refused.") if more else shown


def _refusal(one: Refusal) -> str:
    title = f"“{one.title}”" if one.title else "an article"
    detail = one.detail.rstrip(".") or "it gave no reason"
    then = "It is not sent again." if one.is_final else "The next sync tries it again."
    return f"The server refused {_deed(one, title)}: {detail}. {then}"


def _deed(one: Refusal, title: str) -> str:
    match one.change:
        case Mark.READ:
            return f"to mark {title} {'read' if one.is_set else 'unread'}"
        case Mark.STAR:
            return f"to {'star' if one.is_set else 'unstar'} {title}"
        case Mark.LABEL:
            return f"the tag “{one.label}” {'on' if one.is_set else 'off'} {title}"
        case FeedChange.SUBSCRIBE:
            return f"to subscribe to {title}"
        case FeedChange.UNSUBSCRIBE:
            return f"to unsubscribe from {title}"
        case FeedChange.CHANGE:
            return f"the new name or folder of {title}"


def _moment(time: datetime, now: datetime) -> str:
    """Return the hour and minute of a time to come, with the date if it is not within a day."""
    return f"{time.astimezone():{'%H:%M' if time - now < timedelta(days=1) else '%d %b %H:%M'}}"


def describe_wait(account: Account, now: datetime) -> str:
    """Return that an account is left out because its server asked to wait, and until when."""
    until = "" if account.retry_at is None else f" until {_moment(account.retry_at, now)}"
    return (
        f"{account.name}: not synced: its server asked to be left alone{until} "
        "(--force syncs it now)."
    )


def sync_status(account: Account, now: datetime) -> str:
    """Return how an account stands, in a few words: "synced 2 m ago, 14 changes waiting"."""
    parts = []
    if account.failure is not None:
        reason = _SHORT[account.failure.kind]
        if account.failure.kind is SyncFailureKind.WRONG_PASSWORD and not account.login.user:
            reason = "wrong token"
        if account.retry_at is not None and account.retry_at > now:
            reason += f" until {_moment(account.retry_at, now)}"
        parts.append(f"not synced: {reason}")
    elif account.last_sync_at is None:
        parts.append("not synced yet")
    else:
        parts.append(f"synced {ago(now - account.last_sync_at)}")
    if account.waiting_count:
        parts.append(f"{plural(account.waiting_count, 'change')} waiting")
    if account.missing_count:
        parts.append(f"{plural(account.missing_count, 'entry', 'entries')} still to come")
    if account.refused_count:
        parts.append(f"{plural(account.refused_count, 'change')} refused")
    return ", ".join(parts)


def short_sync_status(account: Account) -> str:
    """Return what of an account the reader may not miss on a narrow screen, "" for nothing."""
    if account.failure is not None:
        return "not synced"
    return f"{account.waiting_count:,} waiting" if account.waiting_count else ""


def ago(lasted: timedelta) -> str:
    """Return a span of time that has passed: "just now", "2 m ago", "3 h ago", "5 d ago"."""
    minutes = int(lasted.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    hours = minutes // 60
    if hours < 1:
        return f"{minutes} m ago"
    return f"{hours} h ago" if hours < 48 else f"{hours // 24} d ago"  # noqa: PLR2004 - two days


def stays_here(account: Account) -> str:
    """Return what of the reader's doings the server can't have: said once for each account."""
    kept = ["notes", "articles for later", "follows and mutes"]
    if not account.has_labels:
        kept.insert(0, "tags")
    words = (
        f"{account.name}: {', '.join(kept)} stay on this machine: the server has no place for them."
    )
    if not account.edits_feeds:
        words += " Its feeds are added and removed on the server."
    return words
