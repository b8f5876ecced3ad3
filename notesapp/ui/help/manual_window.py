"""The manual in a window of its own: contents and search at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QKeySequence,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from notesapp.errors import NotesError
from notesapp.storage.resources import resource
from notesapp.ui.help.manual_text import PICTURE_WIDTH, Page, manual_sheet, read_pages
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Hairline, Label

SIDE, COLUMN = 256, 700


class PageView(QTextBrowser):
    """One page. It loads the manual's own pictures, in the theme of the look, and nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(32)
        self.set_look(look)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        path = picture_path(QUrl(name).path(), self._look)
        image = QImage(str(path)) if path is not None else QImage()
        if image.width() > PICTURE_WIDTH:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaledToWidth(PICTURE_WIDTH, smooth)
        return image

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look; show the page again afterwards."""
        self._look = look
        self.document().setDefaultFont(look.font("body"))
        self.document().setDefaultStyleSheet(manual_sheet(look))
        hexes = look.theme.hex
        self.setStyleSheet(
            f"QTextBrowser {{ background: {hexes('surface')}; color: {hexes('ink')}; border: none;"
            f" selection-background-color: {hexes('sel')}; selection-color: {hexes('ink')}; }}"
            f" QTextBrowser:focus {{ border: 2px solid {hexes('accent')}; }}"
        )

    def find_all(self, words: str) -> list[QTextCursor]:
        """Every place where the words stand."""
        found, cursor = [], QTextCursor(self.document())
        while words:
            cursor = self.document().find(words, cursor)
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        return found

    def mark(self, places: list[QTextCursor], color: QColor) -> None:
        """Paint a ground behind places."""
        ground = QTextCharFormat()
        ground.setBackground(color)
        marks = []
        for place in places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = place, ground
            marks.append(mark)
        self.setExtraSelections(marks)


def picture_path(name: str, look: Look) -> Path | None:
    """The file of a picture in the theme of the look; None where there is none."""
    kind = "dark" if look.color("bg").lightness() < 128 else "light"
    if not name.replace("-", "").isalnum():
        return None
    try:
        return resource("manual", "pictures", f"{name}-{kind}.png")
    except NotesError:
        return None


class ManualWindow(QDialog):
    """Stays beside the window it was opened from. ``key_of`` gives a command's key of now."""

    def __init__(
        self, look: Look, key_of: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._look, self._key_of = look, key_of
        self._pages: tuple[Page, ...] = ()
        self._back: list[str] = []
        self._hits: list[QTextCursor] = []
        self._hit = -1
        self.setWindowTitle(self.tr("Manual"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setFrameShape(QListWidget.Shape.NoFrame)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = Label(look, "", role="small", token="ink3", fill=True)
        self.back_button = FlatButton(
            look, self.tr("Back"), icon="chevron-left", text=self.tr("Back"), size=28
        )
        self.view = PageView(look)
        self._lay_out(look)
        self._connect()
        self.refresh()
        self.contents.setCurrentRow(0)

    def _lay_out(self, look: Look) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(16, 12, 16, 12)
        side.setSpacing(8)
        side.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.search)
        side.addWidget(self.count)
        side.addWidget(self.contents, 1)
        left = QWidget()
        left.setFixedWidth(SIDE)
        left.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(look, upright=True))
        row.addWidget(self.view, 1)
        room = self.screen().availableSize()
        self.resize(min(SIDE + COLUMN + 32, room.width() - 32), min(720, room.height() - 64))

    def _connect(self) -> None:
        self.contents.currentItemChanged.connect(self._open)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.next_hit)
        self.back_button.clicked.connect(self.go_back)
        self.view.anchorClicked.connect(self._follow)
        for keys, act in (
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Find, self.search.setFocus),
            (QKeySequence.StandardKey.FindNext, self.next_hit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --- pages

    def refresh(self) -> None:
        """Read the pages anew: keys may have changed."""
        here = self.page_name()
        self._pages = read_pages(self._key_of, self.tr("no key"))
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in self._pages:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
            self.contents.addItem(item)
            if page.name == here:
                self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)
        if here:
            self._show(here)

    def page_name(self) -> str:
        """The page on show; empty before there is one."""
        item = self.contents.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def open_page(self, name: str) -> None:
        """Show a page by its name."""
        for row in range(self.contents.count()):
            if self.contents.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.contents.setCurrentRow(row)

    def go_back(self) -> None:
        """Show the page that was shown before."""
        if self._back:
            self.open_page(self._back.pop())
            self._back.pop()  # opening it remembered the one that was left
        self.back_button.setEnabled(bool(self._back))

    def _open(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is None:
            return
        if before is not None:
            self._back.append(str(before.data(Qt.ItemDataRole.UserRole)))
        self.back_button.setEnabled(bool(self._back))
        self._show(self.page_name())

    def _show(self, name: str) -> None:
        page = next(page for page in self._pages if page.name == name)
        self.view.setHtml(f"<body>{page.html}</body>")
        self.view.setAccessibleName(page.title)
        self._mark()

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        else:
            self.open_page(url.path())

    # --- search

    def _search(self, words: str) -> None:
        """Only pages that hold the words stay in the contents."""
        wanted = words.strip().casefold()
        held = [wanted in page.words.casefold() for page in self._pages]
        for row, shown in enumerate(held):
            self.contents.item(row).setHidden(not shown)
        found = self.tr("Pages: {0}").format(sum(held)) if any(held) else self.tr("Nothing found")
        self.count.set_text(found if wanted else "")
        here = self.contents.currentRow()
        if wanted and any(held) and not held[here]:
            self.contents.setCurrentRow(held.index(True))
        else:
            self._mark()

    def _mark(self) -> None:
        self._hits = self.view.find_all(self.search.text().strip())
        self._hit = -1
        self.view.mark(self._hits, self._look.color("sel"))
        if self._hits:
            self.next_hit()

    def next_hit(self) -> None:
        """Go to the next place on this page, then to the next page that holds the words."""
        if self._hit + 1 < len(self._hits):
            self._hit += 1
            place = QTextCursor(self._hits[self._hit])
            self.view.setTextCursor(place)
            self.view.ensureCursorVisible()
            return
        rows = self.contents.count()
        for way in range(1, rows + 1):
            row = (self.contents.currentRow() + way) % rows
            if not self.contents.item(row).isHidden():
                self.contents.setCurrentRow(row)
                return

    def set_look(self, look: Look) -> None:
        """Take colours, type and pictures from another look."""
        self._look = look
        self.view.set_look(look)
        if self.page_name():
            self._show(self.page_name())
