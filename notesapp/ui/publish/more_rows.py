"""The formats that few people need: one line until somebody wants them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Label
from notesapp.ui.publish.publish_rows import Card, PublishRow, RowWidget


class MoreRows(QWidget):
    """Folded, its rows are not even made; unfolded once, they stay.

    ``unfolded`` carries whether they are in sight now, after somebody changed it.
    """

    unfolded = Signal(bool)

    def __init__(
        self, look: Look, rows: list[PublishRow], made: Callable[[PublishRow], RowWidget]
    ) -> None:
        super().__init__()
        self._look, self.rows, self._made = look, rows, made
        self._card: Card | None = None
        words = self.tr("More formats")
        self.button = FlatButton(
            look, words, icon="chevron-right", text=words, size=24, weight=600, token="ink"
        )
        self.fact = Label(look, "", role="small", token="ink3")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.button)
        head.addWidget(self.fact)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self.button.clicked.connect(self._turn)

    def is_open(self) -> bool:
        """Whether the rows are in sight."""
        return self._card is not None and self._card.isVisibleTo(self)

    def set_open(self, wanted: bool) -> None:
        """Show the rows or hide them."""
        if wanted and self._card is None:
            self._card = Card(self._look, [self._made(row) for row in self.rows])
            self._column.addWidget(self._card)
        if self._card is not None:
            self._card.setVisible(wanted)
        self.button.setAccessibleDescription(self.tr("Shown") if wanted else self.tr("Folded"))
        self.button.set_icon("chevron-down" if wanted else "chevron-right")

    def show_chosen(self, chosen: int) -> None:
        """Say how many there are, and how many of them are ticked."""
        words = self.tr("{0} kinds, {1} chosen").format(len(self.rows), chosen)
        self.fact.set_text(words if chosen else self.tr("{0} kinds").format(len(self.rows)))

    def _turn(self) -> None:
        self.set_open(not self.is_open())
        self.unfolded.emit(self.is_open())
