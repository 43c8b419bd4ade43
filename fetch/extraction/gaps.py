"""Put back what the extractor left out of the middle of an article, and its first paragraph.

The extractor judges each element by itself: it drops a list of links, a short list, a heading. What
stands in the same element of the page, between two paragraphs that it kept, belongs to them.
Pure: blocks and their places in, blocks out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from fetch.extraction.lines.sifted_blocks import Surroundings
from fetch.extraction.lines.story_sentences import is_sentence
from fetch.extraction.siblings import PlacedBlock
from fetch.text.blocks import Block, BlockKind, letters_of
from fetch.text.shared_wording import Wording

_ANCHOR_WORDS = 5
_LEAST_SHARE = 0.15
"""Of the words that were found: what holds so many of them is an element of the story."""
_LEAD_WORDS = 12
_STANDFIRST_LETTERS = 30
_CERTAIN_LETTERS = 25
_MOST_LINK = 0.3
_MAX_TAIL = 12
_MAX_BLOCKS = 4000
_MAX_PARTS = 100
_MAX_GAP = 40
"""Blocks between two that were found: more is another part of the page."""


class Heads(Struct, frozen=True, kw_only=True):
    """The letters of what stands above an article: its headlines, and what is said of it."""

    titles: frozenset[str]
    descriptions: frozenset[str] = frozenset()


def heads_of(titles: Sequence[str], descriptions: Sequence[str]) -> Heads:
    """Return the letters of headlines and descriptions."""
    return Heads(
        titles=frozenset(filter(None, map(letters_of, titles))),
        descriptions=frozenset(filter(None, map(letters_of, descriptions))),
    )


def _places(found: Sequence[Block], placed: Sequence[PlacedBlock]) -> dict[int, int]:
    """Return where the found blocks stand among the placed ones, both in order."""
    known: dict[str, list[int]] = {}
    for at, piece in enumerate(placed):
        known.setdefault(letters_of(piece.block.text), []).append(at)
    places: dict[int, int] = {}
    last = -1
    for number, block in enumerate(found):
        candidates = known.get(letters_of(block.text), ())
        at = next((it for it in candidates if it > last), -1)
        if at >= 0 and (block.word_count >= _ANCHOR_WORDS or at <= last + _MAX_GAP):
            places[number] = last = at
    return places


def _homes(
    found: Sequence[Block], placed: Sequence[PlacedBlock], places: dict[int, int]
) -> frozenset[int]:
    words: Counter[int] = Counter()
    for number, at in places.items():
        if found[number].kind is not BlockKind.ITEM:
            words[placed[at].home] += found[number].word_count
    least = _LEAST_SHARE * words.total()
    return frozenset(home for home, count in words.items() if count >= least)


def surroundings(
    found: Sequence[Block], placed: Sequence[PlacedBlock], names: Sequence[str]
) -> Surroundings:
    """Return what the places of a page's blocks say of the lines that were found."""
    homes = _homes(found, placed, _places(found, placed))
    beside = Counter(
        letters_of(piece.block.text)
        for piece in placed
        if piece.home in homes and not piece.is_apart
    )
    known = frozenset(filter(None, map(letters_of, names)))
    return Surroundings(beside=dict(beside), names=known)


def _is_said(piece: PlacedBlock, said: Sequence[str], parts: Sequence[Block]) -> bool:
    """Tell whether the text has a block already, or has it in pieces."""
    own = letters_of(piece.block.text)
    if not own or own in said or any(letters_of(part.text) in own for part in parts):
        return True
    # A few letters may stand by chance in any paragraph.
    if len(own) >= _CERTAIN_LETTERS and any(own in letters for letters in said):
        return True
    wording = Wording(piece.block.text)
    return any(wording.has(part.text) for part in parts)


def _is_standfirst(piece: PlacedBlock, heads: Heads) -> bool:
    """Tell whether a block above the text is what the page itself says of the article."""
    letters = letters_of(piece.block.text)
    return len(letters) >= _STANDFIRST_LETTERS and any(
        letters in whole for whole in heads.descriptions
    )


def _lead(
    placed: Sequence[PlacedBlock], first: int, heads: Heads, homes: frozenset[int]
) -> list[int]:
    """Return the blocks of the text between the headline and the first that was found."""
    leads: list[int] = []
    for at in range(first - 1, max(first - _MAX_GAP, -1), -1):
        piece = placed[at]
        block = piece.block
        if letters_of(block.text) in heads.titles:
            return leads[::-1]
        # A first paragraph may be set as a heading, for its size.
        is_whole = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        is_prose = is_whole and is_sentence(block.text)
        is_long = block.word_count >= _LEAD_WORDS and block.link_share < _MOST_LINK
        is_heading = block.kind is BlockKind.HEADING and piece.home in homes
        if _is_standfirst(piece, heads) or (
            not piece.is_apart and ((is_prose and is_long) or is_heading)
        ):
            leads.append(at)
    return []


def fill_gaps(found: Sequence[Block], placed: Sequence[PlacedBlock], heads: Heads) -> list[Block]:
    """Return `found` with the blocks that stand between them in the same elements, and the lead."""
    places = _places(found, placed)
    if not places or len(placed) > _MAX_BLOCKS:
        return list(found)
    homes = _homes(found, placed, places)
    said = [letters_of(block.text) for block in found]
    parts = [
        block
        for number, block in enumerate(found)
        if number not in places and block.word_count >= _ANCHOR_WORDS
    ][:_MAX_PARTS]

    def missing(candidates: Iterable[int]) -> Iterator[Block]:
        for at in candidates:
            piece = placed[at]
            if not piece.is_apart and not _is_said(piece, said, parts):
                said.append(letters_of(piece.block.text))
                yield piece.block

    first, last = min(places), max(places)
    filled = list(missing(_lead(placed, places[first], heads, homes)))
    following = dict(pairwise(sorted(places)))
    for number, block in enumerate(found):
        filled.append(block)
        if number not in places:
            continue
        at = places[number]
        end = places[following[number]] if number != last else len(placed)
        if placed[at].home not in homes or (number != last and end - at > _MAX_GAP):
            continue
        between = [
            it
            for it in range(at + 1, end)
            if placed[it].home == placed[at].home and not placed[it].is_bare
        ]
        filled += missing(between if number != last else _run_on(between, placed))
    return filled


def _run_on(after: Sequence[int], placed: Sequence[PlacedBlock]) -> list[int]:
    """Return the sentences and items that go on below the last block that was found."""
    run: list[int] = []
    for at in after[:_MAX_TAIL]:
        block = placed[at].block
        is_text = block.kind is BlockKind.ITEM or is_sentence(block.text)
        if placed[at].is_apart or not is_text or block.link_share >= _MOST_LINK:
            break
        run.append(at)
    return run
