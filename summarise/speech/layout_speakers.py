"""Find speakers by layout: "― Ann Smith" after a quotation, "SMITH: …" in a transcript."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summarise.actors.cast import Cast
from summarise.lexicon.vocabulary import furniture
from summarise.model import ActorKind, Span
from summarise.speech.speakers import Speaker
from summarise.text.paragraphs import ParagraphKind
from summarise.text.quotation_marks import Quotation

_SIGNATURE = re.compile(
    r"\s*(?:[―—–]|--?)\s*(?P<name>(?:[^\W\d_a-z]|@|an? |the )[^\n,()“\"]{1,50})"
    r"(?:[,(][^\n“\"]{0,80})?$"
)
_SPEAKER_LABEL = r"[^\W\d_a-z][^\W\d_a-z.’' -]{1,38}[^\W\d_a-z]"
_NAME_LABEL = re.compile(r"[\"“]?(?P<label>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}):\s+(?=\S)")
LEAST_TURNS = 2
"""One label alone may be a heading: "UPDATE: …"."""
MOST_SIGNATURE_WORDS = 6


@cache
def _turn() -> re.Pattern[str]:
    """Return the pattern of a label in capitals before what somebody says."""
    labels = "|".join(map(re.escape, furniture().question_labels))
    return re.compile(rf"[\"“]?(?P<label>{labels}|{_SPEAKER_LABEL})\s?:\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says in a transcript, without the label."""

    paragraph: int
    span: Span
    speaker: Speaker | None


class SignatureFinder:
    """Signatures and turns of one text."""

    def __init__(self, cast: Cast) -> None:
        self._cast, self._annotated = cast, cast.annotated

    def signer(self, quotation: Quotation) -> Speaker | None:
        """Return who signs a quotation at the end of its paragraph, or in the next one."""
        text, paragraphs = self._annotated.text, self._annotated.paragraphs
        end = paragraphs[quotation.paragraph].span.end
        match = _SIGNATURE.match(text, quotation.outer.end, end)
        if match is None and not text[quotation.outer.end : end].strip():
            following = quotation.paragraph + 1
            if following < len(paragraphs):
                span = paragraphs[following].span
                match = _SIGNATURE.match(text, span.start, span.end)
        if match is None:
            return None
        name = match["name"].strip(" .\xa0\t")
        if not name or len(name.split()) > MOST_SIGNATURE_WORDS:
            return None
        start = match.start("name")
        return self._person(Span(start=start, end=start + len(name)), name)

    def _person(self, span: Span, name: str) -> Speaker:
        for number in self._cast.named_in(span):
            if self._cast.clusters[number].kind is ActorKind.PERSON:
                return Speaker(name=self._cast.clusters[number].name, actor=number, at=-1)
        return Speaker(name=" ".join(name.split()), actor=None, at=-1)

    def turns(self) -> tuple[Turn, ...]:
        """Return the turns of a transcript; none if the text has no labels of speakers."""
        found = list(self._turns())
        labels = [label for label, _ in found]
        is_dialogue = any(map(str.isupper, labels)) or len(set(labels)) < len(labels)
        return tuple(turn for _, turn in found) if len(found) >= LEAST_TURNS and is_dialogue else ()

    def _turns(self) -> Iterator[tuple[str, Turn]]:
        text = self._annotated.text
        for number, paragraph in enumerate(self._annotated.paragraphs):
            if paragraph.kind is ParagraphKind.FURNITURE:
                continue
            start, end = paragraph.span.start, paragraph.span.end
            match = _turn().match(text, start, end) or _NAME_LABEL.match(text, start, end)
            if match is None or not self._is_label(match):
                continue
            while end > match.end() and (text[end - 1].isspace() or text[end - 1] in '"”'):
                end -= 1
            if end > match.end():
                turn = Turn(
                    paragraph=number,
                    span=Span(start=match.end(), end=end),
                    speaker=self._labelled(match["label"]),
                )
                yield match["label"], turn

    def _is_label(self, match: re.Match[str]) -> bool:
        """Whether words before a colon name a speaker: capitals, or a name that is known."""
        label = match["label"]
        return label.isupper() or any(
            label in cluster.forms
            for cluster in self._cast.clusters
            if cluster.kind is ActorKind.PERSON
        )

    def _labelled(self, label: str) -> Speaker | None:
        """Return whom a label names: by its last word, as transcripts print surnames."""
        if label in furniture().question_labels:
            return None
        surname = label.rsplit(maxsplit=1)[-1].casefold()
        for number, cluster in enumerate(self._cast.clusters):
            if cluster.kind is ActorKind.PERSON and any(
                form.casefold().endswith(surname) for form in cluster.forms
            ):
                return Speaker(name=cluster.name, actor=number, at=-1)
        return Speaker(name=label, actor=None, at=-1)
