"""Read what is new in a mailbox, as feeds: one for each sender. Run in a worker."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path

from fetch.errors import FetchError
from fetch.feeds.feed_drafts import Draft, FeedDraft, finish_feed
from fetch.feeds.mail.imap_folder import read_folder
from fetch.feeds.mail.letters import UnreadableLetterError, read_letter
from fetch.feeds.mail.mail_addresses import MailAddressError, mailbox_of, sender_address
from fetch.feeds.mail.maildir_folder import read_maildir
from fetch.mail_model import MailAnswer, MailRequest
from fetch.model import Failure, FailureKind, FeedPart

_MOST_SENDERS = 500


def read_mailbox(request: MailRequest, *, now: datetime) -> MailAnswer:
    """Return what came since the state of a request. Raises FetchError."""
    try:
        mailbox = mailbox_of(request.address)
    except MailAddressError as error:
        raise FetchError(Failure(kind=FailureKind.UNREADABLE, detail=str(error))) from error
    if mailbox.path:
        found = read_maildir(Path(mailbox.path), request.state)
    else:
        found = read_folder(mailbox, request.password, request.state, request.timeout_seconds)
    names: dict[str, str] = {}
    drafts: defaultdict[str, list[Draft]] = defaultdict(list)
    left_out = found.left_out_count
    for message in found.messages:
        try:
            letter = read_letter(message)
        except UnreadableLetterError:
            left_out += 1
            continue
        if letter.sender not in names and len(names) >= _MOST_SENDERS:
            left_out += 1
            continue
        names[letter.sender] = letter.name
        drafts[letter.sender].append(letter.draft)
    parts = []
    for sender, items in drafts.items():
        url = sender_address(mailbox.address, sender)
        feed = finish_feed(FeedDraft(drafts=tuple(items)), url="", now=now)
        parts.append(FeedPart(url=url, title=names[sender], entries=tuple(feed.entries)))
    return MailAnswer(
        parts=tuple(parts),
        state=found.state,
        left_out_count=left_out,
        byte_count=sum(map(len, found.messages)),
    )
