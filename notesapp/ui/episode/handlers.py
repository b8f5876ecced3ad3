"""Which method each command calls, and the keys that buttons show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from notesapp.ui.kit.actions import Actions

if TYPE_CHECKING:
    from notesapp.ui.episode.episode import Episode


def handlers_of(episode: Episode) -> Mapping[str, Callable[..., object]]:
    """The handler of every command in the table."""
    editor = episode.window.editor
    files, segments, controls = episode.files, episode.segments, episode.controls
    playing, loops, sounds = controls.playing, controls.loops, controls.sounds
    views, history = episode.views, episode.history
    waves = episode.waveforms
    return {
        **episode.features.handlers(),
        "file.new": files.new,
        "file.open_notes": files.open_notes,
        "file.open_audio": files.open_audio,
        "file.open_sample": files.open_sample,
        "file.save": files.save,
        "file.save_as": files.save_as,
        "file.reload": files.reload,
        "file.keep_audio": files.keep_audio,
        "file.close": files.close,
        "file.quit": files.quit,
        "edit.undo": history.undo,
        "edit.redo": history.redo,
        "edit.cut": editor.cut,
        "edit.copy": editor.copy,
        "edit.paste": editor.paste,
        "edit.select_all": editor.selectAll,
        "segment.next": segments.next,
        "segment.ahead": segments.ahead,
        "segment.same": segments.same,
        "segment.next_plain": segments.next_plain,
        "segment.stamp": segments.stamp,
        "segment.remove_stamp": segments.remove_stamp,
        "segment.play": segments.play,
        "segment.hear": segments.hear,
        "segment.play_only": loops.play_segment,
        "segment.previous": segments.previous,
        "segment.following": segments.following,
        "playback.toggle": playing.toggle,
        "playback.back": playing.back,
        "playback.forward": playing.forward,
        "playback.go_to": playing.go_to,
        "playback.loop": lambda _: loops.toggle(),
        "playback.mark_start": loops.mark_start,
        "playback.mark_end": loops.mark_end,
        "playback.my_speed": playing.my_speed,
        "playback.slower": playing.slower,
        "playback.faster": playing.faster,
        "playback.speed": playing.ask_speed,
        "playback.mute": playing.mute,
        "playback.boost": sounds.choose_boost,
        "playback.delay": sounds.tune_delay,
        "playback.settings": sounds.open_settings,
        "playback.engine": playing.choose_engine,
        "view.outline": views.show_outline,
        "view.panel": views.show_panel,
        "view.details": lambda: views.show_tab("details"),
        "view.problems": lambda: views.show_tab("problems"),
        "view.preview": lambda: views.show_tab("preview"),
        "view.show_source": views.show_source,
        "view.larger": views.larger,
        "view.smaller": views.smaller,
        "view.normal": views.normal,
        "view.waveform": waves.show_waveform,
        "view.zoom_in": waves.zoom_in,
        "view.zoom_out": waves.zoom_out,
        "view.zoom_whole": waves.zoom_whole,
        "view.earlier": waves.earlier,
        "view.later": waves.later,
        "view.follow": waves.set_follow,
        "view.gain": waves.choose_gain,
        "view.theme": views.choose_theme,
        "view.line_width": views.choose_measure,
        "view.next_region": views.next_region,
        "view.previous_region": views.previous_region,
    }


_CHROME = {
    "play": "playback.toggle",
    "back": "playback.back",
    "forward": "playback.forward",
    "hear": "segment.hear",
    "loop": "playback.loop",
    "go_to": "playback.go_to",
    "mute": "playback.mute",
    "speed": "playback.my_speed",
    "publish": "publish.publish",
    "open_audio": "file.open_audio",
    "open_notes": "file.open_notes",
    "stamp": "segment.stamp",
    "next_segment": "segment.next",
}


def chrome_keys(actions: Actions) -> dict[str, str]:
    """The first key of each command that has a button, as the desktop writes it."""
    return {name: actions.key_of(command) for name, command in _CHROME.items()}
