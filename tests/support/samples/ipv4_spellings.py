"""Ways to write one IPv4 address as a host, as browsers and libraries read them."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

_DOTS = (".", "\u3002", "\uff0e", "\uff61")  # the full stops of IDNA
_IGNORED = ("", "\u00ad", "\u200b", "\u2060", "\ufe0f")  # IDNA leaves them out
_DIGITS = {
    digit: tuple(
        filter(
            None,
            (
                digit,
                chr(0xFF10 + int(digit)),  # full width
                chr(0x1D7CE + int(digit)),  # mathematical
                chr(0x1FBF0 + int(digit)),  # segmented
                chr(0x2080 + int(digit)),  # subscript
                "\u24ea" if digit == "0" else chr(0x2460 + int(digit) - 1),  # circled
            ),
        )
    )
    for digit in "0123456789"
}
_LETTERS = {letter: (letter, letter.upper(), chr(0xFEE0 + ord(letter))) for letter in "abcdefx"}


def _number(value: int) -> SearchStrategy[str]:
    return st.sampled_from((f"{value}", f"0{value:o}", f"000{value:o}", f"0x{value:x}"))


def _numeric(octets: tuple[int, int, int, int]) -> SearchStrategy[str]:
    """Write the address in one to four numbers, each of them decimal, octal or hexadecimal."""
    a, b, c, d = octets
    whole = (a << 24) + (b << 16) + (c << 8) + d
    values = ((whole,), (a, (b << 16) + (c << 8) + d), (a, b, (c << 8) + d), octets)
    return st.sampled_from(values).flatmap(
        lambda chosen: st.tuples(*map(_number, chosen)).map(".".join)
    )


def _disguised(host: str) -> SearchStrategy[str]:
    """Write each character of a host as one that is taken for it."""
    return st.one_of(_written(host, _DOTS, ("",)), _written(host, (*_DOTS, "%2e"), _IGNORED))


def _written(host: str, dots: tuple[str, ...], ignored: tuple[str, ...]) -> SearchStrategy[str]:

    def written(character: str) -> SearchStrategy[str]:
        if character == ".":
            return st.sampled_from(dots)
        kinds = _DIGITS.get(character) or _LETTERS.get(character) or (character,)
        return st.tuples(st.sampled_from(kinds), st.sampled_from(ignored)).map("".join)

    return st.tuples(*map(written, host)).map("".join)


def _inside_v6(octets: tuple[int, int, int, int]) -> SearchStrategy[str]:
    dotted = ".".join(map(str, octets))
    high, low = (octets[0] << 8) + octets[1], (octets[2] << 8) + octets[3]
    groups = f"{high:x}:{low:x}"
    forms = [f"{before}{it}" for before in _PREFIXES for it in (dotted, groups)]
    forms += [f"2002:{groups}::", f"2002:{groups}::1", "::1", "::", "0:0:0:0:0:0:0:1"]
    return (
        st.sampled_from(forms)
        .flatmap(lambda it: st.sampled_from((it, it.upper())))
        .map(lambda it: f"[{it}]")
    )


_PREFIXES = ("::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::", "fe80::5efe:")


def spellings(octets: tuple[int, int, int, int]) -> SearchStrategy[str]:
    """Return hosts that lead to one address, if anybody reads them so."""
    numeric = _numeric(octets)
    dotted = st.just(".".join(map(str, octets)))  # what a library takes for an address by itself
    names = st.one_of(dotted, numeric).flatmap(
        lambda it: st.one_of(st.just(it), st.just(it + "."), _disguised(it))
    )
    user = st.sampled_from(("", "", "e.example@", "e.example:80@", "e.example%5C@", "e.example\\@"))
    return st.tuples(user, st.one_of(names, _inside_v6(octets))).map("".join)
