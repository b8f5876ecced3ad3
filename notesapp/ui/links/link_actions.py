"""Links: the dialog kept in step with the notes, edits as undo steps, questions when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.links import typed_address
from notesapp.core.edits.web_link_edits import is_plain, lacks_words, set_address, set_words
from notesapp.core.model import Notes
from notesapp.core.web_links import LinkKind, WebLink, web_links
from notesapp.ui.kit.spoken import announce
from notesapp.ui.links.asker import Asker
from notesapp.ui.links.link_words import LinkRow
from notesapp.ui.links.links_dialog import LinksDialog
from notesapp.web.guard import STRICT, Guard
from notesapp.web.verdict import LinkState, Verdict

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class LinkActions(QObject):
    """What the web said is kept by address while the window is open, and never written."""

    def __init__(self, desk: Desk, guard: Guard = STRICT) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.guard = guard
        self.dialog: LinksDialog | None = None
        self._verdicts: dict[str, Verdict] = {}
        self._titles: dict[str, str] = {}
        self._done = self._of = self._silent = 0
        self._asker = Asker(self)
        self._asker.told.connect(self._on_told)
        self._asker.ended.connect(self._on_ended)
        desk.document.notes_changed.connect(lambda _: self._refresh())
        desk.window.closed.connect(self._close)

    def show(self) -> None:
        """Open the list, or bring it to the front."""
        if self.dialog is None:
            self.dialog = self._made()
        self.dialog.show()
        self._refresh()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _made(self) -> LinksDialog:
        dialog = LinksDialog(self._desk.look(), self._desk.window)
        dialog.address_typed.connect(self._set_address)
        dialog.words_typed.connect(self._set_words)
        dialog.line_requested.connect(self._go_to)
        dialog.check_requested.connect(self._check)
        dialog.titles_requested.connect(self._fetch_titles)
        dialog.stop_requested.connect(self._asker.stop)
        dialog.use_requested.connect(self._use)
        dialog.undo_requested.connect(self._undo)
        dialog.hidden.connect(self._asker.stop)
        return dialog

    # --- the list

    def _refresh(self) -> None:
        if self.dialog is None or not self.dialog.isVisible():
            return
        self.dialog.show_rows(tuple(map(self._row, web_links(self._desk.document.fresh_notes()))))

    def _row(self, link: WebLink) -> LinkRow:
        title = self._titles.get(link.address, "") if lacks_words(link) else ""
        return LinkRow(link, self._verdicts.get(link.address), title)

    def _go_to(self, line: int) -> None:
        last = len(self._desk.document.fresh_notes().lines) - 1
        self._desk.window.editor.set_place(Position(min(line, last), 0), focus=False)

    # --- changing

    def _set_address(self, row: int, typed: str) -> None:
        link = self._link(row)
        if link is None or typed.strip() == link.address:
            return
        text = typed.strip()
        relative = text.startswith("#") or link.kind is LinkKind.IMAGE or not text
        address = typed_address(text) or (text if relative else "")
        if text and not address:
            words = self.tr("“{0}” is no address. Write one such as example.org/bees.")
            self._say(words.format(text))
            return
        self._apply(lambda notes: set_address(notes, link, address))

    def _set_words(self, row: int, typed: str) -> None:
        link = self._link(row)
        if link is not None and typed.strip() != link.words:
            self._apply(lambda notes: set_words(notes, link, typed))

    def _use(self, numbers: tuple[int, ...]) -> None:
        """Take what is suggested for some rows, as one undo step."""
        if self.dialog is None:
            return
        rows = [self.dialog.rows[n] for n in numbers if 0 <= n < len(self.dialog.rows)]

        def change(notes: Notes) -> Edits:
            plain = is_plain(notes)
            return tuple(edit for row in rows for edit in _suggested(notes, row, plain))

        self._apply(change)

    def _apply(self, change: object) -> None:
        before = self._desk.document.text()
        self._desk.segments.apply(change)  # type: ignore[arg-type]
        QTimer.singleShot(0, self, self._refresh)  # an editor of the table is still open
        if self._desk.document.text() == before:
            self._say(self.tr("This cannot be written here. Change it in the text."))

    def _link(self, row: int) -> WebLink | None:
        rows = self.dialog.rows if self.dialog is not None else ()
        return rows[row].link if 0 <= row < len(rows) else None

    def _undo(self, redo: bool) -> None:
        self._desk.actions.run("edit.redo" if redo else "edit.undo")

    def _say(self, words: str) -> None:
        if self.dialog is not None:
            dialog = self.dialog
            QTimer.singleShot(0, dialog, lambda: dialog.say(words))

    # --- asking

    def _check(self) -> None:
        self._ask([row.link.address for row in self._rows() if row.link.is_web], titles=False)

    def _fetch_titles(self) -> None:
        self._ask([r.link.address for r in self._rows() if lacks_words(r.link)], titles=True)

    def _rows(self) -> tuple[LinkRow, ...]:
        return self.dialog.rows if self.dialog is not None else ()

    def _ask(self, addresses: list[str], *, titles: bool) -> None:
        if self.dialog is None or not addresses:
            return
        self._done = self._silent = 0
        self._of = self._asker.start(addresses, self.guard, titles=titles)
        self.dialog.show_progress(0, self._of)
        self.dialog.show_busy(True)
        self.dialog.stop.setFocus()

    def _on_told(self, verdict: Verdict) -> None:
        self._done += 1
        self._silent += verdict.state is LinkState.SILENT
        if verdict.state is not LinkState.STOPPED or verdict.address not in self._verdicts:
            self._verdicts[verdict.address] = verdict
        if verdict.title:
            self._titles[verdict.address] = verdict.title
        if self.dialog is not None:
            self.dialog.show_progress(self._done, self._of)
        self._refresh()

    def _on_ended(self) -> None:
        if self.dialog is not None:
            self.dialog.show_busy(False)
            self._refresh()
            if self._done and self._silent == self._of:  # hardly the fault of every one of them
                self._say(self.tr("No address answered. Is this computer on the web? Check again."))
            else:
                announce(self.dialog, self.dialog.count.text())

    def _close(self) -> None:
        self._asker.stop()
        if self.dialog is not None:
            self.dialog.close()


def _suggested(notes: Notes, row: LinkRow, plain: bool) -> Edits:
    if row.title:
        return set_words(notes, row.link, row.title, as_plain=plain)
    return set_address(notes, row.link, row.better_address) if row.better_address else ()
