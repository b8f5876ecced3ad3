from __future__ import annotations

import os
import wave
from pathlib import Path

import pytest

from notesapp.containers.base import Wanted
from notesapp.containers.id3_tag import Frame, whole_tag
from notesapp.containers.mp3 import CONTAINER
from notesapp.containers.tag_facts import TagFacts, tag_facts
from notesapp.core.chapters import Chapter
from tests.containers.rebuilding import rebuilt

SOUND = (b"\xff\xfb\x90\x64" + bytes(413)) * 20
TITLE = Frame(b"TIT2", b"\0Tomatoes")


@pytest.mark.parametrize(("version", "said"), [(3, "2.3"), (4, "2.4")])
def test_the_version_of_the_tag_and_its_chapters(tmp_path: Path, version: int, said: str):
    data = whole_tag(version, (TITLE,), b"") + SOUND
    wanted = Wanted((Chapter(0, "a", end_ms=100), Chapter(100, "b", end_ms=200)), 200)
    path = tmp_path / "a.mp3"
    path.write_bytes(rebuilt(CONTAINER, data, wanted))
    assert tag_facts(path) == TagFacts("mp3", said, 2)


def test_a_file_without_a_tag_has_no_version(tmp_path: Path):
    path = tmp_path / "a.mp3"
    path.write_bytes(SOUND)
    assert tag_facts(path) == TagFacts("mp3")


def test_other_kinds(tmp_path: Path):
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(800))
    assert tag_facts(path) == TagFacts("wav")
    path.write_bytes(b"no audio at all")
    assert tag_facts(path) == TagFacts()


def test_what_cannot_be_read_is_not_known(tmp_path: Path):
    path = tmp_path / "a.mp3"
    assert tag_facts(path) is None
    assert tag_facts(tmp_path) is None
    path.write_bytes(b"")
    assert tag_facts(path) is None
    whole = whole_tag(4, (TITLE,), b"") + SOUND
    path.write_bytes(b"ID3\4\0\0\0\0\x7f\x7f" + whole[10:])
    assert tag_facts(path) in (None, TagFacts())
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "b.mp3")
        assert tag_facts(tmp_path / "b.mp3") is None
