"""Take the teasers of other stories out of a page's tree, by their make.

A teaser is a headline that leads to another page of the site, with at most a few words about it;
and it stands among others that are made alike. Changes the lxml tree that it is given.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CARDS = frozenset({"article", "li", "div", "section", "a", "aside", "figure"})
_MOST_WORDS = 80
_MOST_ELEMENTS = 200
_LEAST_WORDS = 4
_HEADLINE_WORDS = (3, 30)
_LEAST_CARDS = 2
_LEAST_PAIRS = 3
"""Headlines without an element of their own are also the subheadings of a story."""
_PROSE_WORDS = 8
_STORY_WORDS = 60
"""Words of prose that a page has beside its teasers; with fewer the teasers are the page."""
_LINKED = 0.85


def _words(element: Any) -> int:
    """Return the number of words; for an element too large to be a teaser, more than one has."""
    if next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None:
        return _MOST_WORDS + 1
    return len(element.text_content().split())


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _address(link: Any, base: str) -> str:
    """Return the address of another page of the site that a link leads to, "" for all others."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith("#"):
        return ""
    try:
        whole = urlsplit(urljoin(base, href))
        own = urlsplit(base)
    except ValueError:
        return ""
    if whole.scheme not in {"http", "https", ""} or (own.netloc and whole.netloc != own.netloc):
        return ""
    if (whole.path, whole.query) == (own.path, own.query):
        return ""
    return f"{whole.netloc}{whole.path}?{whole.query}"


def _addresses(element: Any, base: str) -> list[str]:
    links = [element] if element.tag == "a" else []
    links += element.iter("a") if element.tag != "a" else []
    return [address for link in links if (address := _address(link, base))]


def _linked_to(element: Any, base: str) -> str:
    """Return the address that the whole text of a headline leads to, "" if it is not linked."""
    least, most = _HEADLINE_WORDS
    if not least <= _words(element) <= most:
        return ""
    around = next(element.iterancestors("a"), None)
    if around is not None:
        return _address(around, base)
    links = list(element.iter("a"))
    linked = sum(_letters(link.text_content()) for link in links)
    if linked < _LINKED * _letters(element.text_content()):
        return ""
    addresses = {_address(link, base) for link in links} - {""}
    return addresses.pop() if len(addresses) == 1 else ""


def _card_address(element: Any, base: str) -> str:
    """Return the address that a card leads to, "" for what is none."""
    if element.tag not in _CARDS or not _LEAST_WORDS <= _words(element) <= _MOST_WORDS:
        return ""
    if element.find(".//h1") is not None or element.find(".//pre") is not None:
        return ""
    addresses = _addresses(element, base)
    heading = next(element.iter(*_HEADINGS), None)
    if heading is not None:
        linked = _linked_to(heading, base)
        return linked or (addresses[0] if len(set(addresses)) == 1 else "")
    children = list(element)
    is_all_link = element.tag == "a" or (
        len(children) == 1 and children[0].tag == "a" and not (element.text or "").strip()
    )
    has_parts = next(element.iter("p", "div", "img", "figure"), None) not in {None, element}
    if addresses and is_all_link and has_parts:
        return addresses[0]
    is_link_first = bool(children) and children[0].tag == "a" and not (element.text or "").strip()
    if is_link_first and has_parts and element.tag != "a":
        return _linked_to(children[0], base)
    # A headline in a paragraph of its own, with others below.
    lines = [it for it in element.iter("p", "div") if it is not element]
    return _linked_to(lines[0], base) if len(lines) > 1 else ""


def _prose(parent: Any) -> int:
    paragraphs = (child for child in parent if child.tag == "p")
    return sum(_words(one) >= _PROSE_WORDS for one in paragraphs)


