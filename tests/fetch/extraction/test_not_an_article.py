import pytest

from fetch.errors import ParseError
from fetch.extraction.statements.not_an_article import Refusal
from tests.support.samples.sample_pages import BODY, TITLE, extract, page

FEED_TEXT = "<p>The ferry to the islands sails again, the harbour office told reporters.</p>"


def whole(title: str, body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    ).encode()


CHECKS = [
    whole(
        "One moment, please",
        "<h1>harbour.example</h1><p>We are checking your browser before you go on to the site. You "
        "will be redirected automatically as soon as that has been done, which takes a few "
        "seconds.</p><p>Please turn on JavaScript and cookies, and load the page again.</p>",
    ),
    whole(
        "harbour.example",
        "<h2>Are you a robot?</h2><p>Our network has seen unusual traffic from yours. Please solve "
        "the puzzle below so that we can be sure that a person is asking for this page.</p>"
        "<form id='puzzle'><div class='h-captcha'></div></form><p>Reference ID: 55-0192-aa</p>",
    ),
    whole(
        "Sicherheitsüberprüfung",
        "<p>Einen Moment bitte, Ihr Browser wird überprüft. Danach geht es von selbst weiter zur "
        "gewünschten Seite, das dauert gewöhnlich nur einige wenige Sekunden lang.</p>",
        head="<script src='/bot-check.js'></script><meta http-equiv='refresh' content='5'>",
    ),
]
CHECKS.append(
    whole(
        "One step before you go on",
        "<h1>Show us that you are human</h1><h2>Verify you are human</h2><p>Press the button and "
        "hold it down for as long as the ring is turning. The page that you asked for then opens "
        "by itself, and you can read it as before.</p>",
    )
)
LOG_INS = [
    whole(
        "Sign in",
        "<h1>Sign in to go on</h1><p>Choose how you want to go on. We never tell the companies "
        "below what you read, and you can leave us at any time without a word, or a cost.</p>"
        "<a href='/go'>Go on with Mail</a>",
    ),
    whole(
        "Harbour News",
        "<h1>Welcome</h1><p>To go on reading, please enter the name and the password "
        "that you chose "
        "when you became a reader. If you have forgotten them, ask us for new ones by post.</p>"
        "<form><input name='name'><input type='password'><button>Go on</button></form>",
    ),
    whole(
        "Se connecter - Le Port",
        "<h1>Se connecter</h1><p>Indiquez votre adresse électronique pour lire la suite "
        "; nous vous "
        "enverrons un lien que vous pourrez ouvrir pendant les vingt prochaines minutes.</p>"
        "<form><input type='email'></form>",
    ),
]
MISSING = [
    whole(
        "Not found",
        "<h1>404</h1><p>There is nothing at this address any more. It may be that the story was "
        "moved when we built the site again. Try the front page, or the search above, or write to "
        "the desk if you think that something should be here.</p>",
    ),
    whole(
        "Der Hafenbote",
        "<h1>Diese Seite wurde leider nicht gefunden</h1><p>Vielleicht haben Sie sich "
        "vertippt, oder "
        "der Beitrag steht inzwischen an einer anderen Stelle. Auf der Startseite finden Sie alle "
        "Nachrichten des Tages und auch die der vergangenen Woche.</p>",
    ),
    whole(
        "Harbour News",
        "<p>The article that you are looking for does not exist any longer, or it has "
        "been moved to "
        "another address. These pages may be of use to you instead: the front page, the archive, "
        "the tide tables, and the list of all our writers.</p>",
    ),
]
MISSING.append(
    whole(
        "Oops",
        "<h1>Sorry, this page isn’t available.</h1><p>The address that you followed may be wrong. "
        "Go back to the front page, or look at the stories that most people have read today and "
        "on the days before that.</p>",
    )
)
WALLS = [
    whole(
        "Harbour opens",
        "<h1>Harbour opens</h1><p>Subscribe to continue reading. All our pages cost 1 crown a week "
        "for the first year, and you can stop at any time you like, with no questions asked.</p>",
    )
]
ERRORS = [
    whole(
        "503 Service Unavailable",
        "<h1>We will be back soon</h1><p>The site is being worked on at this moment. All "
        "pages will "
        "be here again in about an hour. Thank you for your patience, and please look in again "
        "later in the day.</p>",
    ),
    whole(
        "Access denied",
        "<h1>Access denied</h1><p>You do not have permission to see this page on this "
        "server. If you "
        "think that this is a mistake, write to the people who look after it, and tell them the "
        "number that stands below, and the time.</p>",
    ),
]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        *((body, Refusal.CHECK) for body in CHECKS),
        *((body, Refusal.LOG_IN) for body in LOG_INS),
        *((body, Refusal.MISSING) for body in MISSING),
        *((body, Refusal.ERROR) for body in ERRORS),
        *((body, Refusal.SUBSCRIBE) for body in WALLS),
    ],
)
def test_a_page_that_shows_something_else_is_no_article(body: bytes, refusal: Refusal) -> None:
    with pytest.raises(ParseError, match=refusal.value):
        extract(body)

    article = extract(body, title=TITLE, feed_html=FEED_TEXT)

    assert (
        article.text == "The ferry to the islands sails again, the harbour office told reporters."
    )
    assert article.note == f"{refusal.value[0].upper()}{refusal.value[1:]}."


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ("Chwileczkę. Sprawdzamy, czy jesteś człowiekiem. Włącz JavaScript.", Refusal.CHECK),
        ("Een ogenblik. We controleren of u een mens bent.", Refusal.CHECK),
        ("Stiamo verificando che tu sia umano. Un momento.", Refusal.CHECK),
        ("Um momento. Ative o JavaScript para continuar.", Refusal.CHECK),
        ("しばらくお待ちください。人間であることを確認しています。", Refusal.CHECK),
        ("请稍候。正在验证您是否是真人。", Refusal.CHECK),
        ("잠시만 기다리십시오. 사람인지 확인하는 중입니다.", Refusal.CHECK),
        ("Siden findes ikke. Den kan være flyttet.", Refusal.MISSING),
        ("Az oldal nem található.", Refusal.MISSING),
        ("Ошибка 404. Такой страницы нет.", Refusal.MISSING),
        ("Unavailable for legal reasons", Refusal.ERROR),
    ],
)
def test_such_pages_are_known_in_many_languages(lines: str, refusal: Refusal) -> None:
    body = whole(lines, f"<h1>{lines}</h1>")

    assert extract(body, title=TITLE, feed_html=FEED_TEXT).note[1:-1] in refusal.value


