# ruff: noqa: RUF001 - pages write these dashes, quotes and colons
"""Recognise lines that may be boilerplate by their words: labels, offers, rights, credits, bylines.

Pure. What a line says is never enough to remove a sentence of a story: where it stands is judged in
`fetch.extraction.boilerplate`. Every pattern describes a kind of line, never a site.
"""

import re
from collections.abc import Sequence

from fetch.extraction.lines.story_sentences import is_sentence
from fetch.text.blocks import Block, letters_of

_SHORT_WORDS = 40
_LABEL_WORDS = 14
_LINK_WORDS = 25


class _Lines:
    """Kinds of line, by patterns.

    Those bound to the beginning are tried there only: in one expression with the others they
    would be tried at every character.
    """

    def __init__(self, *patterns: str) -> None:
        self._bound = self._joined([one for one in patterns if one.startswith("^")])
        self._floating = self._joined([one for one in patterns if not one.startswith("^")])

    @staticmethod
    def _joined(patterns: Sequence[str]) -> re.Pattern[str] | None:
        whole = "|".join(f"(?:{pattern})" for pattern in patterns)
        return re.compile(whole, re.IGNORECASE) if patterns else None

    def begins(self, text: str) -> bool:
        """Tell whether `text` is such a line by its beginning."""
        return self._bound is not None and self._bound.match(text) is not None

    def has(self, text: str) -> bool:
        """Tell whether `text` is such a line."""
        if self.begins(text):
            return True
        return self._floating is not None and self._floating.search(text) is not None


# Whole lines: what buttons, markers and empty sections say.
_LABELS = frozenset(
    letters_of(line)
    for line in (
        *("comments", "comment", "view comments", "show comments", "add a comment", "print"),
        *("share", "share this", "share this article", "share this story", "share on facebook"),
        *("tweet", "email", "print article", "order reprints", "save", "bookmark", "copy link"),
        *("advertisement", "advertising", "ad", "sponsored", "promoted", "article content"),
        *("story continues below", "article continues below", "continue reading", "read more"),
        *("read next", "more", "see more", "see also", "related", "related articles", "topics"),
        *("related stories", "related content", "recommended", "recommended for you", "tags"),
        *("you may also like", "you might also like", "you may like", "don't miss", "dont miss"),
        *("most read", "most popular", "trending", "trending now", "editor's picks", "up next"),
        *("explore further", "more on this story", "more on this", "more from the web", "loading"),
        *("sign up", "subscribe", "subscribe now", "log in", "newsletter", "thank you", "close"),
        *("learn more", "find out more", "click here", "watch", "listen", "play", "video", "menu"),
        *("anzeige", "werbung", "mehr zum thema", "kommentare", "teilen", "publicité", "partager"),
        *("publicidad", "compartir", "comentarios", "lee también", "leer más", "lire aussi"),
        *("pubblicità", "condividi", "leggi anche", "commenti", "reklama", "annons", "les også"),
        *("läs mer", "dela", "lees ook", "lees meer", "advertentie", "реклама", "читайте также"),
        *("分享让更多人看到", "评论", "关注", "広告", "関連記事"),
    )
)

# Lines that lead to another story or offer. Short, for a sentence may begin so, too.
_LEADS_ELSEWHERE = _Lines(
    r"^\W*(?:read|see|watch|learn|find out|discover)\s+(?:more|next|also|now)\b\s*(?:[:|›»>—–-]"
    r"|$)",
    r"^\W*(?:also|more)\s+(?:read|see|on this|from|like this)\b[^.]*(?::|$)",
    r"^\W*(?:also read|read also|also see|see also|must read|related(?: (?:story|stories|post"
    r"|posts"
    r"|article|articles|content|coverage|video|news|reading|links?))?|more|don.?t miss|up next"
    r"|recommended|trending|in case you missed it|further reading)\s*[:|]",
    r"^\W*also:\s+see\b",
    r"^\W*(?:popular|trending|more|most (?:read|popular|viewed))\s+(?:on|in"
    r"|from)\s+\S+(?:\s\S+){0,3}$",
    r"^\W*you (?:may|might) also (?:like|be interested in)\b(?:\s[^\s,.]+){0,4}\W*$",
    r"^\W*(?:mehr dazu|lesen sie (?:auch|mehr|dazu)|siehe auch|zum artikel|mehr zum thema"
    r"|lire aussi|à lire aussi|voir aussi|lea también|lee también|te puede interesar|leggi anche"
    r"|leia (?:também|mais)|les også|läs (?:också|mer)|lees ook|zobacz (?:też|także)"
    r"|читайте (?:также|ещё|еще)|читайте також|baca juga|xem thêm)\b\s*[:|]?",
    r"\[(?:insight|video|reaction|analysis|pictures|photos|warning|news|revealed|comment|update"
    r"|report|latest|exclusive|opinion|interview|watch|gallery)\]\W*$",
)

