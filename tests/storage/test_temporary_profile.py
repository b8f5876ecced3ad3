"""A profile that leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage import temporary_profile
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.temporary_profile import make_temporary_profile


def test_everything_is_in_one_folder_that_goes_away():
    env = {"XDG_CONFIG_HOME": "/somewhere"}
    root, places, remove = make_temporary_profile(env)
    folders = (places.config, places.data, places.state, places.cache)
    assert all(folder.is_relative_to(root) for folder in folders)
    assert len(set(folders)) == 4
    assert Path(env["XDG_CONFIG_HOME"]) == places.config.parent
    SettingsFile(places.settings_file).choose("look.theme", "dark")
    assert places.settings_file.exists()
    remove()
    assert not root.exists()
    assert env == {"XDG_CONFIG_HOME": "/somewhere"}


def test_no_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(temporary_profile.tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FileTrouble, match="no room"):
        make_temporary_profile({})
