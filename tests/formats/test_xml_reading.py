from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.errors import FileTrouble
from notesapp.formats.readers import reader_of
from notesapp.formats.xml_reading import parse_xml, root_name, walk

BOMB = (
    '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<chapters><chapter start="0:00" title="&c;"/></chapters>'
)
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><chapters/>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        OUTSIDE,
        "<chapters>&nbsp;</chapters>",
        "<chapters>",
        "<chapters/><chapters/>",
        "<chapters a='1' a='2'/>",
        "<chapters>\x00</chapters>",
        "<chapters>" + "<a>" * 100_000,
        "<chapters>" + "<a/>" * 300_001 + "</chapters>",
    ],
)
def test_what_is_not_read_is_refused_with_a_sentence(text: str):
    reader = reader_of(text)
    assert reader is None or reader.key == "psc"
    with pytest.raises(FileTrouble) as caught:
        parse_xml(text)
    assert caught.value.sentence.endswith(".")
    assert "passwd" not in caught.value.sentence


def test_prefixes_need_no_declaration_and_lines_count():
    root = parse_xml('<rss>\n<psc:chapters a:b="c">d<![CDATA[ <e> ]]></psc:chapters></rss>')
    (child,) = root.named("chapters", "psc")
    assert (child.line, child.attributes, child.text) == (2, {"b": "c"}, "d <e>")
    assert root.named("chapters", "") == []
    assert [element.name for element in walk(root)] == ["rss", "chapters"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<a>", "a"),
        ("\n <?xml version='1.0'?><!-- <b> --> <!DOCTYPE c><x:d e='f'>", "d"),
        ("<!-- <a>", ""),
        ("a < b", ""),
        ("<>", ""),
        ("", ""),
    ],
)
def test_the_root_is_found_without_parsing(text: str, name: str):
    assert root_name(text) == name


@given(st.text(st.sampled_from("<>/!?-[]&;:= \"'\nabchapters"), max_size=60))
def test_any_text_is_read_or_refused(text: str):
    reader = reader_of(text)
    root_name(text)
    try:
        parse_xml(text)
        if reader is not None:
            reader.read(text, {})
    except FileTrouble as trouble:
        assert trouble.sentence.endswith(".")
