"""Remove boilerplate from articles: promotion, pleas to subscribe, credits, share links.

Pure: blocks in, blocks out. What a line says is one sign; where it stands gives the others: its
links, its neighbours, the ends of the text, the element of the page that holds the story. A
sentence that tells something stays between sentences that do, whatever its words.
"""

import re
from collections.abc import Iterator, Sequence

from fetch.extraction.lines.boilerplate_lines import (
    first_name,
    is_biography,
    is_contribution,
    is_credit,
    is_label,
    is_notice,
    is_offer,
    is_plain_order,
    is_stamp,
    leads_elsewhere,
)
from fetch.extraction.lines.sifted_blocks import UNKNOWN, RemovedBlock, Sifted, Surroundings
from fetch.extraction.lines.story_sentences import ends_as_sentence, is_sentence, is_told
from fetch.layout import RemovalReason
from fetch.text.blocks import Block, BlockKind, letters_of, total_words
from fetch.text.date_words import fold, month_of

MAX_DROPPED_SHARE = 0.55
"""If the rules would take more than this, they have misread the page and nothing is taken."""

_LABEL_WORDS = 14
_LINK_WORDS = 25
_LINK_SHARE = 0.85
_HEAD_BLOCKS = 4
_SCRAP_WORDS = 4
_TAIL_BLOCKS = 5
_ENDS = 3
"""So near to the end an offer without a link is one, too."""
_PROSE_WORDS = 12
_MOST_NAMES = 30
_NAME_WORDS = 4.5
"""Words of an item, on average, in a list that names things; a headline has more."""
_LONG_REPEAT_WORDS = 40
"""Shorter ones are repeated on purpose: the questions of an interview, steps of a recipe."""
_PRONOUN = re.compile(r"\W*(?:he|she|they)\b", re.IGNORECASE)
_OF_THE_SITE = re.compile(r"\b(?:our|us|we)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_A_DATE = re.compile(
    r"\W*(?:[^\W\d]{3,12}\.?,?\s+)?(?:\d{1,2}\.?\s+[^\W\d]{3,12}|[^\W\d]{3,12}\s+\d{1,2}),?"
    r"(?:\s+\d{4})?\W*|\W*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*"
)


_KINDS = (
    (RemovalReason.LABEL, is_label),
    (RemovalReason.CREDIT, is_credit),
    (RemovalReason.TEASER, leads_elsewhere),
)


