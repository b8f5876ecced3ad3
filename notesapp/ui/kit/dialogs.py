"""Every question that stops the user, in one replaceable place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from notesapp.audio.facts import AUDIO_SUFFIXES

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Dialogs:
    """The desktop's own dialogs. Tests hand in an object with the same methods."""

    def open_notes(self, parent: QWidget, folder: Path | None) -> Path | None:
        """A notes file to open."""
        kinds = parent.tr("Notes (*.md *.markdown *.txt);;All files (*)")
        return self._open(parent, parent.tr("Open notes"), folder, kinds)

    def open_audio(self, parent: QWidget, folder: Path | None) -> Path | None:
        """An audio file to open."""
        patterns = " ".join(f"*{suffix}" for suffix in AUDIO_SUFFIXES)
        kinds = parent.tr("Audio ({0});;All files (*)").format(patterns)
        return self._open(parent, parent.tr("Open audio"), folder, kinds)

    def open_image(self, parent: QWidget, folder: Path | None) -> Path | None:
        """A picture for a chapter."""
        kinds = parent.tr("Pictures (*.jpg *.jpeg *.png *.webp);;All files (*)")
        return self._open(parent, parent.tr("Choose picture"), folder, kinds)

    def import_notes(self, parent: QWidget, folder: Path | None) -> Path | None:
        """A file to read in: notes, a page, chapters, or audio that holds some."""
        notes = "*.txt *.md *.html *.htm"
        lists = "*.json *.psc *.xml *.vtt *.srt *.ffmeta *.cue *.csv *.edl"
        sounds = " ".join(f"*{suffix}" for suffix in AUDIO_SUFFIXES)
        kinds = parent.tr("Notes, chapters and audio ({0});;All files (*)")
        kinds = kinds.format(f"{notes} {lists} {sounds}")
        return self._open(parent, parent.tr("Import"), folder, kinds)

    def save_notes(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save; the dialog asks before an existing file is replaced."""
        markdown, plain = parent.tr("Notes (*.md)"), parent.tr("Plain text (*.txt)")
        dialog = QFileDialog(parent, parent.tr("Save notes"), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([markdown, plain])
        # The dialog adds the ending itself, so it asks about the file that would be replaced.
        dialog.setDefaultSuffix("md")
        dialog.filterSelected.connect(
            lambda kind: dialog.setDefaultSuffix("txt" if kind == plain else "md")
        )
        dialog.selectFile(suggestion.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def folder(self, parent: QWidget, start: Path) -> Path | None:
        """A folder to write into."""
        name = QFileDialog.getExistingDirectory(parent, parent.tr("Folder"), str(start))
        return Path(name) if name else None

    def save_pdf(self, parent: QWidget, suggestion: str) -> Path | None:
        """Where to write a PDF: a name, or a path without its ending, is suggested.

        The desktop asks before it replaces one.
        """
        start = str(Path.home() / f"{suggestion}.pdf")
        title, kinds = parent.tr("Save as PDF"), parent.tr("PDF (*.pdf)")
        name, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
        if not name:
            return None
        return Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")

    def save_report(self, parent: QWidget, name: str) -> Path | None:
        """Where to write a report; the desktop asks before it replaces one."""
        title, kinds = parent.tr("Save the report"), parent.tr("Text (*.txt)")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
        return Path(chosen) if chosen else None

    def printer(self, parent: QWidget) -> QPrinter | None:
        """The printer to print on, as the desktop's dialog gives it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        chosen = dialog.exec()
        dialog.deleteLater()
        return printer if chosen else None

    def unsaved(self, parent: QWidget, name: str, *, has_file: bool) -> str:
        """ "save", "discard" or "cancel". Without a file, saving asks for one."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(parent.tr("Unsaved notes"))
        box.setText(parent.tr("“{0}” has not been saved.").format(name))
        box.setInformativeText(parent.tr("Save it, or let the changes go?"))
        words = parent.tr("Save") if has_file else parent.tr("Save…")
        save = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(
            parent.tr("Let the changes go"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(parent.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        clicked = box.clickedButton()
        return "save" if clicked is save else "discard" if clicked is discard else "cancel"

    def time(self, parent: QWidget, current: str) -> str | None:
        """A time as typed, or None."""
        text, ok = QInputDialog.getText(
            parent,
            parent.tr("Go to time"),
            parent.tr("A time, as 2:04 or 1:02:03, or a step, as +10 or -5"),
            text=current,
        )
        return text if ok else None

    def rate(self, parent: QWidget, current: str) -> str | None:
        """A speed as typed, or None."""
        text, ok = QInputDialog.getText(
            parent,
            parent.tr("Speed"),
            parent.tr("A number from 0.5 to 3"),
            text=current,
        )
        return text if ok else None

    def tell(self, parent: QWidget, title: str, sentence: str) -> None:
        """One sentence that must be seen."""
        box = QMessageBox(parent)
        box.setWindowTitle(title)
        box.setText(sentence)
        box.exec()

    @staticmethod
    def _open(parent: QWidget, title: str, folder: Path | None, kinds: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), kinds)
        return Path(name) if name else None
