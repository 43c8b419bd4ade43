"""Ask a mailbox for what is new, as one feed is asked."""

from fetch.access import typed_secret
from fetch.feeds.mail.mail_addresses import MailAddressError, mail_origin, mailbox_of
from fetch.mail_model import MailRequest
from fetch.model import (
    Failure,
    FailureKind,
    Feed,
    FeedFailed,
    FeedOutcome,
    FeedRefreshed,
    FeedTarget,
    FeedUnchanged,
    Validators,
)
from fetch.options import FetchOptions
from fetch.ports import MailReader


async def refresh_mailbox(
    target: FeedTarget, mail: MailReader, options: FetchOptions
) -> FeedOutcome:
    """Return what came of asking. Raises FetchError.

    Up to where it was read stands where other feeds have their entity tag.
    """
    state = "" if target.is_forced else target.validators.etag or ""
    request = MailRequest(
        address=target.url,
        password=_password(target),
        state=state,
        timeout_seconds=options.timeout_seconds,
    )
    if not request.password and mail_origin(target.url):
        detail = f"it has none; `nutgraf credentials set {target.feed_id}` sets it"
        failure = Failure(kind=FailureKind.NO_CREDENTIAL, detail=detail)
        return FeedFailed(target=target, failure=failure)
    answer = await mail.read(request)
    validators = Validators(etag=answer.state)
    if not answer.parts and not answer.left_out_count:
        return FeedUnchanged(target=target, validators=validators, wire_bytes=answer.byte_count)
    return FeedRefreshed(
        target=target,
        feed=Feed(title=title_of(target.url), left_out_count=answer.left_out_count),
        validators=validators,
        body_hash="",
        wire_bytes=answer.byte_count,
        parts=answer.parts,
    )


def title_of(address: str) -> str:
    """Return what a mailbox is called, as long as the reader gives it no name."""
    try:
        mailbox = mailbox_of(address)
    except MailAddressError:
        return address
    if mailbox.path:
        return mailbox.path.rstrip("/").rpartition("/")[2]
    return f"{mailbox.folder} ({mailbox.user})"


def _password(target: FeedTarget) -> str:
    """Return the password for just this server, "" if there is none."""
    if not target.access.authorization or target.access.secret_origin != mail_origin(target.url):
        return ""
    return typed_secret(target.access.authorization).partition(":")[2]
