"""Whether a sentence can answer "what is this about?" by itself.

Looks at the words of one sentence alone: quotations, questions, captions, sentences that count from
another one, and the reporter's own "we" are no answers.
"""

import re

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.points.self_contained import Fault, fault_of, leans, opens_leaning

MOST_SMALL_LETTERS = 3
"""A longer word has a capital in a title."""
_SPEAKER = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me)\b(?!['’]s\b)")
_ADDRESSED = re.compile(r"\b(?:[Yy]ou|[Yy]our)\b")
_LEANING = re.compile(
    r"If |Alas\b|(?:Hours|Minutes|Days|Weeks|Months|Years|Moments|Later|Earlier|Soon) "
    r"|The (?:decision|move|ruling|announcement|incident|attack|statement|news), which\b"
    r"|(?:Prior|Previous|Earlier) [a-z]+ |At the (?:time|moment)|Up to that"
    r"|In (?:response|contrast|turn|addition|return|fact)\b"
    r"|To (?:address|do|achieve|mark|avoid|solve|prevent) (?:this|these|that|those)\b"
    r"|In the (?:video|report|interview|statement|letter|conversation|first|second|end)\b"
)
"""Beginnings of a sentence that counts from another one."""
_FREE = re.compile(
    r"(?:Some|One|None|Both|Neither|Either|Another) [\w’'-]+ "
    r"|There(?:['’]s| is| are| was| were| has| have) "
    r"|This is (?:the|how|what) "
    r"|(?:It|They)\b[^.]*, but .*[\w]|It (?:seems|appears|turns out|emerged) .*[A-Z]"
    r"|It(?:['’]s| is| was) (?!\w+ed\b|been\b|become\b)(?=.*[A-Z])[^,;]* (?:that|who) "
)
"""Beginnings that lean on a sentence before if there is one: the first of a text stands alone."""
_UNTOLD = re.compile(r"(?:[^\W\d_]+ ){1,5}[^\W\d_]+, (?:it|they|he|she|this|that)\b")
"""Begins with a phrase and a pronoun whose noun is elsewhere: "For most people, it is a treat"."""
_TIMED = re.compile(r"\d{1,2}[.:]\d\d\b")
"""An entry of a live page."""
_CONNECTIVE = re.compile(
    r"(?:But|And|Yet|Now|So|However|Meanwhile|Instead),?\s+(?=[^\W\d_])(?!(?:if|as|then|far|that|of)\b)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"[A-Z][\w.’' ]{{1,30}}, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?\s*[-–—]+\s+"
    r"|\d{4}-\d\d-\d\d\s+(?=[A-Z])"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2} [-–—]+ (?=[A-Z])(?!.* [-–—]+ )"
)
_CLOCK = (
    r"\d{1,2}\s?[:.]\s?\d\d(?:\s?[aApP]\.?\s?[mM]\b\.?)?(?:\s?(?:[A-Z]{2,4}T|GMT|UTC|ET|PT)\b)?"
)
_PAGE_HEAD = re.compile(
    rf".{{0,200}}?\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}}[\s,|/-]*"
    rf"(?:(?:at|[Uu]pdated|[Pp]osted|[Pp]ublished)[\s:]*)*{_CLOCK}[\s|,-]+(?=[A-Z])"
    rf"|.{{0,200}}?\({_MONTH} \d{{1,2}}, \d{{4}}\)\s*(?:[-–—]\s*)+(?=[A-Z])"
)
"""What stands over a text in a page, on one line with its first sentence: subhead, day and time."""
_STAMP = re.compile(
    r"\b(?:updated|posted|published|modified)\s*:|\b\d{1,2}\s?:\s?\d\d\s?(?:[ap]\.?m\.?\s?)?"
    r"(?:[A-Z]{2,4}T|GMT|UTC|ET|PT)\b",
    re.IGNORECASE,
)
"""A page's date that a headline was glued to the text with."""
_LABEL = re.compile(r"[^\W\d_][\w'\u2018’.,-]*(?: [\w'\u2018’.,-]+){0,5}\s?: ")
_MARKED = re.compile(
    r"\((?:pictured|shown|seen|left|right|above|below|centre|center|file)\b[^)]*\)"
    r"|^[^,.]{0,60}, (?:pictured|left|right|above|centre|center),",
    re.IGNORECASE,
)
"""Which of the people is meant in the picture."""
_EPITHET = re.compile(
    r"[\"“][^\"“”]{2,60}[\"”] (?!(?:said|says|told|added|was|is)\b)(?:[a-z-]+ ){1,3}[A-Z]"
)
"""Somebody in another's words: "“Ruthless” ship owner Jane Poe has sold …"."""
_BROKEN = re.compile(r"(?<![\w.])[a-z]{3,}\. [a-z]|,\.|(?<!\.)\.\.[\"”’']?$")
"""Stray full stops, of lines that were joined or of words that were left out."""
_FRAGMENT = re.compile(r"[^,]{3,60}, (?:who|which) [^,]*\.")
_WORK = re.compile(r"[\"“\u2018']([^\"“”\u2018’]{2,60}?),?[\"”’'],? [a-z]")
_CAPITAL = re.compile(r"[A-Z]")
_LONE_CLOSING = re.compile(r"^(?!.*(?:^|\s)['\u2018]\w).*[.,!?]['’]$", re.DOTALL)
_NOT_FIRST = frozenset("\"“\u2018'(")
_QUOTED = re.compile(
    r"[\"“][^\"“”]*[\"”]|(?<!\w)['\u2018][^'\"\u2018’]{2,}['’](?!\w)|^[\"“].*[\"“”]$"
)


def is_answer(text: str, words: Vocabulary | None, *, is_lead: bool, follows: bool = False) -> bool:
    """Whether a sentence says something by itself, in the paper's own words.

    Args:
        is_lead: whether it opens its text, where captions don't stand.
        follows: whether it is shown behind the sentence that it may lean on.
    """
    is_own = text[:1] not in _NOT_FIRST and words is not None and not opens_leaning(text, words)
    is_free = follows or (is_lead and (is_own or _FREE.match(text) is not None))
    fault = fault_of(text, words, is_lead=True)
    if fault > Fault.LEANING or ((fault is Fault.LEANING or leans(text, words)) and not is_free):
        return False
    own = _QUOTED.sub(" ", text)
    is_open = text.rstrip("\"”’'").endswith(("?", "…", "..."))
    is_spoken = text[0] in _NOT_FIRST and not (_is_title_first(text) or _EPITHET.match(text))
    if _SPEAKER.search(own) or is_open or is_spoken:
        return False
    if _LEANING.match(text) and not follows:
        return False
    is_further = bool(_MARKED.search(text) or _ADDRESSED.search(own))
    if is_caption(text) or (not is_lead and is_further):
        return False
    opening = text[:1].lower() + text[1:]
    is_untold = _UNTOLD.match(text) is not None and not _CAPITAL.search(opening.split(",")[0])
    is_stamped = bool(_STAMP.search(own) or _TIMED.match(text))
    return not (
        (is_untold and not follows)
        or is_stamped
        or _LONE_CLOSING.match(text)
        or _BROKEN.search(own)
    )


def is_personal(text: str) -> bool:
    """Whether the writer of a sentence speaks of himself: "I rose each morning …"."""
    return _SPEAKER.search(_QUOTED.sub(" ", text)) is not None


def is_fragment(text: str) -> bool:
    """Whether a sentence can be a mere name and a clause: "Jane Poe, who lives in Whitmouth." """
    return _FRAGMENT.fullmatch(text) is not None


def is_addressed(text: str) -> bool:
    """Whether a sentence speaks to its reader: "Take a look, and you see …"."""
    return _ADDRESSED.search(_QUOTED.sub(" ", text)) is not None


def where_told(text: str, span: Span) -> Span:
    """Return a sentence without what only leads to it: a place and date, "But" or "Now"."""
    start = span.start
    for pattern in (_PAGE_HEAD, _DATELINE, _CONNECTIVE):
        match = pattern.match(text, start, span.end)
        start = match.end() if match else start
    return Span(start=start, end=span.end)


def is_caption(text: str) -> bool:
    """Whether a sentence begins with a label, as captions do: "Fresh start: Jane Poe …"."""
    return _LABEL.match(text) is not None


def _is_title_first(text: str) -> bool:
    """Whether the quotation that a sentence begins with is the name of a book, film or song."""
    match = _WORK.match(text)
    if match is None:
        return False
    words = [word for word in match[1].split() if len(word) > MOST_SMALL_LETTERS]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)
