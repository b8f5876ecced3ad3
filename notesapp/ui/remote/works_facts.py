"""What works on this system, each looked at when asked and nothing claimed unseen."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from notesapp.player.choose import EngineFact, available
from notesapp.remote.pedal_reader import connected, is_installed
from notesapp.remote.pedal_reports import KNOWN
from notesapp.spelling.server import own_folder
from notesapp.storage.dictionaries import dictionary_folders, find_dictionaries

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.remote.remote_control import RemoteControl


class Works(StrEnum):
    """How far something works here."""

    YES = "yes"
    NO = "no"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the list."""

    title: str
    works: Works
    sentence: str


def tr(text: str) -> str:
    """A sentence of this list in the user's language."""
    return QCoreApplication.translate("Works", text)


def quick_facts(desk: Desk, remote: RemoteControl) -> tuple[Fact, ...]:
    """What is known at once."""
    return (
        _keys_here(desk),
        _keys_elsewhere(remote),
        _global_keys(),
        _pedal_keys(desk, remote),
        _screen_reader(),
        input_method(os.environ, _input_plugins()),
        _outputs(desk),
        _printing(),
    )


def slow_facts() -> tuple[Fact, ...]:
    """What must be looked for: about 0.1 s, on any thread."""
    pedals = tuple(pedal.name for pedal in connected())
    folders = dictionary_folders(os.environ, sys.platform, Path.home())
    own = own_folder()
    found = find_dictionaries((*folders, own) if own is not None else folders)
    return (
        *(engine_fact(engine) for engine in available()),
        spelling_fact(own is not None, tuple(sorted(found))),
        usb_pedals(is_installed(), pedals),
    )


def spelling_fact(installed: bool, names: tuple[str, ...]) -> Fact:
    """Dictionaries, and whether there is what reads them."""
    title = tr("Spelling")
    if not installed:
        sentence = tr("Needs the package chunspell, which is not installed.")
        return Fact(title, Works.NO, sentence)
    if not names:
        return Fact(title, Works.NO, tr("No dictionary was found. Install one for Hunspell."))
    sentence = tr("Dictionaries found: {0}.").format(", ".join(names))
    return Fact(title, Works.YES, sentence)


def _keys_here(desk: Desk) -> Fact:
    own = desk.actions.portable_keys()
    media = sorted(key for key in own if "Media" in key)
    sentence = tr("In this window: {0}.").format(", ".join(media))
    if not media:
        sentence = tr("No media key is set. Give commands keys in the preferences.")
    return Fact(tr("Media keys, in the window"), Works.YES if media else Works.NO, sentence)


def _keys_elsewhere(remote: RemoteControl) -> Fact:
    title = tr("Media keys, from other programs")
    if remote.bus_name:
        sentence = tr("The desktop knows this player as {0} (MPRIS).").format(remote.bus_name)
        return Fact(title, Works.YES, sentence)
    if sys.platform.startswith("linux"):
        sentence = tr("There is no session bus, so no MPRIS. Use the keys in the window.")
    else:
        sentence = tr("Only Linux desktops have MPRIS. Use the keys in the window.")
    return Fact(title, Works.NO, sentence)


def _global_keys() -> Fact:
    platform = QGuiApplication.platformName()
    sentence = tr("This program takes no other keys while another one has the keyboard.")
    if platform.startswith("wayland"):
        sentence = tr("Wayland gives programs no keys typed into others.")
    return Fact(tr("Other keys, from other programs"), Works.NO, sentence)


def _pedal_keys(desk: Desk, remote: RemoteControl) -> Fact:
    title = tr("Foot pedal that sends keys")
    key = desk.settings.read().word("remote.pedal_play")
    if not key:
        command = desk.actions.key_of("playback.toggle")
        sentence = tr(
            "A pedal that sends {0} plays and pauses. To play while it is held, set its key in "
            "the preferences."
        )
        return Fact(title, Works.READY, sentence.format(command))
    held = tr("{0} plays while it is held."), tr("{0} plays and pauses.")
    return Fact(title, Works.YES, held[remote.pedal_mode != "hold"].format(key))


def usb_pedals(installed: bool, plugged_in: tuple[str, ...]) -> Fact:
    """Pedals that are no keyboards."""
    title = tr("USB foot pedal")
    names = ", ".join(pedal.name for pedal in KNOWN)
    if not installed:
        sentence = tr("Needs the package hidapi, which is not installed. Known: {0}.")
        return Fact(title, Works.NO, sentence.format(names))
    if not plugged_in:
        sentence = tr("No known pedal is plugged in. Known, but not tried by us: {0}.")
        return Fact(title, Works.READY, sentence.format(names))
    sentence = tr("Plugged in: {0}. This make was not tried by us; tell us if it does not work.")
    return Fact(title, Works.READY, sentence.format(", ".join(plugged_in)))


def _screen_reader() -> Fact:
    title = tr("Screen reader")
    if QAccessible.isActive():
        return Fact(title, Works.YES, tr("One is listening."))
    return Fact(title, Works.READY, tr("None is listening now. Start yours before this program."))


def _input_plugins() -> tuple[str, ...]:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforminputcontexts")
    return tuple(sorted(path.name for path in folder.glob("*"))) if folder.is_dir() else ()


def input_method(environment: Mapping[str, str], plugins: tuple[str, ...]) -> Fact:
    """The input method the desktop asks for, and whether this Qt has it."""
    title = tr("Input method")
    wanted = environment.get("QT_IM_MODULE", "")
    if not wanted:
        composes = any("compose" in name for name in plugins)
        dead = tr("The desktop names none. Qt composes dead keys itself.")
        none = tr("The desktop names none.")
        return Fact(title, Works.READY, dead if composes else none)
    known = {"xim": "compose"}.get(wanted, wanted).removesuffix("5")
    if any(known in name for name in plugins):
        return Fact(title, Works.YES, tr("{0}, as the desktop asks.").format(wanted))
    sentence = tr("The desktop asks for {0}, which this copy of Qt does not have.")
    return Fact(title, Works.NO, sentence.format(wanted))


def engine_fact(engine: EngineFact) -> Fact:
    """One audio engine."""
    title = tr("Audio engine {0}").format(engine.name)
    if engine.is_available:
        return Fact(title, Works.YES, tr("Version {0}.").format(engine.version))
    return Fact(title, Works.NO, engine.trouble)


def _outputs(desk: Desk) -> Fact:
    names = desk.controls.sound.facts().names
    title = tr("Sound outputs")
    if not names:
        return Fact(title, Works.READY, tr("Listed once audio is open."))
    return Fact(title, Works.YES, ", ".join(names))


def _printing() -> Fact:
    names = QPrinterInfo.availablePrinterNames()
    if names:
        return Fact(tr("Printing"), Works.YES, ", ".join(names))
    return Fact(tr("Printing"), Works.READY, tr("No printer was found. PDF files can be made."))
