"""What a destination is given is kept with the show, or with the settings for notes of none."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.show_store import ShowStore
from notesapp.ui.copying.chosen import Chosen
from notesapp.ui.text.document import NotesDocument

NOTES = '---\npodcast: "The Small Garden"\n---\n\nQ: One? [0:05]\n'
SHOW = '---\npodcast: "The Small Garden"\nshow_set: ["html.theme=paper", "apple.content=short"]\n'


@pytest.fixture
def document(qapp) -> NotesDocument:
    made = NotesDocument()
    made.load(NOTES)
    return made


@pytest.fixture
def chosen(tmp_path: Path, document: NotesDocument) -> Chosen:
    return Chosen(document, SettingsFile(tmp_path / "settings.json"), ShowStore(tmp_path / "shows"))


def test_without_a_show_it_is_kept_with_the_settings(tmp_path: Path, chosen: Chosen) -> None:
    assert chosen.key == "apple" and chosen.settings() == {}
    chosen.set_option("content", "short")
    chosen.set_option("content", "notes")
    chosen.choose("youtube")
    chosen.set_option("stamps", "yes")
    assert chosen.settings() == {"apple": {"content": "notes"}, "youtube": {"stamps": "yes"}}
    kept = SettingsFile(tmp_path / "settings.json").read()
    assert kept.word("publish.destination") == "youtube"
    assert kept.lists("publish.set") == {"apple": ["content=notes"], "youtube": ["stamps=yes"]}


def test_with_a_show_it_is_kept_there_beside_what_else_the_show_sets(
    qtbot, tmp_path: Path, chosen: Chosen
) -> None:
    store = ShowStore(tmp_path / "shows")
    store.write("garden", SHOW + "---\n\nQ: \n")
    assert chosen.settings() == {"apple": {"content": "short"}}
    with qtbot.waitSignal(chosen.options_changed):
        chosen.set_option("content", "notes")
    assert store.read("garden").settings == ("html.theme=paper", "apple.content=notes")
    assert chosen.settings() == {"apple": {"content": "notes"}}
    assert SettingsFile(tmp_path / "settings.json").read().lists("publish.set") == {}


def test_words_that_are_none_set_nothing(tmp_path: Path, chosen: Chosen) -> None:
    words = '["apple.content", "nobody.x=y", "apple=short", "feed.chapters=a=b"]'
    ShowStore(tmp_path / "shows").write(
        "garden", f'---\npodcast: "The Small Garden"\nshow_set: {words}\n---\n'
    )
    assert chosen.settings() == {"feed": {"chapters": "a=b"}}


def test_only_destinations_with_an_outlet_are_chosen(qtbot, chosen: Chosen) -> None:
    with qtbot.assertNotEmitted(chosen.destination_changed):
        chosen.choose("audio")
        chosen.choose("nobody")
        chosen.choose("apple")
    with qtbot.waitSignal(chosen.destination_changed) as changed:
        chosen.choose("web")
    assert changed.args == ["web"]