_MARK = re.compile("[:|›»>–—]")
_LEAD = 40
"""Characters within which a lead to another story has its mark; a story's sentence has none."""

# What a site asks of its readers. Two words that meet only in an offer.
_PROMOTES = _Lines(
    r"\b(?:sign(?:ing)? up|subscrib\w+|register|get|receive|delivered)\b.{0,120}\b(?:your inbox"
    r"|(?:our|this|the|free|daily|weekly|morning) (?:\S+ ){0,4}(?:newsletters?|e-?mail alerts?"
    r"|mailing list|push notifications?))\b(?! (?:said|was|were|is|are|had|has|from|that))",
    r"\b(?:newsletters?|inbox)\b.{0,80}\b(?:sign up|subscribe|click here|every (?:day|week"
    r"|morning|monday|friday))\b",
    r"^\W*(?:click|tap) here (?:to|for)\b",
    r"^\W*follow .{0,60}\b(?:coverage|live updates)\b",
    r"^\W*sign up (?:here|now)\b",
    r"^\W*sign up (?:for|to)\b.{0,80}\b(?:newsletters?|alerts?|inbox|e-?mails?|accounts?|updates"
    r"|briefings?|our|us|free|daily|weekly|here|access|membership)\b",
    r"^\W*subscribe (?:here|now|for|on|today)\b",
    r"^\W*subscribe to\b.{0,80}\b(?:our|newsletters?|channels?|magazine|podcasts?|youtube|alerts?"
    r"|updates|edition|plus|premium|digital)\b",
    r"^\W*get (?:the )?(?:daily|weekly|breaking|latest|unlimited|full access|access to"
    r"|real-?time)\b"
    r".{0,80}\b(?:news|headlines|updates|alerts|app|access|subscription|service|results?)\b",
    r"^\W*(?:(?:like|find) (?:us|our)|follow|join|connect with"
    r"|check out)\b.{0,80}\bon\s+(?:facebook|twitter|x\b"
    r"|instagram|youtube|whatsapp|telegram|threads|bluesky|linkedin|tiktok|google news|flipboard)",
    r"^\W*(?:join (?:our|the)|download (?:our|the))\b.{0,60}\b(?:app|channel|forum|group|community"
    r"|conversations?|whatsapp|telegram)\b",
    r"^\W*join thought-provoking\b",
    r"^\W*listen (?:to .{2,40}|live|here|now|on)\b.{0,60}\b(?:live at|podcasts?|spotify|weekdays"
    r"|apple|itunes|listen back|platform)\b",
    r"^\W*(?:how to )?listen to (?:the|our) .{2,40}podcast\W*$",
    r"^\W*(?:listen|download|itunes|spotify|apple podcasts)\s*:\s*(?:https?:|http)",
    r"\bmay (?:earn|get|receive) (?:an? )?(?:affiliate |small )?(?:commission|share of)\b",
    r"\b(?:income[- ]earning|contains?|uses?) .{0,20}affiliate links?\b",
    r"\bplease (?:bookmark|consider (?:subscribing|donating|supporting (?:us|our)|a donation))\b",
    r"\bour (?:website is the place|community members are treated)\b",
    r"\b(?:read|see) our (?:full )?(?:privacy|cookie) (?:policy|notice)\b",
    r"\bwe(?:’|'| a)?re? committed to publishing\b|\bis committed to publishing a diversity\b",
    r"^\W*(?:write to|email|e-mail|contact)\b\W+.{0,60}\S@\S+\.\w+\W*$",
    r"^\W*do you have (?:a story|a tip|information|news)\b",
    r"^\W*(?:got|have) a (?:news )?(?:tip|story)\b",
    r"^\W*use (?:the )?(?:(?:promo|discount|coupon) code\b|code \W*(?:[A-Z]*\d[A-Z0-9]*|[\"“]\w+))"
    r"|\buse the code (?:[\"“]\w+|[A-Z]*\d)",
    r"^\W*(?:for|to get|to read) (?:the latest|more) .{0,80}\b(?:sign up|subscribe|follow us"
    r"|newsletters?|click here|download)\b",
    r"\bmost trusted source of\b",
    r"\b(?:we want to hear from you|tell us (?:what you think|in the comments|why you))\b",
    r"\bnewsletter\b.{0,60}\b(?:informiert|abonnieren|anmelden)\b|\bhier (?:geht es|abonnieren)\b",
    r"\b(?:suscríbe\w+|inscri(?:bete|vez-vous)|abonnez-vous|abonneer|iscriviti|assine|inscreva-se"
    r"|подпи(?:сывайтесь|шитесь)|підписуйтесь)\b",
    r"有料会員|有料記事|会員登録|公式アカウント",
    r"\bsupport our journalism\b|^\W*(?:please )?support (?:independent|quality) journalism\b",
    r"^\W*become a (?:member|subscriber|supporter)\b",
    r"\b(?:posted|delivered|sent) (?:straight |direct(?:ly)? )?to your (?:door|home)\b",
    r"\bsee (?:our|all our|the latest) (?:\w+ )?(?:offers|deals)\b",
    r"\b(?:issues|editions|copies) (?:a|per|every|each) (?:week|month|year)\b.{0,60}\b(?:for"
    r" (?:only|just)|subscri\w+|offers?)\b",
)

