"""The libraries that run here, with their licences, and the facts of this system for a report."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, version

from PySide6.QtCore import QLibraryInfo, QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from notesapp import __version__
from notesapp.player.choose import available

LIBRARIES: tuple[tuple[str, str], ...] = (
    ("PySide6-Essentials", "LGPL-3.0 or GPL"),
    ("PySide6-Addons", "LGPL-3.0 or GPL"),
    ("shiboken6", "LGPL-3.0 or GPL"),
    ("python-vlc", "LGPL-2.1-or-later"),
    ("av", "BSD-3-Clause, with FFmpeg: LGPL-3.0-or-later, libx264 and libx265: GPL-2.0-or-later"),
    ("numpy", "BSD-3-Clause"),
    ("markdown", "BSD-3-Clause"),
    ("mutagen", "GPL-2.0-or-later"),
    ("nh3", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("ruamel.yaml", "MIT"),
    ("Jinja2", "BSD-3-Clause"),
    ("MarkupSafe", "BSD-3-Clause"),
    ("jeepney", "MIT"),
    ("regex", "Apache-2.0 AND CNRI-Python"),
    ("urllib3", "MIT"),
    ("certifi", "MPL-2.0"),
    ("chunspell", "MIT, with Hunspell: MPL-1.1, GPL-2.0 or LGPL-2.1"),
)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Library:
    """One library as it is installed."""

    name: str
    version: str
    licence: str


def libraries() -> tuple[Library, ...]:
    """Those that are installed; the licence as each says it, else as this program knows it."""
    found = []
    for name, known in LIBRARIES:
        try:
            said = metadata(name)
            found.append(
                Library(name, version(name), _licence(said.json.get("license_expression"), known))
            )
        except PackageNotFoundError:
            continue
    return tuple(found)


def _licence(said: object, known: str) -> str:
    """What is bundled beside the library counts too, so the longer knowledge wins."""
    if not isinstance(said, str) or not said or len(said) > _LONGEST or said in known:
        return known
    return said


def system_facts() -> str:
    """What a report needs: versions, desktop, screens, engines. No names, paths or text."""
    screens = [
        f"{s.size().width()}×{s.size().height()} at {s.devicePixelRatio():g}"
        for s in QGuiApplication.screens()
    ]
    engines = [f"{e.name} {e.version}" if e.is_available else f"no {e.name}" for e in available()]
    facts = (
        ("Show Notes", __version__),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()}, {QGuiApplication.platformName()}"),
        ("Qt build", "shared" if QLibraryInfo.isSharedBuild() else "static"),
        ("Screens", "; ".join(screens)),
        ("Locale", QLocale.system().name()),
        ("Engines", "; ".join(engines)),
        ("Libraries", ", ".join(f"{entry.name} {entry.version}" for entry in libraries())),
    )
    return "\n".join(f"{name}: {value}" for name, value in facts) + "\n"
