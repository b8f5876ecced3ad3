"""The sheet of keys on paper: one page where it fits, black on white."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from notesapp.ui.keys.sheet_rows import COLUMNS, Section

_MARGIN_MM = 12


def sheet_html(sections: tuple[Section, ...]) -> str:
    """The sheet as a page of HTML that Qt can print; a changed key carries a dot."""
    title = QCoreApplication.translate("KeysSheet", "Keys of Show Notes")
    cells = "".join(
        f'<td width="33%" valign="top">{_column(sections, number)}</td>'
        for number in range(len(COLUMNS))
    )
    changed = any(row.changed for section in sections for row in section.rows)
    note = QCoreApplication.translate("KeysSheet", "Changed keys carry a dot")
    foot = f"<p><small>{escape(note)} (•)</small></p>" if changed else ""
    return (
        f'<html><body style="color: black"><h2>{escape(title)}</h2>'
        f'<table width="100%" cellspacing="0" cellpadding="6"><tr>{cells}</tr></table>{foot}'
        "</body></html>"
    )


def pdf_of(sections: tuple[Section, ...]) -> bytes:
    """The sheet as a PDF, on A4 across."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(QCoreApplication.translate("KeysSheet", "Keys of Show Notes"))
    writer.setResolution(96)
    _print(sections, writer)
    del writer  # writes the end of the file
    return bytes(buffer.data().data())


def print_sheet(sections: tuple[Section, ...], printer: QPrinter) -> None:
    """Print on what the user chose."""
    _print(sections, printer)


def _print(sections: tuple[Section, ...], device: QPagedPaintDevice) -> None:
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    layout = QPageLayout(
        size, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter
    )
    device.setPageLayout(layout)
    paper = QTextDocument()
    paper.setDocumentMargin(0)
    points = layout.paintRect(QPageLayout.Unit.Point).size()
    for size_pt in (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0):
        font = paper.defaultFont()
        font.setPointSizeF(size_pt)
        paper.setDefaultFont(font)
        paper.setHtml(sheet_html(sections))
        paper.setPageSize(QSizeF(points) * (96 / 72))
        if paper.pageCount() == 1:
            break
    paper.print_(device)


def _column(sections: tuple[Section, ...], number: int) -> str:
    made = []
    for section in sections:
        if section.column != number or not section.rows:
            continue
        rows = "".join(
            f"<tr><td>{escape(row.words)}{' •' if row.changed else ''}</td>"
            f'<td align="right"><b>{escape(", ".join(row.chords))}</b></td></tr>'
            for row in section.rows
        )
        made.append(
            f'<p><b>{escape(section.title)}</b></p><table width="100%" cellspacing="0"'
            f' cellpadding="1">{rows}</table>'
        )
    return "".join(made)
