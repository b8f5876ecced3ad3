"""The real program, with somebody at its keys who says after each key what the text is now.

Run by kill_typing.py, which kills it. It begins with what the run before left behind: it takes
what Recover offers, says what it got, undoes all of it and does it again. Each line is one JSON
object; an ``ack`` follows a key, when it has been handled.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest

from notesapp.app import make_application
from notesapp.storage.places import places_from_environment
from notesapp.storage.recovery import LeftOver

MAX_TEXT = 6000
WORDS = ("rye ", "flour, ", "is it? ", "No. ", "Q: ", "A: ", "[0:20] ", "é \U0001f600", "- ", "x")
PASTES = (
    "Q: Pasted? [1:02]\n\nA: Yes.\n",
    "one\n\ntwo \U0001f600",
    "\u200d\u2028n\u00a0b",
    "w " * 400,
)
COMMANDS = (
    *("edit.undo", "edit.undo", "edit.undo", "edit.redo", "edit.redo", "edit.mark"),
    *("segment.next", "segment.stamp", "segment.later", "segment.earlier_fine", "segment.swap"),
    *("segment.move_down", "segment.label_1", "edit.line_up", "segment.change_kind"),
)


def folders(home: Path) -> dict[str, str]:
    """The environment that puts everything the program keeps under one folder."""
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return {name: str(home / name) for name in names}


def print_of(text: str) -> str:
    """A short name of a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def say(what: str, **facts: object) -> None:
    """One line to whoever reads; in the system's hands when it returns."""
    os.write(1, (json.dumps({"what": what, **facts}) + "\n").encode())


def facts_of(episode) -> dict[str, object]:
    """What is said of the notes in a window."""
    text, path = episode.document.text(), episode.session.path
    return {
        "doc": episode.session.journal.doc_id,
        "print": print_of(text),
        "length": len(text),
        "end": text[-60:],
        "path": None if path is None else str(path),
        "caret": episode.window.editor.textCursor().position(),
    }


def typed(widget, character: str) -> None:
    """A key that gives this character; QTest knows none beyond ASCII."""
    if character.isascii():
        QTest.keyClicks(widget, character)
        return
    plain = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(widget, QKeyEvent(kind, 0, plain, character))


class Typist:
    """Types into the windows of a program, one key or command a time."""

    def __init__(self, program, home: Path, seed: int) -> None:
        self.program = program
        self.home = home
        self.chance = random.Random(seed)
        self.acts: tuple[tuple[int, Callable[[object], object]], ...] = (
            (40, self.key),
            (6, lambda e: QTest.keyClick(e.window.editor, Qt.Key.Key_Return)),
            (8, lambda e: QTest.keyClick(e.window.editor, Qt.Key.Key_Backspace)),
            (3, lambda e: QTest.keyClick(e.window.editor, Qt.Key.Key_Delete)),
            (16, lambda e: e.actions.run(self.chance.choice(COMMANDS))),
            (3, self.paste),
            (4, self.form),
            (5, self.move),
            (2, lambda e: e.session.save()),
            (1, self.save_as),
            (1, self.other_window),
        )
        self.episode = program.episodes[0]
        self.timer = QTimer()
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.act)

    def begin(self) -> None:
        """After what was recovered: notes to type in, and the first key."""
        used = [e for e in self.program.episodes if e.session.is_open]
        notes = self.home / "notes.md"
        if not used and self.chance.random() < 0.5:
            self.episode.files.open_path(notes)
        elif not used:
            self.episode.files.new()
        else:
            self.episode = self.chance.choice(used)
        for episode in self.program.episodes:
            if episode.session.is_open:
                say("ack", **facts_of(episode))
        self.timer.start(0)

    def act(self) -> None:
        episode = self.episode
        if len(episode.document.text()) > MAX_TEXT:
            episode.window.editor.selectAll()
        weights, acts = zip(*self.acts, strict=True)
        self.chance.choices(acts, weights)[0](episode)
        if episode.session.journal.heal_count:
            say("wrong", words="the journal differed from the document and was written anew")
        say("ack", **facts_of(episode))
        self.timer.start(self.chance.choice((0, 0, 0, 1, 5, 30)))

    def key(self, episode) -> None:
        """A word, a key at a time: each is said by itself."""
        for character in self.chance.choice(WORDS):
            typed(episode.window.editor, character)
            say("ack", **facts_of(episode))

    def paste(self, episode) -> None:
        QGuiApplication.clipboard().setText(self.chance.choice(PASTES))
        episode.actions.run("edit.paste")

    def form(self, episode) -> None:
        """A letter into a field of the header's form."""
        field = episode.window.details.form.fields[self.chance.choice(("podcast", "date"))]
        QTest.keyClicks(field, self.chance.choice("abc1"))

    def move(self, episode) -> None:
        cursor = episode.window.editor.textCursor()
        cursor.setPosition(self.chance.randrange(episode.document.qt.characterCount()))
        if self.chance.random() < 0.3:
            far = QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(QTextCursor.MoveOperation.Right, far, self.chance.randint(1, 9))
        episode.window.editor.setTextCursor(cursor)

    def save_as(self, episode) -> None:
        path = self.home / f"notes-{self.chance.randrange(4)}.md"
        taken = [e.session.path for e in self.program.episodes if e is not episode]
        if path not in taken:
            episode.session.save_as(path)

    def other_window(self, episode) -> None:
        if len(self.program.episodes) > 1:
            self.episode = self.chance.choice(self.program.episodes)
        else:
            self.episode = self.program.new_window()
            self.episode.window.show()
            self.episode.files.new()


