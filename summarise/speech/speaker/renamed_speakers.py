"""Find the name that stands beside a description of who speaks."""

from functools import cached_property

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span


class RenamedSpeakers:
    """The names of one text's described speakers."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._words = cast, words
        self._annotated = cast.annotated

    def correspondent(self, subject: int) -> int | None:
        """Return whom "our correspondent" means: the one last named as "the BBC's Ann Marsh"."""
        tokens = self._annotated.tokens
        owners = self._annotated.dependents(subject, "poss")
        is_ours = any(tokens[i].text.lower() == "our" for i in owners)
        if not is_ours or tokens[subject].lemma not in self._words.speech.reporting_nouns:
            return None
        named = (
            (mention.span.start, number)
            for number, cluster in enumerate(self._cast.clusters)
            for mention in cluster.mentions
            if cluster.kind is ActorKind.PERSON
            and mention.span.start < tokens[subject].start
            and self._is_sent(mention.span.start)
        )
        latest = max(named, default=None)
        return latest[1] if latest is not None else None

    def _is_sent(self, start: int) -> bool:
        """Whether the name at an offset follows a body that owns it: "the BBC's Ann Marsh"."""
        tokens = self._annotated.tokens
        index = self._annotated.token_at(start)
        if index is None or index < 2 or tokens[index - 1].tag != "POS":  # noqa: PLR2004 - the body and its "'s"
            return False
        actor = self._cast.who(index - 2)
        return actor is not None and self._cast.clusters[actor].kind is ActorKind.ORGANISATION

    def between_commas(self, subject: int) -> int | None:
        """Return who is named between commas before the verb: "the head of X, Ann Marsh, said"."""
        tokens, text = self._annotated.tokens, self._annotated.text
        verb = tokens[subject].head
        is_member = tokens[subject].text.lower() == "one"  # "one of the four, Ann Marsh - who …"
        is_office = tokens[subject].lemma in self._words.roles.role_nouns
        if not (is_office or is_member) or verb <= subject:
            return None
        between = Span(start=tokens[subject].end, end=tokens[verb].start)
        for number in self._cast.named_in(between):
            cluster = self._cast.clusters[number]
            if cluster.kind is not ActorKind.PERSON:
                continue
            for mention in cluster.mentions:
                if between.contains(mention.span):
                    start = mention.title.start if mention.title else mention.span.start
                    before, after = (
                        text[between.start : start],
                        text[mention.span.end : between.end],
                    )
                    is_closed = after.strip() == "," or (is_member and after[:2] in (" -", ", "))
                    if before.rstrip().endswith(",") and is_closed:
                        return number
        return None

    def holder(self, subject: int) -> int | None:
        """Return Reed for "leader" of "Norrby leader and former surgeon Reed": it is his role."""
        token = self._annotated.tokens[subject]
        if token.tag not in ("NN", "NNP"):
            return None
        return self._holders.get(token.start)

    @cached_property
    def _holders(self) -> dict[int, int]:
        """Whose role each word belongs to, of roles that stand right before the name."""
        found: dict[int, int] = {}
        for number, role in enumerate(self._cast.roles):
            cluster = self._cast.clusters[number]
            if role is None or cluster.kind is not ActorKind.PERSON:
                continue
            if any(mention.span.start == role.end + 1 for mention in cluster.mentions):
                words = self._annotated.tokens_in(role)
                found |= {self._annotated.tokens[i].start: number for i in words}
        return found

    def officer(self, subject: int, actor: int) -> int:
        """Return the person between a body and its verb: "Acme chairwoman Ann Marsh said"."""
        tokens = self._annotated.tokens
        verb = tokens[subject].head
        if self._cast.clusters[actor].kind is ActorKind.PERSON or verb <= subject:
            return actor
        start, end = tokens[subject].end, tokens[verb].start
        if end <= start or any(mark in self._annotated.text[start:end] for mark in ',;:\u201c"'):
            return actor
        between = [
            number
            for number in self._cast.named_in(Span(start=start, end=end))
            if self._cast.clusters[number].kind is ActorKind.PERSON
        ]
        is_list = any(tokens[i].dep == "cc" for i in range(subject, verb))
        return between[-1] if between and not is_list else actor
