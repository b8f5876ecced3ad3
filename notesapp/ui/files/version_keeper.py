"""Keeps states of the open notes as versions, beside the window."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from notesapp.errors import FileTrouble, NotesError
from notesapp.storage.note_file import load_notes
from notesapp.storage.versions import VersionStore

_log = logging.getLogger(__name__)
_SWEEP_EVERY = 64


class VersionKeeper(QObject):
    """Keeps in order, off the window's thread; ``submit`` runs a function there.

    What cannot be kept is logged and nothing else: the notes themselves are safe elsewhere.
    """

    def __init__(
        self,
        store: VersionStore,
        submit: Callable[[Callable[[], object]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self._submit = submit
        self._kept = 0
        self._paths: dict[str, Path] = {}

    def keep(
        self, reason: str, text: str, path: Path | None, doc_id: str, data: bytes | None = None
    ) -> None:
        """Keep a state for a reason of ``REASONS``; notes without a file go by their id.

        ``data`` are the bytes that an import came as.
        """
        before = self._paths.get(doc_id)
        if path is not None:
            self._paths[doc_id] = path
        sweeps = self._kept % _SWEEP_EVERY == 0
        self._kept += 1
        self._submit(lambda: self._keep(reason, text, path, doc_id, data, before, sweeps))

    def keep_file(self, reason: str, path: Path) -> None:
        """Keep what stands in a file that is about to be replaced, on the thread that calls."""
        try:
            if path.is_file():
                self.store.keep(reason, load_notes(path).text, path, "")
        except (NotesError, OSError) as trouble:
            _say_not_kept(trouble)

    def _keep(
        self,
        reason: str,
        text: str,
        path: Path | None,
        doc_id: str,
        data: bytes | None,
        before: Path | None,
        sweeps: bool,
    ) -> None:
        try:
            if before is not None and path is not None and path != before and not before.exists():
                self.store.follow(before, path)
            self.store.keep(reason, text, path, doc_id, data)
            if sweeps:
                self.store.sweep()
        except (FileTrouble, OSError) as trouble:
            _say_not_kept(trouble)


def _say_not_kept(trouble: Exception) -> None:
    _log.info("A version is not kept: %s", getattr(trouble, "detail", repr(trouble)))
