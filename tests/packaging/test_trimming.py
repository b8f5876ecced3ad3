"""What is left out of the bundle, and what never may be."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from building.reach import is_loaded_by_name, reached
from building.trimming import CUTS, Cut, cut_of

SITE = Path(str(find_spec("PySide6").origin)).parent.parent  # type: ignore[union-attr]
QT = SITE / "PySide6" / "Qt"
PLUGIN = QT / "plugins" / "multimedia" / "libffmpegmediaplugin.so"
# From the machine or from the program's own folder, not from the wheels.
ELSEWHERE = (r"^libmvec\.so", r"^notesapp/")


def places() -> list[str]:
    return [str(path.relative_to(SITE)) for path in SITE.glob("*/**/*") if path.is_file()]


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.pattern[:40])
def test_each_cut_says_why(cut: Cut):
    assert len(cut.why.split()) >= 2


@pytest.mark.skipif(not QT.exists(), reason="Qt's folder has another layout here")
def test_no_cut_is_left_over_from_older_packages():
    found = places()
    idle = [
        cut.pattern
        for cut in CUTS
        if cut.pattern not in ELSEWHERE and not any(re.search(cut.pattern, one) for one in found)
    ]
    assert idle == []


@pytest.mark.skipif(not PLUGIN.exists(), reason="no FFmpeg plugin where Linux has it")
def test_what_qt_plays_with_stays():
    elf = pytest.importorskip("building.elf")
    pytest.importorskip("elftools", reason="pyelftools is in the building environment only")
    wanted, open_ = set[str](), [PLUGIN]
    while open_:
        for name in elf.read_library(open_.pop()).needed:
            path = QT / "lib" / name
            if path.exists() and name not in wanted:
                wanted.add(name)
                open_.append(path)
    assert "libQt6Qml.so.6" in wanted
    assert [name for name in wanted if cut_of(f"PySide6/Qt/lib/{name}")] == []


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "resources/fonts/Inter-Regular.ttf",
        "hunspell/dictionaries/en_US.dic",
    ],
)
def test_what_the_program_loads_stays(place: str):
    assert cut_of(place) is None


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtwebengine_de.qm",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
    ],
)
def test_what_nobody_loads_goes(place: str):
    assert cut_of(place) is not None


def test_a_library_stays_as_long_as_somebody_needs_it():
    needs = {
        "PySide6/QtGui.abi3.so": ("libA.so.1",),
        "libA.so.1": ("libB.so.2", "libc.so.6"),
        "libB.so.2": ("libA.so.1",),
        "libgtk-3.so.0": ("libcairo.so.2",),
        "libcairo.so.2": (),
    }
    assert reached(needs) == {"PySide6/QtGui.abi3.so", "libA.so.1", "libB.so.2"}


def test_what_is_loaded_by_name_needs_nobody():
    assert is_loaded_by_name("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert is_loaded_by_name("vlc/plugins/codec/libaraw_plugin.so")
    assert is_loaded_by_name("hunspell/hunspell.cpython-311-x86_64-linux-gnu.so")
    assert is_loaded_by_name("libvlc.so.5")
    assert not is_loaded_by_name("av.libs/libx265-f5385bb8.so.216")
