"""Whether things may move by themselves, in one place: what fades or glides asks its look."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyle

REDUCED = "reduced"
STILL = "* { widget-animation-duration: 0; }"


def wants_motion(setting: str) -> bool:
    """Whether the person and the desktop want motion; ``setting`` is ``system`` or ``reduced``.

    Needs a QApplication. Qt tells of the desktop's wish through the style.
    """
    moves = QStyle.StyleHint.SH_Widget_Animate
    return setting != REDUCED and QApplication.style().styleHint(moves) != 0
