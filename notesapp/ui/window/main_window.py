"""Layout only: what stands where, and what gives way when the window is narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from notesapp.ui.kit.heads import ColumnHead, MoveButton
    from notesapp.ui.kit.look import Look
    from notesapp.ui.kit.message_bar import MessageBar
    from notesapp.ui.kit.widgets import Hairline
    from notesapp.ui.panels.header_card import HeaderCard
    from notesapp.ui.panels.outline import Outline
    from notesapp.ui.panels.right_panel import RightPanel
    from notesapp.ui.text.document import NotesDocument
    from notesapp.ui.text.editor import NotesEditor
    from notesapp.ui.transport.transport import Transport
    from notesapp.ui.waveform.overview import Overview
    from notesapp.ui.waveform.overview_line import OverviewLine
    from notesapp.ui.waveform.overview_row import OverviewRow
    from notesapp.ui.waveform.waveform import Waveform
    from notesapp.ui.waveform.waveform_pane import WaveformPane
    from notesapp.ui.window.start import StartScreen
    from notesapp.ui.window.status_line import StatusLine

PANEL_BELOW = 1180
OUTLINE_BELOW = 960
WAVEFORM_BELOW = 560
SMALLEST = QSize(720, 480)
FIRST_SIZE = QSize(1440, 900)
FRAME = QSize(16, 56)
_STEPS = (OUTLINE_BELOW, PANEL_BELOW, 1440, 1800)
_COLUMNS = ((1800, 320, 400), (1440, 288, 344), (0, 248, 312))


class MainWindow(QMainWindow):
    """The regions of one document's window, as attributes once ``build`` has run.

    A new window only paints its ground and says ``painted``; what it holds takes longer to import
    than the window takes to appear (docs/adr/0006). ``may_close`` is asked before it closes.
    """

    painted = Signal()
    files_dropped = Signal(list)
    activated = Signal()
    closed = Signal()
    columns_changed = Signal()
    waveform_toggled = Signal()
    quiet_changed = Signal(bool)

    look: Look
    transport: Transport
    overview: Overview
    overview_row: OverviewRow
    overview_line: OverviewLine
    waveform: Waveform
    waveform_pane: WaveformPane
    outline: Outline
    head: ColumnHead
    stamp_move: MoveButton
    next_move: MoveButton
    card: HeaderCard
    bar: MessageBar
    editor: NotesEditor
    panel: RightPanel
    start: StartScreen
    status: StatusLine
    columns: QSplitter
    pages: QStackedWidget
    _card_line: Hairline
    _card_box: QWidget
    _below: QVBoxLayout

    def __init__(self, ground: QColor) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.built = False
        self._outline_wanted = True
        self._panel_wanted = True
        self._waveform_wanted = True
        self._has_sound = False
        self.waveform_open = True
        self.quiet = False
        self.bars_below: list[QWidget] = []
        self._painted_once = False
        self._width_class = -1
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        # The desktop's frame and title come on top; without room for them the status line is lost.
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - FRAME))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, ground)
        self.setPalette(palette)

    def build(self, look: Look, document: NotesDocument, skip_ms: tuple[int, int]) -> None:
        """Make the regions. ``skip_ms``: how far back and forward go."""
        from notesapp.ui.kit.heads import ColumnHead
        from notesapp.ui.kit.message_bar import MessageBar
        from notesapp.ui.panels.header_card import HeaderCard
        from notesapp.ui.panels.outline import Outline
        from notesapp.ui.panels.right_panel import RightPanel
        from notesapp.ui.text.editor import NotesEditor
        from notesapp.ui.transport.transport import Transport
        from notesapp.ui.waveform.overview_line import OverviewLine
        from notesapp.ui.waveform.overview_row import OverviewRow
        from notesapp.ui.waveform.waveform_pane import WaveformPane
        from notesapp.ui.window.start import StartScreen
        from notesapp.ui.window.status_line import StatusLine

        self.look = look
        self.transport = Transport(look, back_s=skip_ms[0] // 1000, forward_s=skip_ms[1] // 1000)
        self.overview_row = OverviewRow(look)
        self.overview = self.overview_row.overview
        self.overview_line = OverviewLine(look, self.overview)
        self.waveform_pane = WaveformPane(look)
        self.waveform = self.waveform_pane.waveform
        self.outline = Outline(look)
        self.head = ColumnHead(look)
        self.stamp_move = self.head.add_move("stamp", self.tr("Stamp"))
        self.next_move = self.head.add_move("plus", self.tr("Next question"))
        self.card = HeaderCard(look)
        self.bar = MessageBar(look)
        self.editor = NotesEditor(document, look)
        self.panel = RightPanel(look)
        self.start = StartScreen(look)
        self.status = StatusLine(look)
        self._lay_out(look)
        self.built = True
        self.start.take_focus()
        self.waveform_open = self.height() >= WAVEFORM_BELOW
        self._give_way()

    def _lay_out(self, look: Look) -> None:
        from notesapp.ui.kit.widgets import Ground, Hairline

        column, self._card_box = QWidget(), QWidget()
        self._card_line = Hairline(look)
        card = _rows(self._card_box)
        card.addWidget(self.card)
        card.addWidget(self._card_line)
        self._below = _rows(column)
        for part in (self.head, self.bar, self._card_box):
            self._below.addWidget(part)
        self._below.addWidget(self.editor, 1)
        self.columns = QSplitter()
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for place, widget in enumerate((self.outline, column, self.panel)):
            self.columns.addWidget(widget)
            self.columns.setStretchFactor(place, int(place == 1))
        self.outline.setMinimumWidth(200)
        column.setMinimumWidth(360)
        self.panel.setMinimumWidth(280)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.overview_row.hide()
        self.waveform_pane.hide()
        self.pages.addWidget(self.columns)
        whole = Ground(look)
        rows = _rows(whole)
        rows.addWidget(self.transport)
        rows.addWidget(self.overview_row)
        rows.addWidget(self.overview_line)
        rows.addSpacing(4)
        rows.addWidget(self.waveform_pane)
        rows.addWidget(Hairline(look))
        rows.addWidget(self.pages, 1)
        rows.addWidget(Hairline(look))
        rows.addWidget(self.status)
        self.setCentralWidget(whole)

    # --- pages and columns

    def show_work(self) -> None:
        """Show the notes."""
        self.pages.setCurrentWidget(self.columns)
        self.overview_row.setVisible(not self.quiet)
        self._place_waveform()
        self._give_way()

    def add_below_text(self, bar: QWidget) -> None:
        """Put a bar between the text and the status line; it is shown and hidden by its owner."""
        self._below.addWidget(bar)
        self.bars_below.append(bar)

    def set_quiet(self, quiet: bool) -> None:
        """Focus mode, or all again."""
        if quiet == self.quiet:
            return
        from notesapp.ui.window.quiet import put_away

        self.quiet = quiet
        put_away(self, (self.head, self._card_box, self.status), away=quiet)
        self._place_waveform()
        self._width_class = -1
        self._give_way()
        self.quiet_changed.emit(quiet)

    def show_start(self) -> None:
        """Show the ways in."""
        self.set_quiet(False)
        self.pages.setCurrentWidget(self.start)
        self.overview_row.hide()
        self._place_waveform()

    @property
    def works(self) -> bool:
        """Whether notes are shown."""
        return self.pages.currentWidget() is self.columns

    def set_waveform_wanted(self, wanted: bool, *, at_start: bool = False) -> None:
        """Show or hide the zoomed waveform; below 560 high it is hidden unless asked for here."""
        tall = self.height() >= WAVEFORM_BELOW
        if tall or at_start:
            self._waveform_wanted = wanted
        self._open_waveform(wanted and (tall or not at_start))

    def set_has_sound(self, has_sound: bool) -> None:
        """Whether there is audio to show; without it the overview alone says so."""
        self._has_sound = has_sound
        self._place_waveform()

    def _open_waveform(self, opened: bool) -> None:
        if opened != self.waveform_open:
            self.waveform_open = opened
            self._place_waveform()
            self.waveform_toggled.emit()

    def _place_waveform(self) -> None:
        shown = self.works and self._has_sound and self.waveform_open and not self.quiet
        self.waveform_pane.setVisible(shown)
        self.overview_row.show_zoom(shown)

    def start_with(self, *, outline: bool, panel: bool) -> None:
        """Which columns are open where there is room for them."""
        if (outline, panel) == (self._outline_wanted, self._panel_wanted):
            return
        self._outline_wanted, self._panel_wanted = outline, panel
        self._width_class = -1
        self._give_way()

    def set_outline_wanted(self, wanted: bool) -> None:
        """Open or close the outline; below 960 it is closed unless asked for here."""
        self.set_quiet(False)
        if self.width() >= OUTLINE_BELOW:
            self._outline_wanted = wanted
        self._open_columns(wanted, self.panel_open and not (wanted and self._holds_one()))

    def set_panel_wanted(self, wanted: bool) -> None:
        """Open or close the right panel; below 1180 it is closed unless asked for here."""
        self.set_quiet(False)
        if self.width() >= PANEL_BELOW:
            self._panel_wanted = wanted
        self._open_columns(self.outline_open and not (wanted and self._holds_one()), wanted)

    @property
    def outline_open(self) -> bool:
        """Whether the outline stands beside the text."""
        return not self.outline.isHidden()

    @property
    def panel_open(self) -> bool:
        """Whether the right panel stands beside the text."""
        return not self.panel.isHidden()

    def _holds_one(self) -> bool:
        """Whether the window is too narrow for both columns beside the text."""
        return self.width() < OUTLINE_BELOW

    def _open_columns(self, outline: bool, panel: bool) -> None:
        opens = (outline and not self.outline_open) or (panel and not self.panel_open)
        self.outline.setVisible(outline)
        self.panel.setVisible(panel)
        if opens:
            self._size_columns()
        self.columns_changed.emit()

    def show_card_line(self) -> None:
        """The hairline under the header card goes with it."""
        self._card_line.setVisible(not self.card.isHidden())

    def _give_way(self) -> None:
        """Follow the width; within a class the columns stay as the user left them."""
        width = self.width()
        width_class = sum(width >= step for step in _STEPS)
        if width_class == self._width_class:
            return
        self._width_class = width_class
        self.head.set_compact(width < OUTLINE_BELOW)
        self._open_columns(
            self._outline_wanted and width >= OUTLINE_BELOW and not self.quiet,
            self._panel_wanted and width >= PANEL_BELOW and not self.quiet,
        )
        self._size_columns()

    def _size_columns(self) -> None:
        width = self.width()
        outline, panel = next(sizes for least, *sizes in _COLUMNS if width >= least)
        self.columns.setSizes([outline, max(360, width - outline - panel), panel])

    # --- regions, in the order F6 goes round

    def regions(self) -> list[QWidget]:
        """The regions that can be entered now."""
        from notesapp.ui.window.focus_round import regions_of

        return regions_of(self)

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted_once:
            self._painted_once = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.built:
            return
        if event.oldSize().width() != event.size().width():
            self._give_way()
        before, is_tall = event.oldSize(), event.size().height() >= WAVEFORM_BELOW
        was_tall = before.height() >= WAVEFORM_BELOW if before.isValid() else not is_tall
        self.waveform_pane.fit(self.height())
        if was_tall != is_tall:
            self._open_waveform(self._waveform_wanted and is_tall)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.built:
            self._give_way()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else took brings the caret back to the text."""
        from PySide6.QtCore import Qt  # costs 13 ms, which the first paint does not wait for

        if (
            event.key() == Qt.Key.Key_Escape
            and self.built
            and self.works
            and not self.editor.hasFocus()
        ):
            if self.panel.isAncestorOf(self.focusWidget()) and self.width() < PANEL_BELOW:
                self.set_panel_wanted(False)
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_in(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


def _files_in(event: QDropEvent) -> list[Path]:
    from notesapp.ui.kit.dropped import local_files

    return local_files(event.mimeData())


def _rows(widget: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    return rows