class _Sieve:
    """Judges the blocks of one page, one kind of boilerplate after another."""

    def __init__(
        self, blocks: Sequence[Block], titles: Sequence[str], around: Surroundings
    ) -> None:
        self._blocks = blocks
        self._around = around
        self._titles = {letters for letters in map(letters_of, titles) if letters}
        self._reasons: list[RemovalReason | None] = [None] * len(blocks)
        self._lists = _lists(blocks)
        self._asked: dict[int, RemovalReason | None] = {}

    def sift(self) -> Sifted:
        """Return the blocks that are kept, and the others with the reasons."""
        self._mark_lines()
        self._mark_doubtful()
        self._mark_titles()
        self._mark_repeats()
        self._mark_head()
        self._mark_tail()
        kept = [self._blocks[at] for at in self._alive()]
        if total_words(kept) < (1 - MAX_DROPPED_SHARE) * total_words(self._blocks):
            return Sifted(kept=list(self._blocks))
        removed: list[RemovedBlock] = []
        before = 0
        for block, reason in zip(self._blocks, self._reasons, strict=True):
            if reason is None:
                before += 1
            else:
                removed.append(RemovedBlock(block=block, reason=reason, before=before))
        return Sifted(kept=kept, removed=removed)

    def _alive(self) -> list[int]:
        return [at for at, reason in enumerate(self._reasons) if reason is None]

    def _neighbours(self, at: int) -> Iterator[int]:
        yield from (it for it in (at - 1, at + 1) if 0 <= it < len(self._blocks))

    def _is_beside_boilerplate(self, at: int) -> bool:
        return any(self._reasons[it] is not None for it in self._neighbours(at))

    def _mark_lines(self) -> None:
        """Mark the lines that are boilerplate by their words or links, and stand like it."""
        for at, block in enumerate(self._blocks):
            reason = self._reason_by_words(at, block)
            if reason is None and self._is_link_list(at, block):
                reason = RemovalReason.LINKS
            self._reasons[at] = reason

    def _reason_by_words(self, at: int, block: Block) -> RemovalReason | None:
        if not any(character.isalnum() for character in block.text):
            return RemovalReason.LABEL
        if self._is_heading_of_prose(at, block) or is_told(block):
            return None
        reason = next((reason for reason, is_one in _KINDS if is_one(block)), None)
        if reason is not None:
            return reason
        reason = self._reason_to_ask(at)
        is_plain = reason is not None and is_plain_order(block)
        return reason if is_plain and not self._is_item_among_others(at, block) else None

    def _reason_to_ask(self, at: int) -> RemovalReason | None:
        """Return what a line may ask of the reader, looked for once: no search takes longer."""
        if at not in self._asked:
            block = self._blocks[at]
            offered = RemovalReason.OFFER if is_offer(block) else None
            self._asked[at] = offered or (RemovalReason.NOTICE if is_notice(block) else None)
        return self._asked[at]

    def _is_heading_of_prose(self, at: int, block: Block) -> bool:
        """Tell whether this heading stands over a paragraph of the story, in its element."""
        is_heading = block.kind is BlockKind.HEADING and block.link_share < _LINK_SHARE
        return is_heading and self._is_over_prose(at)

    def _is_over_prose(self, at: int) -> bool:
        if at + 1 >= len(self._blocks):
            return False
        below = self._blocks[at + 1]
        is_prose = below.word_count >= _PROSE_WORDS and is_sentence(below.text)
        is_linked = below.link_share >= _LINK_SHARE
        has_both = self._around.has(self._blocks[at]) and self._around.has(below)
        return is_prose and not is_linked and has_both

    def _is_item_among_others(self, at: int, block: Block) -> bool:
        if block.kind is not BlockKind.ITEM or _OF_THE_SITE.search(block.text):
            return False
        return any(
            self._blocks[it].kind is BlockKind.ITEM and not is_plain_order(self._blocks[it])
            for it in self._neighbours(at)
        )

    def _mark_doubtful(self) -> None:
        """Mark the lines that are offers or notices by words that may stand in any sentence."""
        alive = self._alive()
        last = set(alive[-_ENDS:])
        for at in alive:
            block = self._blocks[at]
            reason = self._reason_to_ask(at)
            if reason is None or is_told(block) or is_plain_order(block):
                continue
            if (
                block.link_share > 0
                or (at in last and not is_sentence(block.text))
                or _OF_THE_SITE.search(block.text)
                or self._is_beside_boilerplate(at)
            ):
                self._reasons[at] = reason

    def _is_link_list(self, at: int, block: Block) -> bool:
        if block.link_share < _LINK_SHARE or not 1 < block.word_count <= _LINK_WORDS:
            return False
        following = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        match block.kind:
            case BlockKind.QUOTE:
                return False
            case BlockKind.HEADING:
                # Over its own paragraph it may be linked; over another headline it leads away.
                return following is not None and (
                    following.word_count < _LABEL_WORDS or following.link_share >= _LINK_SHARE
                )
            case BlockKind.ITEM:
                return not (self._is_introduced(at) or self._is_amid_prose(at))
            case _:
                return not (self._around.has(block) and _is_clause(block.text))

    def _is_introduced(self, at: int) -> bool:
        """Tell whether the list of an item is announced by the paragraph above it."""
        first, _ = self._lists[at]
        if first == 0 or self._reasons[first - 1] is not None:
            return False
        above = self._blocks[first - 1]
        if above.kind is BlockKind.HEADING:
            return self._around.has(above) and above.link_share == 0
        return above.text.rstrip().endswith((":", "：")) and above.link_share < _LINK_SHARE  # noqa: RUF001

    def _is_amid_prose(self, at: int) -> bool:
        """Tell whether the list of an item stands between two paragraphs, and names things.

        Headlines of other stories are longer.
        """
        first, last = self._lists[at]
        if first == 0 or last == len(self._blocks) or last - first > _MOST_NAMES:
            return False
        listed = self._blocks[first:last]
        are_prose = all(
            it.kind is BlockKind.PARAGRAPH and is_sentence(it.text) and self._around.has(it)
            for it in (self._blocks[first - 1], self._blocks[last])
        )
        return are_prose and len(listed) > 1 and total_words(listed) <= _NAME_WORDS * len(listed)

    def _mark_titles(self) -> None:
        """Mark the headline where it is repeated at the top of the text.

        An entry without a headline has its first sentence for one.
        """
        for at in self._alive()[:_HEAD_BLOCKS]:
            block = self._blocks[at]
            is_first_sentence = (
                block.kind is BlockKind.PARAGRAPH
                and is_sentence(block.text)
                and self._around.has(block)
            )
            if letters_of(block.text) in self._titles and not is_first_sentence:
                self._reasons[at] = RemovalReason.TITLE

    def _mark_repeats(self) -> None:
        """Mark adjacent repeats, and long paragraphs that stood before.

        What the element of the story itself has twice is repeated on purpose: a refrain.
        """
        before = ""
        long_seen: set[str] = set()
        for at in self._alive():
            block = self._blocks[at]
            letters = letters_of(block.text)
            is_long = block.word_count >= _LONG_REPEAT_WORDS
            is_again = letters == before or (is_long and letters in long_seen)
            if is_again and self._around.beside.get(letters, 0) < 2:  # noqa: PLR2004 - twice
                self._reasons[at] = RemovalReason.REPEAT
                continue
            before = letters
            if is_long:
                long_seen.add(letters)

    def _mark_head(self) -> None:
        """Mark bylines and dates above the text, and section names before its first sentence."""
        for at in self._alive()[:_HEAD_BLOCKS]:
            block = self._blocks[at]
            if is_stamp(block) or self._around.is_name(block):
                self._reasons[at] = RemovalReason.BYLINE
        alive = self._alive()
        for at in alive[:_HEAD_BLOCKS]:
            block = self._blocks[at]
            if at == alive[-1] or not _is_scrap(block):
                break
            if not self._is_line_of_story(at) or _is_only_a_date(block.text):
                self._reasons[at] = RemovalReason.BYLINE

    def _is_line_of_story(self, at: int) -> bool:
        """Tell whether a few words are set as the paragraphs and headings of the story are."""
        block = self._blocks[at]
        if block.kind is BlockKind.HEADING:
            return self._is_over_prose(at) or (block.link_share == 0 and self._around.has(block))
        is_paragraph = block.kind is BlockKind.PARAGRAPH
        return is_paragraph and block.link_share == 0 and self._around.has(block)

    def _mark_tail(self) -> None:
        alive = self._alive()
        for at in reversed(alive[max(len(alive) - _TAIL_BLOCKS, 1) :]):
            block = self._blocks[at]
            if is_contribution(block) or (is_biography(block) and self._is_of_author(at)):
                self._reasons[at] = RemovalReason.AUTHOR
        alive = self._alive()
        for at in reversed(alive[1:]):
            block = self._blocks[at]
            if block.kind is BlockKind.HEADING:
                self._reasons[at] = RemovalReason.HEADING
            elif at in alive[-_TAIL_BLOCKS:] and self._is_last_scrap(at):
                self._reasons[at] = RemovalReason.BYLINE
            else:
                break

    def _is_last_scrap(self, at: int) -> bool:
        block = self._blocks[at]
        if block.kind is not BlockKind.PARAGRAPH or not _is_scrap(block):
            return False
        return self._around.is_name(block) or not self._is_line_of_story(at)

    def _is_of_author(self, at: int) -> bool:
        """Tell whether a biography is the author's: nothing but boilerplate follows, and the
        story does not speak of the person.
        """
        if any(reason is None for reason in self._reasons[at + 1 :]):
            return False
        text = self._blocks[at].text
        if _PRONOUN.match(text):
            return at > 0 and is_biography(self._blocks[at - 1])
        name = first_name(text)
        if self._around.names and name:
            return any(letters_of(name) in author for author in self._around.names)
        told = (self._blocks[it].text for it in self._alive() if it < at)
        return not name or not any(re.search(rf"\b{re.escape(name)}\b", text) for text in told)


