# ruff: noqa: RUF001 - pages write these letters
"""Detect pages with status 200 that are no article: checks, log-ins, errors, "not found".

Such a page is known by what it is: short, with a form for a password, a script that checks the
browser, a heading that names an error. A page whose headline is the entry's, or that tells a story,
is an article, whatever it is about. Reads an lxml tree and does not change it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fetch.extraction.lines.story_sentences import is_told
from fetch.extraction.paywall import asks_to_subscribe
from fetch.text.blocks import Block, count_words, letters_of

_MOST_WORDS = 160
_MOST_NOTICE_WORDS = 120
_TOLD_SENTENCES = 3
_CHECK_SIGNS = 2
_FEW_WORDS = 60
_SHORT_HEADING = 7
_HEADLINE_LETTERS = 8
_MOST_SCRIPT_CHARACTERS = 20_000


class Refusal(StrEnum):
    """Why a page shows no article."""

    CONSENT = "the page asks for consent before it shows the article"
    CHECK = "the page checks the browser before it shows the article"
    LOG_IN = "the page asks for a log-in before it shows the article"
    SUBSCRIBE = "the page shows the article to subscribers only"
    MISSING = "the page says that the article is not there"
    ERROR = "the page shows an error instead of the article"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSigns:
    """What a page's tree says of its make.

    Attributes:
        headings: its title and the headings of its text.
        has_password: it asks for one where its text is, not in its own head.
        has_form: it has a form with a field for text there.
        has_check: a script, a frame or a form is there to check who is asking, or the page asks for
            a browser with scripts, or leads on by itself.
    """

    headings: tuple[str, ...] = ()
    has_password: bool = False
    has_form: bool = False
    has_check: bool = False


_OUTSIDE = ("header", "nav", "aside", "footer", "dialog")
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:modal|popup|pop-up|overlay|dialog|dropdown|drawer|flyout|header|nav|navbar"
    r"|menu|topbar|toolbar|sidebar|newsletter|search|comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXT_FIELDS = frozenset({"text", "email", "tel", "password"})
_CHECKS = re.compile(
    r"captcha|challenge|turnstile|bot[-_.]?(?:check|detect|manag|protect)|anti[-_.]?bot"
    r"|human[-_.]?(?:check|verif)|browser[-_.]?(?:check|verif)|proof[-_.]?of[-_.]?work",
    re.IGNORECASE,
)
_CHECK_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:check|verif|validat|inspect)\w*\b.{0,40}\b(?:your|the) (?:browser|connection|device)"
        r"|(?:browser|connection|device) (?:is being|will be) (?:checked|verified)"
        r"|(?:security|safety) (?:of (?:your|the) (?:browser|connection)|check|verification)"
        r"|(?:site|website|secure|your) connection (?:is|before)"
        r"|(?:ihren?|der) browser.{0,30}(?:überprüf|geprüft)|sicherheitsüberprüfung"
        r"|vérifi\w+.{0,40}navigateur|(?:comprobando|verificando).{0,40}navegador"
        r"|(?:controll|verific)\w+.{0,40}browser|verificando.{0,30}navegador"
        r"|провер\w+.{0,40}браузер",
        r"(?:verify|confirm|prove|make sure|check)\w*\b.{0,40}\b(?:you(?:'|’| a)re"
        r"|you are)\b.{0,20}"
        r"\b(?:human|robot|real)|are you (?:a )?(?:human|robot)|not a (?:robot|bot)\b|i am human"
        r"|kein roboter|(?:pas|êtes) un robot|no (?:eres|soy) un robot|non sei un robot|не робот",
        r"(?:enable|activate|turn on|allow|requires?)\b.{0,30}\b(?:javascript|cookies)"
        r"|(?:javascript|cookies)\b.{0,40}\b(?:enabled|disabled|required|to continue)"
        r"|javascript.{0,40}(?:aktivier|einschalten)|(?:activ|habilit|abilit)\w+.{0,30}javascript"
        r"|включите.{0,30}javascript",
        r"(?:redirect(?:ed)?|forwarded|continue|proceed)\b.{0,60}\b(?:automatic\w*|shortly|moment"
        r"|seconds|requested (?:page|content|site))|this process is automatic|just a moment"
        r"|please (?:wait|stand by)|one moment,? please|einen moment|un moment|un momento"
        r"|подождите",
        r"ddos|unusual (?:traffic|activity)|automated (?:requests|traffic|access|queries)"
        r"|suspicious (?:traffic|activity)|(?:ray|incident|reference|request|support) (?:id"
        r"|number)\b"
        r"|rate limit|ungewöhnliche\w* (?:aktivität|datenverkehr)|trafic inhabituel"
        r"|tráfico inusual",
    )
)
_LOG_IN = re.compile(
    r"\b(?:log(?:ged)?[ -]?in(?:to)?|sign[ -]?in|(?:member|subscriber|user|account) (?:access"
    r"|area)"
    r"|create (?:an )?account|welcome back|anmelden|anmeldung|einloggen|login|se connecter"
    r"|connexion"
    r"|identifiez-vous|iniciar sesión|inicia sesión|acceder|accedi|entrar|inloggen|logga in"
    r"|logg inn|log ind|zaloguj|logowanie|войти|вход|увійти)\b|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
_LOG_IN_FIRST = re.compile(
    r"^\W*(?:please |you (?:must|need to) )?(?:log|sign)[ -]?in\b(?:\W+\w+){0,6}\W*$",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"^\W*(?:error|erreur|fehler|http|status)?\W*(?:404|410)\b|\b404\b.{0,24}\b(?:error"
    r"|not found|page)"
    r"|\berror 404\b|^\W*(?:not found|gone)\W*$|\b(?:page|article|story|content|url"
    r"|document) (?:was )?"
    r"not (?:be )?found|(?:page|article|story|content|link)\b.{0,60}\b(?:can(?:no|['’])t|could"
    r"(?:n['’]t| not)) be (?:found|located)|(?:page|article|story"
    r"|link)\b.{0,60}\b(?:does(?:n['’]t| not)"
    r"|no longer) exist|(?:page|article|story|content)\b.{0,30}"
    r"\b(?:no longer|not|un|isn['’]t|aren['’]t|removed or|deleted or)"
    r" ?available|(?:can['’]?t|cannot|couldn['’]t|could not) find (?:the|that|this|your) (?:page"
    r"|article)"
    r"|seite\b.{0,40}\bnicht (?:gefunden|verfügbar|vorhanden)|nicht gefunden\W*$"
    r"|page\b.{0,30}\b(?:introuvable|n['’]existe (?:pas|plus))|página\b.{0,30}\bno (?:encontrada"
    r"|existe"
    r"|disponible|se encuentra)|no encontramos la página|pagina\b.{0,30}\bnon (?:trovata|esiste)"
    r"|página não (?:encontrada|existe)|pagina\b.{0,30}\bniet (?:gevonden|bestaat)"
    r"|sidan\b.{0,30}\b(?:hittades inte|finns inte|kunde inte)"
    r"|side(?:n|n ble)?\b.{0,30}\bikke (?:funnet|fundet)"
    r"|sivua ei löyd|strona\b.{0,40}\bnie (?:istnieje|została)|stránka nenalezena"
    r"|страница\b.{0,30}\bне (?:найдена|существует)|сторінк\w+ не знайдено"
    r"|ページが見つかりません|页面不存在|找不到.{0,6}页|페이지를 찾을 수 없",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"^\W*(?:error|oops|fehler|erreur)\W*$|^\W*(?:error|http|status)?\W*(?:40[0135-9]|429|5\d\d)\b|\b(?:access|permission"
    r"|request) (?:is |was "
    r"|has been )?(?:denied|blocked|rejected|forbidden)\b|^\W*(?:403 )?forbidden\W*$|service"
    r" (?:is )?(?:temporarily )?unavailable|temporarily unavailable|bad gateway|gateway time-?out"
    r"|internal server error|server error|too many requests|something went wrong"
    r"|an error (?:has )?"
    r"occurred|(?:down for|under|scheduled) maintenance|we(?:['’]ll| will) be (?:right )?back"
    r"|you have been blocked|zugriff verweigert|wartungsarbeiten|accès (?:refusé|interdit)"
    r"|acceso denegado|accesso negato|acesso negado|toegang geweigerd|доступ (?:запрещ|огранич)\w*"
    r"|technical (?:difficulties|problems?)\b.{0,40}$|site is (?:offline|down)",
    re.IGNORECASE,
)


def _is_outside(element: Any) -> bool:
    for around in element.iterancestors():
        if around.tag in _OUTSIDE or around.get("role") == "dialog":
            return True
        said = f"{around.get('class') or ''} {around.get('id') or ''}"
        if around.tag not in {"html", "body"} and _ASIDE.search(said):
            return True
    return False


def _has_check(root: Any) -> bool:
    for element in root.iter("script", "iframe", "form", "div", "input", "noscript", "meta"):
        match element.tag:
            case "meta":
                if (element.get("http-equiv") or "").strip().lower() == "refresh":
                    return True
            case "noscript":
                if _CHECK_WORDS[2].search(element.text_content()):
                    return True
            case _:
                said = " ".join(
                    element.get(name) or "" for name in ("src", "action", "id", "class", "name")
                )
                script = (element.text or "") if element.tag == "script" else ""
                if _CHECKS.search(said) or _CHECKS.search(script[:_MOST_SCRIPT_CHARACTERS]):
                    return True
    return False


def read_signs(root: Any) -> PageSigns:
    """Return what the tree of a page says of its make."""
    headings = [" ".join(it.text_content().split()) for it in root.iter("title", "h1", "h2")]
    fields = [
        (it.get("type") or "text").strip().lower()
        for it in root.iter("input")
        if (it.get("type") or "text").strip().lower() in _TEXT_FIELDS and not _is_outside(it)
    ]
    return PageSigns(
        headings=tuple(filter(None, headings[:12])),
        has_password="password" in fields,
        has_form=bool(fields),
        has_check=_has_check(root),
    )


def is_story(blocks: Sequence[Block]) -> bool:
    """Tell whether the blocks tell what somebody said or did, as notices never do."""
    return sum(is_told(block) for block in blocks) >= _TOLD_SENTENCES


def _says(pattern: re.Pattern[str], lines: Iterable[str]) -> bool:
    return any(pattern.search(line) for line in lines)


def _is_headline(title: str, headings: Iterable[str]) -> bool:
    letters = letters_of(title)
    if len(letters) < _HEADLINE_LETTERS:
        return False
    return any(letters in letters_of(heading) for heading in headings)


def _is_check(signs: PageSigns, whole: str, words: int) -> bool:
    count = sum(bool(pattern.search(whole)) for pattern in _CHECK_WORDS)
    if count >= _CHECK_SIGNS or words >= _FEW_WORDS:
        return count >= _CHECK_SIGNS
    short = [it for it in signs.headings if len(it.split()) <= _SHORT_HEADING]
    is_headed = any(_says(pattern, short) for pattern in _CHECK_WORDS[:2])
    return count > 0 and (signs.has_check or is_headed)


def _short_refusal(
    signs: PageSigns, first: Sequence[str], whole: str, words: int
) -> Refusal | None:
    headings = signs.headings
    is_told_to = words < _FEW_WORDS and _says(_LOG_IN_FIRST, headings)
    has_form = signs.has_password or (signs.has_form and _says(_LOG_IN, headings))
    kinds = (
        (Refusal.LOG_IN, has_form or is_told_to),
        (Refusal.SUBSCRIBE, words < _FEW_WORDS and asks_to_subscribe(whole)),
        (Refusal.MISSING, _says(_NOT_FOUND, (*headings, *first))),
        (Refusal.ERROR, _says(_ERROR, headings)),
    )
    return next((refusal for refusal, is_one in kinds if is_one), None)


def refusal_of(signs: PageSigns, blocks: Sequence[Block], shown: str, title: str) -> Refusal | None:
    """Return why a page shows no article, None if it may show one.

    Arguments:
        blocks: what was found on the page.
        shown: the page's short text if nothing was found on it.
        title: the entry's, as the feed has it; "" if none is known.
    """
    text = "\n".join(block.text for block in blocks)
    words = count_words(text)
    if words > _MOST_WORDS or _is_headline(title, signs.headings) or is_story(blocks):
        return None
    whole = "\n".join((*signs.headings, text, shown))
    if _is_check(signs, whole, words):
        return Refusal.CHECK
    if words > _MOST_NOTICE_WORDS:
        return None
    return _short_refusal(signs, [block.text for block in blocks[:2]], whole, words)


def note_of(detail: str) -> str:
    """Return the note for a reader who gets the feed's text instead of such a page."""
    if detail not in {it.value for it in Refusal}:
        return ""
    return f"{detail[0].upper()}{detail[1:]}."
