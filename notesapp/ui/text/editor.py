"""The paper: the notes as text, with labels, stamps and attributes painted behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QWidget

from notesapp.core.edits.base import Position
from notesapp.core.model import Notes
from notesapp.core.query import segment_at_line
from notesapp.ui.kit.dropped import local_files
from notesapp.ui.kit.look import Look
from notesapp.ui.text import editor_paint as paint
from notesapp.ui.text.clipboard import copied, pasted_text
from notesapp.ui.text.composing import Composition
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor_keys import claim_key, press_key
from notesapp.ui.text.editor_marks import EditorMarks
from notesapp.ui.text.editor_menu import make_menu
from notesapp.ui.text.editor_mouse import EditorMouse
from notesapp.ui.text.editor_view import EditorView
from notesapp.ui.text.gutter import WIDTH as GUTTER_WIDTH
from notesapp.ui.text.gutter import Gutter
from notesapp.ui.text.line_formats import LineFormats
from notesapp.ui.text.placeholder import Placeholders
from notesapp.ui.text.positions import cursor_at, place_of
from notesapp.ui.text.source_cover import clamp, cover_header, covered_until, is_covered

RIGHT_SPACE = 24
LEFT_SPACE = 60
SMALLEST_PX, LARGEST_PX = 11, 28


class NotesEditor(QPlainTextEdit):
    """Shows one NotesDocument. Positions in its signals are 0-based lines and milliseconds."""

    stamp_clicked = Signal(int, int)
    attributes_clicked = Signal(int)
    caret_moved = Signal(int, int)
    files_dropped = Signal(list)
    text_size_changed = Signal(int)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, document: NotesDocument, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._look = look
        self._measure = 624
        self._came_from = 0
        self._clamping = False
        self.placeholders = Placeholders()
        self.own_keys: frozenset[str] = frozenset()
        self.typing_aids: list[Callable[[QKeyEvent], bool]] = []
        self.menu_aids: list[Callable[[QMenu, QPoint], None]] = []
        self.paste_aids: list[Callable[[QMimeData], bool]] = []
        self.read_paste: Callable[[QMimeData], str] = pasted_text
        self.composition = Composition(self)
        self.backdrops: list[Callable[[QPainter, list[paint.BlockOnScreen]], None]] = []
        self.marks = EditorMarks(self)
        document.qt.setDocumentMargin(paint.PAD)
        self.setDocument(document.qt)
        self.view = EditorView(self, document)
        self.view.formats = LineFormats(look)
        self.blocks_in_view: list[paint.BlockOnScreen] = []
        self.gutter = Gutter(
            self, lambda: self._formats, lambda: self.blocks_in_view, lambda: document.notes
        )
        self.mouse = EditorMouse(self)
        self._set_up()
        document.notes_changed.connect(self._on_notes)
        self.cursorPositionChanged.connect(self._on_caret)
        self.selectionChanged.connect(self._on_selection)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        self.setCursorWidth(2)
        self.setCenterOnScroll(False)
        self.setObjectName("notes_editor")
        self.setAccessibleName(self.tr("Notes"))
        self.viewport().setMouseTracking(True)
        self._dress()

    @property
    def _formats(self) -> LineFormats:
        assert self.view.formats is not None
        return self.view.formats

    @property
    def notes_document(self) -> NotesDocument:
        """The document shown."""
        return self._document

    def set_look(self, look: Look) -> None:
        """Another theme or text size."""
        self._look = look
        self.view.formats = LineFormats(look, self._formats.paper_px)
        self._dress()

    def set_text_size(self, px: int) -> None:
        """The size of the paper's text, 11 to 28 pixels."""
        px = max(SMALLEST_PX, min(LARGEST_PX, px))
        if px == self._formats.paper_px:
            return
        self.view.formats = LineFormats(self._look, px)
        self._dress()
        self.text_size_changed.emit(px)

    @property
    def text_size(self) -> int:
        """The size of the paper's text in pixels."""
        return self._formats.paper_px

    def set_measure(self, px: int) -> None:
        """The width of the text column, 480 to 880 pixels."""
        self._measure = px
        self._lay_out_column()

    def set_show_source(self, show: bool) -> None:
        """Show header and attribute lines as text."""
        self.view.show_source = show
        self._cover()
        self.viewport().update()

    def _dress(self) -> None:
        self.setFont(self._formats.base_font())
        sheet = f"QPlainTextEdit#notes_editor {{ background: {self._look.theme.hex('surface')}; }}"
        self.setStyleSheet(sheet)
        self._lay_out_column()
        self.viewport().update()
        self.gutter.update()

    # --- the column

    def _lay_out_column(self) -> None:
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        scale = self._formats.paper_px / 15
        column = round(self._measure * scale) + 2 * paint.PAD
        side = max(0, (width - column) // 2)
        left = max(LEFT_SPACE - paint.PAD, side)
        right = max(RIGHT_SPACE - paint.PAD, width - left - column)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right) or margins.top() != 12:
            self.setViewportMargins(left, 12, right, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        area = self.viewport().geometry()
        self.gutter.setGeometry(
            QRect(area.left() - GUTTER_WIDTH, area.top(), GUTTER_WIDTH, area.height())
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        caret = self.cursorRect()
        was_seen = caret.top() >= 0 and caret.bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        self._place_gutter()
        if was_seen:  # a bar that opens below must not hide what is being written
            self.ensureCursorVisible()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        views = self.view.format_view(
            self.firstVisibleBlock(), self.contentOffset(), self.viewport().height()
        )
        self.blocks_in_view = views
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = self._band_rect()
        if not band.isEmpty():
            paint.paint_band(painter, self._formats, band)
        self.gutter.show_view(views, band)
        self.mouse.attribute_boxes.clear()
        decor = paint.DecorPainter(painter, self._formats)
        for view in views:
            role = view.seen.role
            if role.label is not None or role.stamps:
                decor.paint(view)
            if role.attributes and not self.view.show_source:
                hot = self.mouse.hovered_attributes == view.number
                box = paint.paint_attributes(painter, self._formats, view, hot=hot)
                self.mouse.attribute_boxes.append((box, view.number))
            if role.label is not None:
                ink = self._look.color("ink3")
                self.placeholders.paint(painter, view, self._document.notes, self._formats, ink)
        for chip, pressed in self.mouse.hot_chips():
            paint.paint_hot_chip(painter, self._formats, chip, pressed=pressed)
        for paint_more in self.backdrops:
            paint_more(painter, views)
        painter.end()
        super().paintEvent(event)

    def _band_rect(self) -> QRectF:
        index = self.view.role(self.textCursor().block()).segment
        if index is None:
            return QRectF()
        rows = [v.rect for v in self.blocks_in_view if v.role.segment == index]
        if not rows:
            return QRectF()
        top, bottom = rows[0].top() - 4, rows[-1].bottom() + 4
        return QRectF(-12, top, self.viewport().width() + 12, bottom - top)

    # --- caret

    def place(self) -> Position:
        """Where the caret is."""
        return place_of(self._document.qt, self.textCursor().position())

    def set_place(self, place: Position, *, focus: bool = True) -> None:
        """Put the caret somewhere and bring it into view."""
        self.setTextCursor(cursor_at(self._document.qt, place))
        self.ensureCursorVisible()
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: int) -> None:
        """Put the caret at the end of a line's words and the line into the upper third."""
        segment = segment_at_line(self._document.notes, line)
        at = Position(line, 0)
        if segment is not None and segment.label is not None and segment.first_line == line:
            at = Position(line, min(segment.label.end + 1, len(self._document.notes.lines[line])))
        self.set_place(at)

    def _on_caret(self) -> None:
        if self._clamping:
            return
        cursor = self.textCursor()
        if clamp(cursor, self._came_from, show_source=self.view.show_source):
            self._clamping = True
            self.setTextCursor(cursor)
            self._clamping = False
        self._came_from = cursor.position()
        self._tell_caret()

    def _on_selection(self) -> None:
        """A selection may end where the caret alone must not stand."""
        if not self.textCursor().hasSelection():
            self._on_caret()

    def _tell_caret(self) -> None:
        self.viewport().update()
        place = self.place()
        self.caret_moved.emit(place.line, place.column)

    def _on_notes(self, notes: Notes) -> None:
        self._cover()
        self.viewport().update()
        self.gutter.update()

    def _cover(self) -> None:
        until = 0 if self.view.show_source else covered_until(self._document.notes)
        if cover_header(self._document.qt, until):
            self._on_caret()
            self.viewport().update()

    def selectAll(self) -> None:
        cursor = QTextCursor(self._document.qt)
        block = self._document.qt.firstBlock()
        while block.isValid() and is_covered(block, show_source=self.view.show_source):
            block = block.next()
        cursor.setPosition(block.position() if block.isValid() else 0)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self._clamping = True  # attributes that end the text belong to all of it
        self.setTextCursor(cursor)
        self._clamping = False

    # --- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            claimed = claim_key(self, event)
            if claimed is not None:
                return claimed
        elif event.type() == QEvent.Type.Resize:
            self._lay_out_column()
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composition.take(event)
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        aids = () if self.composition.is_open else self.typing_aids
        if not any(aid(event) for aid in aids) and not press_key(self, event):
            super().keyPressEvent(event)

    def insert_break(self, cursor: QTextCursor) -> None:
        """A line break at a cursor, which becomes the caret."""
        self._clamping = True
        cursor.insertText("\n")
        self._clamping = False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # --- clipboard and dropped files

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        text = cursor.selection().toRawText().replace("\u2029", "\n")
        first = self._document.qt.findBlock(cursor.selectionStart()).blockNumber()
        return copied(text, first, self._document.header_last_line())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = local_files(source)
        if files:
            QTimer.singleShot(0, self, lambda: self.files_dropped.emit(files))
            return
        if not any(aid(source) for aid in self.paste_aids):
            self.insert_as_step(self.read_paste(source))

    def insert_as_step(self, text: str) -> None:
        """Put text at the caret, or in place of the selection, as an undo step of its own."""
        self._document.break_undo()
        cursor = self.textCursor()
        # A drop or a middle click may point at a covered line; the next one in sight takes it.
        clamp(cursor, 0, show_source=self.view.show_source)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self._document.break_undo()
        self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.mouse.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        started = self.mouse.move(event)
        if started is not None:
            super().mousePressEvent(started)
        if not self.mouse.holding:
            super().mouseMoveEvent(event)
            self.mouse.set_shape(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.mouse.release(event):
            super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.mouse.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_text_size(self.text_size + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
            return
        super().wheelEvent(event)

    def context_menu(self, at: QPoint) -> QMenu:
        """The menu of the right button at a point of the viewport."""
        menu = make_menu(self, at)
        for aid in self.menu_aids:
            aid(menu, at)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos() + QPoint(1, 1))
