"""The text of a journal as it is written and read again, and the undo steps that led to it.

Writer and reader hold the same ``Replay``: what the writer sees is what a start after a crash will
see, so the writer can compare it with the open document, and can write its journal anew, shorter,
without reading it. Positions count UTF-16 units, because that is how the document's changes are
told; a change may end between the halves of a pair, and a half alone is kept as it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = [
    *("MAX_STEPS", "MAX_STEP_UNITS", "Change", "Replay", "Step", "Units"),
    *("units_in", "without_halves"),
]

MAX_STEPS = 1000
MAX_STEP_UNITS = 1 << 18
_ENCODING = "utf-16-le"


@dataclass(frozen=True, slots=True)
class Change:
    """At ``position`` so many UTF-16 units gave way to ``added``."""

    position: int
    removed: int
    added: str = field(repr=False)


Step = tuple[Change, ...]
"""What one undo takes back, in the order in which it was done."""


def units_in(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(_bytes_of(text)) // 2


def without_halves(text: str) -> str:
    """The text without halves of pairs that stand alone, as the document tells and saves it."""
    return text if text.isascii() else text.encode(_ENCODING, "ignore").decode(_ENCODING)


class Units:
    """A text in UTF-16 units with a gap where it was changed last.

    Changes beside each other, as typing makes them, cost the same in a text of any length.
    """

    def __init__(self, text: str = "") -> None:
        self._head = bytearray(_bytes_of(text))
        self._tail = bytearray()

    def __len__(self) -> int:
        return (len(self._head) + len(self._tail)) // 2

    def text(self) -> str:
        """All of it; halves of pairs that stand alone are kept."""
        return _text_of(bytes(self._head) + self._tail)

    def part(self, start: int, end: int) -> str:
        """What stands between two positions."""
        gap = len(self._head)
        start, end = 2 * start, 2 * end
        if end <= gap:
            return _text_of(self._head[start:end])
        if start >= gap:
            return _text_of(self._tail[start - gap : end - gap])
        return _text_of(self._head[start:] + self._tail[: end - gap])

    def put(self, position: int, removed: int, added: str) -> None:
        """Change it; IndexError where there is no such place."""
        if position < 0 or removed < 0 or position + removed > len(self):
            raise IndexError(position)
        start, end = 2 * position, 2 * (position + removed)
        gap = len(self._head)
        if end <= gap:
            self._tail[:0] = self._head[end:]
            del self._head[start:]
        elif start >= gap:
            self._head += self._tail[: start - gap]
            del self._tail[: end - gap]
        else:
            del self._head[start:]
            del self._tail[: end - gap]
        self._head += _bytes_of(added)


@dataclass(frozen=True, slots=True)
class _Done:
    """A step and what it took away, so that it can be taken back."""

    position: int
    removed: str
    added: str

    def back(self) -> _Done:
        return _Done(self.position, self.added, self.removed)

    def size(self) -> int:
        return len(self.removed) + len(self.added)


class Replay:
    """A text, and the steps that can be undone and redone from it; the oldest are let go.

    ``change`` is one of "s" (a step of its own), "j" (belongs to the step before), "u" (an undo)
    and "r" (a redo). An undo or redo that does not lead where the known step leads counts as a
    step of its own: the text is right in any case, and so is every step that is kept.
    """

    def __init__(self, base: str = "", steps: Iterable[Step] = ()) -> None:
        self.units = Units(base)
        self._undo: list[_Done] = []
        self._redo: list[_Done] = []
        self._size = 0
        for step in steps:
            for number, one in enumerate(step):
                self.change("j" if number else "s", one.position, one.removed, one.added)

    def change(self, kind: str, position: int, removed: int, added: str) -> None:
        """Carry out a change. IndexError where there is no such place; then nothing changed."""
        units = self.units
        if position < 0 or removed < 0 or position + removed > len(units):
            raise IndexError(position)
        done = _Done(position, units.part(position, position + removed) if removed else "", added)
        if kind == "u" and self._moves(done, self._undo, self._redo):
            self._size -= self._redo[-1].size()
        elif kind == "r" and self._moves(done, self._redo, self._undo):
            self._size += self._undo[-1].size()
        else:
            self._add(done, joins=kind == "j")
        units.put(position, removed, added)

    def steps(self) -> tuple[str, tuple[Step, ...]]:
        """The text before the oldest step that is kept, and the steps from it to the text."""
        base = Units(self.units.text())
        for done in reversed(self._undo):
            base.put(done.position, units_in(done.added), done.removed)
        return base.text(), tuple(_step(done) for done in self._undo)

    def undone(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The steps that can be redone, in that order, and the undos that take them back again."""
        ahead = tuple(_step(done.back()) for done in reversed(self._redo))
        return ahead, tuple(_step(done) for done in self._redo)

    def _moves(self, done: _Done, source: list[_Done], target: list[_Done]) -> bool:
        """Whether a change takes the last step of one list back, which then goes to the other."""
        if not source:
            return False
        known = source[-1].back()
        if done != known and self._effect(done, known) != self._effect(known, done):
            return False
        source.pop()
        target.append(known)
        return True

    def _effect(self, done: _Done, other: _Done) -> bytes:
        """What stands where either of two changes touches the text, after the first of them."""
        ends = [one.position + units_in(one.removed) for one in (done, other)]
        start = min(done.position, other.position)
        before = self.units.part(start, done.position)
        return _bytes_of(before + done.added + self.units.part(ends[0], max(ends)))

    def _add(self, done: _Done, *, joins: bool) -> None:
        if self._redo:
            self._redo.clear()
        if joins and self._undo:
            last = self._undo.pop()
            self._size -= last.size()
            done = self._joined(last, done)
        self._undo.append(done)
        self._size += done.size()
        while self._undo and (len(self._undo) > MAX_STEPS or self._size > MAX_STEP_UNITS):
            self._size -= self._undo.pop(0).size()

    def _joined(self, last: _Done, done: _Done) -> _Done:
        """Two changes as one; the text is as the first of them left it."""
        end = last.position + units_in(last.added)
        if done.position == end and not done.removed:
            return _Done(last.position, last.removed, last.added + done.added)
        until = done.position + units_in(done.removed)
        start, stop = min(last.position, done.position), max(end, until)
        head, tail = self.units.part(start, last.position), self.units.part(end, stop)
        added = self.units.part(start, done.position) + done.added + self.units.part(until, stop)
        return _Done(start, head + last.removed + tail, added)


def _step(done: _Done) -> Step:
    return (Change(done.position, units_in(done.removed), done.added),)


def _bytes_of(text: str) -> bytes:
    return text.encode(_ENCODING, "surrogatepass")


def _text_of(data: bytes | bytearray) -> str:
    return data.decode(_ENCODING, "surrogatepass")
