"""Commands that publish."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need
from notesapp.core.destinations import DESTINATIONS, Destination

N, A = Need.NOTES, Need.AUDIO
_OUTLETS = tuple(entry for entry in DESTINATIONS if entry.key != "audio")


def _copy(entry: Destination) -> Command:
    key, title = f"publish.copy_{entry.key}", f"Copy for {entry.name}"
    return Command(key, title, "Publish", 0, (), (N,), group="Copy for")


PUBLISH: tuple[Command, ...] = (
    Command("publish.publish", "Publish…", "Publish", 0, ("Ctrl+P",), (N,)),
    Command(
        "publish.again",
        "Publish again",
        "Publish",
        0,
        (),
        (N, Need.PATH),
        tip="The last publication of these notes once more, into the same folder.",
    ),
    Command("publish.embed", "Put chapters into the audio…", "Publish", 0, (), (N, A)),
    Command(
        "publish.web_page",
        "Look of the web page…",
        "Publish",
        0,
        (),
        (N,),
        tip="Theme, colour, light or dark, for all web pages of the show.",
    ),
    Command(
        "publish.copy",
        "Copy for the destination",
        "Publish",
        0,
        ("Ctrl+Shift+C",),
        (N,),
        tip="The one chosen in the preview; what it is given goes onto the clipboard.",
    ),
    *(_copy(entry) for entry in _OUTLETS),
    Command(
        "publish.destination",
        "Destination",
        "Publish",
        0,
        (),
        (N,),
        choices=tuple((entry.key, entry.name) for entry in _OUTLETS),
        option="publish.destination",
        tip="Whom the preview shows the notes for.",
    ),
)
