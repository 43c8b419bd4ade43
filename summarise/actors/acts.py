"""Extract what each actor did: short readable clauses with the actor as agent."""

from collections.abc import Sequence

from msgspec import Struct

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Act, ActorKind, Span
from summarise.parse.factuality import FactualityReader

MOST_ACTS = 4
LEAST_ACT_WORDS = 3
MOST_ACT_WORDS = 26
MOST_REMARK_WORDS = 8
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HYPHENS = ("-", "\u2010", "\u2011")
_RELATIVE_TAGS = frozenset({"WP", "WDT"})
_LEADING = frozenset({"aux", "auxpass", "neg", "advmod"})
_PARTED = frozenset(",:\u2013\u2014-")
_BRACKETS = frozenset("()[]")
_LOOSE = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "DET", "PART"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "nummod", "quantmod", "poss", "case"})
_DROPPED = frozenset({"advcl", "relcl", "parataxis", "punct", "cc", "conj", "acl"})


class _Deed(Struct, frozen=True, kw_only=True):
    """A clause with an actor as its agent, and whether the text says that it is so."""

    rank: int
    act: Act
    is_fact: bool


class ActFinder:
    """Acts of one text's cast."""

    def __init__(self, cast: Cast, words: Vocabulary, told: Sequence[Span] = ()) -> None:
        self._cast, self._words, self._told = cast, words, told
        self._annotated = cast.annotated
        self._reader = FactualityReader(cast.annotated, words)
        self._found: dict[int, list[_Deed]] = {}
        self._role_ends = frozenset(role.end for role in cast.roles if role is not None)
        self._find()

    def acts(self) -> dict[int, tuple[Act, ...]]:
        """Return each actor's acts: what the text itself says was done, the weightiest first."""
        return {
            actor: _shown([d for d in deeds if d.is_fact]) for actor, deeds in self._found.items()
        }

    def counts(self) -> dict[int, int]:
        """Return in how many clauses each actor is the one that acts, facts or not."""
        return {actor: len(_shown(deeds)) for actor, deeds in self._found.items()}

    def _find(self) -> None:
        for index, token in enumerate(self._annotated.tokens):
            if token.pos != "VERB" or token.quotation >= 0 or token.within >= 0:
                continue
            act = None
            for actor in self._agents(index):
                act = act or self._act(index)
                if act is None or self._is_place_of(actor, act.span.start):
                    continue
                if not self._is_of_several(index, actor):
                    deed = _Deed(rank=self._rank(index), act=act, is_fact=self._is_fact(index, act))
                    self._found.setdefault(actor, []).append(deed)

    def _is_place_of(self, actor: int, start: int) -> bool:
        """Whether a place only says where the person is from who stands before the act.

        "Holm, Norway, police officer Max Reed is being asked": Norway is asked nothing.
        """
        if self._cast.clusters[actor].kind is not ActorKind.PLACE or start < 1:
            return False
        before = self._cast.named_at(start - 2)
        is_beside = self._annotated.text[start - 1].isspace() and before not in (None, actor)
        return is_beside and self._cast.clusters[before or 0].kind is ActorKind.PERSON

    def _is_of_several(self, verb: int, actor: int) -> bool:
        """Whether a verb in the plural is given to one person: "two of his friends were held"."""
        if self._cast.clusters[actor].kind is not ActorKind.PERSON:
            return False
        tokens = self._annotated.tokens
        parts = (verb, *self._annotated.dependents(verb, "aux", "auxpass"))
        is_plural = any(tokens[i].text.lower() in ("were", "are") for i in parts)
        return is_plural and len(self._agents(verb)) == 1

    def _is_fact(self, verb: int, act: Act) -> bool:
        """Whether the text itself says that something was done.

        Not what somebody says, plans, denies, asks or supposes, nor what was left undone.
        """
        reading = self._reader.read(verb)
        if reading.is_lost or reading.is_negated or reading.is_open:
            return False
        is_planned = any(
            self._reader.is_to(i) and self._annotated.tokens[verb].lemma in self._planning(verb)
            for i in self._annotated.dependents(verb, "xcomp", "ccomp")
        )
        return not (
            is_planned or self._is_told_of(verb) or any(t.contains(act.span) for t in self._told)
        )

    def _planning(self, verb: int) -> frozenset[str]:
        """The verbs that with an infinitive tell of what is to come: "plans to", "is set to"."""
        acts = self._words.acts
        passives = acts.planning_passives if self._is_passive(verb) else frozenset[str]()
        return acts.planning_verbs | passives

    def _is_told_of(self, verb: int) -> bool:
        """Whether a verb stands in what somebody says or believes."""
        tokens, speech = self._annotated.tokens, self._words.speech
        below = verb
        for above in self._annotated.ancestors(verb):
            lemma = tokens[above].lemma
            is_telling = lemma in speech.speech_verbs or lemma in speech.report_verbs
            if tokens[below].dep in ("ccomp", "parataxis") and is_telling:
                return True
            below = above
        reporters = self._annotated.dependents(below, "parataxis")
        return any(tokens[i].lemma in speech.report_verbs for i in reporters)

    def _agents(self, verb: int) -> list[int]:
        tokens = self._annotated.tokens
        agents: list[int] = []
        governed = verb
        if tokens[verb].dep == "conj" and not any(
            True for _ in self._annotated.dependents(verb, "nsubj", "nsubjpass")
        ):
            governed = tokens[verb].head
            if self._is_passive(verb) and any(
                tokens[i].dep == "relcl" for i in range(governed, verb)
            ):
                return []  # "Praised the player who scored and was sacked": who was?
        for subject in self._annotated.dependents(governed, "nsubj", "nsubjpass"):
            beside = [
                i for i in self._annotated.dependents(subject, "appos") if self._renames(subject, i)
            ]
            for part in (subject, *self._annotated.dependents(subject, "conj"), *beside):
                agent = self._agent(part)
                if agent is not None and agent not in agents:
                    agents.append(agent)
        return agents

    def _renames(self, subject: int, name: int) -> bool:
        """Whether a name in apposition acts: "the chair, Ann Poe,", not "Ann Poe (Rovers)".

        Of "his win over world number one Karl Vogel had lifted him" the parser makes one, too.
        """
        words = (name, *self._annotated.dependents(name, "compound", "nmod"))
        start = self._annotated.tokens[min(words)].start
        gap = self._annotated.text[self._annotated.tokens[subject].end : start].strip()
        return not gap or (gap[0] in _PARTED and "(" not in gap)

    def _is_passive(self, verb: int) -> bool:
        return any(True for _ in self._annotated.dependents(verb, "auxpass"))

    def _agent(self, index: int) -> int | None:
        """The actor of a noun phrase: named by its head, or owner of the force that acts."""
        actor = self._cast.who(index)
        if actor is not None:
            return actor
        token = self._annotated.tokens[index]
        if token.text.lower() not in self._words.acts.agents_of_place:
            return None
        articles = self._annotated.dependents(index, "det")
        if any(self._annotated.tokens[i].text.lower() in ("a", "an") for i in articles):
            return None  # what "a Dallas court" did, Dallas did not
        for child in self._annotated.dependents(index, "compound", "poss", "nmod", "amod"):
            owner = self._cast.who(child)
            if owner is not None and self._cast.clusters[owner].kind is not ActorKind.PERSON:
                return owner
        return None

    def _rank(self, verb: int) -> int:
        tokens = self._annotated.tokens
        token = tokens[verb]
        is_plan = any(
            tokens[i].text.lower() in self._words.acts.future_words
            for i in self._annotated.dependents(verb, "aux")
        )
        is_speech = (
            token.lemma in self._words.speech.report_verbs
            or token.lemma in self._words.speech.speech_verbs
        )
        is_subordinate = token.dep in ("advcl", "relcl", "ccomp", "xcomp")
        return (
            4 * (token.lemma in self._words.acts.light_verbs)
            + 3 * is_speech
            + 2 * is_plan
            + is_subordinate
        )

    def _act(self, verb: int) -> Act | None:
        if not self._is_told(verb):
            return None
        run = self._run(verb)
        if not LEAST_ACT_WORDS <= len(run) <= MOST_ACT_WORDS or verb not in run:
            return None
        if not any(self._annotated.tokens[i].tag in _FINITE for i in run if i <= verb):
            return None
        span = self._annotated.span_of(run)
        # "Co-owns", "beaten 1" of "1-0", "'s once again giving".
        is_cut = (
            self._annotated.text[span.start - 1 : span.start] in _HYPHENS
            or self._annotated.text[span.end : span.end + 1] in _HYPHENS
            or self._annotated.text[span.start] in "'\u2019"
        )
        if is_cut or self._annotated.tokens[verb].end in self._role_ends:
            return None  # "co-owns"; "Packers quarterback Max Reed" has no verb
        text = " ".join(span.of(self._annotated.text).split())
        if text.count("\u201c") != text.count("\u201d") or text.count('"') % 2:
            return None
        return Act(text=text, span=span)

    def _is_told(self, verb: int) -> bool:
        """Whether a verb tells what happened, with its object, and is no mere saying."""
        tokens, token = self._annotated.tokens, self._annotated.tokens[verb]
        if token.lemma in self._words.acts.saying_verbs or (
            token.dep in ("xcomp", "acl") and token.tag == "VB"
        ):
            return False
        subjects = list(self._annotated.dependents(verb, "nsubj", "nsubjpass"))
        before = tokens[verb - 1] if verb else token
        if token.dep == "conj" and not subjects and before.pos in ("PROPN", "NOUN", "ADJ"):
            return False  # "In music videos and Bollywood films": a noun, taken for a verb
        if token.dep == "relcl" and not any(tokens[i].tag in _RELATIVE_TAGS for i in subjects):
            return False  # "the letter that Marsh wrote": the object is elsewhere
        marks = (tokens[i].text.lower() for i in self._annotated.dependents(verb, "mark"))
        if any(mark in self._words.acts.conditions for mark in marks):
            return False
        if self._is_of_free_relative(verb):
            return False
        complements = self._annotated.dependents(verb, "dobj", "ccomp", "xcomp")
        is_bare_speech = token.lemma in self._words.speech.report_verbs and not any(
            tokens[i].quotation < 0 for i in complements
        )
        return not is_bare_speech

    def _is_of_free_relative(self, verb: int) -> bool:
        """Whether a verb stands inside "what he believes was a whale": it has no whole clause."""
        return any(
            word < verb
            and self._annotated.tokens[word].tag in _RELATIVE_TAGS
            and self._annotated.tokens[word].dep not in ("nsubj", "nsubjpass")
            for clause in (verb, *self._annotated.dependents(verb, "ccomp"))
            for word in self._annotated.children[clause]
        )

    def _run(self, verb: int) -> list[int]:
        """Return the words from the first auxiliary on, as far as they stand together."""
        tokens = self._annotated.tokens
        branches = [
            c
            for c in self._annotated.children[verb]
            if tokens[c].dep in _DROPPED or tokens[c].dep in ("nsubj", "nsubjpass", "mark")
        ]
        branches += self._last_relatives(self._annotated.subtree(verb, without=branches))
        indices = [
            i for i in self._annotated.subtree(verb, without=branches) if tokens[i].quotation < 0
        ]
        starts = [
            i for i in indices if i <= verb and tokens[i].dep in _LEADING and tokens[i].head == verb
        ]
        subject = list(self._annotated.dependents(verb, "nsubj", "nsubjpass"))
        first = min((i for i in (*starts, verb) if not subject or i > max(subject)), default=verb)
        run, present = [first], set(indices)
        while run[-1] + 1 in present:
            if tokens[run[-1] + 1].text not in _BRACKETS:
                run.append(run[-1] + 1)
                continue
            remark = self._remark(run[-1] + 1, present)
            if not remark:
                break
            run += remark
        return self._without_loose_end(run, verb)

    def _remark(self, opening: int, present: set[int]) -> list[int]:
        """Return "($4bn)" with its marks where the phrase goes on behind it: "a £2bn ($4bn) loan".

        What follows a whole phrase in brackets is left out with them.
        """
        tokens = self._annotated.tokens
        inside = range(opening, min(opening + MOST_REMARK_WORDS, len(tokens)))
        closing = next((i for i in inside if tokens[i].text in ")]"), opening)
        goes_on = closing + 1 in present and tokens[opening - 1].head > closing
        is_whole = all(i in present for i in range(opening, closing + 1))
        return [*range(opening, closing + 1)] if goes_on and is_whole else []

    def _last_relatives(self, indices: list[int]) -> list[int]:
        """Return the relative clauses that no verb follows: the sentence can do without them."""
        tokens = self._annotated.tokens
        found = []
        for clause in (i for i in indices if tokens[i].dep == "relcl"):
            end = max(self._annotated.subtree(clause))
            if not any(i > end and tokens[i].pos in ("VERB", "AUX") for i in indices):
                found.append(clause)
        return found

    def _without_loose_end(self, run: list[int], verb: int) -> list[int]:
        """Drop what only leads on to words that were cut: "a day (before …)", "of", "and"."""
        tokens = self._annotated.tokens
        follows = run[-1] + 1
        if follows < len(tokens) and tokens[follows].tag == "IN":
            while len(run) > 1 and self._hangs_on_time(run[-1], verb):
                run = run[:-1]
        while len(run) > 1 and self._is_loose(run[-1]):
            run = run[:-1]
        return run

    def _is_loose(self, index: int) -> bool:
        token = self._annotated.tokens[index]
        # "A $6.75bn (", before the noun that it modifies.
        is_open = token.dep in _MODIFIERS and token.head > index
        return token.dep == "mark" or is_open or (token.pos in _LOOSE and token.dep != "prt")

    def _hangs_on_time(self, index: int, verb: int) -> bool:
        """Whether a word is of a phrase like "a day" beside the verb."""
        tokens = self._annotated.tokens
        phrase = (index, tokens[index].head)
        return any(tokens[at].dep == "npadvmod" and at > verb for at in phrase)


def _shown(deeds: list[_Deed]) -> tuple[Act, ...]:
    """Return the first acts by rank and place, without those that lie inside another."""
    kept: list[Act] = []
    for deed in sorted(deeds, key=lambda d: (d.rank, d.act.span.start)):
        if not any(deed.act.span.overlaps(other.span) for other in kept):
            kept.append(deed.act)
    return tuple(kept[:MOST_ACTS])
