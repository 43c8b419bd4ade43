import pytest

from fetch.html.page_kind import PageKind, instead_of_feed, page_kind

STORY = (
    "<p>" + "The harbour master checks the browser and the connection every morning. " * 20 + "</p>"
)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>One moment, please</h1><p>Your browser is being looked at.</p>",
        "<p>Please verify that you are not a robot to continue.</p>",
        "<p>We noticed unusual traffic from your network.</p>",
        "<p>Wir überprüfen Ihren Browser, es dauert nicht lange.</p>",
        "<p>Vérification de votre navigateur en cours.</p>".replace(
            "Vérification", "Vérifions la sécurité"
        ),
        "<div id='px-captcha'></div><p>Press and hold</p>",
        "<script src='/cdn/challenge-platform/run.js'></script><noscript>Turn it on</noscript>",
        "<form action='/_challenge/answer'><input name=x></form>",
    ],
)
def test_a_check_for_browsers_is_known(body: str) -> None:
    page = f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>"

    assert page_kind(page) is PageKind.CHECK


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<form><input name=u><input type=password name=p></form>", PageKind.LOGIN),
        ("<div id=root></div><noscript>You need to enable JavaScript.</noscript>", PageKind.SCRIPT),
        ("<h1>Boats</h1><p>All of them came back.</p>", PageKind.PAGE),
        (STORY, PageKind.PAGE),
        ("<div class=captcha></div>" + "<a href=/x>more</a>" * 20, PageKind.PAGE),
        ("<script>var captcha = 'are you a robot'</script><p>Boats</p>", PageKind.PAGE),
        ("", PageKind.PAGE),
    ],
)
def test_other_pages_are_told_apart(body: str, kind: PageKind) -> None:
    assert page_kind(f"<html><body>{body}</body></html>") is kind


def test_each_kind_but_a_page_has_its_words() -> None:
    words = {kind: instead_of_feed(kind) for kind in PageKind}

    assert words.pop(PageKind.PAGE) == ""
    assert all(words.values())
