"""A profile for one run: settings, state and cache in a folder that goes away with the program."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, MutableMapping
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.places import Places

__all__ = ["make_temporary_profile"]

_FOLDERS = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}


def make_temporary_profile(
    env: MutableMapping[str, str],
) -> tuple[Path, Places, Callable[[], None]]:
    """A new folder, the places in it, and what removes it again.

    The environment is pointed there too, for the libraries that keep files of their own; so call
    it before they start. Raises FileTrouble where no folder can be made.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="notesapp-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileTrouble("There is no room for a temporary profile.", repr(error)) from error
    root = Path(folder.name)
    parts = {name: root / part for name, part in _FOLDERS.items()}
    before = {name: env.get(name) for name in parts}
    env.update({name: str(path) for name, path in parts.items()})

    def remove() -> None:
        for name, value in before.items():
            if value is None:
                env.pop(name, None)
            else:
                env[name] = value
        folder.cleanup()

    places = Places(*(parts[name] / "notesapp" for name in _FOLDERS))
    return root, places, remove
