"""What the parts of a window may use of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from notesapp.formats.base import AudioInfo
    from notesapp.storage.settings_file import SettingsFile
    from notesapp.storage.state_file import StateFile
    from notesapp.ui.episode.live import Live
    from notesapp.ui.episode.previewing import Previewing
    from notesapp.ui.files.file_actions import Doors, FileActions
    from notesapp.ui.files.messages import Messages
    from notesapp.ui.files.note_session import NoteSession
    from notesapp.ui.kit.actions import Actions
    from notesapp.ui.kit.dialogs import Dialogs
    from notesapp.ui.kit.jobs import Jobs
    from notesapp.ui.kit.look import Look
    from notesapp.ui.segments.segment_actions import SegmentActions
    from notesapp.ui.sound.controls import Controls
    from notesapp.ui.sound.playback import Playback
    from notesapp.ui.text.document import NotesDocument
    from notesapp.ui.text.history import History
    from notesapp.ui.window.main_window import MainWindow


@dataclass(frozen=True)
class Desk:
    """What a feature may use of the window it belongs to. ``look`` gives the look of now.

    ``apply_settings`` makes every open window follow the settings file, ``data`` is the folder of
    what the user made besides notes.
    """

    window: MainWindow
    document: NotesDocument
    session: NoteSession
    playback: Playback
    controls: Controls
    segments: SegmentActions
    history: History
    files: FileActions
    live: Live
    previewing: Previewing
    jobs: Jobs
    messages: Messages
    actions: Actions
    settings: SettingsFile
    state: StateFile
    data: Path
    dialogs: Dialogs
    doors: Doors
    look: Callable[[], Look]
    audio_info: Callable[[], AudioInfo]
    base_name: Callable[[], str]
    refresh_context: Callable[[], None]
    apply_settings: Callable[[], None]
