from __future__ import annotations

import json

import pytest

from notesapp.core.chapters import Chapter
from notesapp.formats import podlove, podlove_json
from notesapp.formats.readers import reader_of
from notesapp.formats.reading import ChapterReading
from tests.formats.chapter_strategies import chapters_snapshot


def read(text: str, key: str) -> ChapterReading:
    reader = reader_of(text)
    assert reader is not None and reader.key == key
    return reader.read(text, {})


def test_every_chapter_is_one_line_with_its_link():
    chapter = Chapter(61_500, 'Käpitel <2> & "x"', url="https://a.b/?a=1&b=2")
    text = podlove.write(chapters_snapshot([chapter]))
    assert text.splitlines()[2] == (
        '  <psc:chapter start="00:01:01.500" title="Käpitel &lt;2&gt; &amp; &quot;x&quot;" '
        'href="https://a.b/?a=1&amp;b=2"/>'
    )


def test_the_array_has_all_four_keys():
    assert json.loads(podlove_json.write(chapters_snapshot([Chapter(61_500, "a")]))) == [
        {"start": "00:01:01.500", "title": "a", "href": "", "image": ""}
    ]


@pytest.mark.parametrize(
    ("start", "ms"), [("37", 37_000), ("1:02", 62_000), ("01:02:03.5", 3_723_500), ("0.25", 250)]
)
def test_times_as_the_specification_has_them(start: str, ms: int):
    text = f'<chapters><chapter start="{start}" title="a"/></chapters>'
    assert [c.start_ms for c in read(text, "psc").chapters] == [ms]


def test_nothing_with_words_is_lost():
    text = """<!-- by hand -->
<chapters xmlns="http://podlove.org/simple-chapters">hello
  <chapter start="soon" title="Frost"/>
  <chapter start="0:30" title="b">inside</chapter>
  <note><b>to self</b></note>
  <chapter start="0:10" title="a" href="page.html"/>
</chapters>"""
    found = read(text, "psc")
    assert [(c.title, c.line) for c in found.chapters] == [("a", 6), ("b", 4)]
    assert found.kept == (
        (2, "hello"),
        (3, "soon Frost"),
        (4, "inside"),
        (5, "to self"),
        (6, "page.html"),
    )
    assert {remark.line for remark in found.remarks} == {0, 3, 5, 6}


def test_the_settings_of_a_player_are_read_too():
    text = '{"title": "x", "chapters": [{"start": "0:10", "title": "a"}]}'
    assert [c.start_ms for c in read(text, "psc-json").chapters] == [10_000]


def test_what_is_lost_is_said():
    chapters = [
        Chapter(0, "a", 5_000, "page.html", "local.jpg"),
        Chapter(9_000, "b", toc=False),
    ]
    said = [loss.message for loss in podlove.losses(chapters_snapshot(chapters))]
    assert [sentence.split()[0] for sentence in said] == ["Silent", "Links", "Pictures", "Ends"]
