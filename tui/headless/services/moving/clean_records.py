"""Make the records of an archive safe: it is a file from somewhere, whoever made it. Pure."""

from msgspec.structs import replace

from cache.values.export_records import EntryRecord, FeedRecord
from cache.values.moved_rows import MovedEntry
from fetch.access import without_secret
from fetch.feeds.made.saved_pages import is_saved_address
from fetch.feeds.mail.mail_addresses import is_mail_address
from fetch.html.markup import clean_html
from fetch.html.selectors import selector_problem
from fetch.model import Article, Entry, EntryKey, PageList, program_address
from fetch.text.clean import clean_line, clean_text
from fetch.text.identity import web_address

_LONGEST_TITLE = 300
_LONGEST_KEY = 1000
_MOST_MINUTES = 60 * 24 * 366
_MOST_LATEST = 1_000_000


def clean_feed(record: FeedRecord) -> FeedRecord | None:
    """Return a subscription as it can be taken, None if its address is none that can be asked."""
    if record.program:
        url = program_address(record.program)
    elif is_saved_address(record.url) or is_mail_address(record.url):
        url = without_secret(clean_line(record.url, max_characters=_LONGEST_KEY))[0]
    else:
        url = without_secret(web_address(record.url, keeps_user=True))[0]
    page_list = record.page_list
    selectors = (record.article_selector, record.strip_selector)
    has_problem = any(selector_problem(it) for it in (*selectors, *_selectors(page_list)) if it)
    if not url or (page_list and (has_problem or not page_list.items)):
        return None
    minutes, latest = record.interval_minutes, record.latest_count
    return replace(
        record,
        url=url,
        title=clean_line(record.title, max_characters=_LONGEST_TITLE),
        own_title=clean_line(record.own_title, max_characters=_LONGEST_TITLE),
        folder=clean_line(record.folder, max_characters=_LONGEST_TITLE),
        site_url=web_address(record.site_url),
        user_agent=clean_line(record.user_agent, max_characters=_LONGEST_TITLE),
        article_selector="" if has_problem else record.article_selector,
        strip_selector="" if has_problem else record.strip_selector,
        interval_minutes=minutes if minutes and 0 < minutes <= _MOST_MINUTES else None,
        latest_count=latest if latest and 0 < latest <= _MOST_LATEST else None,
    )


def _selectors(page_list: PageList | None) -> tuple[str, ...]:
    if page_list is None:
        return ()
    found = (page_list.items, page_list.title, page_list.link, page_list.summary, page_list.date)
    return tuple(filter(None, found))


def clean_entry(record: EntryRecord) -> MovedEntry | None:
    """Return an entry as it can be taken, None if nothing says which it is."""
    said = record.entry
    key = clean_line(said.key, max_characters=_LONGEST_KEY)
    if not key:
        return None
    url = web_address(said.url)
    content = said.content_html
    files = tuple(it for it in said.enclosures if web_address(it.url) == it.url)
    entry = Entry(
        key=EntryKey(key),
        alternate_key=clean_line(said.alternate_key, max_characters=_LONGEST_KEY),
        url=url,
        title=clean_line(said.title),
        author=clean_line(said.author),
        published=said.published,
        updated=said.updated,
        summary=clean_text(said.summary),
        # What one machine cleaned stays as it is, so that the feed's next document changes nothing.
        content_html=content if clean_html(content, url) == content else clean_html(content, url),
        categories=tuple(map(clean_line, said.categories)),
        enclosures=files,
    )
    return MovedEntry(
        entry=entry,
        first_seen_at=record.first_seen_at,
        article=_clean_article(record.article),
        is_read=record.is_read,
        is_starred=record.is_starred,
        is_later=record.is_later,
        tags=tuple(clean_line(tag, max_characters=80) for tag in record.tags),
        note=record.note,
        is_fetched=record.is_fetched,
    )


def _clean_article(article: Article | None) -> Article | None:
    """Return an article, None if its text is not clean: offsets would not fit a cleaned one."""
    if article is None or clean_text(article.text) != article.text:
        return None
    return replace(
        article,
        url=web_address(article.url),
        title=clean_line(article.title),
        byline=clean_line(article.byline),
        note=clean_line(article.note),
        language=clean_line(article.language, max_characters=35),
        layout=replace(
            article.layout,
            links=tuple(it for it in article.layout.links if web_address(it.url) == it.url),
            pictures=tuple(
                replace(it, caption=clean_line(it.caption))
                for it in article.layout.pictures
                if web_address(it.url) == it.url
            ),
            removed=tuple(
                replace(it, text=clean_line(it.text, max_characters=400))
                for it in article.layout.removed
            ),
        ),
    )
