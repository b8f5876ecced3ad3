"""Import: what a source was read as, line by line, before anything is done with it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.formats.base import Option
from notesapp.importing.imported import ImportedAnything
from notesapp.ui.importing.import_list import ImportList
from notesapp.ui.importing.import_words import all_well, counted, recognised
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.option_fields import said_option
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label


class ImportDialog(QDialog):
    """Changes nothing itself: ``choice`` is ``new`` or ``add`` once it is accepted.

    ``fills``: the notes of the window are empty, and are what the import goes into. ``can_add``:
    there are notes it could go into. ``options_changed`` carries the options by name; whoever
    reads the source answers with ``show_done`` or ``show_trouble``.
    """

    options_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        done: ImportedAnything,
        *,
        fills: bool = False,
        can_add: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._can_add = look, can_add
        self._said = ("check", "ink2")
        self.done_now = done
        self.choice = "new"
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        self.setWindowTitle(self.tr("Import"))
        self._fills = fills
        self._make_fields(look)
        self._make_options(look, done.options)
        self._lay_out(look)
        self._connect()
        resize_within(self, round(960 * look.fonts.scale), round(620 * look.fonts.scale))
        self.show_done(done)
        self.list.setFocus()

    def show_done(self, done: ImportedAnything) -> None:
        """Show what was read, with the options as they are now."""
        self.done_now = done
        self.what.setText(recognised(done))
        self.count.set_text(counted(done))
        doubtful = sum(line.needs_a_look for line in done.lines)
        self.only.setText(self.tr("Only what needs a look ({0})").format(doubtful))
        self.only.setEnabled(doubtful > 0)
        if not doubtful:
            self.only.setChecked(False)
        self.new.setText(self._new_words(done))
        self.new.setEnabled(not done.is_empty)
        self.add.setEnabled(self._can_add and bool(done.added_text.strip()))
        self.add.setToolTip("" if done.added_text else self.tr("Speech goes into notes of its own"))
        self._show_lines()

    def show_trouble(self, sentence: str) -> None:
        """Say why the source cannot be read with these options."""
        self.list.show_rows(())
        self.new.setEnabled(False)
        self.add.setEnabled(False)
        self._say("error", "err", said_sentence(sentence))

    def _make_fields(self, look: Look) -> None:
        self.what = WrappedText(look, "", role="body", token="ink")
        self.count = Label(look, "", role="small", token="ink3", elide=False)
        self.only = QCheckBox()
        self.list = ImportList(look)
        self.sign = QLabel()
        self.words = WrappedText(look, "", role="small", token="ink2")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.add = QPushButton(self.tr("Add to these notes"))
        self.add.setVisible(self._can_add)
        self.new = QPushButton()
        self.new.setProperty("role", "primary")
        self.new.setDefault(True)

    def _make_options(self, look: Look, options: tuple[Option, ...]) -> None:
        self._options = QHBoxLayout()
        self._options.setSpacing(8)
        for option in options:
            name = said_option(option.title)
            field = _field(option)
            field.setAccessibleName(name)
            self.fields[option.name] = field
            self._options.addWidget(Label(look, name, role="caption", elide=False))
            self._options.addWidget(field)
            self._options.addSpacing(8)
        self._options.addStretch(1)

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 12)
        body.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.what, 1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(head)
        if self.fields:
            body.addLayout(self._options)
        body.addWidget(self.list, 1)
        body.addWidget(self.only)
        check = QHBoxLayout()
        check.setSpacing(8)
        check.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        check.addWidget(self.words, 1)
        body.addLayout(check)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        kept = self.tr("Every line is kept. Nothing is replaced.")
        said = self.tr("The audio stays as it is.") if self.done_now.from_audio else kept
        footer.addWidget(Label(look, said, role="small", token="ink3"))
        footer.addStretch(1)
        for button in (self.cancel, self.add, self.new):
            footer.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _connect(self) -> None:
        for field in self.fields.values():
            if isinstance(field, QComboBox):
                field.activated.connect(lambda _: self._tell_options())
            else:
                field.editingFinished.connect(self._tell_options)
        self.only.toggled.connect(lambda _: self._show_lines())
        self.list.selectionModel().currentRowChanged.connect(lambda now, _: self._on_row(now.row()))
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(lambda: self._choose("add"))
        self.new.clicked.connect(lambda: self._choose("new"))

    def _new_words(self, done: ImportedAnything) -> str:
        if self._fills:
            return self.tr("Fill these notes")
        return self.tr("New notes as text") if done.transcript else self.tr("New notes")

    def _tell_options(self) -> None:
        values = {
            name: field.currentData() if isinstance(field, QComboBox) else field.text().strip()
            for name, field in self.fields.items()
        }
        self.options_changed.emit(values)

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()

    def _show_lines(self) -> None:
        lines = self.done_now.lines
        if self.only.isChecked():
            lines = tuple(line for line in lines if line.needs_a_look)
        self.list.show_rows(lines)
        if lines:
            first = self.list.model().index(0, 0)
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(first, command)
        if self.only.isChecked():
            self._on_row(0)
        else:
            self._say_whole()

    def _on_row(self, number: int) -> None:
        """The sentence about a line where there is one, else about all of it."""
        line = self.list.row(number)
        if line is not None and line.remark:
            words = self.tr("Line {0}: {1}").format(line.number, said_sentence(line.remark))
            self._say("warning", "warn", words)
        else:
            self._say_whole()

    def _say_whole(self) -> None:
        done = self.done_now
        about = [said_sentence(r.message) for r in done.remarks if r.line == 0]
        if done.transcript:
            about.append(self.tr("It can be imported as text."))
        doubtful = sum(line.needs_a_look for line in done.lines)
        if about:
            self._say("warning", "warn", " ".join(about))
        elif doubtful:
            words = self.tr("1 line needs a look.") if doubtful == 1 else ""
            words = words or self.tr("{0:,} lines need a look.").format(doubtful)
            self._say("warning", "warn", words)
        else:
            self._say("check", "ink2", all_well(done))

    def _say(self, icon: str, token: str, words: str) -> None:
        if words != self.words.text():
            announce(self, words)
        self._said = (icon, token)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.sign.setPixmap(self._look.pixmap(icon, token, 16, self))

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look; the parts are told by ``hand_down``."""
        self._look = look
        self._say(*self._said, self.words.text())


def _field(option: Option) -> QComboBox | QLineEdit:
    if option.allowed:
        choice = ChoiceField()
        for word in option.allowed:
            choice.addItem(said_option(word or "Automatic"), word)
        choice.show_value(option.default)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return choice
    line = QLineEdit(option.default)
    line.setMaximumWidth(120)
    return line
