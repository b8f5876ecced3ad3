"""What is painted behind the characters: band, labels, stamp chips, attribute chips, gutter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextBlock,
)

from notesapp.core.lines import TimeMark
from notesapp.ui.text.line_formats import LineFormats
from notesapp.ui.text.line_roles import LineRole
from notesapp.ui.text.positions import to_utf16

CHIP_HEIGHT = 20
PAD = 8


@dataclass(frozen=True)
class Chip:
    """A stamp as it stands on the screen, in viewport coordinates."""

    rect: QRectF
    line: int
    mark: TimeMark


@dataclass(frozen=True, slots=True)
class Decor:
    """What is painted behind one block's characters, relative to the block."""

    label: QPainterPath
    chips: tuple[QRectF, ...]
    soft: QPainterPath
    triangles: QPainterPath


class SeenBlock:
    """What is known of a block since it was last formatted; boxes are relative to the block."""

    __slots__ = ("decor", "inside", "key", "role", "text")

    def __init__(self, text: str, key: object, role: LineRole, inside: int | None) -> None:
        self.text = text
        self.key = key
        self.role = role
        self.inside = inside
        self.decor: Decor | None = None


@dataclass(frozen=True, slots=True)
class BlockOnScreen:
    """A block in view: its number, role and place."""

    block: QTextBlock
    number: int
    seen: SeenBlock
    rect: QRectF

    @property
    def role(self) -> LineRole:
        """How the block is painted."""
        return self.seen.role


def column_x(block: QTextBlock, text: str, column: int) -> tuple[int, float]:
    """Visual line and x of a column in its block's layout."""
    layout = block.layout()
    place = to_utf16(text, column)
    line = layout.lineForTextPosition(place)
    if not line.isValid():
        return 0, 0.0
    x = line.cursorToX(place)
    return line.lineNumber(), float(x[0]) if isinstance(x, tuple) else float(x)  # type: ignore[arg-type]


def box_of(view: BlockOnScreen, start: int, end: int) -> QRectF:
    """The box of some columns that stand on one visual line; empty where they are wrapped."""
    return _box(view.block, view.seen.text, start, end).translated(view.rect.topLeft())


def _box(block: QTextBlock, text: str, start: int, end: int) -> QRectF:
    """The same, relative to the block."""
    first, left = column_x(block, text, start)
    last, right = column_x(block, text, end)
    layout = block.layout()
    if first >= layout.lineCount():
        return QRectF()
    line = layout.lineAt(first)
    if last != first:
        right = line.naturalTextRect().right()
    return QRectF(left, line.y(), right - left, line.height())


def decor_of(formats: LineFormats, view: BlockOnScreen) -> Decor:
    """The block's decoration; measured once a layout."""
    found = view.seen.decor
    if found is None:
        found = view.seen.decor = _measure(formats, view)
    return found


def _measure(formats: LineFormats, view: BlockOnScreen) -> Decor:
    role, text, block = view.role, view.seen.text, view.block
    label, soft, triangles = QPainterPath(), QPainterPath(), QPainterPath()
    if role.label is not None:
        box = _label_box(formats, block, text, role.label)
        if not box.isEmpty():
            inset = 0.0 if role.filled else 0.5
            label.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), 4, 4)
    chips = tuple(_chip_box(formats, block, text, mark) for mark in role.stamps)
    for mark, rect in zip(role.stamps, chips, strict=True):
        if rect.isEmpty():
            continue
        soft.addRoundedRect(rect, 4, 4)
        if mark.opening and view.seen.inside != mark.start:
            triangles.addPolygon(_triangle(rect))
    return Decor(label, chips, soft, triangles)


def _triangle(rect: QRectF) -> QPolygonF:
    left, middle = rect.left() + 6, rect.center().y()
    return QPolygonF(
        [
            QPointF(left, middle - 4),
            QPointF(left + 6, middle),
            QPointF(left, middle + 4),
            QPointF(left, middle - 4),
        ]
    )


def chips_in(views: Iterable[BlockOnScreen]) -> Iterator[Chip]:
    """Every stamp in view that has been painted."""
    for view in views:
        decor = view.seen.decor
        if decor is None:
            continue
        at = view.rect.topLeft()
        for mark, rect in zip(view.role.stamps, decor.chips, strict=True):
            if not rect.isEmpty():
                yield Chip(rect.translated(at), view.number, mark)


