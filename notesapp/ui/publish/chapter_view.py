"""Chapters as they stand in a finished file: what other programs will show."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.chapters import Chapter
from notesapp.core.timecode import format_time
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.publish.embedder import Embedded

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChapterTable(QTreeWidget):
    """Number, start, title, and what else a chapter carries."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Chapters"))
        words = (self.tr("No."), self.tr("Start"), self.tr("Title"), self.tr("With it"))
        self.setHeaderLabels(list(words))
        for column in (0, 1):
            self.headerItem().setTextAlignment(column, _RIGHT)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        for column in (0, 1, 3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def show_chapters(self, chapters: tuple[Chapter, ...]) -> None:
        """Show these and no others."""
        self.clear()
        font = self._look.font("body", tabular=True)
        for number, chapter in enumerate(chapters, 1):
            row = [str(number), format_time(chapter.start_ms), chapter.title, _beside(chapter)]
            item = QTreeWidgetItem(row)
            for column in (0, 1):
                item.setTextAlignment(column, _RIGHT)
                item.setFont(column, font)
            item.setToolTip(2, chapter.title)
            item.setToolTip(3, chapter.url)
            self.addTopLevelItem(item)
        self.setColumnHidden(3, not any(_beside(chapter) for chapter in chapters))
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)


def _beside(chapter: Chapter) -> str:
    facts = []
    if not chapter.toc:
        facts.append(_tr("silent"))
    if chapter.url:
        facts.append(_tr("link"))
    if chapter.image:
        facts.append(_tr("picture"))
    return ", ".join(facts)


class ChaptersDialog(QDialog):
    """What was read back from the finished file, how its size changed, and what was lost."""

    def __init__(self, look: Look, embedded: Embedded, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        report = embedded.report
        self.setWindowTitle(self.tr("Chapters in {0}").format(report.path.name))
        resize_within(self, 640, 520)
        lead = self.tr("Read back from the finished file: other programs see this.")
        self.lead = WrappedText(look, lead, role="body", token="ink2")
        self.table = ChapterTable(look)
        self.table.show_chapters(report.reading.chapters)
        self.size_fact = Label(look, size_words(embedded), role="small", token="ink3")
        self.losses = WrappedText(look, losses_words(embedded), role="small", token="ink2")
        self.losses.setVisible(bool(report.losses))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self._lay_out(look)
        self.table.setFocus()

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(8)
        body.addWidget(self.lead)
        body.addWidget(self.table, 1)
        body.addWidget(self.losses)
        body.addWidget(self.size_fact)
        footer = QVBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)


def size_words(embedded: Embedded) -> str:
    """The size before and after, and the difference to the byte."""
    locale = QLocale()
    before, after = embedded.before_bytes, embedded.report.size_bytes
    words = _tr("{0} before, {1} now: {2} bytes more")
    if after < before:
        words = _tr("{0} before, {1} now: {2} bytes less")
    elif after == before:
        words = _tr("{0}, as before")
    return words.format(
        locale.formattedDataSize(before, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
        locale.formattedDataSize(after, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
        locale.toString(abs(after - before)),
    )


def losses_words(embedded: Embedded) -> str:
    """What the file could not take, one a line."""
    return "\n".join(said_sentence(loss.message) for loss in embedded.report.losses)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ChapterTable", words)
