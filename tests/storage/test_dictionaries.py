"""Dictionaries on the disk, and the user's own words."""

from __future__ import annotations

from pathlib import Path

from notesapp.storage.dictionaries import OwnWords, dictionary_folders, find_dictionaries


def put(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("", "utf-8")


def test_the_user_s_dictionary_counts_before_the_system_s(tmp_path: Path) -> None:
    data, shared = tmp_path / "data", tmp_path / "share"
    put(data / "hunspell", "en_US.aff", "en_US.dic")
    put(shared / "hunspell", "en_US.aff", "en_US.dic", "de_DE.aff")
    put(shared / "myspell" / "dicts", "fr_FR.aff", "fr_FR.dic")
    env = {"XDG_DATA_HOME": str(data), "XDG_DATA_DIRS": str(shared)}
    found = find_dictionaries(dictionary_folders(env, "linux", tmp_path))
    assert found["en_US"] == data / "hunspell" / "en_US"
    assert found["fr_FR"] == shared / "myspell" / "dicts" / "fr_FR"
    assert "de_DE" not in found  # half of it is missing


def test_own_words_are_a_text_file_of_one_a_line(tmp_path: Path) -> None:
    own = OwnWords(tmp_path / "words")
    assert own.read("de-AT") == ()
    own.add("de-AT", "Jause")
    own.add("de-AT", "Beisl")
    own.add("de-AT", "Jause")
    assert own.path("de-AT").read_bytes() == b"Beisl\nJause\n"
    assert own.read("de-AT") == ("Beisl", "Jause")
    assert own.read("en") == ()
    assert own.path("../x/..").parent == tmp_path / "words"
