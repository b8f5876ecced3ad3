"""Whatever a file is, an import says what each line became and loses none of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given

from notesapp.core.chapters import chapters_of
from notesapp.core.parser import parse
from notesapp.errors import FileTrouble
from notesapp.importing.imported import ImportedAnything, Verdict
from notesapp.importing.read_any import read_any, read_clipboard, read_text
from tests.core.texts import texts

JSON = """{
  "version": "1.2.0",
  "title": "Small garden",
  "chapters": [
    {"startTime": 0, "title": "Welcome"},
    {"startTime": 124.5, "title": "Q: Why bees?", "url": "https://example.org/bees"},
    {"startTime": "soon", "title": "Not yet"}
  ]
}
"""
NOTES = "Episode 7: Bees\n\n00:00 Hello\n2:04 Choosing a hive\n12:5 typo\n\nQ: Why? [7:00]\n"


def seen(done: ImportedAnything) -> list[tuple[int, str]]:
    return [(line.number, str(line.verdict)) for line in done.lines]


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_a_chapter_file_says_what_each_line_is(tmp_path: Path):
    done = read_any(written(tmp_path, "anything.txt", JSON))
    assert (done.key, done.name, done.encoding) == ("json", "anything.txt", "utf-8")
    assert seen(done)[:6] == [
        (1, "markup"),
        (2, "markup"),
        (3, "title"),
        (4, "markup"),
        (5, "chapter"),
        (6, "chapter"),
    ]
    assert done.lines[5].start_ms == 124_500
    assert done.lines[5].becomes == ("[2:04.500] Q: Why bees?",)
    assert [line.number for line in done.lines if line.needs_a_look] == [7]
    assert "Not yet" in done.notes_text


def test_its_notes_give_its_chapters():
    done = read_text(JSON)
    notes = parse(done.notes_text)
    assert notes.title == done.episode_title == "Small garden"
    found = [(c.start_ms, c.title, c.url) for c in chapters_of(notes)]
    assert found == [(c.start_ms, c.title, c.url) for c in done.chapters]
    assert found[1] == (124_500, "Q: Why bees?", "https://example.org/bees")


def test_what_goes_into_other_notes_has_no_header():
    assert not parse(read_text(JSON).added_text).header.present
    assert read_text(NOTES).added_text.startswith("## 7: Bees\n\n[0:00] Hello\n")


def test_a_header_of_its_own_goes_along_as_text():
    done = read_text('---\npodcast: "P"\ntitle: "T"\n---\n\n[0:05] x\n')
    assert done.added_text == '## T\n\n~~~\npodcast: "P"\ntitle: "T"\n~~~\n\n[0:05] x\n'


def test_show_notes_line_by_line():
    done = read_text(NOTES, "notes.txt")
    assert (done.key, done.title) == ("notes", "Show notes")
    assert [str(line.verdict) for line in done.lines] == [
        *("title", "blank", "chapter", "chapter", "looks-like-a-time"),
        *("blank", "question"),
    ]
    assert done.lines[6].start_ms == 420_000
    assert done.lines[3].becomes == ("[2:04] Choosing a hive",)


def test_what_looks_like_a_time_needs_a_look():
    (line,) = [line for line in read_text("0:10 a\n\n12:5 typo\n").lines if line.needs_a_look]
    assert (line.number, line.verdict) == (3, Verdict.ALMOST_A_TIME)
    assert line.remark


def test_a_transcript_makes_no_chapters_and_goes_into_no_notes():
    said = "Alban (00:00):\nHello there.\n\nJordan (00:21):\nHi.\n\nAlban (00:40):\nWell.\n"
    done = read_text(said)
    assert done.transcript and done.chapters == () and not done.added_text
    assert "Alban (00:00):" in done.notes_text
    assert chapters_of(parse(done.notes_text)) == ()


def test_a_page_is_known_by_its_content(tmp_path: Path):
    path = written(tmp_path, "page.txt", "<ul><li>0:00 Hello</li><li>2:05 Rye</li></ul>")
    done = read_any(path)
    assert done.key == "html"
    assert [c.title for c in done.chapters] == ["Hello", "Rye"]


def test_text_of_any_encoding(tmp_path: Path):
    assert read_any(written(tmp_path, "a.txt", "0:00 Größe".encode("utf-16"))).chapters
    done = read_any(written(tmp_path, "b.txt", "0:00 Größe".encode("cp1252")))
    assert done.encoding == "cp1252"
    assert done.remarks[0].line == 0 and "Windows-1252" in done.remarks[0].message


def test_the_clipboard_as_a_page_where_that_says_more():
    html = '<ul><li>0:00 Hello</li><li>2:05 <a href="https://example.org">Rye</a></li></ul>'
    assert read_clipboard("0:00 Hello 2:05 Rye", html).chapters[1].title == "Rye"
    plain = read_clipboard("0:00 Hello\n2:05 Rye", "<span>0:00 Hello</span>")
    assert len(plain.chapters) == 2
    assert read_clipboard(JSON, f"<p>{JSON}</p>").key == "json"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    with pytest.raises(FileTrouble, match="neither text nor audio"):
        read_any(written(tmp_path, "x.txt", bytes(range(256)) * 9))
    with pytest.raises(FileTrouble, match="No chapters can be read"):
        read_any(written(tmp_path, "x.aac", b"\xff\xf1" + bytes(range(256)) * 9))


def test_what_is_no_file_is_refused(tmp_path: Path):
    for path in (tmp_path, tmp_path / "missing", Path("a\0b")):
        with pytest.raises(FileTrouble, match="Not opened"):
            read_any(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileTrouble, match="Not opened"):
        read_any(tmp_path / "pipe")


@given(texts)
def test_no_line_is_lost(text: str):
    done = read_text(text)
    numbers = [line.number for line in done.lines if line.number]
    assert numbers == list(range(1, len(numbers) + 1))
    chapters = [(c.start_ms, c.title) for c in chapters_of(parse(done.notes_text))]
    assert chapters == [(c.start_ms, c.title) for c in done.chapters]


def test_a_title_is_shown_as_words():
    assert read_text(NOTES).lines[0].becomes == ("7: Bees",)
