"""Write raised digits and formulas of a tree as characters, so that plain text keeps them.

Changes the lxml tree that it is given.
"""

import re
from typing import Any

_RAISED = str.maketrans(
    "0123456789+-\u2212()n",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b\u207d\u207e\u207f",
)
_DIGITS = re.compile(r"[+\-\u2212(]*(?:\d{1,4}|n)[)]?")
_DRAWN_ALSO = re.compile(r"katex|mathjax|mjx|mwe-math", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|re|e|es|ème|nde?|o|a|os|as|º|ª)\.?", re.IGNORECASE)


def _before(element: Any) -> str:
    previous = element.getprevious()
    text = element.getparent().text if previous is None else previous.tail
    return text or ""


def raise_superscripts(root: Any) -> None:
    """Turn 10<sup>6</sup> into 10⁶, and another power of a number into 10^x."""
    for element in list(root.iter("sup")):
        if element.getparent() is None:
            continue
        text = "".join(element.itertext()).strip()
        if _DIGITS.fullmatch(text):
            raised = text.translate(_RAISED)
        elif text and len(text) <= 6 and _before(element)[-1:].isdigit():  # noqa: PLR2004 - a power
            if not text[0].isalnum() or _ORDINAL.fullmatch(text):
                continue
            raised = f"^{text}"
        else:
            continue
        for child in list(element):
            element.remove(child)
        element.text = raised


def spell_formulas(root: Any) -> None:
    """Turn the formulas of MathML into their characters, unless the page draws them beside it."""
    for formula in list(root.iter("math")):
        around = (formula, *formula.iterancestors("span", "div"))
        if any(_DRAWN_ALSO.search(it.get("class") or "") for it in around):
            continue
        for note in list(formula.iter("annotation", "annotation-xml")):
            note.drop_tree()
        text = "".join("".join(formula.itertext()).split())
        for child in list(formula):
            formula.remove(child)
        formula.tag, formula.text = "span", text
