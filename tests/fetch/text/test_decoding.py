# ruff: noqa: RUF001 - other scripts are what is tested
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.text.decoding import decode


def xml(encoding: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?><a>{text}</a>'


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (xml("utf-8", "héllo").encode(), "", "héllo"),
        (b"\xef\xbb\xbf" + xml("utf-8", "héllo").encode(), "", "héllo"),
        (xml("utf-16", "héllo").encode("utf-16"), "", "héllo"),
        (xml("utf-16", "héllo").encode("utf-16-le"), "", "héllo"),
        (xml("utf-16", "héllo").encode("utf-16-be"), "", "héllo"),
        (xml("utf-32", "héllo").encode("utf-32"), "", "héllo"),
        (xml("utf-8", "héllo").encode("latin-1"), "", "héllo"),
        (xml("iso-8859-1", "“héllo”").encode("cp1252"), "", "“héllo”"),
        (xml("shift_jis", "日本の新聞").encode("shift_jis"), "", "日本の新聞"),
        (xml("gb2312", "中国新闻").encode("gb18030"), "", "中国新闻"),
        (xml("koi8-r", "Новости").encode("koi8-r"), "", "Новости"),
        (xml("iso-2022-jp", "日本").encode("iso-2022-jp"), "", "日本"),
        (xml("utf-8", "wörld €").encode(), "text/xml; charset=iso-8859-1", "wörld €"),
        (b"<a>wi\xeann</a>", "text/xml; charset=cp1251", "wiкnn"),
        (xml("utf-8", "hé").encode() + b"<!-- \xe9 -->", "", "hé"),
        (xml("punycode", "plain").encode(), "", "plain"),
        (xml("utf-7", "+ABs-plain").encode(), "", "+ABs-plain"),
        (xml("no-such-encoding", "plain").encode(), "", "plain"),
        (b'<html><meta charset="windows-1251"><p>\xcd\xee\xe2\xee\xf1\xf2\xe8', "", "Новости"),
        (b"", "", ""),
    ],
)
def test_the_text_is_read_whatever_the_bytes_claim(
    body: bytes, content_type: str, text: str
) -> None:
    assert text in decode(body, content_type)


def test_one_stray_byte_does_not_spoil_a_utf8_document() -> None:
    body = ("café " * 200).encode() + b"\xe9" + "naïve".encode()

    assert decode(body).endswith("énaïve")


def test_an_undeclared_document_in_another_script_is_guessed() -> None:
    text = "Правительство объявило о новых мерах поддержки экономики страны в этом году. " * 5

    assert decode(text.encode("koi8-r")) == text


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_become_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_utf8_is_read_as_utf8(text: str) -> None:
    assert decode(("<a>é " + text).encode()) == "<a>é " + text
