"""Hears of outputs that come and go, whichever library plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtMultimedia import QMediaDevices

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def watch_outputs(owner: QObject, tell: Callable[[], None]) -> None:
    """Call ``tell`` whenever other outputs are there, for as long as ``owner`` lives."""
    devices = QMediaDevices(owner)
    devices.audioOutputsChanged.connect(tell)
