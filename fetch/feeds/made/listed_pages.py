"""Read a page that lists articles as if it were a feed: by selectors, or by a guess at them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html

from fetch.errors import not_a_feed, unreadable
from fetch.feeds.feed_drafts import Draft, FeedDraft, finish_feed
from fetch.html.selectors import matches, selector_problem
from fetch.model import Feed, PageList
from fetch.text.clean import clean_line
from fetch.text.decoding import decode
from fetch.text.identity import canonical_url, web_address

_LEAST_ITEMS = 3
_LEAST_CHARACTERS = 16
"""Shorter links are menus, dates and "more"."""
_MOST_LINKS = 2000
"""Looked at for a guess."""
_MOST_LEVELS = 6
"""Climbed from a link to the whole of its item."""
_LONGEST_TEXT = 2000
_SHELL = frozenset({"nav", "header", "footer", "aside", "form"})
"""What stands in these is not what a page is about."""


def list_page(body: bytes, url: str, content_type: str, rules: PageList, *, now: datetime) -> Feed:
    """Return what a page lists.

    Raises:
        ParseError: it can't be read, or the selectors find nothing on it.
    """
    root = _tree(body, content_type)
    items = matches(root, rules.items)
    base = _base_of(root, url)
    drafts = tuple(draft for item in items if (draft := _draft(item, rules, base)) is not None)
    if not drafts:
        what = "has a link and a title" if items else f"matches {rules.items!r}"
        detail = f"nothing on the page {what}; the site may have been rebuilt"
        raise not_a_feed(detail)
    title = clean_line("".join(root.xpath("string(//title)")), max_characters=300)
    page = FeedDraft(
        title=title, site_url=url, is_title_literal=True, drafts=drafts, language=_language(root)
    )
    return finish_feed(page, url=url, now=now)


def _tree(body: bytes, content_type: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = decode(body, content_type)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise unreadable("the page can't be read") from error
    for element in list(root.iter("script", "style", "template", "noscript")):
        element.drop_tree()
    return root


def _base_of(root: Any, url: str) -> str:
    """Return what the page's links are relative to."""
    named = root.xpath("string(//base/@href)")
    return (web_address(named, url) if named else "") or url


def _language(root: Any) -> str:
    return str(root.get("lang") or "")


def _draft(item: Any, rules: PageList, url: str) -> Draft | None:
    link = _link(item, rules.link)
    address = web_address(link.get("href", ""), url) if link is not None else ""
    title = _text(_first(item, rules.title) if rules.title else link)
    if not address or not title:
        return None
    return Draft(
        guid=canonical_url(address),
        url=address,
        title=title,
        summary=_text(_first(item, rules.summary)) if rules.summary else "",
        published=_date(item, rules.date),
        is_title_literal=True,
        is_summary_plain=True,
    )


def _first(item: Any, selector: str) -> Any:
    """Return the first element within an item that a selector matches, None for none."""
    return next(iter(matches(item, selector)), None)


def _link(item: Any, selector: str) -> Any:
    if selector:
        found = _first(item, selector)
        if found is None or found.get("href"):
            return found
        item = found
    if item.tag == "a" and item.get("href"):
        return item
    links = item.xpath(".//a[@href]")
    titled = (link for link in links if _text(link))
    return next(titled, None)


def _text(element: Any) -> str:
    if element is None:
        return ""
    return clean_line(" ".join(element.itertext()), max_characters=_LONGEST_TEXT)


def _date(item: Any, selector: str) -> str:
    element = _first(item, selector or "time")
    if element is None:
        return ""
    return clean_line(element.get("datetime") or _text(element), max_characters=100)


# The guess.


def guess_list(body: bytes, url: str, content_type: str) -> PageList:
    """Return selectors for the longest list of headlines that a page has.

    Raises:
        ParseError: the page can't be read, or there is no such list.
    """
    root = _tree(body, content_type)
    groups: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for link, address in _headlines(root, _base_of(root, url)):
        selector = _selector_of(_item_of(link))
        known = groups[selector]
        known[address] = max(known.get(address, 0), len(_text(link)))
    lists = {
        selector: sum(found.values())
        for selector, found in groups.items()
        if len(found) >= _LEAST_ITEMS and not selector_problem(selector)
    }
    if not lists:
        raise not_a_feed(
            "no list of articles was found on the page; say with --items where they stand"
        )
    return PageList(items=max(lists, key=lambda it: lists[it]))


def _headlines(root: Any, url: str) -> Iterator[tuple[Any, str]]:
    """Yield the links that could be headlines, with their addresses."""
    for link in root.xpath("//body//a[@href]")[:_MOST_LINKS]:
        address = web_address(link.get("href"), url)
        is_long = len(_text(link)) >= _LEAST_CHARACTERS
        in_shell = any(above.tag in _SHELL for above in link.iterancestors())
        if address and is_long and not in_shell and canonical_url(address) != canonical_url(url):
            yield link, address


def _item_of(link: Any) -> Any:
    """Return the largest element around a link that has no other headline in it."""
    item = link
    for above in list(link.iterancestors())[:_MOST_LEVELS]:
        others = [it for it in above.iter("a") if len(_text(it)) >= _LEAST_CHARACTERS]
        if above.tag in {"body", "html", "main"} or {it.get("href") for it in others} != {
            link.get("href")
        }:
            break
        item = above
    return item


def _selector_of(item: Any) -> str:
    """Return a selector for elements like this one: tag and classes, its own and its parent's."""
    parent = item.getparent()
    own = _simple(item)
    return own if parent is None else f"{_simple(parent)} > {own}"


def _simple(element: Any) -> str:
    names = [name for name in (element.get("class") or "").split() if _is_plain(name)]
    return ".".join([str(element.tag), *names[:2]])


def _is_plain(name: str) -> bool:
    """Whether a class can stand in a selector and is none of a single item: "post-123"."""
    is_word = name.replace("-", "").replace("_", "").isalpha()
    return is_word and name.isascii() and name not in _OF_SOME


_OF_SOME = frozenset({"first", "last", "odd", "even", "active", "featured", "sticky"})
