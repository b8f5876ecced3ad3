"""Where the program runs from: a checkout, or the folder that PyInstaller made."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from pathlib import Path

KEPT = "_ORIG"
# PyInstaller's manual, “Using sys.executable to spawn subprocesses”: without it the new process
# takes itself for a part of this one, and looks for libraries in the system only.
ANEW = "PYINSTALLER_RESET_ENVIRONMENT"
LIBVLC = "libvlc.so.5"


def bundle_folder() -> Path | None:
    """The folder with everything of a packaged build; None when run from source."""
    folder = getattr(sys, "_MEIPASS", None)
    return Path(folder) if folder else None


def own_command(*words: str) -> list[str]:
    """What starts this program once more, with these words; for a process of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "notesapp", *words]


def prepare(environment: MutableMapping[str, str]) -> None:
    """Make a packaged build at home in its environment; from source nothing is changed.

    The bundle's libraries are for this process only, which has found them already: what it
    starts (a browser, a file manager) gets the environment that the person had. A libVLC that
    was packed is named before python-vlc looks for one, unless the person named another. Once
    more this program, started from here, sets out by itself to find its libraries again.
    """
    folder = bundle_folder()
    if folder is None:
        return
    before = environment.pop("LD_LIBRARY_PATH" + KEPT, None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
    else:
        environment.pop("LD_LIBRARY_PATH", None)
    environment[ANEW] = "1"
    library, plugins = folder / LIBVLC, folder / "vlc" / "plugins"
    if library.is_file() and plugins.is_dir():
        environment.setdefault("PYTHON_VLC_LIB_PATH", str(library))
        environment.setdefault("PYTHON_VLC_MODULE_PATH", str(plugins))
        environment.setdefault("VLC_PLUGIN_PATH", str(plugins))
