"""Vote on a name's kind by the noun that takes it in: "artists such as A, B and C".

The patterns are those of Hearst (1992); a list is followed back to the noun that opens it.
"""

import re
from functools import cache

from summarise.lexicon.word_lists import KindLists, Vocabulary
from summarise.names.kinds.kind_weights import CATEGORY, Votes
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText

MOST_LIST_CHARS = 160

_INTRODUCED = re.compile(
    r"\b(?P<noun>[a-z][a-z-]+),? (?:such as|including|like) (?P<before>[^.;:!?\n()]*)$"
)
_LISTED = re.compile(r"(?:(?:[A-Z][\w.'’&-]*|and|or|the|of|de|[,&])\s*)*")
_NOUN = re.compile(r"\b(?P<noun>[a-z][a-z-]+) [\"“]?$")


@cache
def _things(kinds: KindLists) -> frozenset[str]:
    return kinds.work_nouns | kinds.product_nouns


class CategoryNouns:
    """Reads the nouns that say what the names of one annotated text are."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, parter: TitleParter) -> None:
        self._annotated, self._words, self._parter = annotated, words, parter

    def votes(self, mention: NameMention) -> Votes:
        """Return what the noun of a list, or the noun beside a name, says."""
        return self._of_list(mention) or self._beside(mention)

    def _of_list(self, mention: NameMention) -> Votes:
        """For example "programmes including A and B"."""
        start = mention.title.start if mention.title else mention.span.start
        text = self._annotated.text[max(0, start - MOST_LIST_CHARS) : start]
        found = _INTRODUCED.search(text)
        if found is None or _LISTED.fullmatch(found.group("before")) is None:
            return ()
        noun, kinds = found.group("noun"), self._words.kinds
        one = singular(noun)
        if one in _things(kinds):
            return CATEGORY.thing
        if one in kinds.place_triggers:
            return CATEGORY.place
        if one in kinds.organisation_triggers and not self._parter.is_role(noun):
            return CATEGORY.body
        if one in kinds.performer_nouns:
            return CATEGORY.performer
        return CATEGORY.person if self._parter.is_role(noun) else ()

    def _beside(self, mention: NameMention) -> Votes:
        """For example "the novel Emma", "a Velora computer"."""
        start, end = mention.span.start, mention.span.end
        text = self._annotated.text
        before = _NOUN.search(text, max(0, start - MOST_LIST_CHARS), start)
        if before is not None and before.group("noun") in self._words.kinds.work_nouns:
            is_noun = self._tag(start - len(before.group()) + before.start("noun") - before.start())
            if is_noun == "NN":
                return CATEGORY.titled_thing
        after = re.match(r" ([a-z]+)\b", text[end : end + MOST_LIST_CHARS])
        if after is not None and singular(after.group(1)) in self._words.kinds.product_nouns:
            return CATEGORY.product
        return ()

    def _tag(self, offset: int) -> str:
        index = self._annotated.token_at(offset)
        return "" if index is None else self._annotated.tokens[index].tag

    def is_counted(self, mention: NameMention) -> bool:
        """Whether a lone name is a common thing of somebody's: "his Velora", "an Oxmar".

        A name of an actor takes neither an indefinite article nor an owner.
        """
        text, start = self._annotated.text, mention.span.start
        word = text[max(0, start - 8) : start].lower().split()[-1:]
        if " " in mention.text or mention.title is not None or not word:
            return False
        indices = self._annotated.tokens_in(mention.span)
        if not indices or text[start - 1 : start] != " ":
            return False
        index = indices[-1]
        owners = self._words.names.determiners_of_things
        tokens = self._annotated.tokens
        follows = tokens[index + 1] if index + 1 < len(tokens) else None
        is_head = follows is None or not (
            follows.tag.startswith(("NN", "JJ", "VBG", "VBN", "CD", "POS"))
            or follows.text == "-"
            or tokens[index].dep in ("compound", "amod", "nmod", "poss")
        )
        return word[0] in owners and is_head and not self._parter.is_first_name(mention.text)
