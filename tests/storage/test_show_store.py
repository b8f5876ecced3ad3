"""Shows, people and snippets in real files."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.core.people import Link, Person
from notesapp.core.snippets import DEFAULTS, Snippet
from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL
from notesapp.storage.show_store import ShowStore, SnippetFile

TEXT = '---\npodcast: "The Garden"\nshow_next: 8\n---\n\n{{caret}}\n'
ANN = Person("Ann Lee", "Gardens.", (Link("Site", "https://example.org"),))


@pytest.fixture
def store(tmp_path: Path) -> ShowStore:
    return ShowStore(tmp_path / "shows")


def test_no_folder_is_no_show(store: ShowStore) -> None:
    assert store.read_all().shows == store.read_all().said == ()
    assert store.people("x") == ()
    assert store.new_key("The Garden!") == "the-garden"


def test_a_show_is_a_readable_file(store: ShowStore) -> None:
    store.write("the-garden", TEXT)
    assert (store.folder / "the-garden.md").read_text(encoding="utf-8") == TEXT
    (show,) = store.read_all().shows
    assert (show.name, show.next_number, show.text) == ("The Garden", 8, TEXT)
    assert store.new_key("the garden") == "the-garden-2"


def test_people_stand_beside_their_show(store: ShowStore) -> None:
    store.write("garden", TEXT)
    store.write_people("garden", (ANN,))
    assert "## Ann Lee" in (store.folder / "garden.people.md").read_text(encoding="utf-8")
    assert store.people("garden") == (ANN,)
    assert [show.key for show in store.read_all().shows] == ["garden"]
    store.remove("garden")
    assert list(store.folder.iterdir()) == []


def test_what_another_program_wrote_is_read_anew(store: ShowStore) -> None:
    store.write_people("garden", (ANN,))
    assert store.people("garden") == (ANN,)
    path = store.folder / "garden.people.md"
    path.write_text("## Bo\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert store.people("garden") == (Person("Bo"),)


def test_a_damaged_show_is_said_and_the_others_are_usable(store: ShowStore) -> None:
    store.write("garden", TEXT)
    (store.folder / "broken.md").write_bytes(b"\x00\x01\xff\x00" * 400)
    (store.folder / "folder.md").mkdir()
    found = store.read_all()
    assert [show.key for show in found.shows] == ["garden"]
    assert len(found.said) == 2
    assert found.said[0].startswith("The show in “broken.md” cannot be read: ")
    with pytest.raises(FileTrouble):
        store.read("broken")


def test_a_full_disk_leaves_the_show_as_it_was(store: ShowStore) -> None:
    store.write("garden", TEXT)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    ops = replace(REAL, replace=full)
    with pytest.raises(FileTrouble, match="full"):
        ShowStore(store.folder, ops).write("garden", "other")
    assert store.read("garden").text == TEXT
    assert [path.name for path in store.folder.iterdir()] == ["garden.md"]


def test_snippets_are_the_usual_ones_until_some_are_written(tmp_path: Path) -> None:
    file = SnippetFile(tmp_path / "new" / "snippets.md")
    assert file.read() == DEFAULTS
    mine = (Snippet("Mine", "At {{time}}"),)
    file.write(mine)
    assert file.read() == mine
    file.path.write_bytes(b"\x00\x01\xff\x00" * 400)
    with pytest.raises(FileTrouble):
        file.read()
