"""Take out of a tree what a page does not show: hidden elements, and the signs beside headings.

Changes the lxml tree that it is given.
"""

import re
from collections.abc import Iterator
from typing import Any

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:^|;)\s*clip(?:-path)?\s*:\s*(?:rect\(\s*0"
    r"|inset\(\s*(?:50|100)%)|text-indent\s*:\s*-\d{3,}"
    r"|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
# Of the page's own styles those that hide one class or one id, whatever is around it.
_AT_RULE = re.compile(r"@[^{};]{0,500}(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HIDING_RULE = re.compile(
    r"(?:^|\})\s*+(?P<names>[^{}]{1,500})\{[^{}]*?(?:display\s*:\s*none|visibility\s*:\s*hidden)",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(r"(?:[a-z]{1,10})?([.#][\w-]{1,80})", re.IGNORECASE)
_MOST_STYLE_CHARACTERS = 200_000
_FOR_SCREEN_READERS = re.compile(
    r"^(?:(?:is-|u-|a11y-|util-|element-)?(?:visually|visual|accessib(?:le|ly))-?_?hidden"
    r"|visuallyhidden|(?:sr|screen-?reader|screenreader)s?(?:-|_)?(?:only|text)?|assistive-text"
    r"|u-hidden-visually|hidden-visually|offscreen|off-screen)$",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"p", "div", "section", "ul", "ol", "aside", "header", "footer", "table", "nav"}
)
_NEVER = frozenset({"html", "body", "head", "script", "style", "meta", "link", "main"})
_LINES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "dt", "figcaption")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_HIDDEN = 0.4
"""A page that hides more of its words shows them by a script: they are its text."""
_SIGN_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:anchor|header-?link|heading-?link|permalink|hash-?link)(?:$|[\s_-])",
    re.IGNORECASE,
)


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _hidden_names(root: Any) -> frozenset[str]:
    """Return the classes (.x) and ids (#x) that the page's own styles hide on every screen."""
    styles = [it.text or "" for it in root.iter("style") if not it.get("media")]
    if not styles:
        return frozenset()
    text = _COMMENT.sub("", "".join(styles)[:_MOST_STYLE_CHARACTERS])
    listed = (it["names"].split(",") for it in _HIDING_RULE.finditer(_AT_RULE.sub("", text)))
    names = (_ONE_NAME.fullmatch(name.strip()) for group in listed for name in group)
    return frozenset(match[1] for match in names if match)


def _is_hidden(element: Any, names: frozenset[str]) -> bool:
    if element.tag == "template":
        return element.get("shadowrootmode") is None and element.get("shadowroot") is None
    classes = _classes(element)
    said = (f"#{element.get('id')}", *(f".{name}" for name in classes))
    if names and not names.isdisjoint(said):
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if (style := element.get("style")) and _STYLE.search(style):
        return True
    if any(_FOR_SCREEN_READERS.match(name) for name in classes):
        return True
    # What is hidden from screen readers inside a line is seen: a drop cap, a formula.
    is_unheard = element.get("aria-hidden") == "true"
    return is_unheard and (
        element.tag in _BLOCKS or next(element.iterancestors(*_LINES), None) is None
    )


def _words(element: Any) -> int:
    return sum(len(text.split()) for text in element.itertext())


def hidden_elements(root: Any) -> Iterator[Any]:
    """Yield what the page's markup hides."""
    names = _hidden_names(root)
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _NEVER:
            continue
        # Most elements have no attributes to hide them by.
        if (element.attrib or element.tag == "template") and _is_hidden(element, names):
            yield element


def drop_hidden(root: Any) -> None:
    """Take out what the page's markup hides, unless that is most of what it has to say."""
    hidden = list(hidden_elements(root))
    if not hidden:
        return
    known = set(hidden)
    outermost = [it for it in hidden if known.isdisjoint(it.iterancestors())]
    lines = sum(_words(line) for line in root.iter("p"))
    for element in outermost:
        own = _words(element) if element.tag == "p" else sum(map(_words, element.iter("p")))
        if own <= _MOST_HIDDEN * lines:
            element.drop_tree()


def _is_sign(link: Any) -> bool:
    text = link.text_content()
    if not any(character.isalnum() for character in text):
        return bool(text.strip()) or not link.iterdescendants("img")
    return bool(_SIGN_CLASSES.search(link.get("class") or "")) and (
        link.get("href") or ""
    ).startswith("#")


def drop_heading_signs(root: Any) -> None:
    """Take out the links by which readers copy a heading's address: #, ¶ and their like.

    And the arrows that lead back from a footnote.
    """
    for link in list(root.iter("a")):
        text = link.text_content().strip()
        is_here = (link.get("href") or "").startswith("#")
        if is_here and text and not any(character.isalnum() for character in text):
            link.drop_tree()
    for heading in root.iter(*_HEADINGS):
        whole = "".join(heading.text_content().split())
        for link in [it for it in heading.iter("a") if _is_sign(it)]:
            if "".join(link.text_content().split()) != whole:
                link.drop_tree()