_OPENING_QUOTES = "\"'“‘«„»‚「『"
"""What somebody said is the story, also if it is about newsletters."""

# Rights, errors and machinery of the page.
_LEGAL = _Lines(
    r"^\W*(?:copyright\s*)?(?:©|\(c\)\s)\s*(?:\d{4}|by\b|the\b)|^\W*copyright\W*@?\W*\d{4}\b",
    r"^\W*copyright (?:by|the)\b(?:\s\S+){0,5}\W*$",
    r"^\W*(?:copyright|©).{0,80}\ball rights reserved\b",
    r"\ball rights reserved\W*(?:$|.{0,60}$)",
    r"^\W*this (?:material|copy|article) (?:is for your personal|may not be (?:published"
    r"|reproduced))",
    r"\b(?:subscriber agreement|terms of (?:use|service)) and\b",
    r"^\W*(?:an error (?:has )?occurred|this article has been sent|please try again)\b"
    r"(?:\W*$|[,. ]+(?:please|try|to)\b|.{0,20}$)",
    r"^\W*please enable javascript|\byou need to enable javascript\b",
    r"\b(?:we|this (?:web)?site|our partners)\b.{0,60}\buse?s? cookies\b.{0,120}\b(?:device"
    r"|experience|site|traffic|browser|consent|ads|advertising|policy|partners|preferences)\b",
    r"^\W*this (?:is a )?breaking (?:new|news|story)\b.{0,40}\b(?:follow|updat\w+|refresh)\b",
    r"^\W*advertisement\W*(?:\d+\W*)?(?:$|(?:story|article|content|continue|scroll|skip)\b)",
    r"\b(?:story|article) continues below\W*$",
    r"^\s*https?://\S+\s*$",
    r"^\s*\d{4}-\d\d-\d\dT\d\d:\d\d\S*\s*$",
    r"^\W*sour?ces?\s*:\s*\w[^.!?]{0,60}$",
    r"^_{3,}$|^\*{3,}$|^-{3,}$",
)

