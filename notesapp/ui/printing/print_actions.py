"""Print, and save as PDF: the page of the notes, made where no text can hold up the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QThread, Signal

from notesapp.destinations.render_server import Reply
from notesapp.errors import NotesError
from notesapp.storage.atomic import write_atomic
from notesapp.ui.panels.preview_text import heading_html
from notesapp.ui.panels.renderer import Renderer
from notesapp.ui.printing.paper import Sheet, paper_size, pdf_bytes, print_sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from notesapp.ui.episode.desk import Desk

LIMIT_MS = 20_000
MOST_CHARS = 3_000_000


class PdfWriter(QThread):
    """Lays a sheet out and writes it. A thread of Qt's own: laying out starts timers."""

    written = Signal(Path)
    refused = Signal(str)

    def __init__(self, sheet: Sheet, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet, self._path = sheet, path

    def run(self) -> None:
        try:
            write_atomic(self._path, pdf_bytes(self._sheet, paper_size(QLocale.system())))
        except NotesError as trouble:
            self.refused.emit(trouble.sentence)
        else:
            self.written.emit(self._path)


class PrintActions(QObject):
    """One sheet at a time. Nothing is written before the notes have been rendered."""

    def __init__(self, desk: Desk, limit_ms: int = LIMIT_MS) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._then: Callable[[Sheet], None] | None = None
        self._renderer = Renderer(self, limit_ms)
        self._renderer.rendered.connect(self._go_on)
        self._renderer.given_up.connect(self._give_up)
        self._writers: list[PdfWriter] = []
        desk.window.closed.connect(self._close)

    # --- commands

    def save_pdf(self) -> None:
        """Ask where, then write the PDF on the worker."""
        desk = self._desk
        beside = (desk.session.folder or Path()) / desk.base_name()
        path = desk.dialogs.save_pdf(desk.window, str(beside))
        if path is not None:
            self._render(lambda sheet: self._write(sheet, path))

    def print_notes(self) -> None:
        """Ask for the printer, then print."""
        printer = self._desk.dialogs.printer(self._desk.window)
        if printer is not None:
            self._render(lambda sheet: self._print(sheet, printer))

    # --- steps

    def _render(self, then: Callable[[Sheet], None]) -> None:
        self._then = then
        desk = self._desk
        desk.window.bar.drop("print")
        notes = desk.document.fresh_notes()
        self._renderer.render(notes.text, desk.base_name(), desk.audio_info())

    def _go_on(self, reply: Reply) -> None:
        then, self._then = self._then, None
        if then is None:
            return
        if len(reply.body) > MOST_CHARS:
            self._say(self.tr("These notes are too long to print in one piece."), "warning")
            return
        then(self._sheet(reply.body))

    def _give_up(self) -> None:
        self._then = None
        self._say(self.tr("This text takes too long to lay out. Nothing was printed."), "warning")

    def _sheet(self, body: str) -> Sheet:
        notes = self._desk.document.notes
        words = (self.tr("Episode {0}"), self.tr("{0} min"))
        heading = heading_html(notes, self._desk.audio_info().duration_ms, *words)
        return Sheet(
            heading="" if "<h1" in body else heading,
            body=body,
            title=notes.title or self._desk.base_name(),
            page=self.tr("Page {0} of {1}"),
        )

    def _write(self, sheet: Sheet, path: Path) -> None:
        self._writers = [writer for writer in self._writers if writer.isRunning()]
        writer = PdfWriter(sheet, path, self)
        self._writers.append(writer)
        writer.written.connect(self._say_written)
        writer.refused.connect(self._say_refused)
        writer.start()

    def _print(self, sheet: Sheet, printer: QPrinter) -> None:
        pages = print_sheet(sheet, printer)
        self._say(self.tr("Sent to the printer, pages: {0}").format(pages))

    def _say_written(self, path: Path) -> None:
        self._say(self.tr("Saved as PDF: {0}").format(path.name))

    def _say_refused(self, sentence: str) -> None:
        self._say(sentence, "error")

    def _close(self) -> None:
        """What is being written is written to its end."""
        self._renderer.close()
        for writer in self._writers:
            writer.wait()

    def _say(self, sentence: str, kind: str = "note") -> None:
        self._desk.messages.say("print", sentence, kind)
