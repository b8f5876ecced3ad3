from __future__ import annotations

from notesapp.core.chapters import Chapter
from notesapp.formats import matroska_xml
from notesapp.formats.readers import reader_of
from notesapp.formats.reading import ChapterReading
from tests.formats.chapter_strategies import chapters_snapshot

FOREIGN = """<?xml version="1.0"?>
<!-- <!DOCTYPE Chapters SYSTEM "matroskachapters.dtd"> -->
<Chapters>
  <EditionEntry>
    <EditionUID>7</EditionUID>
    <ChapterAtom>
      <ChapterTimeStart>00:00:01.499999999</ChapterTimeStart>
      <ChapterDisplay><ChapterString>One</ChapterString></ChapterDisplay>
      <ChapterDisplay><ChapterString>Eins</ChapterString></ChapterDisplay>
      <ChapterAtom>
        <ChapterTimeStart>00:30.000</ChapterTimeStart>
        <ChapterFlagEnabled>0</ChapterFlagEnabled>
        <ChapterDisplay><ChapterString>Inner</ChapterString></ChapterDisplay>
      </ChapterAtom>
    </ChapterAtom>
    <ChapterAtom>
      <ChapterTimeStart>later</ChapterTimeStart>
      <ChapterDisplay><ChapterString>Lost</ChapterString></ChapterDisplay>
    </ChapterAtom>
  </EditionEntry>
  <EditionEntry>
    <ChapterAtom>
      <ChapterTimeStart>00:00:02</ChapterTimeStart>
      <ChapterDisplay><ChapterString>Other</ChapterString></ChapterDisplay>
    </ChapterAtom>
  </EditionEntry>
</Chapters>
"""


def read(text: str) -> ChapterReading:
    reader = reader_of(text)
    assert reader is not None and reader.key == "matroska"
    return reader.read(text, {})


def test_what_other_programs_write_is_read_without_losing_words():
    found = read(FOREIGN)
    one, inner = found.chapters
    assert (one.start_ms, one.title, one.line, one.toc) == (1_500, "One", 6, True)
    assert (inner.start_ms, inner.title, inner.toc) == (30_000, "Inner", False)
    assert [words for _, words in found.kept] == ["Eins", "later Lost", "00:00:02 Other"]
    assert len(found.remarks) == 5


def test_ends_stand_in_the_file_where_the_length_is_known():
    chapters = [Chapter(0, "a"), Chapter(61_500, "b", toc=False)]
    text = matroska_xml.write(chapters_snapshot(chapters, 125_250))
    assert "<ChapterTimeEnd>00:02:05.250000000</ChapterTimeEnd>" in text
    assert text.count("<ChapterFlagHidden>1") == 1
    assert "TimeEnd" not in matroska_xml.write(chapters_snapshot(chapters))


def test_the_language_is_that_of_the_notes():
    head = '---\nlanguage: "de-AT"\n---\n'
    text = matroska_xml.write(chapters_snapshot([Chapter(0, "a")], None, head))
    assert "<ChapterLanguage>ger</ChapterLanguage>" in text
    assert "<ChapLanguageIETF>de-AT</ChapLanguageIETF>" in text