# Who took the picture, and what it shows.
_CREDIT = _Lines(
    r"^\W*(?:photos?|pictures?|images?|photograph(?:er|y)?|credits?|illustration|video|graphic"
    r"|foto"
    r"|fotos|bild|bilder|immagine|imagen|фото|рис|снимок|zdjęcie|ảnh|写真|图片|图)"
    r"(?: credits?| by| from)?\s*[:：©/]\s*\S",
    r"^\W*(?:pictured|seen here|shown here)\b.{0,12}(?:left|right|above|below|back|centre"
    r"|center)\b",
    r"\((?:photo|image|picture|credit|foto)s?(?: credit)?(?:\s*[:/]| by | courtesy )[^()]{2,80}"
    r"\)\W*$",
    r"^[^.!?]{0,200}\b(?:getty images?|shutterstock|istock(?:photo)?|epa-efe|wikimedia commons)"
    r"(?:/\S+)?[^\w.!?]*$",
    r"\w\.(?:reuters|ap|afp|getty images)\W*$",
)
_CREDIT_WORDS = 45

# Who wrote it and when: said by the byline already.
_STAMP = _Lines(
    r"^\W*(?:by|von|par|por|di|door)\s*:?\s+[^.!?]{3,80}(?:19|20)\d\d\b.{0,20}$",
    r"^\W*(?:by|von|par|por|di|door)\s*:?\s+\w+(?:[\s,.&|·•/–—-]+\w+){0,8}\W*$",
    r"^\W*(?:(?:first |last )?(?:published|updated|posted|modified|created)|veröffentlicht"
    r"|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|uppdaterad"
    r"|publicerad|publisert|oppdatert|gepubliceerd|опубликовано|обновлено)\b[^!?]{0,60}\d",
    r"^\W*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\b.{0,40}\b\d{4}\b.{0,40}$",
    r"^\W*\d+\s*(?:min(?:ute)?s?|minuten|minutos)\.?\s*(?:read|lesezeit|de lecture|de"
    r" lectura)?\W*$",
    r"^\W*(?:übersetzung|translated|translation)\b.{0,60}$",
)
_STAMP_WORDS = 12