def paint_band(painter: QPainter, formats: LineFormats, rect: QRectF) -> None:
    """The soft band of the segment under the caret."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(formats.look.color("band"))
    painter.drawRoundedRect(rect, 6, 6)


class DecorPainter:
    """Paints the decoration of many blocks with pens and brushes made once."""

    def __init__(self, painter: QPainter, formats: LineFormats) -> None:
        look = formats.look
        self._painter = painter
        self._formats = formats
        self._accent = QBrush(look.color("accent"))
        self._soft = QBrush(look.color("soft"))
        self._edge = QPen(look.color("edge"), 1)
        self._no_pen = QPen(Qt.PenStyle.NoPen)
        self._no_brush = QBrush(Qt.BrushStyle.NoBrush)

    def paint(self, view: BlockOnScreen) -> None:
        """Label and chips of one block, in their resting state."""
        decor = decor_of(self._formats, view)
        painter = self._painter
        at = view.rect.topLeft()
        painter.translate(at)
        if not decor.label.isEmpty():
            filled = view.role.filled
            painter.setPen(self._no_pen if filled else self._edge)
            painter.setBrush(self._accent if filled else self._no_brush)
            painter.drawPath(decor.label)
        if decor.chips:
            painter.setPen(self._no_pen)
            painter.setBrush(self._soft)
            painter.drawPath(decor.soft)
            painter.setBrush(self._accent)
            painter.drawPath(decor.triangles)
        painter.translate(-at)


def _label_box(
    formats: LineFormats, block: QTextBlock, text: str, label: tuple[int, int]
) -> QRectF:
    start, end = label
    while start < end and text[start] in "*_":
        start += 1
    while end > start and text[end - 1] in "*_ \u00a0":
        end -= 1
    box = _box(block, text, start, end)
    if box.isEmpty():
        return box
    height = CHIP_HEIGHT * formats.paper_px / 15
    return QRectF(box.left() - 5, box.center().y() - height / 2, box.width() + 2, height)


def _chip_box(formats: LineFormats, block: QTextBlock, text: str, mark: TimeMark) -> QRectF:
    box = _box(block, text, mark.start, mark.end)
    if box.isEmpty():
        return box
    height = CHIP_HEIGHT * formats.paper_px / 15
    extra = 0 if mark.opening else 4
    return QRectF(
        box.left() - extra, box.center().y() - height / 2, box.width() + 2 * extra, height
    )


def paint_hot_chip(painter: QPainter, formats: LineFormats, chip: Chip, *, pressed: bool) -> None:
    """The chip under the pointer, painted over its resting state."""
    look = formats.look
    painter.setBrush(look.color("press" if pressed else "softHover"))
    painter.setPen(QPen(look.color("accent"), 1))
    painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if chip.mark.opening:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawPolygon(_triangle(chip.rect))


def attribute_words(attributes: tuple[tuple[str, str], ...]) -> str:
    """What an attribute line says, in the reader's words."""
    names = {
        "chapter": QCoreApplication.translate("Editor", "Chapter"),
        "url": QCoreApplication.translate("Editor", "Link"),
        "image": QCoreApplication.translate("Editor", "Picture"),
    }
    words = []
    for key, value in attributes:
        if key == "toc":
            if value.casefold() in ("no", "false"):
                words.append(QCoreApplication.translate("Editor", "Not in the chapter list"))
            continue
        words.append(f"{names.get(key, key)}: {value}")
    return "   ".join(words)


def paint_attributes(
    painter: QPainter, formats: LineFormats, view: BlockOnScreen, *, hot: bool
) -> QRectF:
    """The quiet chip in place of an attribute line; returns its box."""
    look = formats.look
    font = look.font("small")
    metrics = QFontMetricsF(font)
    room = view.rect.width() - 30
    words = metrics.elidedText(
        attribute_words(view.role.attributes), Qt.TextElideMode.ElideRight, room
    )
    width = metrics.horizontalAdvance(words) + 28
    height = min(CHIP_HEIGHT, view.rect.height())
    left = view.rect.left() + PAD
    rect = QRectF(left, view.rect.center().y() - height / 2, width, height)
    painter.setPen(QPen(look.color("accent" if hot else "line"), 1))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    pixmap = look.icons.pixmap("chapter", "ink3", 12, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(rect.left() + 6, rect.center().y() - 6), pixmap)
    painter.setFont(font)
    painter.setPen(look.color("accent" if hot else "ink2"))
    painter.drawText(
        rect.adjusted(22, 0, -4, 0),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        words,
    )
    return rect


def paint_bars(painter: QPainter, formats: LineFormats, rect: QRect) -> None:
    """The three sound bars."""
    look = formats.look
    ratio = painter.device().devicePixelRatioF()
    pixmap = look.icons.pixmap("sound-bars", "accent", 16, ratio)
    painter.drawPixmap(rect.center().x() - 7, rect.center().y() - 8, pixmap)
