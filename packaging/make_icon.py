#!/usr/bin/env python3
"""Render the application's icon to PNG from its drawing: python packaging/make_icon.py.

Small sizes have a drawing of their own, with fewer and thicker strokes. Needs PySide6.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "app"
APP_ID = "org.notesapp.ShowNotes"
SMALL_UP_TO = 24
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def main() -> int:
    """Write one PNG a size beside the drawing; returns the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication(sys.argv)
    for size in SIZES:
        drawing = f"{APP_ID}-small.svg" if size <= SMALL_UP_TO else f"{APP_ID}.svg"
        image = _rendered(FOLDER / drawing, size)
        if not image.save(str(FOLDER / f"{APP_ID}-{size}.png")):
            print(f"{APP_ID}-{size}.png could not be written.", file=sys.stderr)
            return 1
    app.quit()
    return 0


def _rendered(drawing: Path, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    return image


if __name__ == "__main__":
    sys.exit(main())
