"""Which engine plays: libVLC where it really is, Qt Multimedia otherwise, or as asked."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from notesapp.errors import AudioTrouble
from notesapp.player import libvlc
from notesapp.player.sound_server import ServerLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from notesapp.player.driver import Driver
    from notesapp.player.libvlc import Library
    from notesapp.player.loading import Opener
    from notesapp.player.port import PlayerPort
    from notesapp.player.qt_player import Player

AUTO = "auto"
VLC = "vlc"
QT = "qt"
CHOICES = (AUTO, VLC, QT)

NO_QT = "Qt Multimedia was not found. Install PySide6-Addons, or VLC."
QT_BROKEN = "Qt Multimedia does not start. Install the system's audio libraries, or VLC."
NO_ENGINE = "No audio can be played. Install VLC, or PySide6-Addons."


@dataclass(frozen=True, slots=True)
class EngineFact:
    """Whether one engine is there: its version, or the sentence saying why not."""

    key: str
    name: str
    version: str
    trouble: str

    @property
    def is_available(self) -> bool:
        """Whether it can be asked to play."""
        return not self.trouble


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine to use, "" where there is none, and a sentence where it is not as asked."""

    key: str
    note: str
    engines: tuple[EngineFact, ...]


def available() -> tuple[EngineFact, ...]:
    """Return what there is, best first. Imports no Qt; starts libVLC once, about 0.1 s."""
    fact, library = vlc_fact(("--aout=dummy",))
    if library:
        library.instance.release()
    return (fact, qt_fact())


def choose(wanted: str = AUTO, engines: tuple[EngineFact, ...] | None = None) -> Choice:
    """Pick among ``engines`` (default: what is there). What was asked for wins if it is there."""
    engines = available() if engines is None else engines
    usable = tuple(engine for engine in engines if engine.is_available)
    if not usable:
        return Choice("", NO_ENGINE, engines)
    asked = next((engine for engine in engines if engine.key == wanted), None)
    if asked is None or asked.is_available:
        return Choice((asked or usable[0]).key, "", engines)
    return Choice(usable[0].key, f"{asked.trouble} Playing with {usable[0].name}.", engines)


def make_engine(
    key: str,
    vlc_options: tuple[str, ...] = (),
    *,
    library: Library | None = None,
    opener: Opener | None = None,
    vlc_prepare: Callable[[Any], None] | None = None,
    link: ServerLink | None = None,
) -> PlayerPort:
    """Return the engine called ``key``; needs a Qt application. Raises AudioTrouble.

    ``vlc_options`` go to libVLC as they are, for instance ``--aout=dummy``; a ``library`` that
    is given was started with its own, and its owner lets go of it. ``opener`` opens audio in
    place of ``open_source``, on a worker thread; ``vlc_prepare`` is called with each of
    libVLC's players before it opens a file. All engines of a program share one ``link``.
    """
    link = link or ServerLink()
    if key == VLC:
        from notesapp.player.vlc_engine import VlcDriver

        used = library or libvlc.load(vlc_options)
        driver = VlcDriver(used, vlc_prepare)
        if library is None:
            used.instance.release()  # the driver's own hold is left
        return cast("PlayerPort", _player(driver, opener, link))
    if key != QT:
        raise AudioTrouble(NO_ENGINE, f"no engine is called {key!r}")
    try:
        from notesapp.player.qt_engine import QtDriver
    except ImportError as error:
        raise AudioTrouble(QT_BROKEN, str(error)) from error
    qt = QtDriver(link)
    player = _player(qt, opener, link)
    qt.said.connect(player.poll_soon)
    return cast("PlayerPort", player)


def _player(driver: Driver, opener: Opener | None, link: ServerLink) -> Player:
    from notesapp.player.qt_player import Player

    try:
        from notesapp.player.qt_outputs import watch_outputs
        from notesapp.player.qt_warmth import Warmth
    except ImportError:  # libVLC plays well without Qt Multimedia
        return Player(driver, opener=opener)
    return Player(driver, opener=opener, warmth=Warmth(link), watch=watch_outputs)


def vlc_fact(options: tuple[str, ...] = ()) -> tuple[EngineFact, Library | None]:
    """Start libVLC; return what is to be said of it, and it."""
    try:
        library = libvlc.load(options)
    except AudioTrouble as trouble:
        return EngineFact(VLC, "VLC", "", trouble.sentence), None
    return EngineFact(VLC, "VLC", library.version, ""), library


def qt_fact() -> EngineFact:
    """See whether Qt Multimedia is installed, without importing it."""
    spec = importlib.util.find_spec("PySide6")  # looks, but does not import
    folders = spec.submodule_search_locations if spec else None
    found = any(any(Path(folder).glob("QtMultimedia.*")) for folder in folders or ())
    if not found:
        return EngineFact(QT, "Qt", "", NO_QT)
    return EngineFact(QT, "Qt", _pyside_version(), "")


def _pyside_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    for package in ("PySide6_Addons", "PySide6"):
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return ""
