"""Opens the sheet of keys, saves it as PDF and prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.commands.keys import settled
from notesapp.errors import NotesError
from notesapp.storage.atomic import write_atomic
from notesapp.ui.keys.keys_sheet import KeysSheet
from notesapp.ui.keys.sheet_print import pdf_of, print_sheet
from notesapp.ui.keys.sheet_rows import sheet_sections
from notesapp.ui.kit.sentences import said_sentence

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class KeysActions(QObject):
    """One sheet a window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.sheet: KeysSheet | None = None

    def open(self) -> None:
        """Show every command that has a key, by task."""
        if self.sheet is not None:
            self.sheet.activateWindow()
            return
        given, _ = settled(self._desk.settings.read().lists("keys.overrides"))
        sheet = KeysSheet(self._desk.look(), sheet_sections(given), self._desk.window)
        self.sheet = sheet
        sheet.pdf_requested.connect(self._save)
        sheet.print_requested.connect(self._print)
        sheet.change_requested.connect(self._change)
        sheet.finished.connect(lambda _: self._forget())
        sheet.open()

    def _save(self) -> None:
        assert self.sheet is not None
        path = self._desk.dialogs.save_pdf(self.sheet, self.tr("Keys of Show Notes"))
        if path is None:
            return
        try:
            write_atomic(path, pdf_of(self.sheet.sections))
        except NotesError as trouble:
            self.sheet.say(said_sentence(trouble.sentence))
            return
        self.sheet.say(self.tr("Saved as {0}.").format(path.name))

    def _print(self) -> None:
        assert self.sheet is not None
        printer = self._desk.dialogs.printer(self.sheet)
        if printer is not None:
            print_sheet(self.sheet.sections, printer)

    def _change(self) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self._desk.actions.call("edit.preferences", "keys")

    def _forget(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None
