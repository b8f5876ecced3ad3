"""Stands where the browser is: what would have been opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot


class OpenedAddresses(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.addresses.append(address.toString())
