"""Notes laid out on pages: black on white whatever the theme, the title above, the page below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from notesapp.ui.panels.preview_text import page_html

MARGIN_MM, BAND_PT = 20, 24
BODY_PT, SMALL_PT = 10.5, 8.5
DPI = 144
_LETTER = ("US", "CA", "MX", "PR", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "SV", "VE", "BZ")
_CHIP = re.compile(r'<a class="stamp"[^>]*>(?:&nbsp;|▸)*([^<&]*)(?:&nbsp;)*</a>')
_LINK = re.compile(r'<a href="(https?://[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_SHEET = f"""
    body {{ color: black; }}
    p, li {{ line-height: 140%; margin-top: 0; margin-bottom: 6pt; }}
    li {{ margin-bottom: 2pt; }}
    .h1 {{ font-size: 18pt; font-weight: 600; margin-bottom: 2pt; }}
    .h2, .h3, .h4, .h5, .h6 {{ font-size: 13pt; font-weight: 600; margin-top: 12pt; }}
    .facts {{ color: #444444; margin-bottom: 12pt; }}
    .question {{ font-weight: 600; }}
    .label {{ font-weight: 700; }}
    .stamp, .address {{ color: #444444; font-size: {SMALL_PT}pt; font-weight: 400; }}
    a {{ color: black; text-decoration: underline; }}
    blockquote {{ margin-left: 12pt; }}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: the heading and the body as HTML, the running title as text.

    ``page`` is as in "Page {0} of {1}".
    """

    heading: str
    body: str
    title: str
    page: str


class Paper(QTextDocument):
    """A text for paper. It loads nothing: no pictures, no files, no pages."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return b""


def paper_size(locale: QLocale) -> QPageSize.PageSizeId:
    """Letter where people use it, A4 elsewhere."""
    country = QLocale.territoryToCode(locale.territory())
    letter = country in _LETTER
    return QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4


def paper_html(sheet: Sheet) -> str:
    """The HTML that is laid out: stamps as plain times, addresses of links in full."""
    body = _CHIP.sub(r'<span class="stamp">[\1]</span>', page_html(sheet.body))
    return f"<body>{sheet.heading}{_LINK.sub(_with_address, body)}</body>"


def _with_address(found: re.Match[str]) -> str:
    address, words = unescape(found[1]), found[3]
    if unescape(words).strip() in (address, address.removeprefix("https://")):
        return found[0]
    return f'{found[0]} <span class="address">({escape(address)})</span>'


def pdf_bytes(sheet: Sheet, size: QPageSize.PageSizeId) -> bytes:
    """The sheet as a PDF. May run on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(size))
    print_sheet(sheet, writer)
    del writer  # writes the end of the file
    return bytes(buffer.data().data())


def print_sheet(sheet: Sheet, device: QPagedPaintDevice) -> int:
    """Paint every page on a printer or a PDF; returns how many there were."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter(device)
    scale = painter.device().logicalDpiX() / 72
    area = device.pageLayout().paintRect(QPageLayout.Unit.Point).size()
    text_size = QSizeF(area.width(), area.height() - 2 * BAND_PT)
    paper = _laid_out(sheet, text_size)
    painter.scale(scale, scale)
    pages = paper.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        _paint_page(painter, paper, sheet, number, area)
    painter.end()
    return pages


def _laid_out(sheet: Sheet, size: QSizeF) -> Paper:
    paper = Paper()
    paper.setUndoRedoEnabled(False)
    paper.setDefaultFont(_font(BODY_PT))
    paper.setDefaultStyleSheet(_SHEET.replace("pt;", "px;"))
    paper.setDocumentMargin(0)
    paper.setHtml(paper_html(sheet))
    paper.setPageSize(size)
    return paper


def _font(points: float) -> QFont:
    """In units of the painter, which are points there."""
    font = QFont("Inter")
    font.setPixelSize(max(1, round(points)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint_page(painter: QPainter, paper: Paper, sheet: Sheet, number: int, area: QSizeF) -> None:
    height = paper.pageSize().height()
    painter.save()
    painter.translate(QPointF(0, BAND_PT - number * height))
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    context.palette = palette
    context.clip = QRectF(0, number * height, area.width(), height)
    painter.setClipRect(context.clip)
    paper.documentLayout().draw(painter, context)
    painter.restore()
    painter.setPen(QColor("#444444"))
    font = _font(SMALL_PT)
    painter.setFont(font)
    if number:
        band = QRectF(0, 0, area.width(), BAND_PT)
        title = QFontMetricsF(font).elidedText(
            sheet.title, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(band, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
    foot = QRectF(0, area.height() - BAND_PT, area.width(), BAND_PT)
    words = sheet.page.format(number + 1, paper.pageCount())
    painter.drawText(foot, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, words)
