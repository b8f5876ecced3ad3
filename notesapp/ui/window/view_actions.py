"""Commands on the view: panels, source, text size, theme, regions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.kit.look import Look, dress, hand_down, look_of
from notesapp.ui.window.focus_round import enter_next, focus_into
from notesapp.ui.window.main_window import OUTLINE_BELOW, PANEL_BELOW, MainWindow

NORMAL_PX = 15


class ViewActions(QObject):
    """Keeps what is shown and the settings that remember it in step."""

    panel_shown = Signal(str)

    def __init__(
        self, window: MainWindow, settings: SettingsFile, restyle: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._restyle = restyle
        window.editor.text_size_changed.connect(
            lambda px: self._settings.prefer("editor.text_size_px", px)
        )

    def show_outline(self, wanted: bool) -> None:
        """Open or close the outline, remembered."""
        self._keep("look.outline", wanted, OUTLINE_BELOW)
        self._window.set_outline_wanted(wanted)

    def show_panel(self, wanted: bool) -> None:
        """Open or close the right panel, remembered."""
        self._keep("look.panel", wanted, PANEL_BELOW)
        self._window.set_panel_wanted(wanted)

    def show_tab(self, name: str) -> None:
        """Open a tab of the right panel; where it is open already, take the keyboard there."""
        panel = self._window.panel
        page = panel.stack.currentWidget()
        if page is not None and self._window.panel_open and panel.current_tab() == name:
            focus_into(page)
            return
        self._keep("look.panel", True, PANEL_BELOW)
        self._window.set_panel_wanted(True)
        self._window.panel.show_tab(name)
        self.panel_shown.emit(name)

    def _keep(self, key: str, wanted: bool, least: int) -> None:
        """A column opened for a moment in a narrow window is not meant for good."""
        if self._window.width() >= least:
            self._settings.prefer(key, wanted)

    def show_source(self, wanted: bool) -> None:
        """Show header and attribute lines as text, or cover them."""
        self._settings.prefer("editor.show_source", wanted)
        self._window.editor.set_show_source(wanted)
        notes = self._window.editor.notes_document.notes
        self._window.card.setVisible(notes.header.present and not wanted)
        self._window.show_card_line()

    def larger(self) -> None:
        """One step larger."""
        self._window.editor.set_text_size(self._window.editor.text_size + 1)

    def smaller(self) -> None:
        """One step smaller."""
        self._window.editor.set_text_size(self._window.editor.text_size - 1)

    def normal(self) -> None:
        """The size it came with."""
        self._window.editor.set_text_size(NORMAL_PX)

    def choose_measure(self, key: str) -> None:
        """How wide the column of text becomes, in pixels as the menu has them."""
        self._settings.prefer("editor.measure_px", int(key))
        self._window.editor.set_measure(int(key))

    def choose_theme(self, key: str) -> None:
        """Light, dark, or like the system."""
        self._settings.prefer("look.theme", key)
        self._restyle()

    def next_region(self) -> None:
        """F6."""
        enter_next(self._window, 1)

    def previous_region(self) -> None:
        """Shift+F6."""
        enter_next(self._window, -1)


def restyle(app: QApplication, window: MainWindow, settings: SettingsFile) -> Look:
    """Give the window the look the settings and the system ask for now."""
    look = look_of(settings.read())
    dress(app, look)
    window.look = look
    hand_down(window, look)
    return look
