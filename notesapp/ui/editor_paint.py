"""What is painted behind the characters: band, labels, stamp chips, attribute chips, gutter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF, QTextBlock

from notesapp.core.lines import TimeMark
from notesapp.ui.line_formats import LineFormats
from notesapp.ui.line_roles import LineRole
from notesapp.ui.positions import to_utf16

CHIP_HEIGHT = 20
PAD = 8


@dataclass(frozen=True)
class Chip:
    """A stamp as it stands on the screen, in viewport coordinates."""

    rect: QRectF
    line: int
    mark: TimeMark


@dataclass(frozen=True)
class BlockOnScreen:
    """A block in view: its number, role and place."""

    block: QTextBlock
    number: int
    role: LineRole
    rect: QRectF


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
    text = view.block.text()
    first, left = column_x(view.block, text, start)
    last, right = column_x(view.block, text, end)
    layout = view.block.layout()
    if first >= layout.lineCount():
        return QRectF()
    line = layout.lineAt(first)
    if last != first:
        right = line.naturalTextRect().right()
    top = view.rect.top() + line.y()
    return QRectF(view.rect.left() + left, top, right - left, line.height())


def paint_band(painter: QPainter, formats: LineFormats, rect: QRectF) -> None:
    """The soft band of the segment under the caret."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(formats.look.color("band"))
    painter.drawRoundedRect(rect, 6, 6)


def paint_label(painter: QPainter, formats: LineFormats, view: BlockOnScreen) -> None:
    """The box behind "Q:": filled for a question, hollow for an answer."""
    if view.role.label is None:
        return
    start, end = view.role.label
    text = view.block.text()
    while start < end and text[start] in "*_":
        start += 1
    while end > start and text[end - 1] in "*_ \u00a0":
        end -= 1
    box = box_of(view, start, end)
    if box.isEmpty():
        return
    look = formats.look
    height = CHIP_HEIGHT * formats.paper_px / 15
    rect = QRectF(box.left() - 5, box.center().y() - height / 2, box.width() + 2, height)
    if view.role.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
    else:
        painter.setPen(QPen(look.color("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(rect, 4, 4)


def chip_box(formats: LineFormats, view: BlockOnScreen, mark: TimeMark) -> QRectF:
    """Where a stamp's chip is painted."""
    box = box_of(view, mark.start, mark.end)
    if box.isEmpty():
        return box
    height = CHIP_HEIGHT * formats.paper_px / 15
    extra = 0 if mark.opening else 4
    return QRectF(
        box.left() - extra, box.center().y() - height / 2, box.width() + 2 * extra, height
    )


def paint_chip(
    painter: QPainter, formats: LineFormats, chip: Chip, *, state: str, editing: bool
) -> None:
    """A stamp's chip; ``state`` is "", "hover" or "pressed". While editing: no triangle."""
    look = formats.look
    token = {"hover": "softHover", "pressed": "press", "fresh": "softHover"}.get(state, "soft")
    painter.setBrush(look.color(token))
    hot = state in ("hover", "pressed")
    painter.setPen(QPen(look.color("accent"), 1) if hot else Qt.PenStyle.NoPen)
    rect = chip.rect.adjusted(0.5, 0.5, -0.5, -0.5) if hot else chip.rect
    painter.drawRoundedRect(rect, 4, 4)
    if editing or not chip.mark.opening:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    left, middle = chip.rect.left() + 6, chip.rect.center().y()
    painter.drawPolygon(
        QPolygonF([QPointF(left, middle - 4), QPointF(left + 6, middle), QPointF(left, middle + 4)])
    )


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
