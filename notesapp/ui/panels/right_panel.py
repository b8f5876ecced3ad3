"""The right column: details, problems and preview behind three tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from notesapp.ui.kit.heads import HEIGHT
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, focus_ring
from notesapp.ui.kit.steady_list import BY_KEYBOARD
from notesapp.ui.kit.widgets import Ground
from notesapp.ui.panels.details import Details
from notesapp.ui.panels.preview import Preview
from notesapp.ui.panels.problems_panel import ProblemsPanel

_HALF_GAP = 12


class PanelTabs(QTabBar):
    """Tabs as words with a line below the current one; a count stands beside its word."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._counts: dict[int, int] = {}
        self._ring = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, index: int, count: int, spoken: str) -> None:
        """Show a number beside a tab's word; none for 0."""
        self._counts[index] = count
        self.setAccessibleTabName(index, spoken)
        self.updateGeometry()
        # the only way to make a tab bar ask for its sizes again
        self.setTabText(index, self.tabText(index))

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        strong = QFontMetrics(self._look.font("strong"))
        width = strong.horizontalAdvance(self.tabText(index)) + 2 * _HALF_GAP + 1
        pill = self._pill_width(index)
        return QSize(width + (pill + 8 if pill else 0), HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _pill_width(self, index: int) -> int:
        count = self._counts.get(index, 0)
        if not count:
            return 0
        metrics = QFontMetrics(self._look.font("micro", weight=600, tabular=True))
        return max(18, metrics.horizontalAdvance(str(count)) + 10)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look, current = self._look, index == self.currentIndex()
        box = self.tabRect(index).adjusted(_HALF_GAP, 0, -_HALF_GAP, 0)
        hot = self.underMouse() and self.tabRect(index).contains(
            self.mapFromGlobal(self.cursor().pos())
        )
        painter.setFont(self._font(current))
        painter.setPen(look.color("ink" if current or hot else "ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.tabText(index))
        pill = self._pill_width(index)
        if pill:
            self._paint_pill(painter, QRect(box.right() + 1 - pill, 11, pill, 18), index)
        if current:
            painter.fillRect(box.left(), HEIGHT - 2, box.width(), 2, look.color("accent"))
            if self._ring and self.hasFocus():
                focus_ring(painter, box.adjusted(-8, 6, 8, -6), 6, look.color("accent"))

    def _paint_pill(self, painter: QPainter, rect: QRect, index: int) -> None:
        look = self._look
        fill_round(painter, rect, 9, look.color("well"))
        painter.setFont(look.font("micro", weight=600, tabular=True))
        painter.setPen(look.color("ink2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._counts[index]))

    def _font(self, current: bool) -> QFont:
        return self._look.font("strong" if current else "body", weight=600 if current else 500)


class PanelHead(Ground):
    """The ground of the tabs with its hairline."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "bg", parent)
        self.setFixedHeight(HEIGHT)
        self.tabs = PanelTabs(look, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 - _HALF_GAP, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.color("line"))
        painter.end()


class RightPanel(QWidget):
    """The three panels as ``details``, ``problems`` and ``preview``, one of them on show."""

    NAMES = ("details", "problems", "preview")

    tab_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Details, problems and preview"))
        self.details = Details(look)
        self.problems = ProblemsPanel(look)
        self.preview = Preview(look)
        self.head = PanelHead(look, self)
        self.tabs = self.head.tabs
        self.tabs.setAccessibleName(self.tr("Panels"))
        self.stack = QStackedWidget()
        words = (self.tr("Details"), self.tr("Problems"), self.tr("Preview"))
        panels = (self.details, self.problems, self.preview)
        for word, panel in zip(words, panels, strict=True):
            self.tabs.addTab(word)
            self.stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.tabs)
        self.tabs.currentChanged.connect(self._on_tab)
        self.problems.count_changed.connect(self._show_count)

    def show_tab(self, name: str) -> None:
        """Bring ``details``, ``problems`` or ``preview`` to the front."""
        self.tabs.setCurrentIndex(self.NAMES.index(name))

    def current_tab(self) -> str:
        """The name of the panel on show."""
        return self.NAMES[self.tabs.currentIndex()]

    def _on_tab(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self.tab_changed.emit(self.NAMES[index])

    def _show_count(self, count: int) -> None:
        spoken = self.tr("Problems: {0}").format(count) if count else self.tr("Problems")
        self.tabs.set_count(self.NAMES.index("problems"), count, spoken)
