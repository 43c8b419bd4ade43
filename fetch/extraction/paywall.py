"""Detect how much of an article a page shows: all of it, its beginning, or only a banner.

Knows no trees: it is given the page's text, its metadata and the extracted text.
"""

import re

from fetch.extraction.article_notes import public_words
from fetch.extraction.page_data import PageData
from fetch.text.blocks import count_words

_STUB_WORDS = 350
"""A wall stands after less than this; a longer text with an offer below it is whole."""
_STUB_SHARE = 0.67
_BANNER_WORDS = 250
"""A consent page has less than this; a longer text about cookies is an article about them."""
_BANNER_SIGNS = 2
"""So many different signs: one of them stands in the footer of any page."""

# What is said of this very article: labels such as "for subscribers" stand on teasers of others.
_WALLS = re.compile(
    r"(?:subscribe|sign up|log in|register|become a (?:member|subscriber))\s+(?:now\s+)?(?:to"
    r"|and)\s+"
    r"(?:continue|keep|finish|unlock|read (?:the (?:full|rest|whole)|this|more|on|all))"
    r"|already (?:a|have a)\s+(?:subscriber|subscription|member)\b"
    r"|this (?:article|content|story) is (?:for|only|exclusive|available (?:only )?to)\b.{0,30}"
    r"\b(?:subscribers|members)\b"
    r"|(?:to|you.ve) (?:read|reached) (?:your|the) .{0,20}(?:limit|free articles)"
    r"|diese[rn]? (?:artikel|text|beitrag) (?:ist|gibt es|lesen sie|können sie) "
    r"(?:exklusiv |nur )?(?:für|mit|als)\b.{0,30}\b(?:abonnent|abo\b|mitglied)"
    r"|(?:um|jetzt) (?:diesen (?:artikel|text)|den ganzen (?:artikel|text)) (?:weiter|zu ?ende)\s?"
    r"(?:zu\s?)?lesen"
    r"|cet article est réservé (?:à nos|aux) abonn"
    r"|il vous reste \d[\d.,]*\s?% de cet article"
    r"|(?:este artículo|este contenido) es (?:exclusivo|solo|sólo) para (?:suscriptores|socios)"
    r"|suscríbe(?:te|ase) para (?:seguir|continuar) leyendo"
    r"|quest[oa] (?:articolo|contenuto) è (?:riservato agli|solo per gli) abbonati"
    r"|abbonati per (?:continuare a )?leggere"
    r"|(?:este|esta) (?:artigo|conteúdo|matéria) é exclusiv[oa] para assinantes"
    r"|assine para continuar (?:lendo|a ler)"
    r"|dit artikel is (?:exclusief|alleen|enkel) voor (?:abonnees|leden)"
    r"|ten artykuł jest (?:dostępny )?tylko dla (?:prenumeratorów|subskrybentów)"
    r"|この記事は(?:有料)?(?:会員|購読者)限定",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(
    r"<script\b.{0,500000}?</script|<style\b.{0,500000}?</style|<[^>]{0,5000}>",
    re.IGNORECASE | re.DOTALL,
)
_BANNER_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"we (?:and|value) (?:our (?:\d+ )?(?:partners|vendors)|your privacy)"
        r"|wir und unsere (?:\d+ )?partner|nos(?:otros y nuestros)? (?:\d+ )?(?:partenaires|socios)"
        r"|noi e i nostri (?:\d+ )?partner|wij en onze (?:\d+ )?partners",
        r"(?:accept|reject|agree to) all\b|alle (?:cookies )?(?:akzeptieren|ablehnen|accepteren)"
        r"|tout (?:accepter|refuser)|(?:aceptar|rechazar) todo|(?:accetta|rifiuta) tutt",
        r"(?:store|access)\b.{0,40}\binformation on (?:a|your) device|use (?:of )?cookies"
        r"|informationen auf (?:einem|ihrem) gerät|cookies (?:verwenden|utiliser|utilizar)"
        r"|utilis(?:ons|ent) des cookies|utiliza(?:mos|n) cookies|utilizziamo (?:i )?cookie",
        r"(?:withdraw|change|manage|give) your (?:consent|choices|preferences|privacy settings)"
        r"|(?:ihre )?einwilligung (?:jederzeit )?(?:widerrufen|erteilen)"
        r"|(?:retirer|modifier) votre (?:consentement|choix)|(?:retirar|cambiar) su consentimiento"
        r"|(?:revocare|modificare) il (?:tuo )?consenso",
    )
)


def asks_to_subscribe(text: str) -> bool:
    """Tell whether a text says that the article is for subscribers."""
    return _WALLS.search(text) is not None


def public_part_note(page: str, data: PageData, words: int) -> str:
    """Return the sentence that says how little of the article everybody may read, "" if all."""
    is_short = words < _STUB_WORDS
    asks_for_money = is_short and bool(_WALLS.search(_NOT_SHOWN.sub(" ", page)))
    is_part = words < _STUB_SHARE * data.word_count
    if (not data.is_free and (is_part or is_short)) or asks_for_money:
        return public_words(words)
    return ""


def is_consent_page(text: str) -> bool:
    """Tell whether the text of a page is that of a consent manager, not of an article."""
    if count_words(text) >= _BANNER_WORDS:
        return False
    return sum(bool(pattern.search(text)) for pattern in _BANNER_PATTERNS) >= _BANNER_SIGNS
