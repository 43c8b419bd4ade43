# ruff: noqa: RUF001 - pages write these dashes, quotes and colons
"""Remove boilerplate from articles: promotion, pleas to subscribe, credits, share links.

Pure: blocks in, blocks out. Every rule must hold on unseen pages, so the patterns describe kinds of
lines, never a site. Lines that only may be boilerplate are removed only beside other boilerplate.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from fetch.text.blocks import Block, BlockKind, letters_of, total_words

MAX_DROPPED_SHARE = 0.55
"""If the rules would take more than this, they have misread the page and nothing is taken."""

_SHORT_WORDS = 40
_LABEL_WORDS = 14
_LINK_WORDS = 25
_LINK_SHARE = 0.85
_HEAD_BLOCKS = 4
_SCRAP_WORDS = 4
_SENTENCE_END = re.compile("[.!?:;…。！？।][\"'”’»)\\]]*$")
_TAIL_BLOCKS = 5
_LONG_REPEAT_WORDS = 40
"""Shorter ones are repeated on purpose: the questions of an interview, steps of a recipe."""


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

    def has(self, text: str) -> bool:
        """Tell whether `text` is such a line."""
        if self._bound is not None and self._bound.match(text):
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
    r"^\W*(?:read|see|watch|learn|find out|discover)\s+(?:more|next|also|now)\b\s*(?:[:|›»>—–-]|$)",
    r"^\W*(?:also|more)\s+(?:read|see|on this|from|like this)\b[^.]*(?::|$)",
    r"^\W*(?:also read|read also|also see|see also|must read|related(?: (?:story|stories|post|posts"
    r"|article|articles|content|coverage|video|news|reading|links?))?|more|don.?t miss|up next"
    r"|recommended|trending|latest|in case you missed it|further reading)\s*[:|]",
    r"^\W*also:\s+see\b",
    r"^\W*(?:popular|trending|more|most (?:read|popular|viewed))\s+(?:on|in"
    r"|from)\s+\S+(?:\s\S+){0,3}$",
    r"^\W*you (?:may|might) also (?:like|be interested)",
    r"^\W*(?:mehr dazu|lesen sie (?:auch|mehr|dazu)|siehe auch|zum artikel|mehr zum thema"
    r"|lire aussi|à lire aussi|voir aussi|lea también|lee también|te puede interesar|leggi anche"
    r"|leia (?:também|mais)|les også|läs (?:också|mer)|lees ook|zobacz (?:też|także)"
    r"|читайте (?:также|ещё|еще)|читайте також|baca juga|xem thêm)\b\s*[:|]?",
    r"\[(?:insight|video|reaction|analysis|pictures|photos|warning|news|revealed|comment|update"
    r"|report|latest|exclusive|opinion|interview|watch|gallery)\]\W*$",
)

# What a site asks of its readers. Two words that meet only in an offer.
_PROMOTES = _Lines(
    r"\b(?:sign(?:ing)? up|subscrib\w+|register|get|receive|delivered)\b.{0,120}\b(?:your inbox"
    r"|(?:our|this|the|free|daily|weekly|morning) (?:\S+ ){0,4}(?:newsletters?|e-?mail alerts?"
    r"|mailing list|push notifications?))\b(?! (?:said|was|were|is|are|had|has|from|that))",
    r"\b(?:newsletters?|inbox)\b.{0,80}\b(?:sign up|subscribe|click here|every (?:day|week"
    r"|morning|monday|friday))\b",
    r"^\W*(?:click|tap) here (?:to|for)\b",
    r"^\W*follow .{0,60}\b(?:coverage|live updates)\b",
    r"^\W*sign up (?:for|to|here|now)\b",
    r"^\W*subscribe (?:to|here|now|for|on|today)\b",
    r"^\W*get (?:the )?(?:daily|weekly|breaking|latest|unlimited|full access|access to"
    r"|real-?time)\b"
    r".{0,80}\b(?:news|headlines|updates|alerts|app|access|subscription|service|results?)\b",
    r"^\W*(?:follow|like|join|find|connect with|check out)\b.{0,80}\bon\s+(?:facebook|twitter|x\b"
    r"|instagram|youtube|whatsapp|telegram|threads|bluesky|linkedin|tiktok|google news|flipboard)",
    r"^\W*(?:join (?:our|the)|download (?:our|the))\b.{0,60}\b(?:app|channel|forum|group|community"
    r"|conversations?|whatsapp|telegram)\b",
    r"^\W*join thought-provoking\b",
    r"^\W*listen (?:to .{2,40}|live|here|now|on)\b.{0,60}\b(?:live|podcasts?|spotify|weekdays"
    r"|apple|itunes|here|platform)\b",
    r"^\W*(?:how to )?listen to (?:the|our) .{2,40}podcast\W*$",
    r"^\W*(?:listen|download|itunes|spotify|apple podcasts)\s*:\s*(?:https?:|http)",
    r"\bmay (?:earn|get|receive) (?:an? )?(?:affiliate |small )?(?:commission|share of)\b",
    r"\b(?:income[- ]earning|contains?|uses?) .{0,20}affiliate links?\b",
    r"\bplease (?:bookmark|consider (?:subscribing|donating|supporting|a donation))\b",
    r"\bour (?:website is the place|community members are treated)\b",
    r"\b(?:read|see) our (?:full )?(?:privacy|cookie) (?:policy|notice)\b",
    r"\bwe(?:’|'| a)?re? committed to publishing\b|\bis committed to publishing a diversity\b",
    r"^\W*(?:write to|email|e-mail|contact)\b\W+.{0,60}\S@\S+\.\w+\W*$",
    r"^\W*do you have (?:a story|a tip|information|news)\b",
    r"^\W*(?:got|have) a (?:news )?(?:tip|story)\b",
    r"^\W*use (?:the |promo )?code\b|\buse the code [\"“]?[A-Z0-9]{4,}",
    r"^\W*(?:for|to get|to read) (?:the latest|more) .{0,80}\b(?:sign up|subscribe|follow us"
    r"|newsletters?|click here|download)\b",
    r"^\W*(?:most|the) .{0,40}trusted source of\b",
    r"\b(?:we want to hear from you|tell us (?:what you think|in the comments|why you))\b",
    r"\bnewsletter\b.{0,60}\b(?:informiert|abonnieren|anmelden)\b|\bhier (?:geht es|abonnieren)\b",
    r"\b(?:suscríbe\w+|inscri(?:bete|vez-vous)|abonnez-vous|abonneer|iscriviti|assine|inscreva-se"
    r"|подпи(?:сывайтесь|шитесь)|підписуйтесь)\b",
    r"有料会員|有料記事|会員登録|公式アカウント",
    r"\bsupport (?:our|independent|quality) journalism\b|\bbecome a (?:member|subscriber"
    r"|supporter)\b",
    r"\b(?:posted|delivered|sent) (?:straight |direct(?:ly)? )?to your (?:door|home)\b",
    r"\bsee (?:our|all our|the latest) (?:\w+ )?(?:offers|deals)\b",
    r"\b(?:issues|editions|copies) (?:a|per|every|each) (?:week|month|year)\b.{0,60}\b(?:for"
    r" (?:only|just)|subscri\w+|offers?)\b",
)

_OPENING_QUOTES = "\"'“‘«„»‚「『"
"""What somebody said is the story, also if it is about newsletters."""

# Rights, errors and machinery of the page.
_LEGAL = _Lines(
    r"^\W*(?:copyright|©|\(c\)\s)\s*(?:©|\(c\)|@)?\s*(?:\d{4}|by\b|the\b)",
    r"^\W*(?:copyright|©).{0,80}\ball rights reserved\b",
    r"\ball rights reserved\W*(?:$|.{0,60}$)",
    r"^\W*this (?:material|copy|article) (?:is for your personal|may not be (?:published"
    r"|reproduced))",
    r"\b(?:subscriber agreement|terms of (?:use|service)) and\b",
    r"^\W*(?:an error (?:has )?occurred|this article has been sent|please try again)\b",
    r"^\W*please enable javascript|\byou need to enable javascript\b",
    r"\b(?:we|this (?:web)?site|our partners)\b.{0,60}\buse?s? cookies\b",
    r"^\W*this (?:is a )?breaking (?:new|news|story)\b.{0,40}\b(?:follow|updat\w+|refresh)\b",
    r"^\W*advertisement\b.{0,30}$|\bstory continues below\W*$",
    r"^\s*https?://\S+\s*$",
    r"^\s*\d{4}-\d\d-\d\dT\d\d:\d\d\S*\s*$",
    r"^\W*sour?ces?\s*:\s*\w[^.!?]{0,60}$",
    r"^_{3,}$|^\*{3,}$|^-{3,}$",
)

# Who took the picture, and what it shows.
_CREDIT = _Lines(
    r"^\W*(?:photos?|pictures?|images?|photograph(?:er|y)?|credits?|illustration|video|graphic|foto"
    r"|fotos|bild|bilder|immagine|imagen|фото|рис|снимок|zdjęcie|ảnh|写真|图片|图)"
    r"(?: credits?| by| from)?\s*[:：©/]\s*\S",
    r"^\W*(?:pictured|seen here|shown here)\b.{0,12}(?:left|right|above|below|back|centre"
    r"|center)\b",
    r"\((?:photo|image|picture|credit|foto)s?(?: credit)?(?: by)?\s*[:/ ][^()]{2,80}\)\W*$",
    r"^[^.!?]{0,200}\b(?:getty images?|shutterstock|istock(?:photo)?|epa-efe|wikimedia commons)"
    r"(?:/\S+)?\W*$",
    r"\w\.(?:reuters|ap|afp|getty images)\W*$",
)
_CREDIT_WORDS = 45

# Who wrote it and when: said by the byline already.
_STAMP = _Lines(
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
    r"\bcontributed (?:to this|reporting|research)\b",
    r"^\W*(?:with )?(?:additional )?report(?:ing|s)? (?:by|from)\b[^.!?]*\W*$",
    r"^\W*(?:editing|edited|compiled|written|translated|reported|photographs?|additional reporting)"
    r"\s(?:and \w+ )?by\b[^.!?]{3,120}\W*$",
    r"\breported from\b.{2,60}\b(?:contributed|and)\b",
    r"^\W*(?:this (?:article|story|piece|report) (?:was )?)?(?:first|originally) (?:appeared"
    r"|published)"
    r" (?:in|on|by|at)\b",
    r"^\W*mit informationen (?:der|von|des)\b|^\W*avec (?:afp|reuters|ap)\W*$",
    r"^\W*provided by [^.]{3,60}$",
)
_OCCUPATION = (
    r"(?:reporter|editor|writer|correspondent|journalist|columnist|contributor|curator|producer"
    r"|professor|researcher|lecturer|fellow|author|analyst|critic|freelancer|host|director|chief)"
)
_BIOGRAPHY = _Lines(
    rf"^\W*\w[\w.'’-]*(?:\s[\w.'’-]+){{1,4}}\s(?:is|was|’s)\s.{{0,80}}\b{_OCCUPATION}s?\b",
    rf"^\W*(?:he|she|they)\s(?:is|are)\s.{{0,60}}\b{_OCCUPATION}s?\b.{{0,80}}\b(?:at|for|of|with)\b",
    rf"^\W*is an? (?:\w+\s){{0,4}}{_OCCUPATION}\b",
    r"^\W*\w[\w.'’-]*(?:\s[\w.'’-]+){1,3}\s(?:covers|writes|reports)\b[^.]{0,80}\bfor\s[^.]{3,50}"
    r"\W*$",
    r"\b(?:you can )?(?:follow|reach|contact) (?:him|her|them)\b.{0,60}(?:@|twitter|email|\bon\b)",
    r"^\W*follow\s+\S+(?:\s\S+){0,3}\s+on\b",
)
_BIOGRAPHY_WORDS = 70


def _is_label(block: Block) -> bool:
    return block.word_count <= _LABEL_WORDS and letters_of(block.text) in _LABELS


def _is_always_furniture(block: Block) -> bool:
    text = block.text
    if not any(character.isalnum() for character in text) or _is_label(block):
        return True
    words = block.word_count
    if words <= 2 * _SHORT_WORDS and _LEGAL.has(text):
        return True
    if words <= 2 * _SHORT_WORDS and text[0] not in _OPENING_QUOTES and _PROMOTES.has(text):
        return True
    if words <= _CREDIT_WORDS and _CREDIT.has(text):
        return True
    return words <= _LINK_WORDS and _LEADS_ELSEWHERE.has(text)


def _is_link_list(block: Block, following: Block | None) -> bool:
    if block.kind is BlockKind.HEADING and following is not None:
        # A headline over its own paragraph may be linked; over another headline it leads away.
        return _is_link_list(replace(block, kind=BlockKind.PARAGRAPH), None) and (
            following.word_count < _LABEL_WORDS or following.link_share >= _LINK_SHARE
        )
    return (
        block.link_share >= _LINK_SHARE
        and 1 < block.word_count <= _LINK_WORDS
        and block.kind is not BlockKind.QUOTE
    )


def _is_head_furniture(block: Block) -> bool:
    return block.word_count <= _STAMP_WORDS and _STAMP.has(block.text)


def _is_tail_furniture(block: Block) -> bool:
    if block.word_count > _BIOGRAPHY_WORDS:
        return False
    return _CONTRIBUTION.has(block.text) or _BIOGRAPHY.has(block.text)


def _without_trailing_headings(blocks: list[Block]) -> list[Block]:
    while blocks and blocks[-1].kind is BlockKind.HEADING:
        blocks.pop()
    return blocks


def _without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Drop adjacent repeats, and long paragraphs that stood before: never said twice on purpose."""
    kept: list[Block] = []
    long_seen: set[str] = set()
    for block in blocks:
        letters = letters_of(block.text)
        if kept and letters == letters_of(kept[-1].text):
            continue
        if block.word_count >= _LONG_REPEAT_WORDS:
            if letters in long_seen:
                continue
            long_seen.add(letters)
        kept.append(block)
    return kept


