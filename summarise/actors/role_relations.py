"""Find the phrases that the parse ties to a name as its role: appositions, "X is a ...", lists."""

import re
from collections.abc import Sequence

from summarise.actors.appositions import head_of
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_OFFICE_STEPS = 6
MOST_OFFICE_CHARS = 90
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "DATE", "NORP", "EVENT"})
_FORMERLY = re.compile(r", ((?:formerly|previously|originally) (?:of|with|at) (?:the )?)")
_NOT = frozenset({"n't", "n\u2019t", "not", "never"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})


class RelationFinder:
    """Phrases tied to the mentions of one annotated text, each None where there is none."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        names: Gazetteer,
        clusters: Sequence[Cluster],
    ) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._bodies = frozenset(
            index
            for cluster in clusters
            if cluster.kind is ActorKind.ORGANISATION
            for mention in cluster.mentions
            for index in annotated.tokens_in(mention.span)
        )
        self._parter = TitleParter(words, names)

    def office_before(self, mention: NameMention) -> Span | None:
        """For example "Director of the Harbour Trust, X, said ..." or "editor of the Post X".

        The parser hangs such a name on the house; the office is the noun further up, and it must
        be one for a person.
        """
        head = head_of(self._annotated, mention)
        if head is None:
            return None
        tokens = self._annotated.tokens
        text = self._annotated.text
        start = mention.title.start if mention.title else mention.span.start
        before = text[:start].rstrip()
        is_parted = before.endswith(",")
        is_closed = text[mention.span.end : mention.span.end + 1] in ("", ",", ".", ";")
        if is_parted and (tokens[head].dep not in ("appos", "npadvmod") or not is_closed):
            return self._written_office(len(before) - 1) if is_closed else None
        if not is_parted and tokens[head].dep != "pobj":
            return None
        noun = self._person_noun_above(head)
        if noun is None or not tokens[noun].start < start:
            return None
        left = [i for i in self._annotated.subtree(noun) if tokens[i].start < tokens[noun].start]
        first = min((tokens[i].start for i in left), default=tokens[noun].start)
        end = len(before.rstrip(","))
        house = text[tokens[noun].end : end].split()
        is_house = len(house) > 1 and house[0] in ("of", "for", "at") and house[-1][0].isupper()
        return Span(start=first, end=end) if is_house else None

    def _written_office(self, end: int) -> Span | None:
        """Return "director of the Harbour Trust" before the comma at `end`, whatever the parse."""
        window = Span(start=max(0, end - MOST_OFFICE_CHARS), end=end)
        indices = self._annotated.tokens_in(window)
        tokens = self._annotated.tokens
        for place in range(len(indices) - 2, 0, -1):
            token, link = tokens[indices[place]], tokens[indices[place + 1]]
            if (
                token.tag in ("VBD", "VBZ", "MD", ",", "WP", "IN", "NNS")
                and place < len(indices) - 3
            ):
                is_inside = token.text in ("of", "for", "and")
                if not is_inside:
                    return None
            if link.text not in ("of", "for", "at") or not token.text.islower():
                continue
            if not self._parter.is_role(token.text):
                continue
            house = self._annotated.text[link.end : end].split()
            if not house or not house[-1][0].isupper():
                return None
            start = token.start
            for index in reversed(indices[:place]):
                if tokens[index].end != start - 1 or tokens[index].tag not in ("NN", "JJ", "DT"):
                    break
                start = tokens[index].start
            return Span(start=start, end=end)
        return None

    def _person_noun_above(self, index: int) -> int | None:
        """Climb from a name over "of the Harbour Trust" to the noun of its office."""
        tokens = self._annotated.tokens
        for _ in range(MOST_OFFICE_STEPS):
            above = tokens[index].head
            is_step = tokens[index].dep in ("appos", "npadvmod", "pobj", "prep", "compound")
            if above == index or not is_step:
                return None
            index = above
            word = tokens[index].text
            is_office = self._parter.is_role(word.lower()) and tokens[index].tag != "NNPS"
            if is_office or self._parter.is_person_noun(word):
                return index
        return None

    def copula(self, mention: NameMention) -> Span | None:
        """For example "X is a teacher"."""
        head = head_of(self._annotated, mention)
        if head is not None and self._annotated.tokens[head].dep == "appos":
            head = self._annotated.tokens[head].head  # "Their mother, X, is a teacher"
        if head is None or self._annotated.tokens[head].dep != "nsubj":
            return None
        verb = self._annotated.tokens[head].head
        is_quoted = self._annotated.tokens[verb].within >= 0  # what another calls somebody
        if self._annotated.tokens[verb].lemma != "be" or is_quoted:
            return None
        return self._attribute_of(verb)

    def relative_copula(self, mention: NameMention) -> Span | None:
        """For example "X, who was the lead author of the study, said ..."."""
        head = head_of(self._annotated, mention)
        if head is None:
            return None
        for verb in self._annotated.dependents(head, "relcl"):
            subjects = self._annotated.dependents(verb, "nsubj")
            is_who = any(self._annotated.tokens[s].text.lower() == "who" for s in subjects)
            if is_who and self._annotated.tokens[verb].lemma == "be":
                return self._attribute_of(verb)
        return None

    def _attribute_of(self, verb: int) -> Span | None:
        """Return "a teacher" of a verb that says "is a teacher"."""
        is_open = any(
            self._annotated.tokens[c].dep == "neg"
            or self._annotated.tokens[c].tag == "MD"
            or self._annotated.tokens[c].text.lower() in _NOT
            for c in self._annotated.children[verb]
        )
        if is_open:
            return None
        for attribute in self._annotated.dependents(verb, "attr"):
            branches = [
                c
                for c in self._annotated.children[attribute]
                if self._annotated.tokens[c].dep in ("relcl", "advcl", "punct", "cc", "conj", "acl")
            ]
            return self._annotated.span_of(self._annotated.subtree(attribute, without=branches))
        return None

    def class_of_list(self, mention: NameMention) -> Span | None:
        """For example "new artists such as A, B and C" (the pattern of Hearst 1992)."""
        index = head_of(self._annotated, mention)
        tokens = self._annotated.tokens
        while index is not None and tokens[index].dep == "conj" and tokens[index].head != index:
            index = tokens[index].head
        if index is None or tokens[index].dep != "pobj":
            return None
        link = tokens[index].head
        noun = tokens[link].head
        before = self._annotated.text[: tokens[link].start].rstrip()
        left = [i for i in self._annotated.subtree(noun) if tokens[i].start < tokens[noun].start]
        such = [i for i in left if tokens[i].text.lower() == "such"]
        is_such_as = tokens[link].text == "as" and (before.endswith("such") or bool(such))
        is_including = tokens[link].text == "including"
        if not (is_such_as or is_including) or tokens[noun].tag != "NNS":
            return None
        left = [i for i in left if i not in such]
        first = min((tokens[i].start for i in left), default=tokens[noun].start)
        is_described = first < tokens[noun].start or is_including
        is_plain = all(tokens[i].dep not in ("conj", "cc", "nummod") for i in left)
        after = self._annotated.token_at(mention.span.end + 1)
        is_part = after is not None and tokens[after].tag in ("NN", "NNS", "JJ")
        is_owner = self._annotated.text[mention.span.end : mention.span.end + 1] in ("'", "\u2019")
        if not is_plain or is_part or is_owner:
            return None  # "such hopefuls as the Ray Marsh biopic"
        is_person = self._parter.is_person_noun(tokens[noun].text)
        return Span(start=first, end=tokens[noun].end) if is_described and is_person else None

    def affiliation(self, mention: NameMention) -> Span | None:
        """For example "X of the Harbour Council said", "X, of Holm-based Acme Watch,"."""
        head = head_of(self._annotated, mention)
        if head is None:
            return None
        tokens = self._annotated.tokens
        if (former := self._former_house(mention)) is not None:
            return former
        for link in self._annotated.dependents(head, "prep"):
            gap = self._annotated.text[mention.span.end : tokens[link].start]
            if tokens[link].text not in ("of", "from", "at") or gap not in (" ", ", "):
                continue
            for house in self._annotated.dependents(link, "pobj"):
                inside = self._annotated.subtree(link)
                span = self._annotated.span_of([i for i in inside if i <= house])
                last = self._name_end(house)
                name = [tokens[i] for i in inside if i <= house and self._is_name(tokens[i])]
                is_named = name and self._is_name(tokens[house])
                is_house = house in self._bodies or (is_named and self._is_no_place(name))
                if name and (is_house or self._is_body(name)):
                    return Span(start=span.start, end=max(span.end, last))
                if tokens[house].text.lower() in self._words.kinds.organisation_triggers:
                    return self._with_name(span, house)
        return None

    def _former_house(self, mention: NameMention) -> Span | None:
        """Return "formerly of Harbour Foods" after "X, ", whatever the parse hangs it on."""
        words = _FORMERLY.match(self._annotated.text, mention.span.end)
        index = self._annotated.token_at(words.end()) if words else None
        if words is None or index is None or index not in self._bodies:
            return None
        end = self._annotated.tokens[index].end
        while index in self._bodies and self._annotated.tokens[index].start <= end + 1:
            end = self._annotated.tokens[index].end
            index += 1
        return Span(start=words.start(1), end=end)

    def _name_end(self, house: int) -> int:
        """Return where a house's name ends that goes on after its noun: "Rage Against Sleep"."""
        end = self._annotated.tokens[house].end
        for link in self._annotated.dependents(house, "prep"):
            inside = self._annotated.subtree(link)
            tokens = [self._annotated.tokens[i] for i in inside]
            is_name = all(t.text[0].isupper() or t.tag in ("DT", "IN", "CC") for t in tokens)
            if is_name and tokens[0].start == end + 1 and tokens[-1].text[0].isupper():
                end = tokens[-1].end
        return end

    def _with_name(self, span: Span, noun: int) -> Span | None:
        """Return "of the charity Harbour Watch" for "of the charity", None without a name."""
        end = span.end
        for token in self._annotated.tokens[noun + 1 :]:
            if token.tag not in _NAME_TAGS or token.start != end + 1:
                break
            end = token.end
        return Span(start=span.start, end=end) if end > span.end else None

    def _is_name(self, token: Token) -> bool:
        """Whether a word is a name's; the parser takes "Rage" in "of Rage Harbour" for a noun."""
        is_noun = token.tag in ("NN", "NNS") and token.text[:1].isupper()
        return token.tag in _NAME_TAGS or is_noun

    def _is_no_place(self, name: list[Token]) -> bool:
        """Whether a name after "of" is a body's, though nothing in its words says so."""
        words = " ".join(token.text for token in name)
        is_body = all(t.label == "ORG" for t in name) and len(name) > 1
        is_place = words in self._names.places or name[-1].text in self._names.places
        if is_body and words not in self._names.places:
            return True  # "of Natural England"
        is_placed = any(t.label in _PLACE_LABELS for t in name)
        is_headed = name[-1].text.lower() in self._words.kinds.place_heads
        return not (is_place or is_placed or is_headed)

    def _is_body(self, name: list[Token]) -> bool:
        """Whether the words of a name are those of an organisation."""
        words = " ".join(token.text for token in name)
        last = name[-1].text
        return (
            words in self._names.organisations
            or last.lower() in self._words.kinds.organisation_heads
            or (len(last) > 1 and last.isupper())
        )
