"""Replace quotations by short stand-ins, so that the parser is not misled by them.

Parsers lose their way in long quotations. A quotation that stands as its own clause is replaced by
"Yes," ("Yes.") and parsed apart; marks around a mere fragment are left out, so that the fragment
is parsed with its sentence. Every frame keeps the way back to the offsets of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Span
from summarise.text.quotation_marks import Quotation
from summarise.text.update_times import after_stamp

LEAST_FRAMED_WORDS = 3
STAND_IN_LETTERS = "Yes"
_CLAUSE_STARTS = frozenset('.?!,:;—–-"”’)(…')


class Piece(Struct, frozen=True, kw_only=True):
    """A run of the frame's characters that stands for a run of the text's."""

    frame_start: int
    text_start: int
    text_end: int
    quotation: int = -1


class Frame(Struct, frozen=True, kw_only=True):
    """A stretch of text as the parser gets it.

    Attributes:
        paragraph: number of its paragraph.
        within: number of the quotation whose words these are, -1 outside quotations.
    """

    text: str
    pieces: tuple[Piece, ...]
    paragraph: int
    within: int = -1

    def locate(self, start: int, end: int) -> tuple[int, int, int]:
        """Return where [start, end) of the frame is in the text, and the stand-in's quotation."""
        starts = [piece.frame_start for piece in self.pieces]
        first = self.pieces[max(0, bisect_right(starts, start) - 1)]
        last = self.pieces[max(0, bisect_right(starts, max(start, end - 1)) - 1)]
        if first.quotation >= 0:
            return first.text_start, first.text_end, first.quotation
        begin = first.text_start + start - first.frame_start
        finish = min(last.text_start + end - last.frame_start, last.text_end)
        return begin, max(begin + 1, finish), -1


def stands_alone(text: str, quotation: Quotation, body: Span) -> bool:
    """Whether the quoted words are a clause of their own rather than a part of the reporter's."""
    inner = quotation.inner.of(text)
    opening = after_stamp(text, body.start, quotation.outer.start + 1)
    before = text[opening : quotation.outer.start].rstrip()
    # Square brackets mark an editor's change of the first letter: "[We] ..."
    first = inner.lstrip("[(…. ")[:1]
    is_first = not before
    follows_break = is_first or before[-1] in _CLAUSE_STARTS
    if len(inner.split()) < LEAST_FRAMED_WORDS:
        ends_as_clause = inner[-1] in ".?!," and first.isupper()
        return ends_as_clause and follows_break
    if first.isupper() or first.isdigit():
        return (
            follows_break
            or before.split()[-1].lower() in vocabulary().speech.forms_before_quotation
        )
    is_fragment_start = inner.startswith(("…", "..."))
    return (is_first or before[-1] in '.?!”"') and (inner[-1] in ",.?!" or is_fragment_start)


@cache
def _speech_after() -> re.Pattern[str]:
    """Return the pattern of who says a question or exclamation, and of the verb."""
    verbs = "|".join(vocabulary().speech.forms_after_quotation)
    return re.compile(rf"(?:[^\W\d_]\.?[\w.’'-]*\s+){{1,5}}(?:{verbs})\b")


def _ending(text: str, quotation: Quotation, body: Span) -> str:
    """Return the mark that a stand-in ends with: a comma if the sentence goes on after it."""
    after = text[quotation.outer.end : body.end].lstrip()
    last = quotation.inner.of(text).rstrip("”’'\"")[-1:]
    is_asked = last in ("?", "!") and _speech_after().match(after) is not None
    continues = after[:1].islower() or last == "," or is_asked
    return "," if continues or after.startswith(",") else "."


_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def _kept(text: str, start: int, end: int, frame_length: int) -> tuple[str, Piece | None]:
    if end <= start:
        return "", None
    # No parser can encode half a surrogate pair; a replacement keeps the offsets.
    kept = _LONE_SURROGATES.sub("\ufffd", text[start:end])
    return kept, Piece(frame_start=frame_length, text_start=start, text_end=end)


def build_frames(
    text: str, body: Span, paragraph: int, quotations: Sequence[tuple[int, Quotation]]
) -> tuple[Frame, ...]:
    """Return the frame of a paragraph's body, then the quotations that it leaves out.

    Args:
        quotations: those of the paragraph with their numbers, in order.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    inner_frames: list[Frame] = []
    length, at = 0, body.start

    def keep(start: int, end: int) -> None:
        nonlocal length
        kept, piece = _kept(text, start, end, length)
        if piece is not None:
            parts.append(kept)
            pieces.append(piece)
            length += len(kept)

    for number, quotation in quotations:
        if quotation.outer.start < at:
            continue
        keep(at, quotation.outer.start)
        if stands_alone(text, quotation, body):
            stand_in = f'"{STAND_IN_LETTERS}{_ending(text, quotation, body)}"'
            if text[quotation.outer.end : quotation.outer.end + 1].isalnum():
                stand_in += " "  # "“We won,”she said" lacks its space
            parts.append(stand_in)
            pieces.append(
                Piece(
                    frame_start=length,
                    text_start=quotation.inner.start,
                    text_end=quotation.inner.end,
                    quotation=number,
                )
            )
            length += len(stand_in)
            kept, piece = _kept(text, quotation.inner.start, quotation.inner.end, 0)
            if piece is not None:
                inner_frames.append(
                    Frame(text=kept, pieces=(piece,), paragraph=paragraph, within=number)
                )
        else:
            keep(quotation.inner.start, quotation.inner.end)
        at = quotation.outer.end
    keep(at, body.end)
    outer = (
        (Frame(text="".join(parts), pieces=tuple(pieces), paragraph=paragraph),) if pieces else ()
    )
    return (*outer, *inner_frames)
