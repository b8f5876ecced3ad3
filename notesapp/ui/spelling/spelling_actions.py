"""Spelling in a window: marks on what is in view, the next one, and what it may be meant as."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from notesapp.core.edits.base import Position, replacement
from notesapp.core.spelling import Word, dictionary_for, is_known, word_at
from notesapp.errors import FileTrouble
from notesapp.spelling.server import MOST, is_installed, own_folder
from notesapp.storage.dictionaries import OwnWords, dictionary_folders, find_dictionaries
from notesapp.ui.spelling.seeking import Seeking
from notesapp.ui.spelling.spelled import KnownWords, words_of
from notesapp.ui.spelling.speller import Speller
from notesapp.ui.text.positions import cursor_at, place_of, to_utf16

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

REST_MS = 150
FIRST_REST_MS = 1200  # the start has other things to do
LAYER = "spelling"


class SpellingActions(QObject):
    """Marks come a moment after typing rests; nothing here waits for a dictionary."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._editor = desk.window.editor
        self._own = OwnWords(desk.data / "words")
        self._own_read: tuple[str, tuple[str, ...]] = ("", ())
        self._known = KnownWords()
        self._dictionaries: dict[str, Path] = {}
        self._marked: list[tuple[int, int]] = []
        self.speller = Speller(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(FIRST_REST_MS)
        self._rest.timeout.connect(self.look)
        self._seeking = Seeking(
            desk.document.qt,
            lambda block: words_of(self._editor.view, block),
            self.is_wrong,
            self.speller.ask,
            self,
        )
        self._on = False
        self._read_settings()
        self._wire()
        if is_installed():
            desk.jobs.run("dictionaries", _find, self._take_dictionaries)

    def _wire(self) -> None:
        desk, rest = self._desk, self._rest.start
        desk.document.text_changed.connect(rest)
        desk.document.text_changed.connect(self._seeking.stop)
        desk.document.notes_changed.connect(lambda _: rest())
        self._editor.verticalScrollBar().valueChanged.connect(lambda _: rest())
        self._editor.caret_moved.connect(lambda *_: rest())
        desk.window.activated.connect(self._read_settings)
        desk.window.closed.connect(self.speller.close)
        app = QCoreApplication.instance()
        if app is not None:  # a stop leaves the window open
            app.aboutToQuit.connect(self.speller.close)
        self.speller.judged.connect(rest)
        self.speller.judged.connect(self._seeking.go_on)
        self.speller.gave_up.connect(self._say_gave_up)
        self._seeking.found.connect(self._select)
        self._seeking.found_none.connect(self._say_none)
        self._editor.menu_aids.append(self._add_to_menu)

    # --- what others ask

    def is_wrong(self, word: str) -> bool | None:
        """Whether a word is misspelt; None while that is not known."""
        return False if is_known(word, self._known.all) else self.speller.is_wrong(word)

    def look(self) -> None:
        """Mark what is in view, and have judged what is not known there."""
        self._rest.setInterval(REST_MS)
        self._follow()
        wrong: list[tuple[int, int]] = []
        asked: list[str] = []
        caret = self._editor.textCursor()
        for view in self._editor.blocks_in_view if self.speller.dictionary else ():
            block = self._desk.document.qt.findBlockByNumber(view.number)
            if not block.isValid():
                continue
            text = block.text()
            for word in words_of(self._editor.view, block):
                verdict = self.is_wrong(word.text)
                if verdict is None:
                    asked.append(word.text)
                elif verdict:
                    start = block.position() + to_utf16(text, word.start)
                    end = block.position() + to_utf16(text, word.end)
                    if end != caret.position() or caret.hasSelection():  # it is being typed
                        wrong.append((start, end))
        self._mark(wrong)
        if asked:
            self.speller.ask(asked)

    def next(self) -> None:
        """Select the next misspelt word."""
        self._follow()
        if not self.speller.dictionary:
            self._say_no_dictionary()
            return
        cursor = self._editor.textCursor()
        self._seeking.begin(place_of(self._desk.document.qt, cursor.selectionEnd()))

    def correct(self) -> None:
        """Offer what the word at the caret may be meant as."""
        self._follow()
        found = self._word_at(self._editor.textCursor().selectionStart())
        if not self.speller.dictionary:
            self._say_no_dictionary()
        elif found is None:
            self._desk.messages.say("spelling", self.tr("Put the caret into a word first."))
        else:
            line, word = found
            self.speller.suggest(word.text, lambda words: self._pop_up(line, word, words))

    # --- marks

    def _mark(self, wrong: list[tuple[int, int]]) -> None:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self._desk.look().color("ink3"))
        marks: list[QTextEdit.ExtraSelection] = []
        for start, end in wrong:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._desk.document.qt)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self._editor.marks.show(LAYER, marks)
        self._marked = wrong

    def _select(self, line: int, start: int, end: int) -> None:
        qt = self._desk.document.qt
        cursor = cursor_at(qt, Position(line, start))
        place = cursor_at(qt, Position(line, end)).position()
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    # --- dictionaries and own words

    def _read_settings(self) -> None:
        self._on = self._desk.settings.read().is_on("editor.spelling")
        self._rest.start()

    def _take_dictionaries(self, found: dict[str, Path]) -> None:
        self._dictionaries = found
        self._rest.start()

    def _follow(self) -> None:
        """Take the language, the names and the settings as they are now."""
        notes = self._desk.document.notes
        on = self._on and self._desk.session.is_open
        name = dictionary_for(notes.language, self._dictionaries) if on else ""
        self.speller.use(str(self._dictionaries[name]) if name else "")
        if self._own_read[0] != notes.language:
            self._own_read = (notes.language, self._own.read(notes.language))
        names = tuple(self._desk.window.panel.details.form.names())
        self._known.follow(notes, names, self._own_read[1])

    def _keep(self, word: str) -> None:
        language = self._desk.document.notes.language
        try:
            self._own.add(language, word)
        except FileTrouble as trouble:
            self._desk.messages.say("spelling", trouble.sentence, "warning")
            self._known.ignore(word)
        self._own_read = ("", ())
        self.look()

    def _ignore(self, word: str) -> None:
        self._known.ignore(word)
        self.look()

    # --- menus

    def _word_at(self, position: int) -> tuple[int, Word] | None:
        place = place_of(self._desk.document.qt, position)
        block = self._desk.document.qt.findBlockByNumber(place.line)
        word = word_at(words_of(self._editor.view, block), place.column)
        return None if word is None else (place.line, word)

    def _add_to_menu(self, menu: QMenu, at: QPoint) -> None:
        """On top of the text's menu, for a misspelt word; its suggestions come in when known."""
        found = self._word_at(self._editor.cursorForPosition(at).position())
        if found is None or not self.speller.dictionary or not self.is_wrong(found[1].text):
            return
        line, word = found
        top = menu.actions()[0]
        spaces = [QAction(menu) for _ in range(MOST)]
        for space in spaces:
            space.setVisible(False)
        spaces[0].setText(self.tr("Looking for “{0}”…").format(word.text))
        spaces[0].setEnabled(False)
        spaces[0].setVisible(True)
        menu.insertActions(top, [*spaces, *self._own_actions(menu, word)])
        menu.insertSeparator(top)
        alive = [True]
        menu.destroyed.connect(lambda: alive.clear())

        def fill(words: list[str]) -> None:
            if alive:
                self._fill(spaces, line, word, words)

        self.speller.suggest(word.text, fill)

    def _fill(self, spaces: list[QAction], line: int, word: Word, words: list[str]) -> None:
        spaces[0].setText(self.tr("Nothing like “{0}” is known").format(word.text))
        for space, meant in zip(spaces, words, strict=False):
            space.setText(meant.replace("&", "&&"))
            space.setEnabled(True)
            space.setVisible(True)
            space.triggered.connect(lambda _=False, m=meant: self._replace(line, word, m))

    def _own_actions(self, menu: QMenu, word: Word) -> list[QAction]:
        keep = QAction(self.tr("Add “{0}” to my words").format(word.text), menu)
        keep.triggered.connect(lambda: self._keep(word.text))
        ignore = QAction(self.tr("Ignore here"), menu)
        ignore.triggered.connect(lambda: self._ignore(word.text))
        return [keep, ignore]

    def _pop_up(self, line: int, word: Word, words: list[str]) -> None:
        menu = QMenu(self._editor)
        spaces = [QAction(menu) for _ in range(max(1, len(words)))]
        spaces[0].setEnabled(False)
        self._fill(spaces, line, word, words)
        menu.addActions(spaces)
        menu.addSeparator()
        menu.addActions(self._own_actions(menu, word))
        if words:
            menu.setActiveAction(spaces[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft()))

    def _replace(self, line: int, word: Word, meant: str) -> None:
        block = self._desk.document.qt.findBlockByNumber(line)
        if block.text()[word.start : word.end].replace("’", "'") != word.text:
            return  # another word stands there by now
        self._desk.document.apply((replacement(line, word.start, word.end, meant),))
        self._editor.set_place(Position(line, word.start + len(meant)))
        self.look()

    # --- words

    def _say_none(self) -> None:
        self._desk.messages.say("spelling", self.tr("No misspelt word was found."))

    def _say_gave_up(self) -> None:
        sentence = self.tr("The dictionary {0} could not be used. Words are no longer marked.")
        name = Path(self.speller.dictionary).name
        self._desk.messages.say("spelling", sentence.format(name), "warning")

    def _say_no_dictionary(self) -> None:
        if not self._on:
            sentence = self.tr("Spelling is off. Turn it on in the preferences.")
        else:
            sentence = self.tr(
                "No dictionary for “{0}” was found. Install one for Hunspell or LibreOffice, or "
                "choose another language in Details."
            ).format(self._desk.document.notes.language)
        self._desk.messages.say("spelling", sentence)


def _find() -> dict[str, Path]:
    own = own_folder()
    folders = dictionary_folders(os.environ, sys.platform, Path.home())
    return find_dictionaries((*folders, own) if own is not None else folders)
