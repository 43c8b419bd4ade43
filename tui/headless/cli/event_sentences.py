"""The sentences that verbs print for events and finished refreshes."""

from tui.headless.services.jobs.job_events import (
    AccountAdded,
    AccountDone,
    AccountFound,
    ChoiceNeeded,
    Downloaded,
    Downloading,
    JobFailed,
    PageSaved,
    PictureKept,
    Previewed,
    RefreshFinished,
    Subscribed,
)
from tui.headless.services.jobs.progress_rate import span_words
from tui.headless.words.file_sizes import describe_size
from tui.headless.words.notices import clock_ahead_words, count_failures, plural


def report_fields(event: RefreshFinished) -> dict[str, object]:
    """Return what a refresh came to, for the log and for scripts."""
    return {
        "feeds": event.feed_count,
        "new": event.new_count,
        "unchanged": event.unchanged_count,
        "failed": event.failures,
        "briefs": event.brief_count,
        "bytes": event.wire_bytes,
        "seconds": round(event.seconds, 3),
        "offline": event.is_offline,
        "accounts_failed": list(event.account_failures),
        "programs_failed": list(event.program_failures),
    }


Said = (
    RefreshFinished
    | Subscribed
    | AccountFound
    | AccountAdded
    | AccountDone
    | ChoiceNeeded
    | Previewed
    | PictureKept
    | Downloaded
    | PageSaved
    | JobFailed
)


def sentence_of(event: Said) -> str:  # noqa: PLR0911 - one for each event
    """Return what an event says to a person."""
    match event:
        case RefreshFinished():
            return _finished(event)
        case Subscribed():
            verb = "Subscribed" if event.is_new else "Already subscribed"
            return f"{verb} to {event.title or event.url} <{event.url}>."
        case ChoiceNeeded():
            choices = "\n".join(
                f"  {number}  nutgraf add '{url}'{f'  # {title}' if title else ''}"
                for number, (url, title) in enumerate(zip(event.urls, event.titles, strict=True), 1)
            )
            return f"There are several feeds; add the one you want, or use --choose N:\n{choices}"
        case AccountFound() | AccountAdded() | AccountDone():
            return _of_account(event)
        case PictureKept():
            return f"Stored {event.url}, {event.width:,} by {event.height:,} pixels."
        case Previewed():
            return _preview(event)
        case Downloaded():
            return _downloaded(event)
        case PageSaved():
            return _saved(event)
        case JobFailed():
            return event.message


def _saved(event: PageSaved) -> str:
    verb = "Saved" if event.is_new else "Already saved"
    if not event.failure:
        return f"{verb}: {event.title or event.url}."
    return f"{verb}, but without its text: {event.failure} `nutgraf save-page` tries again."


def _finished(event: RefreshFinished) -> str:
    programs = "".join(f"\n{failure}" for failure in event.program_failures)
    if event.is_offline:
        words = "There is no network. Nothing was refreshed; everything stored can be read."
        return words + programs
    parts = [
        plural(event.new_count, "new entry", "new entries"),
        plural(event.brief_count, "brief"),
        f"{_asked(event)} in {event.seconds:.1f} s ({describe_size(event.wire_bytes)})",
        f"{event.unchanged_count:,} unchanged",
    ]
    failed = count_failures(event.failures)
    more = f"\n{failed} (see `nutgraf feeds --failing`)." if failed else ""
    clock = clock_ahead_words(event.clock_ahead_days)
    return ", ".join(parts) + "." + more + programs + (f"\n{clock}" if clock else "")


def _asked(event: RefreshFinished) -> str:
    """Return who was asked: "12 feeds", "2 accounts", or both."""
    parts = []
    if event.feed_count or not event.account_count:
        parts.append(plural(event.feed_count, "feed"))
    if event.account_count:
        parts.append(plural(event.account_count, "account"))
    return " and ".join(parts)


def _of_account(event: AccountFound | AccountAdded | AccountDone) -> str:
    if isinstance(event, AccountFound):
        return f"{event.product} answers at {event.url}. {event.sentence}"
    if isinstance(event, AccountAdded):
        return f"Signed in to {event.product} as the account “{event.name}”. {event.note}".rstrip()
    parts = [plural(event.new_count, "new entry", "new entries")]
    if event.sent_count:
        parts.append(f"{plural(event.sent_count, 'change')} sent")
    if event.waiting_count:
        parts.append(f"{plural(event.waiting_count, 'change')} waiting")
    words = f"{event.name}: {', '.join(parts)}."
    return f"{words} {event.failure}".rstrip()


def _downloaded(event: Downloaded) -> str:
    verb = "Saved" if event.is_new else "Already downloaded"
    return f"{verb}: {event.path} ({describe_size(event.byte_count)})."


def describe_download(event: Downloading) -> str:
    """Return how far a download is: "42 %  17.6 MiB of 42.1 MiB  1.2 MiB/s  20 s left"."""
    done, rate = describe_size(event.done), f"{describe_size(round(event.rate))}/s"
    if event.total <= 0:
        return f"{done}  {rate}"
    words = f"{100 * event.done // event.total} %  {done} of {describe_size(event.total)}  {rate}"
    if event.rate <= 0 or event.done >= event.total:
        return words
    return f"{words}  {span_words((event.total - event.done) / event.rate)} left"


def _preview(event: Previewed) -> str:
    lines = [
        f"{event.title or event.url} <{event.url}>",
        f"  {plural(event.entry_count, 'entry', 'entries')}, "
        + ("full articles" if event.has_full_text else "only the beginnings of articles"),
    ]
    lines += [
        f"  {date[:10] or '–':<10}  {title}"
        for date, title in zip(event.dates, event.titles, strict=True)
    ]
    if event.is_known:
        lines.append("  You are already subscribed to it.")
    return "\n".join(lines)
