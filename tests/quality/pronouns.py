"""Whom he and she stand for, against news with annotated coreference (GUM, CC BY)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from summarise.brief.pronoun_notes import is_unambiguous
from summarise.model import Actor, Brief, BriefRequest
from tests.quality.reading import Reader

PRONOUNS = frozenset({"he", "she", "his", "her"})
_ENTITY = re.compile(r"\(([^()]+)(\))?|(\d+)\)")
_RANGE = re.compile(r"\d+-\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, where it stands, and whether it is a proper noun."""

    start: int
    end: int
    word: str
    is_name: bool


@dataclass(kw_only=True)
class LinkedText:
    """A text whose mentions of one person bear one number.

    Attributes:
        names: [start, end) of a name from its head word on, with the number of who is named.
        pronouns: [start, end) of he and she, with the number of whom they stand for.
    """

    title: str = ""
    text: str = ""
    names: dict[tuple[int, int], str] = field(default_factory=dict)
    pronouns: dict[tuple[int, int], str] = field(default_factory=dict)


def _value(line: str) -> str:
    return line.partition(" = ")[2]


class _Builder:
    """Puts one file's words together again."""

    def __init__(self) -> None:
        self.made = LinkedText()
        self._tokens: list[Token] = []
        self._open: list[tuple[str, str, int]] = []
        self._is_glued_until = 0
        self._space = ""

    def comment(self, line: str) -> None:
        if line.startswith("# meta::title"):
            self.made.title = _value(line)
        elif line.startswith("# newpar") and self.made.text:
            self._space = "\n\n"

    def row(self, line: str) -> None:
        number, word, _, part, *rest = line.split("\t")
        is_tight = "SpaceAfter=No" in rest[-1]
        if _RANGE.fullmatch(number):
            self._is_glued_until = int(number.partition("-")[2])
            self._is_tight_after = is_tight
            return
        if not number.isdigit():
            return
        start = len(self.made.text) + len(self._space)
        self.made.text += self._space + word
        self._tokens.append(
            Token(start=start, end=start + len(word), word=word, is_name=part == "PROPN")
        )
        if self._is_glued_until:
            is_last = int(number) == self._is_glued_until
            is_tight = self._is_tight_after if is_last else True
            self._is_glued_until = 0 if is_last else self._is_glued_until
        self._space = "" if is_tight else " "
        for item in rest[-1].split("|"):
            if item.startswith("Entity="):
                self._entities(item.removeprefix("Entity="))

    def sentence_end(self) -> None:
        self._is_glued_until = 0
        if not self._space:
            self._space = " "

    def _entities(self, marks: str) -> None:
        for opened, closed, ended in _ENTITY.findall(marks):
            if opened:
                who, _, _, _, _, least, *_ = opened.split("-")
                self._open.append((who, least.split(",")[0], len(self._tokens) - 1))
            if closed:
                self._close(self._open[-1][0])
            elif ended:
                self._close(ended)

    def _close(self, who: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == who:
                _, head, first = self._open.pop(place)
                self._mention(who, first, first + int(head) - 1)
                return

    def _mention(self, who: str, first: int, head: int) -> None:
        token = self._tokens[head] if head < len(self._tokens) else self._tokens[first]
        if token.is_name:
            # "President Jane Poe" is headed by the title.
            last = head
            while last + 1 < len(self._tokens) and self._tokens[last + 1].is_name:
                last += 1
            self.made.names[token.start, self._tokens[last].end] = who
        elif token.word.lower() in PRONOUNS and len(self._tokens) - 1 == first:
            earlier = any(w == who and at < token.start for (at, _), w in self.made.names.items())
            if earlier:
                self.made.pronouns[token.start, token.end] = who


def load_linked(path: Path) -> LinkedText:
    """Return the text of one file with its links."""
    builder = _Builder()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            builder.comment(line)
        elif line:
            builder.row(line)
        else:
            builder.sentence_end()
    return builder.made


def _meant(actor: Actor, gold: LinkedText) -> str:
    """Return the number of the person whom an actor's names name most often."""
    counts = Counter(
        who
        for mention in actor.mentions
        if not mention.is_pronoun
        for (start, end), who in gold.names.items()
        if mention.span.start < end and start < mention.span.end
    )
    return counts.most_common(1)[0][0] if counts else ""


def _resolved(brief: Brief, gold: LinkedText) -> dict[tuple[int, int], str]:
    return {
        (mention.span.start, mention.span.end): _meant(actor, gold)
        for actor in brief.actors
        for mention in actor.mentions
        if mention.is_pronoun
    }


def _unambiguous(brief: Brief) -> set[tuple[int, int]]:
    """Return the pronouns that a key point would explain by a name in brackets."""
    return {
        (mention.span.start, mention.span.end)
        for actor in brief.actors
        for mention in actor.mentions
        if mention.is_pronoun and is_unambiguous(brief, actor, mention)
    }


def pronoun_figures(folder: Path, read: Reader) -> dict[str, float]:
    """Score the pronouns that stand for somebody who was named before."""
    golds = [load_linked(path) for path in sorted(folder.glob("*.conllu"))]
    briefs = read(
        [BriefRequest(id=str(n), title=g.title, text=g.text) for n, g in enumerate(golds)]
    )
    right = said = true = sure = sure_right = 0
    for gold, brief in zip(golds, briefs, strict=True):
        resolved = _resolved(brief, gold)
        true += len(gold.pronouns)
        said += len(resolved.keys() & gold.pronouns.keys())
        right += sum(resolved.get(at) == who for at, who in gold.pronouns.items())
        unambiguous = _unambiguous(brief) & gold.pronouns.keys()
        sure += len(unambiguous)
        sure_right += sum(resolved[at] == gold.pronouns[at] for at in unambiguous)
    return {
        "recall": right / true if true else 0.0,
        "precision": right / said if said else 0.0,
        "named_precision": sure_right / sure if sure else 0.0,
        "pronouns": float(true),
    }
