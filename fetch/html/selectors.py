"""Check the reader's CSS selectors and apply them to pages. The importer of cssselect."""

import re
from typing import Any

from cssselect import HTMLTranslator, SelectorError

from fetch.rules import PageRules

LONGEST_SELECTOR = 500
_NAMESPACE = re.compile(r"[\w*]\|[\w*]")


def selector_problem(selector: str) -> str:
    """Return what is wrong with a CSS selector, "" if it can be used."""
    if len(selector) > LONGEST_SELECTOR:
        return f"a selector has {LONGEST_SELECTOR} characters at most"
    if _NAMESPACE.search(selector):
        return f"{selector!r} uses a namespace, which web pages don't have"
    try:
        if selector:
            HTMLTranslator().css_to_xpath(selector)
    except (SelectorError, RecursionError) as error:
        return f"{selector!r} is not a CSS selector: {error}"
    return ""


def apply_rules(root: Any, rules: PageRules) -> bool:
    """Take out of a page's tree what the rules say; whether they chose where the article stands.

    A selector that matches nothing changes nothing: a site that was rebuilt is read as any other.
    """
    for element in matches(root, rules.strip):
        if element.getparent() is not None and element.tag != "body":
            element.drop_tree()
    chosen = _outermost(matches(root, rules.article))
    body = root.find("body")
    if not chosen or body is None or body in chosen:
        return bool(chosen)
    for element in chosen:
        element.tail = None
    article = body.makeelement("article")
    article.extend(chosen)
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(article)
    return True


def matches(root: Any, selector: str) -> list[Any]:
    """Return the elements below one that a selector matches; none for one that can't be used."""
    if not selector or selector_problem(selector):
        return []
    found: list[Any] = root.xpath(HTMLTranslator().css_to_xpath(selector))
    return found


def _outermost(elements: list[Any]) -> list[Any]:
    known = set(elements)
    return [element for element in elements if known.isdisjoint(element.iterancestors())]
