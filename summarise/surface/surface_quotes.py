"""Extract quotes and their speakers without a parser.

Three forms are read: a verb of saying after the quotation with its subject behind it, a verb of
saying before the quotation, and "according to". A quotation that stands alone goes on with the
speech before it.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from summarise.lexicon.surface_lexicon import QuoteWords, any_of
from summarise.model import ActorKind, Quote, QuoteKind, Span, Stance
from summarise.surface.surface_names import NamedActor
from summarise.text.quotation_marks import Quotation

LEAST_DIRECT_WORDS = 3
LEAST_FREE_WORDS = 6
MOST_REACH_CHARS = 160
MOST_DESCRIPTION_WORDS = 9
MOST_GAP_CHARS = 60
_STOP = re.compile(r"[.;:!?«»“”\"()\n]|\s[–—]\s")
_SENTENCE_END = re.compile(r"[.!?…»”]\s+(?=[^\W\d_]|[«\"“]|$)")


class _Said(Struct, frozen=True, kw_only=True):
    """Who said something, by which words; no speaker if the words name nobody."""

    speaker: str | None
    cue: str
    span: Span | None = None
    stance: Stance = Stance.SAID
    is_open: bool = False


def _frame(quotation: Quotation, said: _Said | None) -> Span:
    """Return the words from the cue to the end of the quotation, or the other way round."""
    outer, cue = quotation.outer, said.span if said else None
    if cue is None:
        return outer
    return Span(start=min(outer.start, cue.start), end=max(outer.end, cue.end))


class SurfaceQuoteFinder:
    """Finds the quotes of one text."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        actors: Sequence[NamedActor],
        words: QuoteWords,
    ) -> None:
        self._text, self._paragraphs, self._words = text, paragraphs, words
        self._mentions = sorted(
            ((span, actor) for actor in actors for span in actor.spans), key=lambda pair: pair[0]
        )
        pronouns = any_of(words.he | words.she | words.they)
        says, said, auxiliaries = (
            any_of(words.says), any_of(words.said), any_of(words.auxiliaries)
        )  # fmt: skip
        self._after = re.compile(
            rf"[\s,.]*?(?<!\w)(?P<cue>(?:{auxiliaries}(?:-t)?-(?P<pronoun>{pronouns})\s+"
            rf"(?:\w+ment\s+)?{said})"
            rf"|(?:(?:{says})(?:-t)?-(?P<pronoun2>{pronouns}))"
            rf"|(?:{auxiliaries}\s+(?:\w+\s+)?{said})|{says})(?!\w)",
            re.IGNORECASE,
        )
        self._before = re.compile(
            rf"(?<![\w-])(?P<cue>(?:{auxiliaries}\s+(?:\w+\s+)?{said})|{says})(?![\w-])",
            re.IGNORECASE,
        )
        self._according = re.compile(rf"(?<!\w){any_of(words.according)}\s+", re.IGNORECASE)
        self._negated = re.compile(
            rf"(?<!\w){any_of(words.negations)}\s*(?:\w+['’]?\s+)?$", re.IGNORECASE
        )
        self._open = re.compile(rf"(?<!\w){any_of(words.conditions)}(?!\w)", re.IGNORECASE)
        self._hearsay = re.compile(rf"{any_of(words.hearsay)}(?!\w)", re.IGNORECASE)
        self._ends = re.compile(rf"(?<!\w){any_of(words.ends)}(?!\w)", re.IGNORECASE)
        self._determined = re.compile(
            rf"(?<!\w){any_of(words.determiners)}(?:(?<=[’'])|\s+)(?=\w)", re.IGNORECASE
        )
        self._articles = re.compile(rf"{any_of(words.determiners)}\s*", re.IGNORECASE)
        self._she = re.compile(rf"(?<!\w){any_of(words.she)}(?!\w)", re.IGNORECASE)
        self._he = re.compile(rf"(?<!\w){any_of(words.he)}(?!\w)", re.IGNORECASE)

    def quotes(self, quotations: Sequence[Quotation]) -> tuple[Quote, ...]:
        """Return the quotes in the text's order."""
        found: list[Quote] = []
        last: tuple[int, str | None] = (-2, None)
        for place, quotation in enumerate(quotations):
            following = quotations[place + 1] if place + 1 < len(quotations) else None
            previous = quotations[place - 1] if place else None
            said = self._said(quotation, previous, following, last[1])
            kind = self._kind(quotation)
            if said is None and kind is QuoteKind.DIRECT and quotation.paragraph - last[0] <= 1:
                said = _Said(speaker=last[1], cue="")
            if said is not None and said.is_open:
                continue  # "Si X dit « … »": nobody has said it.
            least = LEAST_FREE_WORDS if said is None else 1
            if len(quotation.inner.of(self._text).split()) < least:
                continue
            is_told = said is not None and said.stance is Stance.SAID
            if said is not None and said.speaker is not None and is_told:
                last = (quotation.paragraph, said.speaker)
            frame = _frame(quotation, said)
            found.append(
                Quote(
                    kind=kind,
                    text=quotation.inner.of(self._text),
                    span=quotation.inner,
                    speaker=said.speaker if said else None,
                    cue=said.cue if said else "",
                    cue_span=said.span if said else None,
                    stance=said.stance if said else Stance.SAID,
                    frame=" ".join(frame.of(self._text).split()),
                    frame_span=frame,
                )
            )
        return tuple(found)

    def _told(self, speaker: str | None, start: int, end: int, sentence: int) -> _Said:
        """Return who said something by a verb at [start, end), and whether anybody did."""
        before = self._negated.search(self._text, sentence, start)
        hearsay = self._hearsay.match(self._text, start, end)
        stance = Stance.UNCERTAIN if hearsay else Stance.SAID
        if before is not None:
            start, stance = before.start(), Stance.NOT_SAID
        span = Span(start=start, end=end)
        is_open = self._open.search(self._text, sentence, start) is not None
        words = span.of(self._text)
        return _Said(speaker=speaker, cue=words, span=span, stance=stance, is_open=is_open)

    def _kind(self, quotation: Quotation) -> QuoteKind:
        """A clause of its own begins with a capital, after nothing, a stop or a colon."""
        inner = quotation.inner.of(self._text)
        start = self._paragraphs[quotation.paragraph].start
        before = self._text[start : quotation.outer.start].rstrip()
        stands_alone = not before or before[-1] in '.!?…:;,–—-»”"'
        is_clause = inner[:1].isupper() and len(inner.split()) >= LEAST_DIRECT_WORDS
        return QuoteKind.DIRECT if is_clause and stands_alone else QuoteKind.PARTIAL

    def _said(
        self,
        quotation: Quotation,
        previous: Quotation | None,
        following: Quotation | None,
        last: str | None,
    ) -> _Said | None:
        paragraph = self._paragraphs[quotation.paragraph]
        end = min(paragraph.end, quotation.outer.end + MOST_REACH_CHARS)
        if following is not None and following.outer.start >= quotation.outer.end:
            end = min(end, following.outer.start)
        start = paragraph.start
        if previous is not None and previous.paragraph == quotation.paragraph:
            start = previous.outer.end
        for match in _SENTENCE_END.finditer(self._text, start, quotation.outer.start):
            start = match.end()
        return (
            self._said_after(quotation.outer.start, quotation.outer.end, end, last)
            or self._said_before(start, quotation.outer.start, last)
            or self._according_to(start, quotation.outer.start, quotation.outer.end, end)
        )

    def _said_after(self, quoted_from: int, start: int, end: int, last: str | None) -> _Said | None:
        match = self._after.match(self._text, start, end)
        if match is None:
            return None
        first, last_char = match.span("cue")
        pronoun = (match.group("pronoun") or match.group("pronoun2") or "").lower()
        if pronoun:
            speaker = self._meant(pronoun, quoted_from, last)
            return self._told(speaker, first, last_char, start)
        return self._told(self._named(match.end(), end), first, last_char, start)

    def _said_before(self, start: int, end: int, last: str | None) -> _Said | None:
        cues = list(self._before.finditer(self._text, start, end))
        if not cues:
            return None
        cue = cues[-1]
        names = [
            (span, actor) for span, actor in self._mentions if start <= span.start < cue.start()
        ]
        if names:
            span, actor = names[-1]
            is_near = cue.start() - span.end <= MOST_GAP_CHARS
            lead = f"{self._text[start : span.start].rsplit(',', 1)[-1].strip()} ".lstrip()
            # "The head of the union said": the union is not who speaks.
            can_speak = actor.kind is ActorKind.PERSON or (
                actor.kind is not ActorKind.PLACE
                and (not lead or self._articles.fullmatch(lead) is not None)
            )
            if can_speak and is_near:
                return self._told(actor.name, cue.start(), cue.end(), start)
        else:
            for pattern, words in ((self._she, self._words.she), (self._he, self._words.he)):
                if pattern.search(self._text, start, cue.start()):
                    meant = self._meant(next(iter(words)), start, last)
                    return self._told(meant, cue.start(), cue.end(), start)
        words_before = self._text[start : cue.start()]
        clause = words_before.rsplit(",", 1)[-1] if "," in words_before else words_before
        description = self._description(start + len(words_before) - len(clause), cue.start())
        return self._told(description, cue.start(), cue.end(), start)

    def _according_to(self, start: int, before_end: int, after: int, end: int) -> _Said | None:
        match = self._according.search(self._text, start, before_end)
        limit = before_end
        if match is None:
            match = re.compile(r"[\s,]*").match(self._text, after, end)
            match = self._according.match(self._text, match.end() if match else after, end)
            limit = end
        if match is None:
            return None
        speaker = self._named(match.end(), limit)
        words = match.group().strip()
        at = self._text.index(words, match.start())
        span = Span(start=at, end=at + len(words))
        return _Said(speaker=speaker, cue=words, span=span) if speaker else None

    def _meant(self, pronoun: str, before: int, last: str | None) -> str | None:
        """Return who a he or she is.

        Whom the sentence before names first, else who spoke last, else the nearest person named.
        """
        sex = "m" if pronoun in self._words.he else "f" if pronoun in self._words.she else "?"
        people = [
            (span, actor)
            for span, actor in self._mentions
            if span.start < before
            and actor.kind is ActorKind.PERSON
            and actor.sex in ("", sex)
            and sex != "?"
        ]
        start = self._sentence_before(before)
        for span, actor in people:
            if span.start >= start:
                return actor.name
        if last is not None and any(actor.name == last for _, actor in people):
            return last
        return people[-1][1].name if people else None

    def _sentence_before(self, at: int) -> int:
        """Return where the sentence before the one at an offset begins, in the same paragraph."""
        start = next((p.start for p in reversed(self._paragraphs) if p.start <= at), 0)
        ends = [match.end() for match in _SENTENCE_END.finditer(self._text, start, at)]
        return ends[-2] if len(ends) > 1 else start

    def _named(self, start: int, end: int) -> str | None:
        """Return the speaker that the words from `start` on name: a name, or a description."""
        stop = _STOP.search(self._text, start, end)
        while stop is not None and self._is_title_dot(stop.start()):
            stop = _STOP.search(self._text, stop.end(), end)
        limit = stop.start() if stop else end
        cut = self._ends.search(self._text, start, limit)
        limit = cut.start() if cut else limit
        inside = [
            (span, actor)
            for span, actor in self._mentions
            if start <= span.start < limit and actor.kind is not ActorKind.PLACE
        ]
        people = [pair for pair in inside if pair[1].kind is ActorKind.PERSON]
        for span, actor in people[:1] or inside[:1]:
            is_person = actor.kind is ActorKind.PERSON
            lead = f"{self._text[start : span.start].strip()} ".lstrip()
            # An organisation in the middle belongs to somebody's description: "le patron de la X".
            if is_person or not lead or self._articles.fullmatch(lead):
                return actor.name
        return self._description(start, limit)

    def _is_title_dot(self, at: int) -> bool:
        """Whether a full stop is that of an initial or a short title such as "M."."""
        return self._text[at] == "." and self._text[at - 1 : at].isupper()

    def _description(self, start: int, end: int) -> str | None:
        """Return the words for somebody unnamed, "le porte-parole du gouvernement"."""
        words = self._text[start:end]
        match = self._determined.match(words.lstrip())
        if match is None:
            return None
        phrase = " ".join(words.split(",")[0].split())
        return " ".join(phrase.split()[:MOST_DESCRIPTION_WORDS]) or None
