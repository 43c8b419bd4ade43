"""Describe files that come with entries: type and size."""

from fetch.model import Enclosure

_MEDIA = {"audio": "Audio", "video": "Video", "image": "Picture", "text": "Text"}
_KIBI = 1024


def describe_size(byte_count: int) -> str:
    """Return a size in the unit that suits it: "812 KiB", "42.1 MiB"."""
    size, unit = float(byte_count), "bytes"
    for larger in ("KiB", "MiB", "GiB", "TiB"):
        if size < _KIBI:
            break
        size, unit = size / _KIBI, larger
    digits = 0 if unit in {"bytes", "KiB"} else 1
    return f"{size:.{digits}f}\u00a0{unit}"


def describe_enclosure(enclosure: Enclosure) -> str:
    """Return what kind of file it is, and how large if its feed says so: "Audio, 42.1 MiB"."""
    kind, _, subtype = enclosure.media_type.partition("/")
    words = "PDF" if subtype == "pdf" else _MEDIA.get(kind, "File")
    if enclosure.byte_count is None:
        return words
    return f"{words}, {describe_size(enclosure.byte_count)}"
