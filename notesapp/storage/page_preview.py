"""One page for the browser to look at, in a folder that goes away with the program."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import write_atomic

__all__ = ["PagePreview"]


class PagePreview:
    """``write`` gives the file; the same one each time, so that the browser can load it again."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._folder: Path | None = None

    def write(self, data: bytes) -> Path:
        """Write the page. Raises FileTrouble."""
        if self._folder is None:
            try:
                self._folder = Path(tempfile.mkdtemp(prefix="notesapp-"))
            except OSError as error:
                raise FileTrouble("There is no room for a page to look at.", repr(error)) from error
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        path = self._folder / self._name
        write_atomic(path, data)
        return path
