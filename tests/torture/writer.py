"""One who does anything to the text of a window, and what must hold after each act."""

from __future__ import annotations

import random
import re
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notesapp.core.edits.base import Position
from notesapp.core.edits.converting import plan_conversion
from notesapp.core.edits.links import link_place, remove_link, set_link
from notesapp.core.edits.reorder import landing_lines
from notesapp.core.edits.shifting import plan_shift, plan_stretch
from notesapp.core.lines import LineKind, classify
from notesapp.core.parser import parse
from notesapp.core.timecode import StampStyle
from notesapp.storage.resources import resource
from notesapp.ui.program import Program
from notesapp.ui.text.source_cover import covered_until, is_covered
from tests.flows.simulated import SimulatedPlayer

ACTS_A_ROUND = 120
DURATION_MS = 5_400_000
MODS = Qt.KeyboardModifier
CTRL, SHIFT, NONE = MODS.ControlModifier, MODS.ShiftModifier, MODS.NoModifier
Key = Qt.Key
WORD = re.compile(r"[^\W\d_]+")

TYPED = (
    *"abc .,;-",
    *("rye ", "Q: ", "A: ", "[1:02]", "- ", "# ", "> ", "```", "---", "* * *", "{: ", '"', "🐝"),
    *("Resources", "(0:10)", "**", "Ana: ", "https://example.org ", "TK ", "1. "),
)
COMMANDS = (
    *(["segment.next"] * 3 + ["segment.ahead"] * 4 + ["segment.same", "segment.next_plain"]),
    *("segment.stamp", "segment.stamp", "segment.remove_stamp", "segment.last_stamp"),
    *("segment.earlier", "segment.later", "segment.earlier_fine", "segment.later_fine"),
    *("segment.previous_stamp", "segment.next_stamp", "segment.previous", "segment.following"),
    *("segment.change_kind", "segment.split", "segment.join", "segment.swap", "segment.swap"),
    *("segment.move_up", "segment.move_down", "segment.move_pair_up", "segment.move_pair_down"),
    *(f"segment.label_{number}" for number in range(1, 7)),
    *("segment.copy_stamp", "edit.mark", "edit.next_mark", "edit.line_up", "edit.line_down"),
    *("segment.hear", "segment.play"),
)
# What may bring less of some words: a joined segment has one label less, TK comes and goes.
LOSING = {"segment.remove", "edit.cut"}
LABELS = {
    "q",
    "a",
    "question",
    "answer",
    "frage",
    "antwort",
    "ana",
    "bo",
    "cy",
    "tk",
    "tom",
    "ashby",
}
BURSTS = (
    *("segment.earlier", "segment.later", "segment.earlier_fine", "segment.later_fine"),
    "edit.line_up",
    "edit.line_down",
)


class Wrong(Exception):
    """Something is not as it must be."""


