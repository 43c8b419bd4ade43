"""Make the article that a feed carried itself."""

from collections import Counter

from fetch.extraction.boilerplate import sift
from fetch.extraction.lay_structure import lay_out, with_removed
from fetch.extraction.lines.sifted_blocks import Surroundings
from fetch.extraction.statements.page_metadata import language_of
from fetch.html.markup import fragment_structure, html_to_text
from fetch.model import Article, Extractor
from fetch.ports import PageRequest
from fetch.text.blocks import Block, count_words, join_blocks, letters_of
from fetch.text.clean import clean_line, clean_text
from fetch.text.identity import fingerprint


def feed_article(request: PageRequest, title: str) -> Article | None:
    """Return the article that the feed itself carried, None if it carried no text."""
    content = html_to_text(request.feed_html) if request.feed_html else ""
    summary = request.feed_summary
    extractor, text = Extractor.FEED_CONTENT, content
    # A summary that was missing is the content's own first lines: as long only if that is all.
    if count_words(content) < count_words(summary):
        extractor, text = Extractor.FEED_SUMMARY, summary
    blocks = [Block(text=part) for part in clean_text(text).split("\n\n") if part.strip()]
    # A feed has no menu and no margin: all of its lines are set as the story is.
    around = Surroundings(beside=Counter(letters_of(block.text) for block in blocks))
    sifted = sift(blocks, titles=(title,), around=around)
    text = join_blocks(sifted.kept)
    if not text:
        return None
    text, layout = lay_out(text, fragment_structure(request.feed_html, request.url))
    return Article(
        url=request.url,
        title=title,
        byline=clean_line(request.byline),
        published=request.published,
        language=language_of(request.language),
        text=text,
        extractor=extractor,
        fingerprint=fingerprint(title, text),
        layout=with_removed(text, layout, sifted),
    )
