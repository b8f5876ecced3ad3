"""Keeps states of the open notes as versions, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from notesapp.storage.versions import VersionStore


class VersionKeeper(QObject):
    """Keeps in order, off the window's thread; ``submit`` runs a function there."""

    def __init__(
        self,
        store: VersionStore,
        submit: Callable[[Callable[[], object]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self._submit = submit

    def keep(self, reason: str, text: str, path: Path | None, doc_id: str) -> None:
        """Keep a state for a reason of ``REASONS``; notes without a file go by their id."""