OTHER = "<h1>Whoa there</h1><p>Your cart is as empty as our shelves. Come back when you are let in."


def test_a_short_page_without_a_word_of_the_title_is_not_the_entrys() -> None:
    body = whole("Whoa there", OTHER + " " + "We will open the door at some time soon. " * 5)

    article = extract(body, title=TITLE, feed_html=FEED_TEXT)

    assert article.note == "The page shows something else than the article."
    assert "Whoa" not in article.text
    # Without a text to show instead of it, or a title to know it by, the page is believed.
    assert "empty" in extract(body, title=TITLE).text
    assert "empty" in extract(body, title="Wow.", feed_html=FEED_TEXT).text


SHORT = "The harbour office said on Monday that nobody had been able to read the page for two days."


@pytest.mark.parametrize(
    "title",
    [
        "404: the story of a page that was not found",
        "Access denied: how a fisherman lost his log-in",
        "Log in to the harbour, and other new services",
        "Are you a robot? The puzzle that keeps sailors out",
    ],
)
def test_an_article_about_such_pages_is_an_article(title: str) -> None:
    told = (
        f"<h1>{title}</h1><p>{SHORT}</p><p>The skipper told us that his browser was checked each "
        "time, and that he was asked to enable cookies.</p><p>He said that he had given up.</p>"
    )

    assert SHORT in extract(whole(title, told)).text


def test_a_page_with_the_headline_of_the_feed_is_believed() -> None:
    words = "Enter the password that we sent to you in the form below, and the ferry will take you."
    body = whole(
        TITLE, f"<h1>{TITLE}</h1><p>{words} {words}</p><form><input type='password'></form>"
    )

    assert words in extract(body, title=TITLE).text


def test_a_log_in_in_the_head_of_a_page_is_no_sign() -> None:
    menu = "<header><form><input><input type='password'></form></header>"
    words = (
        "A short word from the harbour: the ferry sails at noon, and the bridge opens at two. " * 2
    )
    body = whole("Harbour", f"{menu}<article><h1>Noon</h1><p>{words}</p></article>")

    assert "sails at noon" in extract(body).text


def test_a_long_article_with_a_captcha_below_is_an_article() -> None:
    check = "<form><div class='g-recaptcha'></div></form><script src='/captcha/api.js'></script>"

    assert extract(page(BODY, tail=check)).note == ""
