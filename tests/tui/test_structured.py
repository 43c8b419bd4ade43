"""The text with its structure on the standard output, and for other programs."""

from newsdesk import article_of

from fetch.laying import lay_out
from fetch.markup import fragment_structure, html_to_text
from fetch.model import Article
from tui.plain import article_as_text
from tui.structured import layout_fields

FRAGMENT = (
    "<p>The ferry sails <a href='/noon'>at noon</a>.</p><h2>What to bring</h2>"
    "<ul><li>Ropes<ol><li>Thin ones</li></ol></li><li>Lamps</li></ul>"
    "<blockquote><p>Rain or shine.</p></blockquote><pre>if tide:\n    sail()</pre>"
    "<figure><img src='/p/a.jpg' alt='A boat'></figure><p>Nobody was hurt.</p>"
)


def laid() -> Article:
    structure = fragment_structure(FRAGMENT, "http://h.example/a")
    text, layout = lay_out(html_to_text(FRAGMENT), structure)
    return article_of(text, layout=layout)


def test_the_text_is_printed_with_its_structure() -> None:
    assert article_as_text(laid()).split("\n\n") == [
        "The ferry sails at noon[1].",
        "## What to bring",
        "- Ropes\n  1. Thin ones\n- Lamps",
        "> Rain or shine.",
        "    if tide:\n        sail()",
        "[Picture: A boat]\nhttp://h.example/p/a.jpg",
        "Nobody was hurt.",
        "[1] http://h.example/noon\n",
    ]


def test_other_programs_get_offsets_into_the_text() -> None:
    article = laid()

    fields = layout_fields(article.layout)

    (link,) = fields["links"]
    assert article.text[link["start"] : link["end"]] == "at noon"
    assert link["url"] == "http://h.example/noon"
    kinds = [piece["kind"] for piece in fields["pieces"]]
    assert kinds == ["heading", "item", "item", "item", "quote", "code"]
    assert [piece["number"] for piece in fields["pieces"]][2] == 1
    assert fields["pictures"][0]["caption"] == "A boat"