def recovered(program, left: LeftOver) -> None:
    """Say what became of what was left, and whether all of it can be undone and done again."""
    wanted = print_of(left.text)
    found = [e for e in program.episodes if print_of(e.document.text()) == wanted]
    if not found:
        texts = [e.document.text()[-60:] for e in program.episodes]
        say("wrong", words=f"{left.doc_id} is in no window; these are: {texts}")
        return
    episode = found[0]
    document, text = episode.document, episode.document.text()
    caret = episode.window.editor.textCursor().position()
    within = "\udc00" <= document.qt.characterAt(left.caret) < "\ue000"  # Qt may stand there
    if 0 < left.caret <= len(text) and not 0 <= left.caret - caret <= within:
        say("wrong", words=f"the caret of {left.doc_id} is at {caret}, not at {left.caret}")
    count = 0
    while document.qt.isUndoAvailable():
        document.undo(QTextCursor(document.qt))
        count += 1
    if left.base is not None and print_of(document.text()) != print_of(left.base):
        say("wrong", words=f"undoing {left.doc_id} does not lead to where it began")
    for _ in range(count):
        document.redo(QTextCursor(document.qt))
    if document.text() != text:
        say("wrong", words=f"redoing {left.doc_id} does not lead back to its text")
    say("recovered", doc=left.doc_id, steps=count, kept=len(left.steps))


def main(home: Path, seed: int) -> int:
    """Recover, then type until killed; settings and state live under ``home``."""
    app = make_application(["typist"])
    from notesapp.ui.program import Program

    places = places_from_environment(folders(home), "linux", home)
    program = Program(app, places, vlc_options=("--aout=dummy",))
    program.services.settings.choose("editor.autosave_delay_ms", 300)
    program.services.settings.choose("editor.autosave", seed % 2 == 0)
    program.new_window().window.show()
    typist = Typist(program, home, seed)
    left = program.services.recovery.list_left_over()
    program.recover()
    asked = QTimer()

    def answer() -> None:
        recoverer = program.recoverer
        if recoverer.is_looking:
            return
        asked.stop()
        if recoverer.dialog is not None:
            taken = [find.left.doc_id for find in recoverer.dialog.finds]
            recoverer.dialog.go.click()
            for one in left:
                if one.doc_id in taken:
                    recovered(program, one)
        typist.begin()

    asked.timeout.connect(answer)
    asked.start(1)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