def _lists(blocks: Sequence[Block]) -> dict[int, tuple[int, int]]:
    """Return for each item where its list begins and ends."""
    found: dict[int, tuple[int, int]] = {}
    first = -1
    for at in range(len(blocks) + 1):
        is_item = at < len(blocks) and blocks[at].kind is BlockKind.ITEM
        if is_item and first < 0:
            first = at
        elif not is_item and first >= 0:
            found |= dict.fromkeys(range(first, at), (first, at))
            first = -1
    return found


def _is_clause(text: str) -> bool:
    """Tell whether a linked paragraph is a part of the prose: a sentence, or the middle of one."""
    return text[:1].islower() or is_sentence(text)


def _is_only_a_date(text: str) -> bool:
    """Tell a day from a numbered heading: "Chapter 1" has the form of "March 1"."""
    if _ONLY_A_DATE.fullmatch(text) is None:
        return False
    words = _WORD.findall(text)
    return not words or any(month_of((fold(word),)) for word in words)


def _is_scrap(block: Block) -> bool:
    return block.word_count <= _SCRAP_WORDS and not ends_as_sentence(block.text)


def sift(
    blocks: Sequence[Block], *, titles: Sequence[str] = (), around: Surroundings = UNKNOWN
) -> Sifted:
    """Part `blocks` into the article and the boilerplate; all is kept if too much would go.

    Arguments:
        titles: the headline in the forms that feed and page give it.
        around: what the page's tree says of the lines, if there is one.
    """
    return _Sieve(blocks, titles, around).sift()
