"""Find the pictures that belong to a page's article. Reads lxml elements."""

import re
from typing import Any
from urllib.parse import urlsplit

from fetch.text.identity import web_address

_LEAST_SIDE = 80
"""Pixels; what the page shows smaller is an icon, a face or a beacon."""
_NOT_OURS = re.compile(
    r"(?:^|[\W_])(?:logos?|avatars?|gravatar|icons?|sprites?|pixels?|track(?:er|ing)?|beacons?"
    r"|spacers?|blank|badges?|emojis?|smil(?:ey|ies)|favicon|author|byline|headshot|mugshot"
    r"|placeholders?|advert\w*|banner-?ad|share|social|1x1)(?=$|[\W_\d])",
    re.IGNORECASE,
)
_BEACON_HOSTS = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|scorecardresearch\.com|google-analytics\.com|quantserve\.com"
    r"|pixel\.wp\.com|stats\.wp\.com|feedburner\.com|feedsportal\.com|chartbeat\.net|omtrdc\.net"
    r"|counter\.theconversation\.com|pixel\.\S+|beacon\.\S+|gravatar\.com)$"
)
_OUTSIDE = frozenset({"nav", "footer", "aside", "form"})
_NO_PICTURE = re.compile(r"\.(?:svgz?|html?|js)$", re.IGNORECASE)
_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-full-src")
_SETS = ("data-srcset", "srcset")


def picture_address(image: Any, base: str, *, is_figure: bool) -> str:
    """Return the address of a picture that the article shows; "" for anything else."""
    if _is_small(image) or next(image.iterancestors(*_OUTSIDE), None) is not None:
        return ""
    link = next(image.iterancestors("a"), None)
    if link is not None and not is_figure and not _leads_to_picture(link.get("href") or ""):
        return ""  # the teaser of another story
    url = next(filter(None, (web_address(it, base) for it in _candidates(image))), "")
    if not url:
        return ""
    parts = urlsplit(url)
    said = f"{image.get('class') or ''} {image.get('id') or ''} {parts.path}"
    if (
        _NOT_OURS.search(said)
        or _BEACON_HOSTS.search(parts.hostname or "")
        or _NO_PICTURE.search(parts.path)
    ):
        return ""
    return url


def _candidates(image: Any) -> list[str]:
    """Return what may be its address, what stands in for a picture to be loaded later last."""
    addresses = [image.get(name) or "" for name in _SOURCES]
    addresses.append(image.get("src") or "")
    for name in _SETS:
        # Addresses may hold commas; between two candidates a blank follows the comma.
        addresses += [it.split()[0] for it in re.split(r",\s", image.get(name) or "") if it.strip()]
    return [it for it in addresses if it and not it.lstrip().lower().startswith("data:")]


def _is_small(image: Any) -> bool:
    for name in ("width", "height"):
        match = re.match(r"\s*(\d{1,6})(?:px)?\s*$", image.get(name) or "")
        if match and int(match[1]) < _LEAST_SIDE:
            return True
    return False


def _leads_to_picture(address: str) -> bool:
    return re.search(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", address, re.IGNORECASE) is not None
