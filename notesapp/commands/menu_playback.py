"""Commands on what sounds."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import KIND_NAMES, Context, Need
from notesapp.core.model import SegmentKind

A = Need.AUDIO


def _loop_title(context: Context) -> str:
    if context.looping:
        return "Loop"
    return f"Loop this {KIND_NAMES.get(context.segment or SegmentKind.TOPIC, 'segment')}"


def _play_title(context: Context) -> str:
    return "Pause" if context.playing else "Play"


PLAYBACK: tuple[Command, ...] = (
    Command(
        "playback.toggle",
        "Play",
        "Playback",
        0,
        ("F4", "Media Play", "Toggle Media Play/Pause"),
        (A,),
        wording=_play_title,
        text_keys=("Esc",),
    ),
    Command("playback.back", "Back", "Playback", 0, ("Ctrl+R", "Media Previous"), (A,)),
    Command("playback.forward", "Forward", "Playback", 0, ("Ctrl+Shift+R", "Media Next"), (A,)),
    Command(
        "playback.stop",
        "Stop here",
        "Playback",
        0,
        ("Media Stop", "Media Pause"),
        (A,),
        tip="Pauses where it plays, for media keys that only stop.",
    ),
    Command("playback.go_to", "Go to time…", "Playback", 0, ("Ctrl+Shift+J",), (A,)),
    Command(
        "playback.loop",
        "Loop this segment",
        "Playback",
        1,
        ("F5",),
        (A,),
        checkable=True,
        wording=_loop_title,
        tip="Plays the segment, or what is marked, again and again.",
    ),
    Command("playback.mark_start", "Start the loop here", "Playback", 1, ("Shift+F5",), (A,)),
    Command("playback.mark_end", "End the loop here", "Playback", 1, ("Ctrl+Shift+F5",), (A,)),
    Command("playback.my_speed", "1× or my speed", "Playback", 2, ("Ctrl+T",), (A,)),
    Command("playback.slower", "Slower", "Playback", 2, ("Ctrl+[",), (A,)),
    Command("playback.faster", "Faster", "Playback", 2, ("Ctrl+]",), (A,)),
    Command("playback.speed", "Other speed…", "Playback", 2, ("Ctrl+Shift+T",), (A,)),
    Command("playback.mute", "Mute", "Playback", 3, ("Ctrl+M",)),
    Command(
        "playback.boost",
        "Louder for quiet voices",
        "Playback",
        3,
        choices=(("0", "Off"), ("6", "+6 dB"), ("12", "+12 dB")),
        option="player.boost_db",
    ),
    Command("playback.output", "Sound output", "Playback", 4, option="player.output"),
    Command(
        "playback.delay",
        "Tune the output delay…",
        "Playback",
        4,
        (),
        (A,),
        tip="Finds out by tapping along how late the sound is heard.",
    ),
    Command(
        "playback.engine",
        "Audio engine",
        "Playback",
        4,
        choices=(("auto", "Automatic"), ("vlc", "VLC"), ("qt", "Qt")),
        option="player.engine",
    ),
    Command("playback.settings", "Playback settings…", "Playback", 5),
)