def _groups(root: Any, base: str) -> Iterator[list[Any]]:
    """Yield the cards that stand side by side, made alike, and lead to different pages."""
    for parent in root.iter("div", "section", "ul", "ol", "aside", "main", "article", "body"):
        holder = parent.getparent() if parent.tag in {"ul", "ol"} else parent
        if holder is None:
            continue
        is_of_story = _prose(holder) >= _LEAST_CARDS
        alike: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for child in parent:
            if isinstance(child.tag, str) and child.tag in _CARDS:
                alike[child.tag, child.get("class") or ""].append(child)
        for cards in alike.values():
            found = [(card, _card_address(card, base)) for card in cards]
            teasers = [card for card, address in found if address]
            addresses = {address for _, address in found if address}
            least = _LEAST_PAIRS if is_of_story else _LEAST_CARDS
            if min(len(teasers), len(addresses)) < least:
                continue
            if not is_of_story or (len(teasers) == len(cards) and _ends(parent, holder, teasers)):
                yield teasers


def _ends(parent: Any, holder: Any, teasers: Sequence[Any]) -> bool:
    """Tell whether teasers end an element that begins with the story, each with a line below it.

    A list that a paragraph introduces is the story's, and so is one that the story goes on after.
    """
    is_list = parent is not holder
    first, last = (parent, parent) if is_list else (teasers[0], teasers[-1])
    above = next(first.itersiblings(preceding=True), None)
    is_introduced = above is not None and (
        above.tag == "p" and above.text_content().rstrip().endswith((":", "?"))
    )
    goes_on = any(it.tag == "p" and _words(it) >= _PROSE_WORDS for it in last.itersiblings())
    are_told = all(any(line is not it for line in it.iter("p", "div")) for it in teasers)
    return are_told and not is_introduced and not goes_on


def _flat(root: Any, base: str) -> Iterator[list[Any]]:
    """Yield headlines and their lines that end an element without one of their own for each."""
    for parent in root.iter("div", "section", "aside", "main", "article", "body"):
        children = [it for it in parent if isinstance(it.tag, str) and it.tag != "hr"]
        run: list[Any] = []
        addresses: list[str] = []
        for child in reversed(children):
            is_line = child.tag in {*_HEADINGS, "p"}
            address = _linked_to(child, base) if is_line else ""
            if address:
                run.append(child)
                addresses.append(address)
            elif child.tag == "p" and _words(child) <= _MOST_WORDS:
                run.append(child)
            else:
                break
        # What stands above the first headline is the story's.
        while run and not _linked_to(run[-1], base):
            run.pop()
        is_teasers = len(set(addresses)) >= _LEAST_PAIRS and not _has_long_parts(run, base)
        if is_teasers:
            yield run[::-1]


def _has_long_parts(run: Sequence[Any], base: str) -> bool:
    """Tell whether two paragraphs follow one another: a part of a story below its heading."""
    return any(
        not _linked_to(first, base) and not _linked_to(second, base)
        for first, second in pairwise(run)
    )


def _prose_words(root: Any, without: set[Any]) -> int:
    total = 0
    for paragraph in root.iter("p"):
        count = _words(paragraph)
        if count >= _PROSE_WORDS and without.isdisjoint((paragraph, *paragraph.iterancestors())):
            total += count
    return total


def drop_teasers(root: Any, base: str) -> list[str]:
    """Take the teasers out of a page that has an article beside them; their texts."""
    teasers = [it for group in (*_groups(root, base), *_flat(root, base)) for it in group]
    known = set(teasers)
    outermost = [it for it in dict.fromkeys(teasers) if known.isdisjoint(it.iterancestors())]
    if not outermost or _prose_words(root, known) < _STORY_WORDS:
        return []
    texts = [" ".join(" ".join(it.itertext()).split()) for it in outermost]
    for element in outermost:
        element.drop_tree()
    return texts


def unnest_lists(root: Any) -> None:
    """Set the items of a list in a list behind the item that holds them, each as one of its own."""
    for item in reversed(list(root.iter("li"))):
        after = item
        for nested in [it for it in item if it.tag in {"ul", "ol"}]:
            for inner in [it for it in nested if it.tag == "li"]:
                inner.tail = None
                after.addnext(inner)
                after = inner
            if not len(nested):
                nested.drop_tree()
