"""What the settings say, carried to everything in a window that shows or follows them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.episode.listening import Listening
from notesapp.ui.episode.waveforms import Waveforms
from notesapp.ui.episode.window_facts import WindowFacts
from notesapp.ui.kit.actions import Actions
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.placeholder import Placeholders
from notesapp.ui.window.main_window import MainWindow


class AppliedSettings(QObject):
    """Applies the settings of now, at the start and after each change in any window."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        playback: Playback,
        waveforms: Waveforms,
        listening: Listening,
        facts: WindowFacts,
        settings: SettingsFile,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._playback = playback
        self._waveforms = waveforms
        self._listening = listening
        self._facts = facts
        self._settings = settings
        actions.keys_changed.connect(self.show_keys)

    def start(self, say: Callable[[str, str], object]) -> None:
        """Apply them to a new window, and say what could not be used."""
        self.show_keys()
        self._apply_text()
        self._listening.apply_settings()
        for sentence in self._settings.take_said():
            say(sentence, "note")
        for sentence in self._actions.clashes:
            say(sentence, "warning")

    def apply(self) -> None:
        """Follow a change."""
        values = self._settings.read()
        self._actions.set_overrides(values.lists("keys.overrides"))
        self._apply_text()
        self._listening.apply_settings()
        self._waveforms.apply_settings()
        self._playback.set_volume(values.whole("player.volume"))
        if values.word("player.engine") != self._playback.wanted_engine:
            self._playback.use_engine(values.word("player.engine"))

    def show_keys(self) -> None:
        """Wherever keys are shown, or kept free for commands."""
        editor, actions = self._window.editor, self._actions
        editor.own_keys = actions.portable_keys()
        stamp = actions.key_of("segment.stamp")
        editor.placeholders = Placeholders(
            self.tr("Type the question."),
            self.tr("Type the answer."),
            self.tr("{0} stamps it.").format(stamp) if stamp else "",
        )
        editor.viewport().update()
        self._waveforms.use(actions)
        self._listening.show_keys()
        self._facts.show_moves()

    def _apply_text(self) -> None:
        values = self._settings.read()
        editor = self._window.editor
        editor.set_text_size(values.whole("editor.text_size_px"))
        editor.set_measure(values.whole("editor.measure_px"))
        shows_source = values.is_on("editor.show_source")
        if editor.view.show_source != shows_source:
            self._actions.call("view.show_source", shows_source)
        self._actions.set_checked("view.show_source", shows_source)
        self._actions.set_choice("view.theme", values.word("look.theme"))
        self._actions.set_choice("view.line_width", str(values.whole("editor.measure_px")))
        self._window.start_with(
            outline=values.is_on("look.outline"), panel=values.is_on("look.panel")
        )
