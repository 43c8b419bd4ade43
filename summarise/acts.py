"""What an actor did: clauses that a reader can read, with the actor as agent."""

from summarise.cast import Cast
from summarise.model import Act, ActorKind
from summarise.vocabulary import Vocabulary

MOST_ACTS = 4
LEAST_ACT_WORDS = 3
MOST_ACT_WORDS = 26
_DROPPED = frozenset({"advcl", "relcl", "parataxis", "punct", "cc", "conj", "acl"})


class ActFinder:
    """Acts of one text's cast."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._words = cast, words
        self._annotated = cast.annotated

    def acts(self) -> dict[int, tuple[Act, ...]]:
        """Return each actor's acts: past events before plans, then in the text's order."""
        found: dict[int, list[tuple[int, int, Act]]] = {}
        for index, token in enumerate(self._annotated.tokens):
            if token.pos != "VERB" or token.quotation >= 0 or token.within >= 0:
                continue
            act = None
            for actor in self._agents(index):
                act = act or self._act(index)
                if act is not None:
                    rank = self._rank(index)
                    found.setdefault(actor, []).append((rank, act.span.start, act))
        return {
            actor: tuple(
                act for _, _, act in _distinct(sorted(acts, key=lambda a: a[:2]))[:MOST_ACTS]
            )
            for actor, acts in found.items()
        }

    def _agents(self, verb: int) -> list[int]:
        tokens = self._annotated.tokens
        agents: list[int] = []
        governed = verb
        if tokens[verb].dep == "conj" and not any(
            True for _ in self._annotated.dependents(verb, "nsubj", "nsubjpass")
        ):
            governed = tokens[verb].head
        for subject in self._annotated.dependents(governed, "nsubj", "nsubjpass"):
            for part in (subject, *self._annotated.dependents(subject, "conj", "appos")):
                agent = self._agent(part)
                if agent is not None and agent not in agents:
                    agents.append(agent)
        return agents

    def _agent(self, index: int) -> int | None:
        """The actor of a noun phrase: named by its head, or owner of the force that acts."""
        actor = self._cast.who(index)
        if actor is not None:
            return actor
        token = self._annotated.tokens[index]
        if token.text.lower() not in self._words.agents_of_place:
            return None
        for child in self._annotated.dependents(index, "compound", "poss", "nmod", "amod"):
            owner = self._cast.who(child)
            if owner is not None and self._cast.clusters[owner].kind is not ActorKind.PERSON:
                return owner
        return None

    def _rank(self, verb: int) -> int:
        tokens = self._annotated.tokens
        token = tokens[verb]
        is_plan = any(
            tokens[i].text.lower() in self._words.future_words
            for i in self._annotated.dependents(verb, "aux")
        )
        is_speech = (
            token.lemma in self._words.report_verbs or token.lemma in self._words.speech_verbs
        )
        is_subordinate = token.dep in ("advcl", "relcl", "ccomp", "xcomp")
        return (
            4 * (token.lemma in self._words.light_verbs)
            + 3 * is_speech
            + 2 * is_plan
            + is_subordinate
        )

    def _act(self, verb: int) -> Act | None:
        tokens = self._annotated.tokens
        token = tokens[verb]
        if token.tag == "VBG" and token.dep in ("advcl", "acl", "pcomp"):
            return None
        is_infinitive = token.dep in ("xcomp", "acl") and token.tag == "VB"
        # Speech is told by the quotes.
        if is_infinitive or token.lemma in ("say", "tell", "add", "quote"):
            return None
        branches = [
            c
            for c in self._annotated.children[verb]
            if tokens[c].dep in _DROPPED or tokens[c].dep in ("nsubj", "nsubjpass", "mark")
        ]
        indices = [
            i for i in self._annotated.subtree(verb, without=branches) if tokens[i].quotation < 0
        ]
        starts = [
            i
            for i in indices
            if i == verb
            or (
                tokens[i].head == verb
                and tokens[i].dep in ("aux", "auxpass", "neg", "advmod")
                and i < verb
            )
        ]
        subject = list(self._annotated.dependents(verb, "nsubj", "nsubjpass"))
        first = min((i for i in starts if not subject or i > max(subject)), default=verb)
        run = [first]
        present = set(indices)
        while run[-1] + 1 in present:
            run.append(run[-1] + 1)
        while len(run) > 1 and (
            tokens[run[-1]].pos == "PUNCT" or tokens[run[-1]].dep in ("cc", "mark")
        ):
            run.pop()
        if not LEAST_ACT_WORDS <= len(run) <= MOST_ACT_WORDS or verb not in run:
            return None
        span = self._annotated.span_of(run)
        text = " ".join(span.of(self._annotated.text).split())
        if text.count("\u201c") != text.count("\u201d") or text.count('"') % 2:
            return None
        return Act(text=text, span=span)


def _distinct(acts: list[tuple[int, int, Act]]) -> list[tuple[int, int, Act]]:
    """Drop acts that lie inside another."""
    kept: list[tuple[int, int, Act]] = []
    for item in acts:
        if not any(item[2].span.overlaps(other[2].span) for other in kept):
            kept.append(item)
    return kept
