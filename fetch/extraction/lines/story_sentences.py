# ruff: noqa: RUF001 - words of several languages
"""Tell the sentences of a story from other lines, by their form and by who is told of. Pure."""

import re

from fetch.text.blocks import Block, count_words

_SENTENCE_END = re.compile("[.!?:;…。！？।][\"'”’»)\\]]*$")
_FULL_STOP = re.compile("[.!?…。！？।][\"'”’»)\\]]*$")
_SENTENCE_WORDS = 5
_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z][^\W\d_]")
# Somebody tells what somebody said or did: what no site does in its own lines.
_TELLS = re.compile(
    r"\b(?:said|says|told|tells|found|heard|ruled|announced|reported|wrote|argued|claimed|added"
    r"|warned|asked|urged|insisted|explained|admitted|replied|recalled|promised|demanded"
    r"|according to|was|were|had|did|he|she|they|his|her|their"
    r"|sagten?|teilten?|erklärten?|laut|wurden?|waren?|hatten?|seine[nr]?|ihre[nr]?"
    r"|disai(?:t|ent)|a (?:dit|déclaré|annoncé|indiqué)|selon|était|avait|étaient"
    r"|dijo|dijeron|según|anunció|informó|había|fueron"
    r"|ha detto|secondo|aveva|erano|disse|segundo|afirmou|foram"
    r"|zei|zeiden|volgens|werden?|sade|enligt|sa|ifølge|oli|sanoi"
    r"|powiedział[ay]?|według|сказал[аи]?|заявил[аи]?|сообщил[аи]?|по словам|был[аио]?)\b",
    re.IGNORECASE,
)
# The end of a Japanese sentence about the past; who speaks in a Chinese one.
_TELLS_UNSPACED = re.compile(r"(?:た|という)。|(?:表示|指出|宣布|报道|说|称)[，：]")
_QUOTED = re.compile(r"[\"“«„]\s?\w[^\"”»“]{12,}[\"”»“]")
_TOLD_LINKS = 0.3
"""A sentence that is linked for less than this is not there for its link."""


def is_sentence(text: str) -> bool:
    """Tell whether `text` is a sentence: it ends as one, and has words in small letters."""
    if not _FULL_STOP.search(text):
        return False
    if text.isascii() or len(text.split()) >= _SENTENCE_WORDS:
        return len(text.split()) >= _SENTENCE_WORDS and len(_SMALL_WORD.findall(text)) > 1
    # Without blanks there are no small letters either.
    return count_words(text) >= _SENTENCE_WORDS and len(text.split()) <= 1 + text.count("。")


def ends_as_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence, an introduction or a clause does."""
    return _SENTENCE_END.search(text) is not None


def is_told(block: Block) -> bool:
    """Tell whether this is a sentence of a story: it tells what somebody said or did."""
    text = block.text
    if block.link_share >= _TOLD_LINKS or not is_sentence(text):
        return False
    return any(it.search(text) for it in (_TELLS, _TELLS_UNSPACED, _QUOTED))
