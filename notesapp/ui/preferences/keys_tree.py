"""The commands by menu with their keys, as a list that is filtered."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from notesapp.commands.keys import Binding, is_media, normal, normal_all
from notesapp.commands.table import MENUS
from notesapp.ui.kit.actions import key_text, said
from notesapp.ui.kit.key_caps import caps_size, draw_caps, split_keys
from notesapp.ui.kit.look import Look

_SLOT = Qt.ItemDataRole.UserRole
_CHORDS = Qt.ItemDataRole.UserRole + 1
_CHANGED = Qt.ItemDataRole.UserRole + 2
_GAP = 12


def shown_chords(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys as keyboards write them, each once; those of players only where there are no others."""
    typed = [key for key in keys if not is_media(key)] or list(keys[:1])
    return tuple(dict.fromkeys(key_text(QKeySequence(key)) for key in typed))


class KeysTree(QTreeWidget):
    """``slot_chosen`` follows the current row; ``edit_requested`` is Enter or a double click."""

    slot_chosen = Signal(str)
    edit_requested = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.setItemsExpandable(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self._caps = _CapsDelegate(look)
        self.setItemDelegateForColumn(1, self._caps)
        self._look = look
        self._items: dict[str, QTreeWidgetItem] = {}
        self._words: dict[str, str] = {}
        self._heads: list[QTreeWidgetItem] = []
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(lambda item, _: self._edit(item))

    def show_bindings(self, bindings: tuple[Binding, ...]) -> None:
        """Show every slot; rows that are there already only change."""
        if not self._items:
            self._fill(bindings)
        for binding in bindings:
            item = self._items[binding.slot]
            chords = shown_chords(binding.keys)
            changed = self.tr("changed") if binding.is_changed else ""
            item.setData(1, _CHORDS, chords)
            item.setData(1, _CHANGED, binding.is_changed)
            words = ", ".join((*chords, changed)) if changed else ", ".join(chords)
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, words or self.tr("no key"))
            keys = " ".join(normal_all(binding.keys))
            self._words[binding.slot] = f"{item.text(0)} {keys} {binding.slot}".lower()
        self.header().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        self.viewport().update()

    def matches(self, words: str) -> list[str]:
        """The slots whose title, keys or name hold every word."""
        parts = words.lower().split()
        return [s for s, text in self._words.items() if all(part in text for part in parts)]

    def holders(self, bindings: tuple[Binding, ...], key: str) -> list[str]:
        """The slots that have a key."""
        wanted = normal(key)
        return [b.slot for b in bindings if wanted in normal_all(b.keys)]

    def show_only(self, slots: list[str]) -> None:
        """Hide the other rows, and menus without any."""
        wanted = set(slots)
        for slot, item in self._items.items():
            item.setHidden(slot not in wanted)
        for head in self._heads:
            children = [head.child(i) for i in range(head.childCount())]
            head.setHidden(all(child is None or child.isHidden() for child in children))
        current = self.currentItem()
        if slots and (current is None or current.isHidden()):
            self.choose(slots[0])

    def choose(self, slot: str) -> None:
        """Make a row the current one."""
        item = self._items.get(slot)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def current_slot(self) -> str:
        """The slot of the current row; empty on a menu's name."""
        item = self.currentItem()
        return str(item.data(0, _SLOT) or "") if item is not None else ""

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = self._caps.look = look
        for head in self._heads:
            head.setFont(0, look.font("caption"))
            head.setForeground(0, look.color("ink2"))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if item is not None and event.key() in enters and not event.modifiers():
            self._edit(item)
            return
        super().keyPressEvent(event)

    def _fill(self, bindings: tuple[Binding, ...]) -> None:
        for menu in MENUS:
            rows = [binding for binding in bindings if binding.command.menu == menu]
            if not rows:
                continue
            head = QTreeWidgetItem([said(menu), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(head)
            self._heads.append(head)
            for binding in rows:
                title = said(binding.command.title)
                words = self.tr("{0}, in the notes").format(title) if binding.is_text else title
                item = QTreeWidgetItem(["    " + words, ""])
                item.setData(0, _SLOT, binding.slot)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
                head.addChild(item)
                self._items[binding.slot] = item
        self.expandAll()
        self.set_look(self._look)

    def _edit(self, item: QTreeWidgetItem) -> None:
        slot = str(item.data(0, _SLOT) or "")
        if slot:
            self.edit_requested.emit(slot)

    def _on_current(self, item: QTreeWidgetItem | None, _: object) -> None:
        self.slot_chosen.emit(str(item.data(0, _SLOT) or "") if item is not None else "")


class _CapsDelegate(QStyledItemDelegate):
    """Paints keys as caps at the right; a dot before those of one's own."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        widths = [caps_size(self.look, split_keys(c)).width() for c in _chords(index)]
        return QSize(sum(widths) + _GAP * (len(widths) + 1) + 16, 28)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem,
            option,
            painter,
            option.widget,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        x = rect.right() - _GAP
        for chord in reversed(_chords(index)):
            keys = split_keys(chord)
            width = caps_size(self.look, keys).width()
            x -= width
            draw_caps(painter, QRect(x, rect.y(), width, rect.height()), self.look, keys)
            x -= _GAP
        if index.data(_CHANGED):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.color("accent"))
            painter.drawEllipse(x - 2, rect.center().y() - 2, 6, 6)
        painter.restore()


def _chords(index: QModelIndex | QPersistentModelIndex) -> tuple[str, ...]:
    return tuple(index.data(_CHORDS) or ())
