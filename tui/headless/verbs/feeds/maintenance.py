"""After a refresh: delete old articles, free disk space, make the daily backup."""

from cache.errors import CacheBusy, CacheError
from cache.rescue.daily_backup import back_up_daily
from cache.upkeep.retention import Limits
from cache.writer import Writer
from tui.headless.cli.progress_report import Narrator
from tui.headless.cli.session import Session, utc_now
from tui.headless.services.jobs.job_events import JobFailed
from tui.headless.words.notices import describe_error, plural


def keep_up(session: Session, writer: Writer, narrator: Narrator) -> None:
    """Keep the cache in size and backed up; failures are reported, and the refresh stays done."""
    settings = session.config.cache
    limits = Limits(days=settings.keep_days, mib=settings.max_mib)
    now = utc_now()
    try:
        dropped = writer.submit(lambda store: store.upkeep.retain(limits, now)).result()
        if dropped.is_clock_ahead:
            narrator.say(
                f"The clock says {now.date().isoformat()}, far later than any entry: no old entry "
                "was deleted. Check the date of this machine."
            )
        if dropped.entries:
            narrator.say(f"{plural(dropped.entries, 'old entry', 'old entries')} deleted.")
        writer.submit(lambda store: store.upkeep.give_back_room()).result()
        if settings.daily_backup:
            back_up_daily(session.paths.cache, now)
    except CacheBusy:
        # Somebody else writes: the next refresh comes soon enough.
        return
    except CacheError as error:
        narrator.tell(JobFailed(message=describe_error(error)))


def back_up(session: Session) -> str:
    """Make the day's backup when the app ends; return what went wrong, "" if nothing did."""
    if session.config.cache.daily_backup:
        try:
            back_up_daily(session.paths.cache, utc_now())
        except CacheError as error:
            return describe_error(error)
    return ""