_CONTRIBUTION = _Lines(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|piece|dispatch)|(?:reporting"
    r"|research"
    r")(?: from\b|\W*$| (?:to|for) this\b))",
    r"^\W*(?:with )?(?:additional )?report(?:ing|s)? (?:by|from)\b[^.!?]*\W*$",
    r"^\W*(?:editing|edited|compiled|written|translated|reported|photographs?"
    r"|additional reporting)"
    r"\s(?:and \w+ )?by\b[^.!?]{3,120}\W*$",
    r"\breported from\b.{2,60}\b(?:contributed|and)\b",
    r"^\W*(?:this (?:article|story|piece|report) (?:was )?)?(?:first|originally) (?:appeared"
    r"|published)"
    r" (?:in|on|by|at)\b",
    r"^\W*mit informationen (?:der|von|des)\b|^\W*avec (?:afp|reuters|ap)\W*$",
    r"^\W*provided by [^.]{3,60}$",
)
_BY = re.compile(
    r"\W*(?:(?:with )?(?:additional )?report(?:ing|s)?|editing|edited|compiled|written|translated"
    r"|reported|photographs?)\s(?:and \w+ )?(?:by|from)\b",
    re.IGNORECASE,
)
# "Edited by the mayor, the minutes said nothing" names nobody who wrote.
_COMMON_WORD = re.compile(
    r"(?<!\S)(?!(?:and|with|from|additional|reporting|editing|edited|writing|written|news|wires?"
    r"|agenc(?:y|ies)|staff|reports?|translat\w+)\b)[a-z][a-z]{2,}"
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[^\W\d_A-Z][.!?])\s+(?=[\"“]?[A-Z])")
_OCCUPATION = (
    r"(?:reporter|editor|writer|correspondent|journalist|columnist|contributor|curator|producer"
    r"|professor|researcher|lecturer|fellow|author|analyst|critic|freelancer|host|director|chief)"
)
_BIOGRAPHY = _Lines(
    rf"^\W*\w[\w.'’-]*(?:\s[\w.'’-]+){{1,4}}\s(?:is|are)\s.{{0,80}}\b{_OCCUPATION}s?\b",
    rf"^\W*(?:he|she|they)\s(?:is|are)\s.{{0,60}}\b{_OCCUPATION}s?\b.{{0,80}}\b(?:at|for|of"
    rf"|with)\b",
    rf"^\W*is an? (?:\w+\s){{0,4}}{_OCCUPATION}\b",
    r"^\W*\w[\w.'’-]*(?:\s[\w.'’-]+){1,3}\s(?:covers|writes|reports)\b[^.]{0,80}\bfor\s[^.]{3,50}"
    r"\W*$",
    r"^\W*(?:you can )?(?:follow|reach|contact) (?:him|her|them)\b.{0,60}(?:@|twitter|email"
    r"|\bon\b)"
    r"|[.;]\s(?:you can )?(?:follow|reach|contact) (?:him|her|them)\b.{0,60}(?:@|twitter|email"
    r"|\bon\b)",
    r"^\W*follow\s+[^\s,]+(?:\s[^\s,]+){0,3}\s+on\b",
)
_BIOGRAPHY_WORDS = 70


_CAPITAL = "[A-Z\u00c0-\u00de]"
_NAME = re.compile(
    rf"\W*{_CAPITAL}[\w.'’-]*(?:\s(?:[a-z]{{2,3}}\s)?{_CAPITAL}[\w.'’-]*){{0,3}}?"
    rf"\s({_CAPITAL}[\w.-]*)(?=\s[a-z])"
)


def is_label(block: Block) -> bool:
    """Tell whether this is what buttons, markers and empty sections say."""
    return block.word_count <= _LABEL_WORDS and letters_of(block.text) in _LABELS


def is_offer(block: Block) -> bool:
    """Tell whether this may be what a site asks of its readers."""
    text = block.text
    is_short = block.word_count <= 2 * _SHORT_WORDS
    return is_short and text[0] not in _OPENING_QUOTES and _PROMOTES.has(text)


def is_notice(block: Block) -> bool:
    """Tell whether this may be about rights, errors or the machinery of the page."""
    return block.word_count <= 2 * _SHORT_WORDS and _LEGAL.has(block.text)


def is_plain_order(block: Block) -> bool:
    """Tell whether an offer or a notice is one by its first words: no story begins so."""
    return _PROMOTES.begins(block.text) or _LEGAL.begins(block.text)


def is_credit(block: Block) -> bool:
    """Tell whether this says who took a picture, or what it shows."""
    return block.word_count <= _CREDIT_WORDS and _CREDIT.has(block.text)


def leads_elsewhere(block: Block) -> bool:
    """Tell whether this leads to another story."""
    if block.link_share == 0 and is_sentence(block.text) and not _MARK.search(block.text[:_LEAD]):
        return False
    return block.word_count <= _LINK_WORDS and _LEADS_ELSEWHERE.has(block.text)


def is_stamp(block: Block) -> bool:
    """Tell whether this says who wrote the article, or when."""
    if block.word_count > _STAMP_WORDS or is_sentence(block.text):
        return False
    return _STAMP.has(block.text)


def is_contribution(block: Block) -> bool:
    """Tell whether this names those who helped to write the article, and says nothing else."""
    if block.word_count > _BIOGRAPHY_WORDS or not _CONTRIBUTION.has(block.text):
        return False
    if _BY.match(block.text) and len(_COMMON_WORD.findall(block.text)) > 1:
        return False
    sentences = (
        it for it in _BETWEEN_SENTENCES.split(block.text) if len(it.split()) > _LABEL_WORDS
    )
    return all(_CONTRIBUTION.has(sentence) for sentence in sentences)


def is_biography(block: Block) -> bool:
    """Tell whether this may say who the author is."""
    return block.word_count <= _BIOGRAPHY_WORDS and _BIOGRAPHY.has(block.text)


def first_name(text: str) -> str:
    """Return the last word of the name that a line begins with, "" for no name."""
    match = _NAME.match(text)
    return match[1] if match else ""
