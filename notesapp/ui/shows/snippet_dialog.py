"""The snippets as a list, each with its name and its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.snippets import DEFAULTS, VARIABLES, Snippet
from notesapp.errors import NotesError
from notesapp.ui.kit.details_form import Captioned, Count
from notesapp.ui.kit.form_fields import FIELD_SHEET, FIELD_TOKENS, LineField, squeezed
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.shows.roster import Roster
from notesapp.ui.shows.sheet import lay_out_sheet


class SnippetDialog(QDialog):
    """``save`` gets the snippets and raises NotesError with the sentence to show."""

    def __init__(
        self,
        look: Look,
        snippets: Sequence[Snippet],
        parent: QWidget | None = None,
        *,
        save: Callable[[tuple[Snippet, ...]], None],
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._snippets = list(snippets)
        self._place = -1
        self._filling = False
        self.setWindowTitle(self.tr("Snippets"))
        resize_within(self, 720, 520)
        self.roster = Roster(self.tr("Snippets"), self.tr("Add snippet"), self.tr("Remove"))
        self.name = LineField()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.trouble = Count(look)
        self.usual = QPushButton(self.tr("Add the usual ones"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Save snippets"))
        self._lay_out(look)
        self.set_look(look)
        self.roster.chosen.connect(self._choose)
        self.roster.add_requested.connect(self._add)
        self.roster.remove_requested.connect(self._remove)
        self.name.text_typed.connect(self._take_name)
        self.text.textChanged.connect(self._take_text)
        self.usual.clicked.connect(self._add_usual)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self._show_all(0 if self._snippets else -1)

    def _lay_out(self, look: Look) -> None:
        self.name.setPlaceholderText(self.tr("What you will look for"))
        self.text.setPlaceholderText(self.tr("What is inserted"))
        rows = [
            f"{{{{{name}}}}}  {QCoreApplication.translate('Snippets', words)}"
            for name, words in VARIABLES
        ]
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(Captioned(look, self.tr("Name"), self.name))
        side.addWidget(Captioned(look, self.tr("Text"), self.text), 1)
        side.addWidget(WrappedText(look, "\n".join(rows), role="small", token="ink3"))
        side.addWidget(self.trouble)
        self.trouble.show_count("")
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.roster)
        body.addLayout(side, 1)
        self.usual.setProperty("role", "quiet")
        lay_out_sheet(self, look, body, self.cancel, self.go, left=self.usual)

    def _show_all(self, current: int) -> None:
        names = [snippet.name or self.tr("New snippet") for snippet in self._snippets]
        self.roster.show_names(names, current)
        there = {snippet.name for snippet in self._snippets}
        self.usual.setVisible(any(snippet.name not in there for snippet in DEFAULTS))

    def _choose(self, place: int) -> None:
        self._place = place
        self.name.setEnabled(place >= 0)
        self.text.setEnabled(place >= 0)
        snippet = self._snippets[place] if place >= 0 else Snippet("", "")
        self._filling = True
        self.name.show_value(snippet.name)
        self.text.setPlainText(snippet.text)
        self._filling = False

    def _add(self) -> None:
        self._snippets.append(Snippet("", ""))
        self._show_all(len(self._snippets) - 1)
        self.name.setFocus()

    def _add_usual(self) -> None:
        there = {snippet.name for snippet in self._snippets}
        self._snippets += [snippet for snippet in DEFAULTS if snippet.name not in there]
        self._show_all(len(self._snippets) - 1)

    def _remove(self, place: int) -> None:
        if place >= 0:
            del self._snippets[place]
            self._show_all(min(place, len(self._snippets) - 1))

    def _take_name(self, text: str) -> None:
        if self._place >= 0:
            name = squeezed(text)
            self._snippets[self._place] = replace(self._snippets[self._place], name=name)
            self.roster.rename(self._place, name or self.tr("New snippet"))
            self.trouble.show_count("")

    def _take_text(self) -> None:
        if self._place >= 0 and not self._filling:
            text = self.text.toPlainText()
            self._snippets[self._place] = replace(self._snippets[self._place], text=text)

    def _go(self) -> None:
        unnamed = next((n for n, s in enumerate(self._snippets) if not s.name and s.text), -1)
        if unnamed >= 0:
            self.roster.list.setCurrentRow(unnamed)
            self.trouble.show_count(self.tr("This snippet needs a name."), over=True)
            self.name.setFocus()
            return
        try:
            self._save(tuple(snippet for snippet in self._snippets if snippet.name))
        except NotesError as trouble:
            self.trouble.show_count(said_sentence(trouble.sentence), over=True)
        else:
            self.accept()

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self.text.setFont(look.font("body"))
        colors = {name: look.theme.hex(name) for name in FIELD_TOKENS}
        self.text.setStyleSheet(FIELD_SHEET.format(**colors))