class Writer:
    """Does anything to the text of one window, and looks after each act."""

    def __init__(self, program: Program, player: SimulatedPlayer, chance: random.Random) -> None:
        self.chance, self.player = chance, player
        self.episode = program.new_window()
        self.episode.window.show()
        self.episode.actions.run("file.new")
        self.episode.playback.load(resource("sample", "sample-episode.mp3"))
        self.editor = self.episode.window.editor
        self.document = self.episode.document
        self.done: deque[str] = deque(maxlen=25)
        self.acts: list[tuple[int, Callable[[], str]]] = [
            (14, self.type),
            (5, lambda: self.key("enter", Key.Key_Return)),
            (3, self.delete),
            (3, self.select),
            (3, self.clipboard),
            (30, self.command),
            (10, self.jump),
            (6, self.history),
            (4, self.form),
            (4, self.attribute),
            (2, self.link),
            (2, self.plan),
            (3, self.outline),
            (1, self.replace),
            (6, self.listen),
        ]

    # --- one round

    def round(self, text: str) -> None:
        """Some acts on a text, then all of them undone and done again."""
        self.document.load(text)
        self.editor.set_place(Position(0, 0))
        if text == "" and self.document.text() != "":
            raise Wrong("an empty text did not load")
        for _ in range(self.chance.randint(10, ACTS_A_ROUND)):
            self.step()
        self.walk(back=False)
        last = self.document.text()
        self.walk(back=True)
        if self.document.text() != text:
            raise Wrong(f"undone it is\n{self.document.text()!r}\nand was\n{text!r}")
        self.walk(back=False)
        if self.document.text() != last:
            raise Wrong(f"redone it is\n{self.document.text()!r}\nand was\n{last!r}")

    def walk(self, *, back: bool) -> None:
        """Undo or redo all there is."""
        way = self.episode.history.undo if back else self.episode.history.redo
        for _ in range(20_000):
            if not (
                self.document.qt.isUndoAvailable() if back else self.document.qt.isRedoAvailable()
            ):
                return
            way()
            self.check_caret()
        raise Wrong("undoing does not end")

    def step(self) -> None:
        """One act, and what must hold after it."""
        act = self.chance.choices([a for _, a in self.acts], [n for n, _ in self.acts])[0]
        before, notes = self.document.text(), self.document.fresh_notes()
        place, header = self.editor.place(), notes.lines[: notes.header.last_line + 1]
        had_selection = self.editor.textCursor().hasSelection()
        self.done.append(f"{act.__name__} at {place.line}:{place.column}")
        name = act()
        self.done[-1] = f"{name} at {place.line}:{place.column}{' selected' * had_selection}"
        if self.chance.random() < 0.3:
            QApplication.processEvents()
        if self.chance.random() < 0.05:
            self.editor.grab()
        after = self.document.text()
        now = self.document.fresh_notes()
        if now.text != after or now != parse(after):
            raise Wrong("the notes are not those of the text")
        self.check_caret()
        if name.split()[0] in ("undo", "redo", "header"):
            return
        out_of_sight = covered_until(notes) > notes.header.last_line
        if out_of_sight and now.lines[: len(header)] != header:
            raise Wrong(f"the header changed\n{before!r}\n{after!r}")
        if name.split()[0] in ("type", "enter") and not had_selection:
            if len(WORD.findall(after)) < len(WORD.findall(before)):
                raise Wrong(f"typing took words\n{before!r}\n{after!r}")
        elif name.split()[0] in ("command", "plan", "attribute", "link", "drop", "next", "listen"):
            if name != "link":  # may stand in the middle of a word
                self.check_words(before, after, name)
            if after != before and name != "attribute" and not name.endswith(BURSTS):
                self.check_one_step(before, after, name)

    def check_caret(self) -> None:
        """The caret stands where it can be seen; all may be selected to the very end."""
        block = self.document.qt.firstBlock()
        while block.isValid() and is_covered(block, show_source=False):
            block = block.next()
        cursor = self.editor.textCursor()
        if cursor.hasSelection() and cursor.atEnd():
            return
        if block.isValid() and is_covered(cursor.block(), show_source=False):
            raise Wrong(f"the caret is on {cursor.block().text()!r}")

    def check_words(self, before: str, after: str, name: str) -> None:
        """No word is gone but labels, and what stands in attributes and links."""
        if name == "attribute":
            return
        whole = not name.endswith("join")  # of two attributes one stays
        parts = "".join if name.endswith("split") else list[str]  # a word may be split
        gone = Counter(parts(_words(before, whole=whole)))
        gone.subtract(parts(_words(after, whole=whole)))
        labels = [s.label.word for s in parse(before).segments if s.label is not None]
        known = LABELS | set(WORD.findall(" ".join(labels).casefold()))
        lost = [w for w, n in gone.items() if n > 0 and w.casefold() not in known]
        if lost:
            raise Wrong(f"{name} took {lost}\n{before!r}\n{after!r}")

    def check_one_step(self, before: str, after: str, name: str) -> None:
        """One undo gives what was, one redo what is."""
        if self.chance.random() < 0.6:
            return
        self.episode.history.undo()
        if self.document.text() != before:
            raise Wrong(f"{name} undone is\n{self.document.text()!r}\nand was\n{before!r}")
        self.check_caret()
        self.episode.history.redo()
        if self.document.text() != after:
            raise Wrong(f"{name} redone is\n{self.document.text()!r}\nand was\n{after!r}")
        self.check_caret()

    # --- acts; each returns what it did

    def type(self) -> str:
        text = "".join(self.chance.choices(TYPED, k=self.chance.randint(1, 4)))
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, NONE, character)
                QApplication.sendEvent(self.editor, event)
        return f"type {text!r}"

    def key(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> str:
        QTest.keyClick(self.editor, key, modifiers)
        return name

    def delete(self) -> str:
        key = self.chance.choice((Key.Key_Backspace, Key.Key_Delete))
        return self.key(f"delete {key.name}", key, self.chance.choice((NONE, NONE, CTRL)))

    def select(self) -> str:
        if self.chance.random() < 0.08:
            self.episode.actions.run("edit.select_all")
            return "select all"
        cursor = self.editor.textCursor()
        count = self.document.qt.characterCount()
        near = self.chance.randint(-60, 60)
        cursor.setPosition(
            max(0, min(count - 1, cursor.position() + near)), QTextCursor.MoveMode.KeepAnchor
        )
        self.editor.setTextCursor(cursor)
        return "select"

    def clipboard(self) -> str:
        name = self.chance.choice(("cut", "copy", "paste", "paste", "paste_plain"))
        if self.chance.random() < 0.2:
            QGuiApplication.clipboard().setText(
                self.chance.choice(("x\r\ny", "Q: Pasted? [9:09]\n\nA: "))
            )
        self.episode.actions.run(f"edit.{name}")
        return name

    def command(self) -> str:
        name = self.chance.choice(COMMANDS)
        if self.chance.random() < 0.03:
            name = "segment.remove"
        elif self.chance.random() < 0.05:
            self.episode.window.outline.list.setFocus()
        self.episode.actions.run(name)
        kind = "remove" if name == "segment.remove" else "command"
        return f"{kind} {name}"

    def jump(self) -> str:
        roll = self.chance.random()
        if roll < 0.2:
            return self.key("ctrl+home", Key.Key_Home, CTRL)
        if roll < 0.3:
            return self.key("ctrl+end", Key.Key_End, CTRL)
        if roll < 0.5:
            keys = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_PageUp)
            key = self.chance.choice(keys)
            return self.key(key.name, key, self.chance.choice((NONE, SHIFT, CTRL)))
        lines = self.document.text().split("\n")
        line = self.chance.randrange(len(lines))
        place = Position(line, self.chance.randint(0, len(lines[line])))
        self.editor.set_place(place)
        return f"jump to {place.line}:{place.column}"

    def history(self) -> str:
        name = self.chance.choice(("undo", "undo", "redo"))
        for _ in range(self.chance.randint(1, 3)):
            self.episode.actions.run(f"edit.{name}")
        return name

    def form(self) -> str:
        values = ("", "New words", "2", "a: b", 'with "quotes"', "de", "Ana", "1970-01-01")
        key = self.chance.choice(("title", "podcast", "episode", "guests", "language", "speakers"))
        value: object = self.chance.choice(values)
        if key in ("guests", "speakers"):
            value = tuple(self.chance.sample(("Ana", "Bo", "Tom Ashby", "Cy"), 2))
        self.episode.window.panel.details.header_changed.emit(key, value)
        return f"header {key} {value!r}"

    def attribute(self) -> str:
        notes = self.document.fresh_notes()
        if notes.segments:
            segment = self.chance.choice(notes.segments)
            key = self.chance.choice(("chapter", "url", "toc", "image"))
            value = self.chance.choice(("", "Short", 'a "b" c', "}", "no", "https://example.org"))
            self.episode.window.panel.details.attribute_changed.emit(segment.index, key, value)
        return "attribute"

    def link(self) -> str:
        notes, place = self.document.fresh_notes(), self.editor.place()
        found = link_place(notes, place, place)
        if found is not None:
            old = remove_link(found)
            new = old or set_link(found, found.words or "words", "https://example.org/a_(b)")
            self.document.apply(new)
            self.document.settle()
        return "link"

    def plan(self) -> str:
        notes, chance = self.document.fresh_notes(), self.chance
        if chance.random() < 0.4:
            style = StampStyle(
                chance.choice(("start", "end")),
                chance.choice(("[", "(", "")),
                chance.random() < 0.5,
                chance.choice((1, 2)),
                chance.random() < 0.3,
            )
            conversion = plan_conversion(notes, style)
            self.episode.segments.apply(lambda _: conversion.edits)
            return "header convert"
        times = sorted(chance.sample(range(0, DURATION_MS, 500), 4))
        if chance.random() < 0.5:
            plan = plan_shift(notes, times[0], times[1], chance.choice((-30_000, 1_500, 3_600_000)))
        else:
            plan = plan_stretch(notes, (times[0], times[1]), (times[2], times[3]))
        self.episode.segments.apply(lambda _: plan.edits)
        return "plan"

    def outline(self) -> str:
        notes, outline = self.document.fresh_notes(), self.episode.window.outline
        if not notes.segments:
            return "outline"
        segment, pair = self.chance.choice(notes.segments), self.chance.random() < 0.5
        lines = (*landing_lines(notes, segment.index, pair=pair), -1, len(notes.lines) + 5)
        outline.drop_requested.emit(segment, self.chance.choice(lines), pair)
        return "drop"

    def replace(self) -> str:
        self.episode.actions.run("edit.replace")
        field = QApplication.focusWidget()
        if field is not None and field is not self.editor:
            QTest.keyClicks(field, self.chance.choice(("a", "Q", "rye", "[")))
            find = self.episode.features.get("find")
            self.wait_for(find)
            find.bar.replace_all_requested.emit()
            self.wait_for(find)
            QTest.keyClick(field, Key.Key_Escape)
        self.editor.setFocus()
        return "replace"

    def wait_for(self, find: Any) -> None:
        """What was looked for is found, and what it leads to is done."""
        for _ in range(3000):
            if not find._waiting and not find._searcher.jobs._waiting:
                return
            QTest.qWait(10)
        raise Wrong("looking for words does not end")

    def listen(self) -> str:
        roll = self.chance.random()
        if roll < 0.5:
            self.player.pass_time(self.chance.randint(100, 90_000))
        elif roll < 0.75:
            self.episode.playback.toggle()
        else:
            self.episode.playback.seek(self.chance.randrange(DURATION_MS))
        return "listen"


def _words(text: str, *, whole: bool) -> list[str]:
    lines = text.split("\n")
    if not whole:
        lines = [line for line in lines if classify(line).kind is not LineKind.ATTRIBUTES]
    return WORD.findall("\n".join(lines))
