"""What PyInstaller collects and the program never loads, each cut with its reason.

Places are those inside the bundle, with ``/``. What is not reached from anything that stays is
left out by ``reach``; here stands only what something reaches and still nobody needs. QtQml and
QtQuick are not here: Qt's FFmpeg plugin is linked against them, and without it there is no sound
and no message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CUTS", "EXCLUDED_MODULES", "LANGUAGES", "Cut", "cut_of"]

LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt_BR")


@dataclass(frozen=True, slots=True)
class Cut:
    """Places that are left out. ``pattern`` is searched in a place, ``why`` is for people."""

    pattern: str
    why: str


CUTS = (
    Cut(
        r"PySide6/Qt/plugins/(egldeviceintegrations|generic|networkinformation|tls)/",
        "screens without a desktop, raw input devices, connections: the program's web requests "
        "are urllib3's",
    ),
    Cut(
        r"PySide6/Qt/plugins/platforms/(?!libq(xcb|wayland|wayland-generic|offscreen)\.so)",
        "windows are shown by X11 or Wayland; offscreen is for commands and the self test",
    ),
    Cut(
        r"PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard",
        "a keyboard drawn with QML; desktops bring their own",
    ),
    Cut(
        r"PySide6/Qt/plugins/platformthemes/libqgtk3\.so",
        "brings GTK with cairo and pango; the portal theme tells dark from light too",
    ),
    Cut(
        r"PySide6/Qt/plugins/imageformats/libq(pdf|tga|wbmp|icns|tiff)\.so",
        "pictures of chapters are JPEG, PNG, GIF or WebP; icons are SVG",
    ),
    Cut(r"PySide6/Qt/qml/", "nothing is drawn with QML"),
    Cut(
        rf"PySide6/Qt/translations/(?!qtbase_({'|'.join(LANGUAGES)})\.qm)",
        "words of Qt's dialogs in languages and modules that the program does not have",
    ),
    Cut(r"(^|/)libQt6(Pdf|VirtualKeyboard|EglFS|EglFs)", "only the parts above need them"),
    Cut(r"^libmvec\.so", "a part of glibc, which is the machine's own"),
    Cut(r"^hunspell/(hunspell\.(cpp|pyx|pxd))$", "source text of the speller's binding"),
    Cut(r"(^|/)__pycache__/", "compiled on the building machine, and nothing imports it"),
    Cut(r"^notesapp/", "the program's modules are in the archive beside the executable"),
)

EXCLUDED_MODULES = (
    *("tkinter", "_tkinter", "lib2to3", "test", "unittest.mock", "pydoc_data", "idlelib"),
    *(
        "setuptools",
        "pkg_resources",
        "pip",
        "numpy.f2py",
        "numpy.testing",
        "numpy.random",
        "numpy.distutils",
    ),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtTest", "PySide6.QtPdf"),
)


def cut_of(place: str) -> Cut | None:
    """The cut that leaves a place out, or None where it stays."""
    return next((cut for cut in CUTS if re.search(cut.pattern, place)), None)
