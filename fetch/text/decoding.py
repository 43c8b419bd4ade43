"""Decode bytes to text, whatever encoding they claim. Pure.

Declared encodings are often wrong, valid UTF-8 hardly ever is: so UTF-8 is tried first.
"""

import codecs
import re
from collections.abc import Iterable

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The first characters of a document, "<" and an ASCII one, as wide encodings write them.
_WIDE_STARTS = (
    (re.compile(rb"<\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00\x00\x00<"), "utf-32-be"),
    (re.compile(rb"(?:\s\x00)*[<{]\x00[^\x00]\x00"), "utf-16-le"),
    (re.compile(rb"(?:\x00\s)*\x00[<{]\x00[^\x00]"), "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_CONTENT_TYPE_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)

# Codecs of Python that are no encodings of documents, and UTF-7, which smuggles characters.
_REFUSED = frozenset(
    {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "utf-7",
        "mbcs",
        "oem",
    }
)
# Labels that in practice mean a superset (as browsers read them).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
# Encodings whose bytes are all ASCII: they are valid UTF-8 by accident.
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_SINGLE_BYTES = re.compile(rb"[\x80-\xff]+")
_SNIFF_BYTES = 65536
MIN_FOREIGN_SHARE = 0.02
"""Below this share of non-ASCII bytes a guess from statistics is worse than Windows-1252."""


def _codec_name(label: str) -> str:
    """Return the codec for a declared encoding, "" for none that a document may use."""
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    # Python also lists codecs that turn bytes into bytes.
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return ""
    return _SUPERSETS.get(info.name, info.name)


def declared_encodings(body: bytes, content_type: str) -> tuple[str, ...]:
    """Return the encodings that the document and its server name, the document's first."""
    head = body[:2048]
    labels: list[str] = []
    for pattern in (_XML_ENCODING, _META_CHARSET):
        match = pattern.search(head if pattern is _XML_ENCODING else body[:8192])
        if match:
            labels.append(match.group(1).decode("ascii", "ignore"))
    match_in_header = _CONTENT_TYPE_CHARSET.search(content_type)
    if match_in_header:
        labels.append(match_in_header.group(1))
    return tuple(dict.fromkeys(name for name in map(_codec_name, labels) if name))


def _repair(error: UnicodeError) -> tuple[str, int]:
    """Read single bytes that are no UTF-8 as what they nearly always are: Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error("nutgraf-repair", _repair)


def _mostly_utf8(body: bytes) -> str | None:
    """Return the text if the bytes above ASCII are UTF-8 but for a few strays, else None."""
    sequences = strays = 0
    for run in _SINGLE_BYTES.finditer(body):
        text = run.group().decode("utf-8", "surrogateescape")
        bad = sum("\udc80" <= character <= "\udcff" for character in text)
        strays += bad
        sequences += len(text) - bad
    if sequences < strays:
        return None
    return body.decode("utf-8", "nutgraf-repair")


def _guess(body: bytes) -> str:
    sample = body[:_SNIFF_BYTES]
    foreign = sum(len(run.group()) for run in _SINGLE_BYTES.finditer(sample))
    if foreign > MIN_FOREIGN_SHARE * len(sample):
        from charset_normalizer import from_bytes  # noqa: PLC0415  40 ms, hardly ever needed

        best = from_bytes(sample, steps=3, chunk_size=512).best()
        if best is not None:
            return body.decode(best.encoding, "replace")
    return body.decode("cp1252", "replace")


def _first_that_fits(body: bytes, encodings: Iterable[str]) -> str | None:
    for name in encodings:
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return None


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a document. Never fails: what cannot be read becomes U+FFFD."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace").removeprefix("\ufeff")
    for pattern, name in _WIDE_STARTS:
        if pattern.match(body):
            return body.decode(name, "replace")
    declared = declared_encodings(body, content_type)
    text = _first_that_fits(body, [name for name in declared if name in _SEVEN_BIT])
    if text is None:
        text = _first_that_fits(body, ["utf-8"])
    if text is None:
        text = _mostly_utf8(body)
    if text is None:
        text = _first_that_fits(body, [name for name in declared if name != "utf-8"])
    return _guess(body) if text is None else text
