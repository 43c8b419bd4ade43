"""Resolve he and she to people of the story; they and it are left alone.

Recency, grammatical role and agreement in sex, in the tradition of Lappin and Leass (1994), with
one rule of news prose: the subject of a speech verb is first of all who spoke last.
"""

from collections.abc import Sequence

from summarise.aliases import Cluster
from summarise.annotation import AnnotatedText, Token
from summarise.model import ActorKind
from summarise.vocabulary import Gazetteer, Vocabulary

MOST_SENTENCES_BACK = 4
MOST_CANDIDATES = 12
_FEMALE_NOUNS = frozenset(
    {
        "spokeswoman",
        "businesswoman",
        "chairwoman",
        "congresswoman",
        "actress",
        "mother",
        "wife",
        "daughter",
        "sister",
        "woman",
        "girl",
        "queen",
        "princess",
        "widow",
        "girlfriend",
        "policewoman",
        "grandmother",
        "aunt",
        "niece",
        "duchess",
        "councilwoman",
    }
)
_MALE_NOUNS = frozenset(
    {
        "spokesman",
        "businessman",
        "chairman",
        "congressman",
        "actor",
        "father",
        "husband",
        "son",
        "brother",
        "man",
        "boy",
        "king",
        "prince",
        "widower",
        "boyfriend",
        "policeman",
        "grandfather",
        "uncle",
        "nephew",
        "duke",
        "pope",
        "imam",
        "councilman",
        "gunman",
    }
)


def sex_of(cluster: Cluster, role: str, words: Vocabulary, names: Gazetteer) -> str:
    """Return "m", "f", or "" if nothing tells."""
    nouns = {w.strip(",.") for w in role.lower().split()}
    for mention in cluster.mentions:
        title = set(mention.title_words)
        if title & words.female_honorifics or title & _FEMALE_NOUNS:
            return "f"
        if title & words.male_honorifics or title & _MALE_NOUNS:
            return "m"
    if nouns & _FEMALE_NOUNS:
        return "f"
    if nouns & _MALE_NOUNS:
        return "m"
    for form in cluster.forms:
        if " " in form:
            sex = names.first_names.get(form.split()[0], "") or names.first_names.get(
                form.split()[0].split("-")[0], ""
            )
            if sex in ("m", "f"):
                return sex
    return ""


class PronounResolver:
    """Resolves the pronouns of one annotated text."""

    def __init__(
        self,
        annotated: AnnotatedText,
        clusters: Sequence[Cluster],
        sexes: Sequence[str],
        words: Vocabulary,
    ) -> None:
        self._annotated, self._clusters, self._sexes, self._words = (
            annotated,
            clusters,
            sexes,
            words,
        )

    def resolve(self) -> dict[int, int]:
        """Return for each resolved pronoun's token the number of its cluster."""
        named = sorted(
            (mention.span.start, number)
            for number, cluster in enumerate(self._clusters)
            if cluster.kind is ActorKind.PERSON
            for mention in cluster.mentions
        )
        tokens = self._annotated.tokens
        pronouns = sorted(
            (token.start, index)
            for index, token in enumerate(tokens)
            if token.quotation < 0 and self._sex(token)
        )
        events: list[tuple[int, int, bool]] = sorted(
            [(start, number, False) for start, number in named]
            + [(start, index, True) for start, index in pronouns]
        )
        recent: list[tuple[int, int, bool, bool]] = []  # offset, cluster, is subject, is speaker
        resolved: dict[int, int] = {}
        for start, which, is_pronoun in events:
            if is_pronoun:
                token = tokens[which]
                # Inside quoted words "he" is whom the speaker means: too often another.
                number = self._choose(which, recent)
                if number is None:
                    continue
                if token.within < 0:
                    resolved[which] = number
                    recent.append((start, number, *self._part(which)))
            else:
                index = self._annotated.token_at(start)
                if index is not None and tokens[index].within >= 0:
                    continue
                recent.append(
                    (
                        start,
                        which,
                        *(self._part(self._head(index)) if index is not None else (False, False)),
                    )
                )
            del recent[: -MOST_CANDIDATES * 3]
        return resolved

    def _head(self, index: int) -> int:
        tokens = self._annotated.tokens
        while tokens[index].dep in ("compound", "amod", "nmod") and tokens[index].head > index:
            index = tokens[index].head
        return index

    def _part(self, index: int) -> tuple[bool, bool]:
        token = self._annotated.tokens[index]
        is_subject = token.dep in ("nsubj", "nsubjpass")
        verb = self._annotated.tokens[token.head]
        return is_subject, is_subject and verb.lemma in self._words.report_verbs

    def _sex(self, token: Token) -> str:
        lower = token.text.lower()
        if lower in self._words.male_pronouns:
            return "m"
        return "f" if lower in self._words.female_pronouns else ""

    def _choose(self, index: int, recent: Sequence[tuple[int, int, bool, bool]]) -> int | None:
        token = self._annotated.tokens[index]
        sex = self._sex(token)
        sentence = self._annotated.sentence_at(token.start)
        paragraph = self._annotated.sentences[sentence].paragraph if sentence >= 0 else -1
        is_subject, speaks = self._part(index)
        best: tuple[float, int] | None = None
        for offset, number, was_subject, spoke in recent[-MOST_CANDIDATES * 2 :]:
            if self._sexes[number] not in ("", sex):
                continue
            other = self._annotated.sentence_at(offset)
            distance = sentence - other
            if distance > MOST_SENTENCES_BACK:
                continue
            score = 2.0 - 0.8 * distance + 0.9 * was_subject
            score += 0.5 * (self._sexes[number] == sex) + 0.8 * (speaks and spoke)
            score += 0.2 * (paragraph == self._annotated.sentences[other].paragraph)
            score -= 0.6 * (distance == 0 and is_subject and not was_subject)
            score += (offset - token.start) / 4000
            if best is None or score >= best[0]:
                best = (score, number)
        return best[1] if best else None
