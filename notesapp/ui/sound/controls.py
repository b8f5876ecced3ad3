"""What acts on one window's player, built together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.sound.loop_actions import LoopActions
from notesapp.ui.sound.looping import Looping
from notesapp.ui.sound.playback import Playback
from notesapp.ui.sound.playback_actions import PlaybackActions
from notesapp.ui.sound.sound_actions import SoundActions
from notesapp.ui.sound.sound_output import SoundOutput
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.window.main_window import MainWindow


@dataclass(frozen=True)
class Controls:
    """The player, what keeps it to loops and outputs, and the commands on all of it."""

    playback: Playback
    looping: Looping
    sound: SoundOutput
    playing: PlaybackActions
    loops: LoopActions
    sounds: SoundActions


def make_controls(
    window: MainWindow,
    document: NotesDocument,
    playback: Playback,
    settings: SettingsFile,
    dialogs: Dialogs,
    cache: Path,
) -> Controls:
    """All of it for one window; ``cache`` is a folder for what can be made again."""
    looping = Looping(playback, window)
    sound = SoundOutput(playback, settings, window)
    return Controls(
        playback,
        looping,
        sound,
        PlaybackActions(window, playback, looping, settings, dialogs),
        LoopActions(document, window.editor, playback, looping, window),
        SoundActions(window, playback, sound, settings, cache),
    )
