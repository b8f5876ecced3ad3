"""The kept versions by time, newest first."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from notesapp.storage.versions import Version
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round
from notesapp.ui.kit.preview_list import EDGE, PreviewDelegate, PreviewList
from notesapp.ui.kit.steady_list import Index, is_selected
from notesapp.ui.versions.version_words import whens, why

ROW = int(Qt.ItemDataRole.UserRole)
WHEN = ROW + 1
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ABOVE = 7


class VersionModel(QAbstractListModel):
    """The versions."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: tuple[Version, ...] = ()
        self._whens: list[str] = []

    def show(self, versions: tuple[Version, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.versions, self._whens = versions, whens(versions)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.versions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        version = self.versions[index.row()]
        if role == ROW:
            return version
        if role == WHEN:
            return self._whens[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._whens[index.row()]}, {why(version)}"
        return None


class VersionDelegate(PreviewDelegate):
    """When, and below it why."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        fonts = self._look.fonts
        return QSize(100, fonts.line("body") + fonts.line("small") + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look, option.rect
        version: Version = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected(option):
            fill_round(painter, rect.adjusted(4, 2, -4, -2), 6, look.color("soft"))
        top, line = rect.top() + _ABOVE, look.fonts.line("body")
        box = QRect(rect.left() + EDGE, top, rect.width() - 2 * EDGE, line)
        self._draw(painter, box, look.font("strong", tabular=True), "ink", index.data(WHEN))
        box = QRect(box.left(), top + line, box.width(), look.fonts.line("small"))
        self._draw(painter, box, look.font("small"), "ink2", why(version))
        self.paint_ring(painter, option)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, font: QFont, token: str, words: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)


class VersionList(PreviewList):
    """Up and down walk the versions; ``version_changed`` carries the row, -1 for none."""

    version_changed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.rows = VersionModel()
        super().__init__(look, self.rows, parent)
        self.setItemDelegate(VersionDelegate(look, self))
        self.setAccessibleName(self.tr("Earlier versions"))

    def show_versions(self, versions: tuple[Version, ...]) -> None:
        """Show versions and go to the newest."""
        self.rows.show(versions)
        if versions:
            self.setCurrentIndex(self.rows.index(0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.version_changed.emit(current.row())
