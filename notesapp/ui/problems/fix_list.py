"""The list of safe fixes: a tick, what is done where and why, the line before and after."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, stroke_round
from notesapp.ui.kit.preview_list import EDGE, PreviewDelegate, PreviewList
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.steady_list import Index
from notesapp.ui.problems.safe_plan import Key, SafeFix

ROW = int(Qt.ItemDataRole.UserRole)
_TICK, _GAP, _SIGN = 16, 12, 18
_LEAD, _KEPT = 48, 24
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both on one line each, beginning shortly before they differ."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    if same > _LEAD:
        cut = before.rfind(" ", 0, same - _KEPT) + 1 or same - _KEPT
        before, after = f"… {before[cut:]}", f"… {after[cut:]}"
    return _on_one_line(before), _on_one_line(after)


def _on_one_line(text: str) -> str:
    return text.strip("\n").replace("\n", " ↵ ")


class FixModel(QAbstractListModel):
    """The fixes of a plan, all ticked at first."""

    ticked_changed = Signal()

    def __init__(self, fixes: tuple[SafeFix, ...]) -> None:
        super().__init__()
        self._fixes = fixes
        self.left_out: frozenset[Key] = frozenset()

    def ticked(self) -> int:
        """How many are ticked."""
        return sum(fix.key not in self.left_out for fix in self._fixes)

    def toggle(self, row: int) -> None:
        """Tick a fix, or leave it out."""
        self.left_out = self.left_out ^ {self._fixes[row].key}
        self.dataChanged.emit(self.index(row), self.index(row))
        self.ticked_changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._fixes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        fix = self._fixes[index.row()]
        if role == ROW:
            return fix
        if role == Qt.ItemDataRole.CheckStateRole:
            off = fix.key in self.left_out
            return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(fix)
        return None

    def head(self, fix: SafeFix) -> str:
        """ "Line 24: Remove the line"."""
        title = said_sentence(fix.title)
        words = self.tr("Line {0}: {1}").format(fix.line, title) if fix.line else title
        if fix.more == 1:
            words += " " + self.tr("(and one more place)")
        elif fix.more:
            words += " " + self.tr("(and {0} more places)").format(fix.more)
        return words

    def seen(self, fix: SafeFix) -> tuple[str, str]:
        """The line before and after, in words where it looks empty; empty where it is not there."""
        before, after = excerpts(fix.before, fix.after)
        if fix.before and not fix.before.strip():
            hidden = sum(bool(line) for line in fix.before.split("\n"))
            before = self.tr("{0} lines that look empty").format(hidden)
            if hidden < 2:
                before = self.tr("a line that looks empty")
        return before, after if after.strip() else ""

    def _spoken(self, fix: SafeFix) -> str:
        before, after = self.seen(fix)
        words = self.tr("“{0}” becomes “{1}”").format(before, after)
        if not after:
            words = self.tr("“{0}” goes").format(before)
        elif not before:
            words = self.tr("new: “{0}”").format(after)
        return f"{self.head(fix)}, {said_sentence(fix.problem.message)}, {words}"


class FixDelegate(PreviewDelegate):
    """What is done, why in as many lines as that takes, and the line before and after."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        fonts, model = self._look.fonts, index.model()
        assert isinstance(model, FixModel)
        width = self._view.viewport().width()
        fix = index.data(ROW)
        seen = sum(bool(words) for words in model.seen(fix))
        body = fonts.line("body")
        why = self._why_rect(fix, QRect(0, 0, width, 0)).height()
        return QSize(200, body * (1 + seen) + why + 26)

    def _why_rect(self, fix: SafeFix, rect: QRect) -> QRect:
        left = rect.left() + EDGE + _TICK + _GAP
        top = rect.top() + 10 + self._look.fonts.line("body")
        room = QRect(left, top, rect.right() + 1 - EDGE - left, 10_000)
        metrics = QFontMetrics(self._look.font("small", tabular=True))
        return metrics.boundingRect(room, _WRAPPED, said_sentence(fix.problem.message))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, fix = index.model(), index.data(ROW)
        assert isinstance(model, FixModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() > 0:
            self.paint_line_above(painter, option.rect)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self._paint_tick(painter, option.rect, ticked=ticked)
        self._paint_words(painter, option.rect, model, fix, ticked=ticked)
        self.paint_ring(painter, option)
        painter.restore()

    def _paint_tick(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        look = self._look
        top = rect.top() + 10 + (look.fonts.line("body") - _TICK) // 2
        box = QRect(rect.left() + EDGE, top, _TICK, _TICK)
        if ticked:
            fill_round(painter, box, 4, look.color("accent"))
            draw_centred(painter, box, look.pixmap("check", "on", 12, self._view))
        else:
            stroke_round(painter, box, 4, look.color("edge"))

    def _paint_words(
        self, painter: QPainter, rect: QRect, model: FixModel, fix: SafeFix, *, ticked: bool
    ) -> None:
        look, body = self._look, self._look.fonts.line("body")
        left = rect.left() + EDGE + _TICK + _GAP
        width = rect.right() + 1 - EDGE - left
        before, after = model.seen(fix)
        box = QRect(left, rect.top() + 10, width, body)
        self._line(painter, box, model.head(fix), "strong", "ink" if ticked else "ink2")
        why = self._why_rect(fix, rect)
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.color("ink3"))
        painter.drawText(
            QRect(left, why.top(), width, why.height()),
            _WRAPPED,
            said_sentence(fix.problem.message),
        )
        box = QRect(left, why.bottom() + 5, width, body)
        for sign, words, token in (("−", before, "ink2"), ("+", after, "ink")):
            if words:
                at = QRect(box.left(), box.top(), _SIGN, body)
                self._line(painter, at, sign, "strong", token)
                self._line(painter, box.adjusted(_SIGN, 0, 0, 0), words, "body", token)
                box = QRect(left, box.bottom() + 1, width, body)

    def _line(self, painter: QPainter, box: QRect, words: str, role: str, token: str) -> None:
        font = self._look.font(role, tabular=True)
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)


class FixList(PreviewList):
    """A click or Space ticks a row and takes its tick away."""

    def __init__(self, look: Look, fixes: tuple[SafeFix, ...], parent: QWidget | None) -> None:
        self.fixes = FixModel(fixes)
        super().__init__(look, self.fixes, parent)
        self.setItemDelegate(FixDelegate(look, self))
        self.setAccessibleName(self.tr("Lines before and after"))
        self.setMinimumHeight(200)
        self.setUniformItemSizes(False)
        self.setResizeMode(FixList.ResizeMode.Adjust)
        if fixes:
            self.setCurrentIndex(self.fixes.index(0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.fixes.toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.fixes.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
