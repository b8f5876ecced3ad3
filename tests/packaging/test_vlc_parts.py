from __future__ import annotations

from pathlib import Path

import pytest
from building.vlc_parts import LIBRARIES, PLUGINS, vlc_binaries


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    folder = tmp_path / "usr/lib/x86_64-linux-gnu"
    names = [*LIBRARIES, "vlc/libvlc_pulse.so.0"]
    for name in [*names, *(f"vlc/plugins/{plugin}_plugin.so" for plugin in PLUGINS)]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    return tmp_path


def test_plugins_keep_their_folders(machine: Path):
    found = {Path(file).name: place for file, place in vlc_binaries(machine)}
    assert found["libvlc.so.5"] == found["libvlc_pulse.so.0"] == "."
    assert found["libimem_plugin.so"] == "vlc/plugins/access"
    assert len(found) == len(LIBRARIES) + 1 + len(PLUGINS)


def test_a_missing_plugin_is_named(machine: Path):
    next(machine.rglob("libimem_plugin.so")).unlink()
    with pytest.raises(SystemExit, match=r"libimem_plugin\.so.*Install vlc-plugin-base"):
        vlc_binaries(machine)


def test_without_libvlc_it_says_what_to_install(tmp_path: Path):
    with pytest.raises(SystemExit, match="Install libvlc5 and vlc-plugin-base"):
        vlc_binaries(tmp_path)
