import pytest

from fetch.extraction.trafilatura_adapter import extract_article
from fetch.html.selectors import selector_problem
from fetch.ports import PageRequest
from fetch.rules import PageRules
from fetch.text.dates import utc_now

_HARBOUR = " ".join(["The harbour at Ansty was dredged by the council in the spring."] * 6)
_LETTERS = " ".join(["A reader writes that the ferry leaves too early in the morning."] * 9)
_NOTICE = "Our shop sells mugs with pictures of the harbour and of the old ferry too."
PAGE = f"""<html lang="en"><head><title>Harbour</title></head><body>
<div class="letters"><p>{_LETTERS}</p><p>{_LETTERS} Twice.</p></div>
<div class="story"><p>{_HARBOUR}</p><p class="shop">{_NOTICE}</p><p>Short end.</p></div>
<div class="story"><p>The second part says when the boats come back to the quay.</p></div>
</body></html>"""


def text_with(article: str = "", strip: str = "") -> str:
    request = PageRequest(
        url="https://example.org/harbour",
        body=PAGE.encode(),
        content_type="text/html",
        rules=PageRules(article=article, strip=strip),
    )
    return extract_article(request, now=utc_now()).article.text


def test_the_article_is_what_the_reader_points_at() -> None:
    text = text_with(article="div.story")

    assert "dredged" in text
    assert "boats come back" in text
    assert "ferry leaves too early" not in text


def test_a_part_that_the_reader_does_not_want_goes() -> None:
    assert "mugs" in text_with(article=".story")
    assert "mugs" not in text_with(article=".story", strip=".shop")


def test_stripping_alone_leaves_the_rest_to_the_extractor() -> None:
    assert "ferry leaves" not in text_with(strip=".letters")


@pytest.mark.parametrize("selector", ["div.gone", "div[", "html", "body"])
def test_a_selector_that_points_at_nothing_changes_nothing(selector: str) -> None:
    assert "dredged" in text_with(strip=selector) or selector in {"html", "body"}
    assert text_with(article="div.gone") == text_with()


def test_stripping_everything_leaves_the_page_as_it_is() -> None:
    assert text_with(strip="body") == text_with()


@pytest.mark.parametrize(
    "selector", ["", "article", "main > p.text", "#a, .b:not(.c)", "p[lang|=en]"]
)
def test_selectors_that_can_be_used(selector: str) -> None:
    assert selector_problem(selector) == ""


@pytest.mark.parametrize(
    "selector", ["div[", "p:nope", "..", "svg|a", "p::before", "a" * 501, "(" * 400]
)
def test_selectors_that_cannot_be_used_are_named(selector: str) -> None:
    assert selector_problem(selector)
