"""Commands on the sound itself: output, boost, delay, and the dialog with all of playback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from notesapp.commands.options import Value
from notesapp.errors import NotesError
from notesapp.player.calibration import beat_wav
from notesapp.storage.atomic import make_folder, write_atomic
from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.sound.playback import Playback
from notesapp.ui.sound.sound_output import SoundOutput
from notesapp.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from notesapp.ui.sound.calibration_dialog import CalibrationDialog
    from notesapp.ui.sound.playback_settings import PlaybackSettings

BEAT_S = 64


class SoundActions(QObject):
    """``settings_changed`` after the dialog stored something; ``refused`` carries a sentence."""

    settings_changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        playback: Playback,
        sound: SoundOutput,
        settings: SettingsFile,
        cache: Path,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._sound = sound
        self._settings = settings
        self._cache = cache
        self.dialog: PlaybackSettings | None = None
        self.calibration: CalibrationDialog | None = None
        sound.changed.connect(self._show_outputs)
        window.closed.connect(self._end_calibration)

    def choose_boost(self, key: str) -> None:
        """Off, or some decibels."""
        self._sound.set_boost(int(key))

    def tune_delay(self) -> None:
        """Measure the delay of the output in use, and keep it."""
        name = self._sound.name_in_use()
        self._calibrate(self._window, name, lambda ms: self._sound.keep_delay(name, ms))

    def open_settings(self) -> None:
        """Open the dialog with everything about playback; imported when first wanted."""
        from notesapp.ui.sound.playback_settings import PlaybackSettings

        dialog = PlaybackSettings(
            self._window.look, self._settings.read().value, self._sound.facts(), self._window
        )
        self.dialog = dialog
        dialog.saved.connect(self._store)
        dialog.tap_requested.connect(
            lambda name: self._calibrate(dialog, name, lambda ms: dialog.take_delay(name, ms))
        )
        dialog.finished.connect(lambda _: self._forget(dialog))
        dialog.open()

    def fill_outputs(self, menu: QMenu) -> None:
        """The submenu: what is there now, and what is wanted and not there."""
        menu.clear()
        group = QActionGroup(menu)
        facts = self._sound.facts()
        rows = [("", self.tr("System default")), *((name, name) for name in facts.names)]
        if facts.chosen and facts.chosen not in facts.names:
            rows.append((facts.chosen, self.tr("{0} (not there)").format(facts.chosen)))
        for name, words in rows:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == facts.chosen)
            action.triggered.connect(lambda _=False, n=name: self._sound.choose(n))
            group.addAction(action)

    def _show_outputs(self) -> None:
        if self.dialog is not None:
            self.dialog.show_outputs(self._sound.facts())

    def _store(self, values: dict[str, Value], output: str, delays: dict[str, int]) -> None:
        before = self._settings.read()
        changes = {**values, "player.output": output, "player.output_delays": delays}
        for key, value in changes.items():
            if value != before.value(key):
                self._settings.prefer(key, value)
        self.settings_changed.emit()
        if values["player.engine"] != before.value("player.engine"):
            self._playback.use_engine(str(values["player.engine"]))

    def _calibrate(self, parent: QWidget, name: str, keep: Callable[[int], None]) -> None:
        from notesapp.ui.sound.calibration_dialog import CalibrationDialog

        self._playback.pause()
        try:
            beat = self._write_beat()
            engine = self._playback.make_spare()
        except NotesError as trouble:
            self.refused.emit(trouble.sentence)
            return
        output = next((o.id for o in engine.outputs() if o.name == name), None)
        if output is None:
            engine.close()
            sentence = self.tr("“{0}” is not there. Connect it, then tap along.")
            self.refused.emit(sentence.format(name))
            return
        engine.set_output(output)
        dialog = CalibrationDialog(self._window.look, engine, beat, name, parent)
        self.calibration = dialog
        dialog.found.connect(keep)
        dialog.finished.connect(lambda _: self._forget_calibration(dialog))
        dialog.open()

    def _write_beat(self) -> Path:
        path = self._cache / "beat.wav"
        data = beat_wav(BEAT_S)
        if not path.is_file() or path.stat().st_size != len(data):
            make_folder(path.parent)
            write_atomic(path, data)
        return path

    def _forget(self, dialog: PlaybackSettings) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _end_calibration(self) -> None:
        """The beat ends with the window."""
        if self.calibration is not None:
            self.calibration.reject()

    def _forget_calibration(self, dialog: CalibrationDialog) -> None:
        self.calibration = None
        dialog.deleteLater()
