"""Extract the role of each actor in the text's own words."""

import re
from collections.abc import Sequence

from summarise.actors.fronted_phrases import FrontedPhraseFinder
from summarise.actors.office_changes import OfficeChangeFinder
from summarise.actors.role_clauses import ClauseRoleFinder
from summarise.actors.role_phrases import PhraseFinder
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText, Token

LEAST_UNOWNED_WORDS = 3
MOST_ROLE_TOKENS = 22
FULL_NAME_WORDS = 2
NEAR_BEFORE_CHARS = 60
NEAR_AFTER_CHARS = 10
MOST_MENTIONS_READ = 12
MOST_LIST_CHARS = 200
_RELATIVE = re.compile(r", (?:which|who|whose|where)\b")
_AGE = re.compile(r"^, \d{1,3}(?=,)")
_LIST_LINKS = frozenset({",", "and", "&", ", and"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENS_CLAUSE = frozenset({"WP", "WDT", "WRB", "WP$"})
_HEAD_ENDS = frozenset({"IN", "WDT", "WP", "TO", ",", "VBN", "VBG"})


class RoleFinder:
    """Roles in one annotated text."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        names: Gazetteer,
        clusters: Sequence[Cluster],
    ) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)
        self._phrases = PhraseFinder(annotated, words, names, clusters)
        self._clauses = ClauseRoleFinder(annotated, words)
        self._fronted = FrontedPhraseFinder(annotated, words, self._parter)
        self._changes = OfficeChangeFinder(annotated, words, self._parter)

    def role(self, cluster: Cluster) -> Span | None:
        """Return where the text first says what the actor is, None if it does not."""
        bare: Span | None = None
        ranks: Span | None = None
        house: Span | None = None
        for mention in cluster.mentions[:MOST_MENTIONS_READ]:
            for phrase in self._phrases.beside(mention, cluster.kind):
                span = self._unaddressed(self._unowned(self._phrases.whole(phrase)))
                is_role = self._is_role(span, cluster) or (
                    cluster.kind is ActorKind.PERSON
                    and not self._is_owned(span)
                    and (
                        self._phrases.pseudo_titles.is_pseudo_title(span, mention)
                        or self._phrases.is_apposed(span, mention)
                    )
                )
                is_role = is_role or (
                    cluster.kind is ActorKind.ORGANISATION
                    and self._phrases.pseudo_titles.is_part_played(span, mention)
                )
                if not (is_role and self._fits(span, mention, cluster)):
                    continue
                if self._is_rank(span):
                    ranks = ranks or span
                elif self._is_affiliation(span) or self._is_party(span):
                    house = house or span
                elif " " in span.of(self._annotated.text):
                    # One word may be followed by the office itself; other phrases say no more.
                    if bare is None or self._has_house(span):
                        return span
                else:
                    bare = bare or span
        return bare or house or self._told(cluster) or self._clause(cluster) or ranks

    def _told(self, cluster: Cluster) -> Span | None:
        """Return what a phrase before a comma or a verb of coming and going tells."""
        kind = cluster.kind
        for mention in cluster.mentions[:MOST_MENTIONS_READ]:
            found = self._fronted.fronted(mention, kind)
            if found is None and kind is ActorKind.PERSON:
                found = self._fronted.member(mention) or self._changes.office(mention)
            elif found is None and kind is ActorKind.ORGANISATION:
                found = self._fronted.body(mention)
            if found is not None:
                return self._phrases.whole(found)
        return None

    def _clause(self, cluster: Cluster) -> Span | None:
        """Return the first clause that says what a person is."""
        if cluster.kind is not ActorKind.PERSON:
            return None
        clauses = (self._clauses.clause(m) for m in cluster.mentions[:MOST_MENTIONS_READ])
        return next((self._phrases.whole(found) for found in clauses if found is not None), None)

    def _has_house(self, span: Span) -> bool:
        """Whether a phrase says where or of what: "a senior fellow at the University of Holm"."""
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(span)]
        return any(
            one.tag == "IN" and (other.tag == "NNP" or later.tag == "NNP")
            for one, other, later in zip(
                tokens, tokens[1:], (*tokens[2:], tokens[-1]), strict=False
            )
        )

    def _unowned(self, span: Span) -> Span:
        """Return "former chief executive" of "its former chief executive"."""
        indices = self._annotated.tokens_in(span)
        if len(indices) < LEAST_UNOWNED_WORDS or self._annotated.tokens[indices[0]].tag != "PRP$":
            return span
        return Span(start=self._annotated.tokens[indices[1]].start, end=span.end)

    def _unaddressed(self, span: Span) -> Span:
        """Return "Attorney General" of "Attorney General Lord", and a role without a clause."""
        indices = self._annotated.tokens_in(span)
        last = len(indices)
        while last > 1:
            word = self._annotated.tokens[indices[last - 1]].text.lower().rstrip(".")
            if word not in self._words.roles.courtesy_titles:
                break
            last -= 1
        end = self._annotated.tokens[indices[last - 1]].end if last < len(indices) else span.end
        clause = _RELATIVE.search(self._annotated.text, span.start, end)
        return Span(start=span.start, end=clause.start() if clause else end)

    def _is_rank(self, span: Span) -> bool:
        """Whether a role is a mere rank or form of address, worth keeping only without another."""
        words = span.of(self._annotated.text).lower().replace(".", " ").split()
        is_rank = any(w in self._words.roles.ranks for w in words)
        return is_rank and all(
            w in self._words.roles.ranks or (w in self._words.roles.role_modifiers and w != "chief")
            for w in words
        )

    def shared(
        self, cluster: Cluster, others: Sequence[tuple[Cluster, Span | None]]
    ) -> Span | None:
        """Return the role that people have together: "Rowers X, Y and Z", "X and Y, both …"."""
        if cluster.kind is not ActorKind.PERSON:
            return None
        for other, role in others:
            if role is None or other is cluster or not self._is_plural(role):
                continue
            for mention in cluster.mentions[:MOST_MENTIONS_READ]:
                for theirs in other.mentions[:MOST_MENTIONS_READ]:
                    first, second = sorted((mention.span, theirs.span))
                    near = (
                        abs(role.start - first.start) < NEAR_BEFORE_CHARS
                        or abs(role.start - second.end) < NEAR_AFTER_CHARS
                    )
                    if near and self._are_listed(first, second, others):
                        return role
        return None

    def _are_listed(
        self, first: Span, second: Span, others: Sequence[tuple[Cluster, Span | None]]
    ) -> bool:
        """Whether two names stand in one list, with nothing but other people's names between."""
        between = Span(start=first.end, end=max(second.start, first.end + 1))
        if between.end - between.start > MOST_LIST_CHARS:
            return False
        gaps, at = [], first.end
        inside = sorted(
            (m.title.start if m.title else m.span.start, m.span.end)
            for other, _ in others
            if other.kind is ActorKind.PERSON
            for m in other.mentions
            if first.end <= m.span.start <= second.start
        )
        for start, end in inside:
            gaps.append(_AGE.sub("", self._annotated.text[at:start]).strip())
            at = end
        return bool(gaps) and all(gap in _LIST_LINKS for gap in gaps)

    def _is_plural(self, role: Span) -> bool:
        text = role.of(self._annotated.text)
        nouns = text.lower().split()
        is_plural = any(
            w.endswith("s")
            and (self._parter.is_role(singular(w)) or self._parter.is_person_noun(singular(w)))
            for w in nouns
        )
        return bool({nouns[0], nouns[-1]} & self._words.roles.pair_words) or is_plural

    def _is_role(self, span: Span, cluster: Cluster) -> bool:
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(span)]
        if not tokens or len(tokens) > MOST_ROLE_TOKENS or self._is_clause(tokens):
            return False
        if self._is_owned(span):
            return False
        if cluster.kind is ActorKind.PERSON:
            return (
                # Of these two the finder has looked at what follows.
                tokens[0].text.lower() in self._words.roles.participle_roles
                or self._is_affiliation(span)
                or self._is_person(span)
                or self._is_rank(span)
            )
        head = self._head(span)
        if cluster.kind is ActorKind.PLACE and head is not None and head.tag in ("NNS", "NNPS"):
            return False  # "Vik, Holm and Oxmar exchanges"
        return (head is not None and self._is_plural_class(span, head)) or self._is_kind(span)

    def _is_owned(self, span: Span) -> bool:
        """Whether a role begins with "his", which says nothing to whoever reads it alone."""
        first = self._annotated.token_at(span.start)
        return first is not None and self._annotated.tokens[first].tag == "PRP$"

    def _is_clause(self, tokens: Sequence[Token]) -> bool:
        """Whether a finite verb stands in the phrase itself, not in a relative clause of it."""
        opens = next((t for t in tokens if t.tag in _OPENS_CLAUSE or t.tag in _FINITE), None)
        is_finite = opens is not None and opens.tag in _FINITE
        is_root = any(t.dep in ("nsubj", "ROOT") and t.pos in ("VERB", "AUX") for t in tokens)
        return is_finite or is_root

    def _is_affiliation(self, span: Span) -> bool:
        """For example "of the Harbour Council"."""
        tags = [self._annotated.tokens[i].tag for i in self._annotated.tokens_in(span)[:2]]
        return tags[:1] == ["IN"] or tags == ["RB", "IN"]  # "formerly of Acme"

    def _is_party(self, span: Span) -> bool:
        """Whether a phrase is a body's name alone: "Lib Dem Ann Marsh"."""
        return span.of(self._annotated.text) in self._names.organisations

    def _is_person(self, span: Span) -> bool:
        """Whether the noun that heads a phrase tells what a person is."""
        roles = self._words.roles
        head = self._head(span)
        if head is None:
            return False
        noun = head.text.lower().rstrip(".")
        is_name = head.tag == "NNPS" and head.start > span.start
        if is_name or head.pos not in ("NOUN", "PROPN"):
            return False
        is_office = self._parter.is_role(noun) and noun not in roles.bare_titles
        is_common = head.tag in ("NN", "NNS") and (
            self._parter.is_person_noun(noun) or self._phrases.pseudo_titles.is_agent(noun)
        )
        is_common = is_common or (
            head.tag == "NNP"
            and self._opens_with_article(span)
            and self._parter.is_person_noun(noun)
        )
        return is_office or noun in roles.person_nouns or is_common

    def _opens_with_article(self, span: Span) -> bool:
        """For example "the Rector of Holm": no name of another has an article."""
        first = self._annotated.token_at(span.start)
        return first is not None and self._annotated.tokens[first].tag == "DT"

    def _is_plural_class(self, span: Span, last: Token) -> bool:
        """For example "punk rockers The Gulls", "new artists such as The Gulls"."""
        first = self._annotated.token_at(span.start)
        lead = self._annotated.tokens[first] if first is not None else last
        if lead.tag in ("DT", "CD") or lead.text.lower() in ("many", "few", "several"):
            return False  # "the two men" are no paper
        return last.tag == "NNS" and self._parter.is_person_noun(last.text)

    def _is_kind(self, span: Span) -> bool:
        """Whether a phrase says what a thing is: "a major port", "the online marketplace"."""
        kinds = self._words.kinds
        head = self._head(span)
        if head is None:
            return False
        noun = head.lemma.lower()
        is_known = (
            noun in self._words.roles.body_nouns
            or noun in kinds.organisation_triggers
            or noun in kinds.organisation_heads
            or noun in kinds.place_triggers
            or noun in kinds.place_heads
        )
        is_described = " " in span.of(self._annotated.text)
        return is_known or (is_described and head.tag == "NN" and noun in self._names.body_nouns)

    def _fits(self, span: Span, mention: NameMention, cluster: Cluster) -> bool:
        """Whether a role agrees with the person in sex and number."""
        if cluster.kind is not ActorKind.PERSON or self._is_affiliation(span):
            return True
        head = self._head(span)
        if head is None:
            return True
        noun, people = head.lemma.lower(), self._words.people
        # Women are called chairman and actor, too.
        men = people.male_nouns & self._words.roles.relational_nouns
        wrong = {"m": people.female_nouns, "f": men}
        if noun in wrong.get(self._sex_of_name(cluster), frozenset()):
            return False  # "Max Reed's wife" is not Max Reed
        text, start = self._annotated.text, mention.span.start
        after = text[mention.span.end : mention.span.end + NEAR_AFTER_CHARS].lstrip()
        is_listed = after.startswith((",", "and ", "& ")) or text.endswith(("and ", "& "), 0, start)
        is_member = span.of(text).lower().startswith("one of")
        return is_listed or is_member or head.tag not in ("NNS", "NNPS")

    def _sex_of_name(self, cluster: Cluster) -> str:
        # Of two words: "Kim Jong Il" begins with his family name.
        full = (form.split() for form in cluster.forms)
        firsts = (words[0] for words in full if len(words) == FULL_NAME_WORDS)
        sexes = {self._names.first_names.get(first, "") for first in firsts}
        return sexes.pop() if len(sexes) == 1 else ""

    def _head(self, span: Span) -> Token | None:
        """Return the last noun before a preposition or clause, or the last word."""
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(span)]
        is_plain = all(token.tag not in ("IN", "HYPH") for token in tokens)
        if tokens and is_plain and self._parter.is_person_noun(tokens[-1].text):
            return tokens[-1]  # the parser takes "socialite" and "warden" for other words
        noun: Token | None = None
        is_hyphened = False
        for token in tokens:
            is_genitive = token.tag == "POS" or token.text in ("'s", "’s")
            if noun and not is_genitive and not is_hyphened and token.tag in _HEAD_ENDS:
                break
            is_hyphened = token.tag == "HYPH"
            if token.pos in ("NOUN", "PROPN"):
                noun = token
        return noun or (tokens[-1] if tokens else None)
