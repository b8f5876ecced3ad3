"""The report of a crash as text: versions, places, the last lines of the log, nobody's words."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from notesapp import __version__

_SHORTEST_NAME = 4
_LIBRARIES = ("PySide6-Essentials", "av", "numpy", "python-vlc")


def system_lines(engine: str, theme: str, running_s: float) -> tuple[str, ...]:
    """What runs here. Starts nothing and asks no library that is not at work already."""
    facts = (
        ("Show Notes", __version__),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()}, {QGuiApplication.platformName()}"),
        ("Desktop", os.environ.get("XDG_CURRENT_DESKTOP", "") or "not said"),
        ("Engine", engine or "none yet"),
        ("libVLC", _libvlc()),
        ("Libraries", ", ".join(_versions())),
        ("Theme", theme),
        ("Running for", f"{running_s:.0f} s"),
    )
    return tuple(f"{name}: {value}" for name, value in facts)


def report_text(
    system: Sequence[str],
    trace: str,
    log_lines: Sequence[str],
    names: Iterable[str] = (),
    texts: Sequence[str] = (),
) -> str:
    """Everything in one text. ``names`` of files are taken out; ``texts`` of notes are added."""
    parts = ["\n".join(system), f"What happened:\n{trace.rstrip()}"]
    if log_lines:
        parts.append("Last lines of the log:\n" + "\n".join(log_lines))
    plain = _without("\n\n".join(parts), names)
    notes = [f"Notes {number}:\n{text}" for number, text in enumerate(texts, 1)]
    return "\n\n".join([plain, *notes]) + "\n"


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(set(names), key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            # Notes called "notes" leave the names of our own files as they are.
            whole = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
            text = re.sub(whole, "(a name)", text)
    return text


def _versions() -> Iterable[str]:
    from importlib.metadata import PackageNotFoundError, version  # 20 ms, for reports only

    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def _libvlc() -> str:
    """The version, where the library has been loaded already."""
    vlc = sys.modules.get("vlc")
    try:
        said = vlc.libvlc_get_version() if vlc is not None else b""
    except Exception:  # whatever is wrong with it, the report goes on
        return "not asked"
    return said.decode("utf-8", "replace") if isinstance(said, bytes) and said else "not loaded"
