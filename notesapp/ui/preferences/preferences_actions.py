"""Opens the preferences, and stores what is chosen there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.commands.keys import Overrides
from notesapp.commands.options import Value
from notesapp.ui.preferences.preferences_dialog import PreferencesDialog, Supply

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class PreferencesActions(QObject):
    """One dialog a window, beside it: what is changed can be seen at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.dialog: PreferencesDialog | None = None
        desk.window.closed.connect(self._close)

    def open(self, page: str = "", slot: str = "") -> None:
        """Show the preferences, at a page if one is named, there at the keys of a command."""
        if self.dialog is None:
            self.dialog = self._make()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        if page:
            self.dialog.show_page(page)
        if slot:
            self.dialog.keys.choose(slot)

    def _make(self) -> PreferencesDialog:
        desk = self._desk
        supply = Supply(
            value=lambda key: desk.settings.read().value(key),
            overrides=lambda: desk.settings.read().lists("keys.overrides"),
            outputs=lambda: desk.controls.sound.facts().names,
            choose_folder=self._choose_folder,
        )
        dialog = PreferencesDialog(desk.look(), supply, desk.window)
        dialog.value_chosen.connect(self._store)
        dialog.keys.overrides_chosen.connect(self._store_keys)
        dialog.command_requested.connect(desk.actions.run)
        dialog.finished.connect(lambda _: self._forget())
        return dialog

    def _choose_folder(self, start: str) -> str:
        chosen = self._desk.dialogs.folder(self._desk.window, Path(start or Path.home()))
        return str(chosen) if chosen is not None else ""

    def _store(self, key: str, value: Value) -> None:
        if not self._desk.settings.prefer(key, value):
            sentence = self.tr("The settings cannot be written. This holds until the program ends.")
            self._desk.messages.say("settings", sentence, "warning")
        self._desk.apply_settings()
        if self.dialog is not None:
            self.dialog.refresh()

    def _store_keys(self, overrides: Overrides) -> None:
        self._store("keys.overrides", overrides)

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
