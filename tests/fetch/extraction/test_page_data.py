"""What a page says of its author and language, beside what its feed says."""

import json

import pytest

from tests.support.samples.sample_pages import BODY, extract, page


def _json_ld(**fields: object) -> str:
    data = {"@type": "NewsArticle", **fields}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Ida Holm", "Ida Holm"),
        ({"@type": "Person", "name": "Ida Holm"}, "Ida Holm"),
        ([{"name": "Ida Holm"}, {"name": "Per &amp; Co"}, {"name": "Ida Holm"}],
         "Ida Holm, Per & Co"),
        ("https://h.example/people/ida", ""),
        ({"name": "x" * 500}, ""),
        ({"name": 7}, ""),
        ({"@type": "NewsMediaOrganization", "name": "Harbour News"}, ""),
        ([{"@type": "Organization", "name": "Harbour News"}, {"name": "Ida Holm"}], "Ida Holm"),
        ("ida-h", ""),
        ("伊田 海", "伊田 海"),
        (None, ""),
    ],
)  # fmt: skip
def test_the_pages_author_is_taken_where_the_feed_names_none(author: object, byline: str) -> None:
    body = page(BODY, head=_json_ld(author=author))

    assert extract(body).byline == byline
    assert extract(body, byline="The Desk").byline == "The Desk"


@pytest.mark.parametrize(
    ("head", "language"),
    [
        (_json_ld(inLanguage="nb-NO"), "nb"),
        ("<meta property='og:locale' content='nb_NO'>", "nb"),
        (_json_ld(inLanguage={"name": "Norwegian"}), ""),
        ("", ""),
    ],
)
def test_the_language_is_taken_from_the_pages_data_if_nothing_else_tells(
    head: str, language: str
) -> None:
    unlabelled = page(BODY, head=head).replace(b" lang='en-GB'", b"")

    assert extract(unlabelled).language == language
    assert extract(page(BODY, head=head)).language == "en"
    assert extract(unlabelled, language="sv").language == "sv"
