"""Asks the process that spells, and remembers what it said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

import notesapp
from notesapp.bundle import own_command
from notesapp.spelling.server import WORD

LIMIT_MS = 15_000
REMEMBERED = 50_000
BATCH = 400
CLOSE_MS = 500


def command() -> list[str]:
    """What starts the process, from source and from a packaged build."""
    return own_command(WORD)


class Speller(QObject):
    """One process for one dictionary at a time, started with the first word.

    ``judged`` says that more words are known. A request that takes too long ends the process;
    its words count as right, and after three such times ``gave_up`` follows and nothing is asked
    any more.
    """

    judged = Signal()
    gave_up = Signal()

    def __init__(self, parent: QObject | None = None, limit_ms: int = LIMIT_MS) -> None:
        super().__init__(parent)
        self._dictionary = ""
        self._right: dict[str, bool] = {}
        self._waiting: dict[str, None] = {}
        self._asked: tuple[int, tuple[str, ...], Callable[[list[str]], None] | None] | None = None
        self._wanted: tuple[str, Callable[[list[str]], None]] | None = None
        self._number = 0
        self._failures = 0
        self._received = b""
        self._stopping = False
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.setWorkingDirectory(str(Path(notesapp.__file__).parents[1]))
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._miss)
        self._process.errorOccurred.connect(self._miss)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(limit_ms)
        self._limit.timeout.connect(self._fail)
        self._missed = QTimer(self)  # not from within the process that has died
        self._missed.setSingleShot(True)
        self._missed.setInterval(0)
        self._missed.timeout.connect(self._fail)

    @property
    def dictionary(self) -> str:
        """The path of the dictionary in use, without its ending; empty for none."""
        return self._dictionary

    def use(self, dictionary: str) -> None:
        """Spell with another dictionary from now on; what is under way no longer counts."""
        if dictionary == self._dictionary:
            return
        self._dictionary = dictionary
        self._right.clear()
        self._waiting.clear()
        self._wanted = None
        if self._asked is not None:
            self._asked = (self._asked[0], (), None)
        if not dictionary:
            self.close()

    def is_wrong(self, word: str) -> bool | None:
        """Whether a word is misspelt; None while that is not known."""
        right = self._right.get(word)
        return None if right is None else not right

    def ask(self, words: Iterable[str]) -> None:
        """Have words judged; ``judged`` follows where any was not known."""
        if not self._is_usable():
            return
        for word in words:
            if word not in self._right:
                self._waiting[word] = None
        self._send()

    def suggest(self, word: str, done: Callable[[list[str]], None]) -> None:
        """Have suggestions for a word handed to ``done``; the newest wish replaces a waiting one.

        Without a dictionary there are none.
        """
        if not self._is_usable():
            done([])
            return
        self._wanted = (word, done)
        self._send()

    def close(self) -> None:
        """Stop the process."""
        self._waiting.clear()
        self._wanted = self._asked = None
        self._limit.stop()
        self._stop()

    def _is_usable(self) -> bool:
        return bool(self._dictionary) and self._failures < 3

    def _send(self) -> None:
        if self._asked is not None or not (self._waiting or self._wanted):
            return
        self._number += 1
        request: dict[str, object] = {"number": self._number, "dictionary": self._dictionary}
        if self._wanted is not None:
            (word, done), self._wanted = self._wanted, None
            self._asked = (self._number, (), done)
            request["suggest"] = word
        else:
            words = tuple(self._waiting)[:BATCH]
            for word in words:
                del self._waiting[word]
            self._asked = (self._number, words, None)
            request["words"] = words
        if self._process.state() == QProcess.ProcessState.NotRunning:
            program, *arguments = command()
            self._process.start(program, arguments)
        self._process.write(json.dumps(request).encode("ascii") + b"\n")
        self._limit.start()

    def _read(self) -> None:
        self._received += bytes(self._process.readAllStandardOutput().data())
        *lines, self._received = self._received.split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, reply: dict[str, object]) -> None:
        if self._asked is None or reply["number"] != self._asked[0]:
            return
        _, words, done = self._asked
        self._limit.stop()
        self._asked = None
        if "trouble" in reply:
            self._failures = 3
            self._waiting.clear()
            self.gave_up.emit()
            return
        self._failures = 0
        wrong = reply.get("wrong", [])
        suggestions = reply.get("suggestions", [])
        self._remember(words, wrong if isinstance(wrong, list) else [])
        self._send()
        if done is not None:
            done(suggestions if isinstance(suggestions, list) else [])

    def _remember(self, words: tuple[str, ...], wrong: list[str]) -> None:
        if not words:
            return
        if len(self._right) > REMEMBERED:
            self._right.clear()
        found = set(wrong)
        self._right.update((word, word not in found) for word in words)
        self.judged.emit()

    def _miss(self) -> None:
        if not self._stopping:
            self._missed.start()

    def _fail(self) -> None:
        """Too long, or the process has died: what was asked counts as right."""
        self._limit.stop()
        self._stop()
        if self._asked is None:
            return
        _, words, done = self._asked
        self._asked = None
        self._failures += 1
        if not self._is_usable():
            self._waiting.clear()
            self.gave_up.emit()
        self._remember(words, [])
        if done is not None:
            done([])
        self._send()

    def _stop(self) -> None:
        self._missed.stop()
        self._received = b""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._stopping = True
        self._process.kill()
        self._process.waitForFinished(CLOSE_MS)
        self._stopping = False
