from __future__ import annotations

import os
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.formats.html_themes import FILES
from notesapp.storage.page_preview import PagePreview
from notesapp.storage.theme_folder import MOST_BYTES, THEME_FILES, ThemeFolder


def put(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir(parents=True)
    for file, text in files.items():
        (folder / name / file.replace("_", ".")).write_text(text, "utf-8")


def test_the_files_are_those_that_pages_know():
    assert {file for _, file in FILES} == set(THEME_FILES)


def test_a_theme_is_a_folder_with_one_of_the_files(tmp_path: Path):
    themes = ThemeFolder(tmp_path / "themes")
    assert themes.names() == () and themes.texts("mine") == {}
    put(themes.folder, "mine", page_css="a {}", page_html="{{ body }}", notes_txt="x")
    put(themes.folder, "Blau 2", palette_json="{}")
    put(themes.folder, "empty")
    put(themes.folder, ".hidden", page_css="a {}")
    (themes.folder / "file").write_text("x", "utf-8")
    assert themes.names() == ("Blau 2", "mine")
    assert themes.texts("mine") == {"page.css": "a {}", "page.html": "{{ body }}"}


@pytest.mark.parametrize("name", ["../secret", "..", "", "a/b", "/", ".hidden", "a" * 60, "a\x00"])
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str):
    put(tmp_path, "secret", page_css="a {}")
    put(tmp_path / "themes", ".hidden", page_css="a {}")
    assert ThemeFolder(tmp_path / "themes").texts(name) == {}


def test_what_is_too_long_or_no_text_is_said(tmp_path: Path):
    put(tmp_path, "long", page_css="a" * (MOST_BYTES + 1))
    put(tmp_path, "odd")
    (tmp_path / "odd" / "page.css").write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(FileTrouble, match=r"“page\.css” of the theme “long” is too long"):
        ThemeFolder(tmp_path).texts("long")
    with pytest.raises(FileTrouble):
        ThemeFolder(tmp_path).texts("odd")


def test_the_page_to_look_at_keeps_its_place_and_goes_with_its_owner():
    preview = PagePreview("page.html")
    path = preview.write(b"one")
    assert preview.write(b"two") == path
    assert path.read_bytes() == b"two"
    if os.name == "posix":
        assert path.parent.stat().st_mode & 0o077 == 0
    del preview
    assert not path.parent.exists()
