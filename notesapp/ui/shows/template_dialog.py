"""The template of a show before it is saved: what recurs, to be changed as text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from notesapp.core.parser import parse
from notesapp.errors import NotesError
from notesapp.ui.kit.details_form import Captioned, Count
from notesapp.ui.kit.form_fields import ChoiceField, LineField, squeezed
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.shows.sheet import lay_out_sheet


class TemplateDialog(QDialog):
    """``save`` gets the name and the text and raises NotesError with the sentence to show.

    ``saved_text`` gives the template that a show of a name has already; empty where there is none.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        made: str,
        parent: QWidget | None = None,
        *,
        saved_text: Callable[[str], str],
        save: Callable[[str, str], None],
    ) -> None:
        super().__init__(parent)
        self._made, self._saved_text, self._save = made, saved_text, save
        self.setWindowTitle(self.tr("Show template"))
        resize_within(self, 680, 640)
        self.name = LineField()
        self.name.setText(name)
        self.name.setPlaceholderText(self.tr("The show’s name"))
        self.start = ChoiceField()
        self.start.addItem(self.tr("What recurs in these notes"), "made")
        self.start.addItem(self.tr("The template as it was saved"), "saved")
        self.text = QPlainTextEdit(made)
        self.text.setTabChangesFocus(True)
        self.checks, self.trouble = Count(look), Count(look)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Save template"))
        self._lay_out(look)
        self.set_look(look)
        self.start.activated.connect(self._take_start)
        self.name.textChanged.connect(self._look_up)
        self.text.textChanged.connect(self._check)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self._look_up()
        self._check()
        (self.text if name else self.name).setFocus()

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setSpacing(12)
        lead = self.tr(
            "Every new episode begins with this. Take out what is this episode’s own. The lines "
            "between the dashes are Details. Words in {{ }} are filled in: number, title, guest, "
            "guests, audio, date. {{caret}} is where you begin to write. TK: to be written."
        )
        body.addWidget(WrappedText(look, lead, role="body", token="ink2"))
        body.addWidget(Captioned(look, self.tr("Show"), self.name))
        self.start_row = Captioned(look, self.tr("Start from"), self.start)
        body.addWidget(self.start_row)
        template = Captioned(look, self.tr("Template"), self.text)
        template.add_below(self.checks)
        body.addWidget(template, 1)
        body.addWidget(self.trouble)
        self.trouble.show_count("")
        lay_out_sheet(self, look, body, self.cancel, self.go)

    def _look_up(self) -> None:
        """A show of this name that is there already is changed, not doubled."""
        there = bool(self._saved_text(squeezed(self.name.text())))
        self.start_row.setVisible(there)
        self.go.setText(self.tr("Replace template") if there else self.tr("Save template"))
        self.trouble.show_count("")

    def _take_start(self) -> None:
        saved = self.start.currentData() == "saved"
        text = self._saved_text(squeezed(self.name.text())) if saved else self._made
        if text:
            self.text.setPlainText(text)

    def _check(self) -> None:
        notes = parse(self.text.toPlainText())
        words, over = "", True
        if notes.header.present and not notes.header.readable:
            words = said_sentence(notes.header.problems[0].message)
        elif notes.segments:
            line = notes.segments[0].first_line + 1
            words = self.tr("Line {0} is a question or an answer. Each episode would have it.")
            words = words.format(line)
        elif "{{caret}}" not in notes.text:
            words = self.tr("Without {{caret}}, writing begins at the end.")
            over = False
        self.checks.show_count(words, over=over)

    def _go(self) -> None:
        name = squeezed(self.name.text())
        if not name:
            self._refuse(self.tr("A show needs a name."))
            self.name.setFocus()
            return
        try:
            self._save(name, self.text.toPlainText())
        except NotesError as trouble:
            self._refuse(said_sentence(trouble.sentence))
        else:
            self.accept()

    def _refuse(self, sentence: str) -> None:
        self.trouble.show_count(sentence, over=True)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        colors = {name: look.theme.hex(name) for name in ("surface", "ink", "edge", "accent")}
        self.text.setFont(look.font("body"))
        self.text.setStyleSheet(_SHEET.format(**colors))


_SHEET = """
QPlainTextEdit {{ background: {surface}; color: {ink}; border: 1px solid {edge};
  border-radius: 6px; padding: 7px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 6px; }}
"""
