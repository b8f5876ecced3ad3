"""Overview and zoomed waveform of one window: fed, wired, in step with notes and player."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from notesapp.core.edits.base import Edits
from notesapp.core.edits.stamping import move_stamp, moved_ms
from notesapp.core.model import Notes
from notesapp.player.state import Phase
from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.kit.actions import Actions
from notesapp.ui.kit.worker import Worker
from notesapp.ui.segments.segment_actions import SegmentActions
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.waveform.waveform_detail import Detailed, Stretch
from notesapp.ui.waveform.waveform_feed import LevelLoader, WaveformFeed
from notesapp.ui.waveform.waveform_follow import Follow
from notesapp.ui.waveform.waveform_keys import KEY_ZOOM
from notesapp.ui.waveform.waveform_marks import marks_of
from notesapp.ui.waveform.waveform_scale import Scale
from notesapp.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from notesapp.audio.pyramid import Pyramid

FIRST_SPAN_MS = 120_000
FRAME_MS = 16
# Coarser than this the player's own ticks move the playhead less than a pixel.
_TICKS_DO_MS_PER_PX = 80
_PAGE = 0.8


class Waveforms(QObject):
    """The commands on the waveform, and what moves it."""

    def __init__(
        self,
        window: MainWindow,
        document: NotesDocument,
        playback: Playback,
        segments: SegmentActions,
        settings: SettingsFile,
        load_levels: LevelLoader,
    ) -> None:
        super().__init__(window)
        self._window, self._document, self._playback = window, document, playback
        self._segments, self._settings = segments, settings
        self._waveform, self._overview = window.waveform, window.overview
        self._actions: Actions | None = None
        self._path: Path | None = None
        self._levels: Pyramid | None = None
        self._stretch: Stretch | None = None
        workers = Worker("levels", threads=2)
        self.feed = WaveformFeed(load_levels, workers, parent=self)
        self.follow = Follow(self._waveform)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._on_frame)
        self._wire()
        self.apply_settings(at_start=True)

    @property
    def levels_are_exact(self) -> bool:
        """Whether what is drawn comes from samples, to the end of the file."""
        return self._levels is not None and self._levels.is_exact

    def use(self, actions: Actions) -> None:
        """Keep the menu's ticks true, and name the keys on the buttons."""
        self._actions = actions
        keys = (actions.key_of(f"view.{name}") for name in ("zoom_in", "zoom_out", "follow"))
        self._window.overview_row.set_keys(*keys)
        gain = str(self._settings.read().whole("look.waveform_gain_db"))
        actions.set_choice("view.gain", gain)
        self._show_checks()

    def apply_settings(self, *, at_start: bool = False) -> None:
        """Take what the settings say about the waveform."""
        values = self._settings.read()
        self._window.waveform_pane.set_waveform_height(values.whole("look.waveform_px"))
        self._waveform.set_gain(values.whole("look.waveform_gain_db"))
        self.follow.wanted = values.is_on("look.follow")
        self._window.set_waveform_wanted(values.is_on("look.waveform"), at_start=at_start)
        if self._actions is not None:
            self._actions.set_choice("view.gain", str(values.whole("look.waveform_gain_db")))
        self._show_checks()

    def close(self) -> None:
        """Stop reading; the window has been closed."""
        self._frames.stop()
        self.feed.close()

    # --- commands

    def show_waveform(self, wanted: bool) -> None:
        """Show or hide the zoomed view, remembered."""
        self._settings.prefer("look.waveform", wanted)
        self._window.set_waveform_wanted(wanted)

    def zoom_in(self) -> None:
        """Closer, about the playhead where it is in view."""
        self._waveform.zoom(KEY_ZOOM)

    def zoom_out(self) -> None:
        """Farther."""
        self._waveform.zoom(1 / KEY_ZOOM)

    def zoom_whole(self) -> None:
        """The whole episode."""
        self._waveform.show_whole()

    def earlier(self) -> None:
        """Scroll back by most of a view."""
        self._scroll(-_PAGE)

    def later(self) -> None:
        """Scroll on by most of a view."""
        self._scroll(_PAGE)

    def set_follow(self, wanted: bool) -> None:
        """Whether the view pages along with the playhead, remembered."""
        self._settings.prefer("look.follow", wanted)
        self.follow.wanted = wanted
        self._show_checks()

    def choose_gain(self, key: str) -> None:
        """How many decibels quiet sound is raised to the eye, remembered."""
        self._settings.prefer("look.waveform_gain_db", int(key))
        self._waveform.set_gain(int(key))

    # --- building

    def _wire(self) -> None:
        window, waveform, playback = self._window, self._waveform, self._playback
        playback.audio_changed.connect(self._on_audio)
        playback.file_released.connect(lambda: self.feed.follow(None))
        playback.position_changed.connect(self._on_position)
        playback.state_changed.connect(self._on_state)
        self._document.notes_changed.connect(self._on_notes)
        self.feed.levels_changed.connect(self._on_levels)
        self.feed.stretch_read.connect(self._on_stretch)
        waveform.seek_requested.connect(playback.seek)
        waveform.move_requested.connect(self._move)
        waveform.nudges_ended.connect(self._document.break_undo)
        waveform.segment_requested.connect(self._show_segment)
        waveform.view_changed.connect(self._on_view)
        waveform.written_ms = self._written_ms
        window.waveform_pane.height_chosen.connect(
            lambda px: self._settings.prefer("look.waveform_px", px)
        )
        window.waveform_toggled.connect(self._on_toggled)
        window.overview_row.zoom_in_requested.connect(self.zoom_in)
        window.overview_row.zoom_out_requested.connect(self.zoom_out)
        window.overview_row.follow_requested.connect(self.set_follow)
        self._overview.view_requested.connect(self._scroll_to)

    # --- what happens around it

    def _on_audio(self) -> None:
        state, path = self._playback.state, self._playback.path
        if path != self._path:
            self._path = path
            self._waveform.set_duration(0)
            self._waveform.set_range(None)
        if not self._has_failed():
            self.feed.follow(path)
        if state.is_usable and state.path == path and path is not None:
            self._take_duration(state.duration_ms)
        self._show_place()

    def _show_place(self) -> None:
        """The waveform has its place as soon as audio is being opened, and not if it cannot be."""
        failed = self._has_failed()
        if failed:
            self.feed.follow(None)
            self._waveform.set_duration(0)
            self._overview.set_duration(0)
        self._window.set_has_sound(self._path is not None and not failed)

    def _has_failed(self) -> bool:
        state = self._playback.state
        return state.phase is Phase.FAILED and state.path == self._path

    def _take_duration(self, duration_ms: int) -> None:
        fresh = self._waveform.scale.duration_ms <= 0
        self._waveform.set_duration(duration_ms)
        if fresh and duration_ms > 0:
            at_ms = self._playback.position_ms()
            scale = self._waveform.scale
            scale = scale.showing(at_ms, at_ms + FIRST_SPAN_MS)
            self._waveform.show_view(scale.paged(at_ms))

    def _on_state(self, _state: object) -> None:
        self._show_place()
        self._on_position(self._playback.position_ms())
        self._run_frames()

    def _on_position(self, ms: int) -> None:
        playing = self._playback.state.is_playing
        self._waveform.show_position(ms)
        self.follow.moved(ms, playing=playing)
        self._waveform.set_sounding(self._sounding(ms) if playing else None)

    def _on_frame(self) -> None:
        ms = self._playback.position_ms()
        self._waveform.show_position(ms)
        self.follow.moved(ms, playing=True)

    def _run_frames(self) -> None:
        fine = self._waveform.scale.per_px < _TICKS_DO_MS_PER_PX
        if fine and self._playback.state.is_playing and self._waveform.isVisible():
            if not self._frames.isActive():
                self._frames.start()
        else:
            self._frames.stop()

    def _sounding(self, ms: int) -> tuple[int, int] | None:
        """From the latest stamp at or before a time to the next one after it."""
        marks = self._waveform.marks
        after = bisect_right(marks, ms, key=lambda m: m.start_ms)
        if after == 0:
            return None
        duration_ms = self._waveform.scale.duration_ms
        end_ms = marks[after].start_ms if after < len(marks) else duration_ms
        return marks[after - 1].start_ms, end_ms

    def _on_notes(self, notes: Notes) -> None:
        self._waveform.set_marks(marks_of(notes))

    def _on_levels(self, levels: Pyramid | None) -> None:
        self._levels = levels
        if levels is None:
            self._stretch = None
        elif self._waveform.scale.duration_ms <= 0 and not self._playback.state.is_usable:
            # The levels may be there before the player is.
            self._take_duration(levels.duration_ms)
            self._overview.set_duration(levels.duration_ms)
        self._overview.set_levels(levels)
        self._show_levels()
        self._look_closely()

    def _on_stretch(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._show_levels()

    def _show_levels(self) -> None:
        levels = self._levels
        self._waveform.set_levels(None if levels is None else Detailed(levels, self._stretch))

    def _look_closely(self) -> None:
        if self._levels is not None and self._waveform.isVisible():
            self.feed.want(self._waveform.scale)

    def _on_view(self, scale: Scale) -> None:
        self._show_frame(scale)
        self._run_frames()
        self._look_closely()

    def _on_toggled(self) -> None:
        self._show_frame(self._waveform.scale)
        self._run_frames()
        self._look_closely()
        self._show_checks()

    def _show_frame(self, scale: Scale) -> None:
        shown = self._window.waveform_open and scale.duration_ms > 0
        self._overview.set_view((scale.start_ms, scale.end_ms) if shown else None)

    def _show_checks(self) -> None:
        self._window.overview_row.follow.setChecked(self.follow.wanted)
        if self._actions is not None:
            self._actions.set_checked("view.waveform", self._window.waveform_open)
            self._actions.set_checked("view.follow", self.follow.wanted)

    # --- what it asks for

    def _scroll(self, views: float) -> None:
        scale = self._waveform.scale
        self._waveform.scroll_by(scale.scrolled(views * scale.span_ms))

    def _scroll_to(self, start_ms: float) -> None:
        scale = self._waveform.scale
        self._waveform.scroll_by(scale.at(start_ms, scale.per_px))

    def _written_ms(self, index: int, ms: int) -> int:
        notes = self._document.notes
        if index >= len(notes.segments):
            return ms
        return moved_ms(notes, notes.segments[index], ms)

    def _move(self, index: int, to_ms: int, held: bool) -> None:
        """One edit; nothing where the notes have changed under the marker."""
        mark = next((m for m in self._waveform.marks if m.index == index), None)
        if mark is None:
            return

        def change(notes: Notes) -> Edits:
            if index >= len(notes.segments):
                return ()
            segment = notes.segments[index]
            return move_stamp(notes, segment, to_ms) if segment.start_ms == mark.start_ms else ()

        self._segments.apply(change, join=("nudge", index) if held else None)

    def _show_segment(self, index: int) -> None:
        notes = self._document.fresh_notes()
        if index < len(notes.segments):
            self._window.editor.show_line(notes.segments[index].first_line)
