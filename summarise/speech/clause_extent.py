"""Find the exact words of a reported clause in the text."""

import re
from collections.abc import Iterable
from functools import cache

from summarise.lexicon.word_lists import SpeechLists, Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.update_times import after_stamp

LEAST_WORDS = 3
MOST_WORDS = 70
_BREAKS = frozenset({",", "--", "–", "—", "-", ";"})
_EDGE = " \t\n\xa0,;:—–-"
# What a coordination that was cut leaves at the end: "there are 200 clubs and".
_JOINT = re.compile(r",?\s+(?:and|but|or|adding)$")
# "Said this month they believed": when it was said, which the parser takes into the clause.
_WHEN = re.compile(
    r"(?:this|last|earlier this|late last) (?:week|month|year|morning|afternoon|evening)"
    r"\s+(?=(?:he|she|it|they|we|the|its|his|her|their|an?)\b)"
)
_OPENING, _CLOSING = "\"“\u2018'«", "\"”’'»"


@cache
def _complementiser(speech: SpeechLists) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(speech.complementisers)})\s+", re.IGNORECASE)


def clause_words(annotated: AnnotatedText, words: Vocabulary, root: int, verb: int) -> list[int]:
    """Return the tokens of the clause that a verb of saying governs.

    Left out are a second verb of saying that is joined to the clause ("said he would go and
    warned …"), and what follows a comma to comment on the whole: a relative or adverbial clause
    at the end is more often the reporter's.
    """
    tokens = annotated.tokens
    told_apart = [
        child
        for child in annotated.dependents(root, "conj")
        if (
            tokens[child].lemma in words.speech.report_verbs
            or _goes_on_beside(annotated, root, child)
        )
        and tokens[child].tag == tokens[verb].tag
        and child > root
        and not _is_quoted(annotated, child)
    ]
    joins = [child for child in annotated.dependents(root, "cc") if told_apart and child > root]
    indices = [
        i for i in annotated.subtree(root, without=(*told_apart, *joins)) if tokens[i].quotation < 0
    ]
    indices = sorted({*indices, *_told_on(annotated, words, root, verb)})
    left = [i for i in indices if i < verb]
    right = [i for i in indices if i > verb]
    return left if len(left) > len(right) else _without_comment(annotated, right, root)


def _goes_on_beside(annotated: AnnotatedText, root: int, joined: int) -> bool:
    """Whether a verb is joined to the verb of saying: "said it would take time and left".

    The parser joins it to "would take", but a plain past form is not like one with a modal.
    """
    tokens = annotated.tokens
    is_modal = any(tokens[i].tag == "MD" for i in annotated.dependents(root, "aux"))
    own = ("nsubj", "nsubjpass", "expl", "aux", "auxpass")
    is_plain = tokens[joined].tag == "VBD" and not any(annotated.dependents(joined, *own))
    return is_modal and is_plain


def _told_on(annotated: AnnotatedText, words: Vocabulary, root: int, verb: int) -> list[int]:
    """Return what a statement goes on with: "said it was late and the town would stay".

    The parser joins the second part to the verb of saying, but its "would" is that of told words.
    """
    tokens = annotated.tokens
    found: list[int] = []
    for child in annotated.dependents(verb, "conj"):
        modals = (tokens[i].text.lower() for i in annotated.dependents(child, "aux"))
        is_told = any(modal in words.speech.told_modals for modal in modals)
        has_subject = any(True for _ in annotated.dependents(child, "nsubj", "nsubjpass"))
        if child > root > verb and is_told and has_subject:
            join = max((i for i in annotated.dependents(verb, "cc") if i < child), default=child)
            found += [join, *annotated.subtree(child)]
    last = max(annotated.subtree(root))
    for child in annotated.dependents(verb, "ccomp"):
        # "On employers and licences would go": the parser takes the subject for an object.
        modals = (tokens[i].text.lower() for i in annotated.dependents(child, "aux"))
        is_told = any(modal in words.speech.told_modals for modal in modals)
        inside = annotated.subtree(child)
        if child > root > verb and is_told and inside[0] == last + 1:
            found += inside
    return [i for i in found if tokens[i].quotation < 0]


def _is_quoted(annotated: AnnotatedText, index: int) -> bool:
    """Whether a word is somebody's, not the reporter's: "said he “kindly agreed” to stay"."""
    start = annotated.tokens[index].start
    return any(q.inner.start <= start < q.inner.end for q in annotated.quotations)


def _without_comment(annotated: AnnotatedText, indices: list[int], root: int) -> list[int]:
    tokens = annotated.tokens
    present = set(indices)
    for index in indices:
        relation = tokens[index].dep
        is_beside = relation == "prep" and tokens[index].text.lower() == "with"
        if not (is_beside or relation in ("relcl", "advcl", "appos")) or index <= root:
            continue
        branch = annotated.subtree(index)
        first, last = branch[0], branch[-1]
        if relation == "relcl" and tokens[first - 1].pos == "ADP":
            first -= 1
        is_comment = tokens[first - 1].text in _BREAKS
        rest = [i for i in indices if i > last and tokens[i].pos != "PUNCT"]
        if is_comment and first > root and not rest:
            return [i for i in indices if i < first and i in present]
    return indices


def worded_span(annotated: AnnotatedText, words: Vocabulary, indices: Iterable[int]) -> Span | None:
    """Return the stretch of text of a reported clause; None if it is too short, long or broken."""
    text = annotated.text
    span = annotated.span_of(tuple(indices))
    start, end = span.start, span.end
    # Marks that the frame left out belong to the clause again.
    if start > 0 and text[start - 1] in _OPENING:
        start -= 1
    start = after_stamp(text, start, end)
    when = _WHEN.match(text, start, end)
    start = when.end() if when else start
    match = _complementiser(words.speech).match(text, start, end)
    start = match.end() if match else start
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + ".":
        end -= 1
    joint = _JOINT.search(text, start, end)
    end = start + len(text[start : joint.start()].rstrip(_EDGE)) if joint else end
    if end < len(text) and text[end] in _CLOSING and any(m in text[start:end] for m in _OPENING):
        end += 1
    if start < end and text[start] == "(" and text.find(")", start, end) == end - 1:
        return None  # "He said (and I quote)": an aside.
    count = len(text[start:end].split())
    if not LEAST_WORDS <= count <= MOST_WORDS or "\n\n" in text[start:end]:
        return None
    return Span(start=start, end=end)
