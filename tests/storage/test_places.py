from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.storage.places import Places, places_from_environment

HOME = Path("/home/ann")


def test_linux():
    assert places_from_environment({}, "linux", HOME) == Places(
        config=HOME / ".config/notesapp",
        data=HOME / ".local/share/notesapp",
        state=HOME / ".local/state/notesapp",
        cache=HOME / ".cache/notesapp",
    )


def test_linux_with_folders_of_ones_own():
    env = {
        "XDG_CONFIG_HOME": "/c",
        "XDG_DATA_HOME": "/d",
        "XDG_STATE_HOME": "relative",
        "XDG_CACHE_HOME": "",
    }
    assert places_from_environment(env, "linux", HOME) == Places(
        config=Path("/c/notesapp"),
        data=Path("/d/notesapp"),
        state=HOME / ".local/state/notesapp",
        cache=HOME / ".cache/notesapp",
    )


def test_windows():
    env = {"APPDATA": r"C:\Users\ann\Roaming", "LOCALAPPDATA": r"C:\Users\ann\Local"}
    roaming, local = Path(env["APPDATA"]), Path(env["LOCALAPPDATA"])
    assert places_from_environment(env, "win32", HOME) == Places(
        config=roaming / "notesapp",
        data=roaming / "notesapp" / "data",
        state=local / "notesapp" / "state",
        cache=local / "notesapp" / "cache",
    )
    bare = places_from_environment({"APPDATA": "Roaming"}, "win32", HOME)
    assert bare.config == HOME / "AppData/Roaming/notesapp"
    assert bare.cache == HOME / "AppData/Local/notesapp/cache"


def test_macos():
    support = HOME / "Library/Application Support/notesapp"
    assert places_from_environment({"XDG_CONFIG_HOME": "/c"}, "darwin", HOME) == Places(
        config=support,
        data=support / "data",
        state=support / "state",
        cache=HOME / "Library/Caches/notesapp",
    )


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_files_in_these_places(platform):
    places = places_from_environment({}, platform, HOME)
    assert places.settings_file == places.config / "settings.json"
    assert places.state_file == places.state / "state.json"
    assert places.recovery_folder == places.state / "recovery"
