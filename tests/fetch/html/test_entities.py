import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.html.entities import drop_cdata_marks, mend_ampersands, unescape


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("<t>S&P</t>", "<t>S&amp;P</t>"),
        ("<t>a &amp; b &#38; c</t>", "<t>a &amp; b &#38; c</t>"),
        ("<t>caf&eacute; &lt;b&gt;</t>", "<t>café &lt;b&gt;</t>"),
        ("<t>x?a=1&sect=2&b;</t>", "<t>x?a=1&amp;sect=2&amp;b;</t>"),
        ("<t>R&R <![CDATA[S&P &nbsp;]]> Q&A</t>", "<t>R&amp;R <![CDATA[S&P &nbsp;]]> Q&amp;A</t>"),
        ("<!-- R&R --><t>&</t>", "<!-- R&R --><t>&amp;</t>"),
        ("<![CDATA[never closed & so", "<![CDATA[never closed & so"),
        ("<!ENTITY me 'x'><t>&me; & you</t>", "<!ENTITY me 'x'><t>&me; &amp; you</t>"),
    ],
)
def test_stray_ampersands_are_written_as_xml_has_them(text: str, mended: str) -> None:
    assert mend_ampersands(text) == mended
    assert mend_ampersands(mended) == mended


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("S&P and R&D;", "S&P and R&D;"),
        ("&lt;b&gt; &quot;x&quot; &#8211; &#x2014", '<b> "x" – —'),
        ("x?a=1&copy=2&reg=3", "x?a=1&copy=2&reg=3"),
        ("Q&notes, B&para;", "Q&notes, B¶"),
        ("&copy 2026", "© 2026"),
    ],
)
def test_only_entities_are_resolved(text: str, resolved: str) -> None:
    assert unescape(text) == resolved


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<![CDATA[Low tide]]>", "Low tide"),
        ("&lt;![CDATA[Low tide &amp; sand]]&gt;", "Low tide & sand"),
        (" &lt;![CDATA[<p>Low</p>]]&gt; ", "<p>Low</p>"),
        ("Low <![CDATA[tide]]> again", "Low tide again"),
        ("<![CDATA[Low <![CDATA[tide]]>]]>", "Low tide"),
        ("Low <![CDATA[tide ]]> again]]>", "Low tide  again"),
        ("an end ]]> alone", "an end ]]> alone"),
        ("<code>&lt;![CDATA[x]]&gt;</code>", "<code>&lt;![CDATA[x]]&gt;</code>"),
        ("plain", "plain"),
    ],
)
def test_marks_of_cdata_are_left_out_and_words_about_it_are_not(text: str, clean: str) -> None:
    assert drop_cdata_marks(text) == clean


@given(st.text(alphabet="<>&;![]CDATA ab#x1-", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    assert mend_ampersands(mend_ampersands(text)) == mend_ampersands(text)
    unescape(text)
    drop_cdata_marks(text)
