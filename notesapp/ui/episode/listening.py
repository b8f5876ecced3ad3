"""The player and the window's controls for it: what they ask, and what is shown of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from notesapp.commands.context import Need
from notesapp.core.query import segment_at_ms
from notesapp.core.timecode import format_time
from notesapp.player.state import Exactness, PlayerState
from notesapp.storage.settings_file import Settings, SettingsFile
from notesapp.ui.episode.handlers import chrome_keys
from notesapp.ui.files.messages import Messages
from notesapp.ui.kit.actions import Actions, said
from notesapp.ui.segments.segment_actions import SegmentActions
from notesapp.ui.sound.controls import Controls
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.window.main_window import MainWindow


class Listening(QObject):
    """Wires one window's player. ``context_changed`` is called when commands may have changed."""

    def __init__(
        self,
        window: MainWindow,
        document: NotesDocument,
        controls: Controls,
        segments: SegmentActions,
        actions: Actions,
        messages: Messages,
        settings: SettingsFile,
        context_changed: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._playback = controls.playback
        self._playing, self._loops = controls.playing, controls.loops
        self._looping, self._sound = controls.looping, controls.sound
        self._sounds = controls.sounds
        self._segments = segments
        self._actions = actions
        self._messages = messages
        self._settings = settings
        self._context_changed = context_changed
        self._seen = (Exactness.APPROXIMATE, False)
        self._warned: tuple[Path | None, str] = (None, "")
        self._applied: Settings | None = None
        self._wire_transport()
        self._wire_playback()
        self._wire_loop()
        self._wire_sound()

    def apply_settings(self) -> None:
        """Take what the user set, at the start and after each change."""
        values = self._applied = self._settings.read()
        self._actions.set_choice("playback.engine", values.word("player.engine"))
        self._sound.apply_settings(values)
        self._playback.rewind_ms = values.whole("player.rewind_on_resume_ms")
        transport = self._window.transport
        transport.set_steps(values.whole("player.back_ms"), values.whole("player.forward_ms"))
        transport.speed.set_own(values.decimal("player.my_speed"))
        transport.reaction.set_reaction(values.whole("stamp.reaction_ms"))

    def show_keys(self) -> None:
        """Write the keys of now on the buttons."""
        self._window.transport.set_keys(chrome_keys(self._actions))
        self._window.start.set_keys(chrome_keys(self._actions))

    def _look_at_settings(self) -> None:
        """Another window may have set them; outputs take time, so not without need."""
        if self._settings.read() != self._applied:
            self.apply_settings()

    def _wire_transport(self) -> None:
        transport, playback, playing = self._window.transport, self._playback, self._playing
        transport.play_toggled_requested.connect(playing.toggle)
        transport.back_requested.connect(playing.back)
        transport.forward_requested.connect(playing.forward)
        transport.hear_requested.connect(self._segments.hear)
        transport.go_to_requested.connect(playing.go_to)
        transport.rate_requested.connect(playback.set_rate)
        transport.reaction_requested.connect(self._set_reaction)
        transport.speed.other_requested.connect(playing.ask_speed)
        transport.speed.keep_requested.connect(self._keep_speed)
        transport.volume_requested.connect(playing.set_volume)
        transport.mute_requested.connect(playback.set_muted)
        transport.publish_requested.connect(lambda: self._actions.run("publish.publish"))
        transport.engine_clicked.connect(self._show_engines)
        commands = self._actions.actions.items()
        transport.volume.take_keys([a for key, a in commands if key.startswith("playback.")])
        self.show_keys()
        self._window.overview.seek_requested.connect(playback.seek)
        self._actions.actions["segment.hear"].enabledChanged.connect(self._show_hear)
        self._show_hear()

    def _set_reaction(self, ms: int) -> None:
        self._settings.prefer("stamp.reaction_ms", ms)
        self._window.transport.reaction.set_reaction(ms)

    def _show_hear(self) -> None:
        """The button can do what the command can."""
        can = self._actions.actions["segment.hear"].isEnabled()
        self._window.transport.set_hear_needs("" if can else said(str(Need.STAMP)))

    def _wire_playback(self) -> None:
        playback, messages = self._playback, self._messages
        playback.state_changed.connect(self._on_state)
        self._window.transport.show_state(playback.state)
        playback.position_changed.connect(self._on_position)
        playback.audio_changed.connect(self._on_audio)
        playback.trouble_found.connect(lambda text: messages.say("audio", text, kind="warning"))
        self._playing.refused.connect(lambda text: messages.say("playback", text))

    def _wire_loop(self) -> None:
        looping = self._looping
        looping.loop_changed.connect(self._on_loop)
        looping.mark_changed.connect(self._on_mark)
        self._loops.refused.connect(self._on_loop_refused)
        self._playback.sought.connect(lambda _: self._window.bar.drop("no_loop"))
        self._window.transport.loop_requested.connect(lambda: self._actions.run("playback.loop"))
        self._window.waveform.range_marked.connect(looping.start)
        looping.loop_changed.connect(self._window.waveform.set_range)

    def _wire_sound(self) -> None:
        self._sound.changed.connect(self._on_sound)
        self._sound.lost.connect(lambda text: self._messages.say("output", text, "warning"))
        self._sounds.settings_changed.connect(self.apply_settings)
        self._window.activated.connect(self._look_at_settings)
        self._sounds.refused.connect(lambda text: self._messages.say("playback", text))
        volume = self._window.transport.volume
        volume.boost_requested.connect(self._sound.set_boost)

    def _on_sound(self) -> None:
        boost_db = self._settings.read().whole("player.boost_db")
        self._show_boost(self._playback.state)
        self._actions.set_choice("playback.boost", str(boost_db))
        if self._sound.chosen in ("", self._sound.name_in_use()):
            self._window.bar.drop("output")

    def _show_boost(self, state: PlayerState) -> None:
        """What raises nothing is not shown: engines boost only what is read exactly."""
        works = state.exactness is Exactness.EXACT or not state.is_usable
        boost_db = self._settings.read().whole("player.boost_db") if works else 0
        self._window.transport.volume.show_boost(boost_db)

    def _on_loop(self, loop: tuple[int, int] | None) -> None:
        self._window.bar.drop("loop")
        self._window.bar.drop("no_loop")
        self._show_loop()
        self._context_changed()

    def _loop_words(self) -> str:
        if self._looping.loop is None:
            return ""
        ends = [format_time(ms) for ms in self._looping.loop]
        return self.tr("Loops from {0} to {1}. Click to play on.").format(*ends)

    def _show_loop(self) -> None:
        words = self._loop_words()
        self._window.transport.show_loop(words)
        self._actions.set_checked("playback.loop", bool(words))

    def _on_mark(self, ms: int | None) -> None:
        if ms is None:
            self._window.bar.drop("loop")
            return
        sentence = self.tr("One end of the loop is at {0}. Mark the other.")
        self._messages.say("loop", sentence.format(format_time(ms)))

    def _on_loop_refused(self, sentence: str) -> None:
        self._show_loop()
        self._messages.say("no_loop", sentence)

    def _on_state(self, state: PlayerState) -> None:
        self._window.transport.show_state(state)
        if (state.exactness, state.is_usable) != self._seen:
            self._seen = (state.exactness, state.is_usable)
            self._show_boost(state)
        if state.warning and (state.path, state.warning) != self._warned:
            self._warned = (state.path, state.warning)
            self._messages.say("warning", state.warning, "warning")
        self._on_position(self._playback.position_ms())
        self._context_changed()

    def _on_position(self, ms: int) -> None:
        self._window.transport.show_position(ms)
        self._window.overview.show_position(ms)
        self._show_sounding(ms)

    def _show_sounding(self, ms: int) -> None:
        segment = None
        if self._playback.state.is_playing:
            segment = segment_at_ms(self._document.notes, ms)
        index = segment.index if segment is not None else None
        self._window.editor.gutter.set_sounding(index)
        self._window.outline.show_sounding(index)

    def _on_audio(self) -> None:
        self._window.overview.set_duration(self._playback.state.duration_ms)
        self._window.bar.drop("audio_missing")
        if self._playback.has_audio:
            self._window.bar.drop("audio")

    def _keep_speed(self) -> None:
        self._playing.keep_speed()
        self._window.transport.speed.set_own(self._playback.state.rate)

    def _show_engines(self) -> None:
        """Under the pill: what sounds and how exactly, and all there is to choose about it."""
        menu = QMenu(self._window)
        facts = menu.addAction(self._window.transport.engine_words())
        facts.setEnabled(False)
        menu.addSeparator()
        for action in self._actions.choices["playback.engine"].values():
            menu.addAction(action)
        menu.addSeparator()
        for name in ("playback.output", "playback.boost", "playback.delay", "playback.settings"):
            menu.addAction(self._actions.actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        pill = self._window.transport.engine
        menu.ensurePolished()
        below = pill.mapToGlobal(pill.rect().bottomRight())
        menu.popup(below - QPoint(menu.sizeHint().width(), -6))