def _without_titles(blocks: Sequence[Block], titles: Sequence[str]) -> list[Block]:
    """Drop the headline where it is repeated at the top of the text."""
    known = {letters for letters in map(letters_of, titles) if letters}
    return [
        block
        for position, block in enumerate(blocks)
        if position >= _HEAD_BLOCKS or letters_of(block.text) not in known
    ]


def _strip_head(blocks: list[Block]) -> list[Block]:
    """Drop section names and bylines: a few words without a full stop before the first sentence."""
    start = 0
    while start < min(_HEAD_BLOCKS, len(blocks)) and _is_scrap(blocks[start]):
        start += 1
    return blocks[start:] if start < len(blocks) else blocks


def _is_scrap(block: Block) -> bool:
    return block.word_count <= _SCRAP_WORDS and not _SENTENCE_END.search(block.text)


def _strip_tail(blocks: list[Block]) -> list[Block]:
    kept = list(blocks)
    first_of_tail = max(len(kept) - _TAIL_BLOCKS, 1)
    tail = [block for block in kept[first_of_tail:] if not _is_tail_furniture(block)]
    while tail and tail[-1].kind is BlockKind.PARAGRAPH and _is_scrap(tail[-1]):
        tail.pop()
    return _without_trailing_headings(kept[:first_of_tail] + tail)


def without_furniture(blocks: Sequence[Block], *, titles: Sequence[str] = ()) -> list[Block]:
    """Return `blocks` without boilerplate; all of them if too much would go.

    Arguments:
        titles: the headline in the forms that feed and page give it.
    """
    followed = zip_longest(blocks, blocks[1:])
    kept = [
        block
        for block, following in followed
        if block is not None
        and not (_is_always_furniture(block) or _is_link_list(block, following))
    ]
    kept = _without_repeats(_without_titles(kept, titles))
    kept = [
        block
        for position, block in enumerate(kept)
        if position >= _HEAD_BLOCKS or not _is_head_furniture(block)
    ]
    kept = _strip_tail(_strip_head(kept))
    if total_words(kept) < (1 - MAX_DROPPED_SHARE) * total_words(blocks):
        return list(blocks)
    return kept
