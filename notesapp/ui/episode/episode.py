"""One window with one document: its parts built and wired here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from notesapp.audio.facts import mime_of
from notesapp.commands.context import context_of
from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import Edits
from notesapp.core.edits.header_edits import adds_source, set_header
from notesapp.core.model import Notes
from notesapp.core.query import segment_at_line
from notesapp.formats.base import AudioInfo
from notesapp.player.engine_room import EngineRoom
from notesapp.storage.recovery import RecoveryStore
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.state_file import StateFile
from notesapp.storage.versions import VersionStore
from notesapp.ui.episode.applied_settings import AppliedSettings
from notesapp.ui.episode.desk import Desk
from notesapp.ui.episode.handlers import handlers_of
from notesapp.ui.episode.listening import Listening
from notesapp.ui.episode.live import Facts, Live
from notesapp.ui.episode.parts import FEATURES
from notesapp.ui.episode.previewing import Previewing
from notesapp.ui.episode.waveforms import Waveforms
from notesapp.ui.episode.window_facts import WindowFacts
from notesapp.ui.files.audio_watch import AudioWatch
from notesapp.ui.files.file_actions import Doors, FileActions
from notesapp.ui.files.journal_keeper import JournalKeeper
from notesapp.ui.files.messages import Messages
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.files.version_keeper import VersionKeeper
from notesapp.ui.kit.actions import Actions
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.kit.features import Features
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.kit.look import Look
from notesapp.ui.segments.segment_actions import SegmentActions
from notesapp.ui.sound.controls import make_controls
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.history import History
from notesapp.ui.waveform.waveform_feed import LevelLoader
from notesapp.ui.window.main_window import MainWindow
from notesapp.ui.window.view_actions import ViewActions


@dataclass(frozen=True)
class Services:
    """What all windows share, handed in by the application."""

    settings: SettingsFile
    state: StateFile
    recovery: RecoveryStore
    versions: VersionStore
    executor: Executor
    writer: Executor
    dialogs: Dialogs
    cache: Path
    data: Path
    engines: EngineRoom
    restyle: Callable[[], None]
    apply_settings: Callable[[], None]
    load_levels: LevelLoader


class Episode(QObject):
    """Builds one window's objects and connects them."""

    def __init__(self, window: MainWindow, look: Look, services: Services, doors: Doors) -> None:
        super().__init__()
        values = services.settings.read()
        self.document = NotesDocument()
        skips = (values.whole("player.back_ms"), values.whole("player.forward_ms"))
        self.window = window
        window.build(look, self.document, skips)
        self.document.setParent(self.window.editor)
        self.jobs = Jobs(services.executor, self)
        self.session = NoteSession(
            self.document,
            JournalKeeper(self.document, services.recovery, self),
            VersionKeeper(services.versions, services.writer.submit, self),
            lambda: services.settings.read().is_on("editor.autosave"),
            lambda: services.settings.read().whole("editor.autosave_delay_ms"),
            self,
            unfinished=services.state.unfinished,
        )
        wanted = values.word("player.engine")
        self.playback = Playback(
            services.engines.make, wanted, self, prepare=services.engines.get_ready
        )
        self.playback.set_volume(values.whole("player.volume"))
        self.live = Live(self.jobs, self.audio_info, self)
        self.previewing = Previewing(self.audio_info, self.base_name, self)
        self._services = services
        self.features = Features(FEATURES, lambda: self._desk(doors))
        self._make_actions(services, doors)
        self.facts = WindowFacts(
            self.window, self.document, self.session, self.playback, self.actions
        )
        self._wire_text()
        self._wire_player()
        self._wire_files()
        self.applied = AppliedSettings(
            window,
            self.actions,
            self.playback,
            self.waveforms,
            self.listening,
            self.facts,
            services.settings,
        )
        self.applied.start(lambda said, kind: self.messages.say("settings", said, kind))
        self._on_columns()
        self.refresh_context()
        QTimer.singleShot(0, self, self.features.wake)

    # --- what others ask

    def audio_info(self) -> AudioInfo:
        """The audio as formats need it."""
        path = self.playback.path
        if path is None:
            return AudioInfo()
        duration = self.playback.state.duration_ms or None
        return AudioInfo(path.name, duration, self.watch.size_bytes, mime_of(path))

    def base_name(self) -> str:
        """The name exports start with."""
        return Path(self.session.name or "notes.md").stem

    def refresh_context(self) -> None:
        """Compute what commands can do now."""
        state = self.playback.state
        notes = self.document.notes if self.session.is_open else None
        self.actions.update(
            context_of(
                notes,
                self.window.editor.textCursor().blockNumber(),
                audio=state.is_usable,
                playing=state.is_playing,
                looping=self.controls.looping.loop is not None,
                undo=self.document.qt.isUndoAvailable(),
                redo=self.document.qt.isRedoAvailable(),
                changes=self.document.dirty,
                path=self.session.path is not None,
            )
        )
        self.facts.show_moves()

    def close(self) -> None:
        """Let go of everything; the window has been closed."""
        self.session.journal.close()
        self.jobs.close()
        self.previewing.close()
        self.waveforms.close()
        self.playback.close()

    def _desk(self, doors: Doors) -> Desk:
        return Desk(
            window=self.window,
            document=self.document,
            session=self.session,
            playback=self.playback,
            controls=self.controls,
            segments=self.segments,
            history=self.history,
            files=self.files,
            live=self.live,
            previewing=self.previewing,
            jobs=self.jobs,
            messages=self.messages,
            actions=self.actions,
            settings=self._services.settings,
            state=self._services.state,
            data=self._services.data,
            dialogs=self._services.dialogs,
            doors=doors,
            look=lambda: self.window.look,
            audio_info=self.audio_info,
            base_name=self.base_name,
            refresh_context=self.refresh_context,
            apply_settings=self._services.apply_settings,
        )

    # --- building

    def _make_actions(self, services: Services, doors: Doors) -> None:
        window = self.window
        settings = services.settings
        self.history = History(self.document, window.editor, self)
        self.segments = SegmentActions(
            self.document,
            window.editor,
            self.playback,
            lambda: settings.read().whole("stamp.reaction_ms"),
            lambda: settings.read().whole("player.hear_before_ms"),
            self,
        )
        self.watch = AudioWatch(self.session, self.playback, services.state, self)
        self.files = FileActions(
            window,
            self.session,
            self.playback,
            self.watch,
            services.state,
            services.dialogs,
            doors,
        )
        self.controls = make_controls(
            window, self.document, self.playback, settings, services.dialogs, services.cache
        )
        self.views = ViewActions(window, settings, services.restyle)
        self.waveforms = Waveforms(
            window, self.document, self.playback, self.segments, settings, services.load_levels
        )
        overrides = settings.read().lists("keys.overrides")
        self.messages = Messages(window, self.files, self.watch, self.session, services.dialogs)
        self.actions = Actions(window, handlers_of(self), overrides, window.editor)

    def apply_settings(self) -> None:
        """Follow the settings file."""
        self.applied.apply()
        self.refresh_context()

    # --- wiring

    def _wire_text(self) -> None:
        window, document = self.window, self.document
        editor = window.editor
        document.notes_changed.connect(self._on_notes)
        document.dirty_changed.connect(lambda _: self.refresh_context())
        document.text_changed.connect(self.facts.show_saved)
        editor.caret_moved.connect(lambda line, _: self._on_caret(line))
        editor.undo_requested.connect(self.history.undo)
        editor.redo_requested.connect(self.history.redo)
        editor.stamp_clicked.connect(lambda ms, _: self.playback.play_from(ms))
        editor.attributes_clicked.connect(self._open_attributes)
        editor.files_dropped.connect(self.files.open_paths)
        window.card.clicked.connect(lambda: self.actions.run("view.details"))
        window.stamp_move.clicked.connect(lambda: self.actions.run("segment.stamp"))
        window.next_move.clicked.connect(lambda: self.actions.run("segment.next"))
        window.outline.line_activated.connect(editor.show_line)
        window.outline.play_requested.connect(self.segments.play_index)
        details = window.panel.details
        details.header_changed.connect(
            lambda key, value: self._apply_form(
                lambda notes: set_header(notes, key, value), ("header", key)
            )
        )
        details.attribute_changed.connect(self._set_attribute)
        details.undo_requested.connect(self.history.undo)
        details.redo_requested.connect(self.history.redo)
        details.choose_audio_requested.connect(self.files.open_audio)
        details.line_activated.connect(editor.show_line)
        window.panel.problems.line_activated.connect(editor.show_line)
        window.panel.preview.play_requested.connect(self.playback.play_from)
        window.panel.preview.link_activated.connect(QDesktopServices.openUrl)
        window.panel.tab_changed.connect(lambda _: self._on_columns())
        window.columns_changed.connect(self._on_columns)
        window.status.problems_requested.connect(lambda: self.actions.run("view.problems"))
        window.status.saved_requested.connect(lambda: self.actions.run("file.save"))
        window.status.room_requested.connect(lambda: self.actions.run("view.preview"))
        window.status.place_requested.connect(lambda: self.actions.run("edit.go_to_line"))
        window.status.stamp_style_requested.connect(lambda: self.actions.run("segment.convert"))
        self.live.facts_changed.connect(self._on_facts)
        self.document.text_changed.connect(self.live.put_off)
        self.previewing.given_up.connect(window.panel.preview.keep_last)
        self.segments.refused.connect(lambda text: self.messages.say("segment", text))

    def _wire_player(self) -> None:
        self.listening = Listening(
            self.window,
            self.document,
            self.controls,
            self.segments,
            self.actions,
            self.messages,
            self._services.settings,
            self.refresh_context,
        )
        self.playback.audio_changed.connect(self._on_audio)

    def _wire_files(self) -> None:
        window, files = self.window, self.files
        start = window.start
        start.open_audio_requested.connect(files.open_audio)
        start.open_notes_requested.connect(files.open_notes)
        start.sample_requested.connect(files.open_sample)
        start.recent_requested.connect(files.open_path)
        start.files_dropped.connect(files.open_paths)
        window.files_dropped.connect(files.open_paths)
        window.activated.connect(self._look_at_disk)
        window.activated.connect(self.watch.look)
        window.may_close = files.may_close
        files.trouble_found.connect(self.messages.tell)
        files.import_requested.connect(lambda path: self.features.get("import").show_path(path))
        files.apply_requested.connect(self.segments.apply)
        files.keep_audio_offered.connect(self.messages.offer_to_keep_audio)
        session = self.session
        session.path_changed.connect(self._on_path)
        session.saved.connect(self._on_saved)
        session.save_refused.connect(lambda text: self.messages.say("save", text, "error"))
        session.disk_changed.connect(self.messages.say_changed_on_disk)
        session.loss_found.connect(lambda text: self.messages.say("loss", text, kind="warning"))
        self.actions.about_to_show.connect(self._fill_menu)

    def _fill_menu(self, name: str, menu: QMenu) -> None:
        if name == "file.open_recent":
            self.files.fill_recent(menu)
        else:
            self.controls.sounds.fill_outputs(menu)

    # --- reactions

    def _on_notes(self, notes: Notes) -> None:
        if not self.session.is_open:
            return
        self.window.bar.drop("segment")
        self.facts.show_notes(notes)
        self._on_caret(self.window.editor.textCursor().blockNumber())
        self.live.take(notes)
        self.previewing.take(notes)

    def _on_caret(self, line: int) -> None:
        notes = self.document.notes
        self.window.outline.show_current(line)
        self.window.panel.details.show_segment(segment_at_line(notes, line))
        self.facts.show_place()
        self.refresh_context()

    def _on_facts(self, facts: Facts) -> None:
        self.facts.show_facts(facts)

    def _on_columns(self) -> None:
        """What is open is what the menu says, and only a preview in sight is rendered."""
        window = self.window
        self.actions.set_checked("view.outline", window.outline_open)
        self.actions.set_checked("view.panel", window.panel_open)
        self.previewing.want(window.panel_open and window.panel.current_tab() == "preview")

    def _on_audio(self) -> None:
        if self.session.is_open:
            self.live.take(self.document.notes)
            self.previewing.take(self.document.notes)
        self.refresh_context()

    def _on_path(self) -> None:
        self.facts.show_file()
        self.window.transport.set_publish_needs("")
        self._on_notes(self.document.notes)
        self.refresh_context()

    def _on_saved(self) -> None:
        self.window.bar.drop("save")
        self.window.bar.drop("disk")
        self.facts.mark_saved()
        self.files.remember()
        self.refresh_context()

    def _look_at_disk(self) -> None:
        if self.session.is_open:
            QTimer.singleShot(0, self, self.session.disk.look)

    def _set_attribute(self, index: int, key: str, value: str) -> None:
        def change(notes: Notes) -> Edits:
            if index >= len(notes.segments):
                return ()
            return set_attribute(notes, notes.segments[index], key, value)

        self._apply_form(change, ("attribute", index, key))

    def _apply_form(self, change: Callable[[Notes], Edits], join: object) -> None:
        """A keystroke in a form; plain text is offered as Markdown first (ruling 12)."""
        edits = change(self.document.fresh_notes())
        if self.session.is_plain_text and adds_source(edits):
            sentence = self.tr("Plain text has no place for this. Save the notes as Markdown.")
            self.messages.say("plain_text", sentence, "note")
            return
        self.segments.apply(change, join=join)

    def _open_attributes(self, line: int) -> None:
        segment = segment_at_line(self.document.notes, line)
        if segment is not None:
            self.window.editor.show_line(segment.first_line)
        self.actions.run("view.details")
