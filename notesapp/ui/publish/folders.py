"""Choosing a folder, and saying which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

ChooseFolder = Callable[[QWidget, Path], Path | None]


def ask_folder(parent: QWidget, folder: Path) -> Path | None:
    """The system's own dialog for choosing a folder; None where it was left."""
    title = QCoreApplication.translate("PublishDialog", "Choose a folder")
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(chosen) if chosen else None


def short_folder(folder: Path) -> str:
    """A folder as people write it: with ~ for their own."""
    try:
        inside = folder.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return str(folder)
    return str(Path("~") / inside)
