"""Make an article of what a feed itself gives of it. Pure.

A feed gives the article and hardly anything else. So a short line at its beginning or end is no
section's name or byline, as on a page: it is a greeting, an item of a list, a signature.
"""

from collections.abc import Sequence

from fetch.extraction.boilerplate import without_furniture
from fetch.extraction.lay_structure import lay_out
from fetch.html.markup import fragment_structure, html_to_text
from fetch.model import Article, Extractor
from fetch.ports import PageRequest
from fetch.text.blocks import Block, count_words, join_blocks, letters_of
from fetch.text.clean import clean_line, clean_text
from fetch.text.identity import fingerprint

_SHORT_WORDS = 6
_SENTENCES = tuple(
    Block(text=f"The {thing} on the shore stood where it had stood for as long as anyone knew.")
    for thing in ("house", "mill", "tower", "church", "school", "barn")
)
"""More of them than a page's head and tail have lines."""


def _in_the_midst(blocks: Sequence[Block]) -> list[Block]:
    """Return what is boilerplate nowhere, whatever stands beside it: labels and offers are gone."""
    around = set(_SENTENCES)
    kept = without_furniture([*_SENTENCES, *blocks, *_SENTENCES[::-1]])
    return [block for block in kept if block not in around]


def _own_words(blocks: Sequence[Block], title: str) -> list[Block]:
    kept = set(without_furniture(blocks, titles=(title,)))
    short = {block for block in _in_the_midst(blocks) if block.word_count <= _SHORT_WORDS}
    title_letters = letters_of(title)
    found: list[Block] = []
    for block in blocks:
        is_repeat = bool(found) and found[-1] == block
        is_title = not found and letters_of(block.text) == title_letters
        if not (is_repeat or is_title) and (block in kept or block in short):
            found.append(block)
    return found


def feed_article(request: PageRequest, title: str, *, language: str = "") -> Article | None:
    """Return the article that the feed itself carried, None if it carried no text."""
    content = html_to_text(request.feed_html) if request.feed_html else ""
    summary = request.feed_summary
    extractor, text = Extractor.FEED_CONTENT, content
    if count_words(content) <= count_words(summary):
        extractor, text = Extractor.FEED_SUMMARY, summary
    blocks = [Block(text=part) for part in clean_text(text).split("\n\n") if part.strip()]
    text = join_blocks(_own_words(blocks, title))
    if not text:
        return None
    text, layout = lay_out(text, fragment_structure(request.feed_html, request.url))
    return Article(
        url=request.url,
        title=title,
        byline=clean_line(request.byline),
        published=request.published,
        language=language,
        text=text,
        extractor=extractor,
        fingerprint=fingerprint(title, text),
        layout=layout,
    )
