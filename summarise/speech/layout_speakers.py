"""Find speakers by layout: "― Ann Smith" after a quotation, "SMITH: …" in a transcript."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from summarise.actors.cast import Cast
from summarise.lexicon.vocabulary import boilerplate
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.speech.interviews import interviewee
from summarise.speech.speaker.speakers import Speaker
from summarise.text.paragraphs import ParagraphKind
from summarise.text.quotation_marks import Quotation

_SIGNATURE = re.compile(
    r"\s*(?:[―—–]|--?)\s*(?P<name>(?:[^\W\d_a-z]|@|an? |the )[^\n,()“\"]{1,50})"
    r"(?:[,(][^\n“\"]{0,80})?$"
)
_SPEAKER_LABEL = r"[^\W\d_a-z][^\W\d_a-z.’' -]{1,38}[^\W\d_a-z]"
_NAME_LABEL = re.compile(r"[\"“]?(?P<label>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,3}):\s+(?=\S)")
LEAST_TURNS = 2
"""One label alone may be a heading: "UPDATE: …"."""
MOST_SIGNATURE_WORDS = 6


@cache
def _turn() -> re.Pattern[str]:
    """Return the pattern of a label in capitals before what somebody says."""
    labels = boilerplate().question_labels | boilerplate().answer_labels
    either = "|".join(map(re.escape, sorted(labels)))
    return re.compile(rf"[\"“]?(?P<label>{either}|{_SPEAKER_LABEL})\s?:\s+(?=\S)")


class Turn(Struct, frozen=True, kw_only=True):
    """What one speaker says in a transcript, without the label."""

    paragraph: int
    span: Span
    speaker: Speaker | None


class SignatureFinder:
    """Signatures and turns of one text."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._annotated, self._words = cast, cast.annotated, words

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
        if len(found) < LEAST_TURNS or not is_dialogue:
            return ()
        first = self._annotated.paragraphs[found[0][1].paragraph].span.start
        opening = Span(start=0, end=first) if first else None
        answering = interviewee(self._cast, self._words, opening)
        return tuple(
            replace(turn, speaker=self._actor(answering))
            if answering is not None and label in boilerplate().answer_labels
            else turn
            for label, turn in found
        )

    def _turns(self) -> Iterator[tuple[str, Turn]]:
        text = self._annotated.text
        for number, paragraph in enumerate(self._annotated.paragraphs):
            if paragraph.kind is ParagraphKind.BOILERPLATE:
                continue
            start, end = paragraph.span.start, paragraph.span.end
            match = _turn().match(text, start, end) or _NAME_LABEL.match(text, start, end)
            # "Poe: Bridge is safe" at the top is a headline.
            is_headline = not number and match is not None and not match["label"].isupper()
            if match is None or is_headline or not self._is_label(match):
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

    def _actor(self, number: int) -> Speaker:
        return Speaker(name=self._cast.clusters[number].name, actor=number, at=-1)

    def _is_label(self, match: re.Match[str]) -> bool:
        """Whether words before a colon name a speaker.

        They are in capitals, or a known name or its last word; a paper's that asks the questions
        need only stand somewhere before.
        """
        label = match["label"]
        if label in boilerplate().question_labels | boilerplate().answer_labels:
            return True
        known = (ActorKind.PERSON, ActorKind.ORGANISATION)
        is_known = any(
            form == label or form.endswith(f" {label}")
            for cluster in self._cast.clusters
            if cluster.kind in known
            for form in cluster.forms
        )
        text, end = self._annotated.text, self._paragraph_end(match.end())
        is_asking = text[:end].endswith("?") and label in text[: match.start()]
        return label.isupper() or is_known or is_asking

    def _paragraph_end(self, offset: int) -> int:
        ends = (p.span.end for p in self._annotated.paragraphs if p.span.end >= offset)
        return next(ends, offset)

    def _labelled(self, label: str) -> Speaker | None:
        """Return whom a label names: by its last word, as transcripts print surnames."""
        if label in boilerplate().question_labels | boilerplate().answer_labels:
            return None
        surname = label.rsplit(maxsplit=1)[-1].casefold()
        for number, cluster in enumerate(self._cast.clusters):
            if cluster.kind is ActorKind.PERSON and any(
                form.casefold().endswith(surname) for form in cluster.forms
            ):
                return self._actor(number)
        exact = (n for n, it in enumerate(self._cast.clusters) if label in it.forms)
        same = next(exact, None)
        return self._actor(same) if same is not None else Speaker(name=label, actor=None, at=-1)
