"""What the journal costs a key, and what its first and its longest moments cost.

A key in the editor with and without a journal, the two by turns in the same process; then, for
notes of 100,000 lines, writing them down before the first key, a key, comparing at rest and writing
the journal anew.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from table import HEAD, percentile, row

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_key import keys, text_of
from PySide6.QtWidgets import QApplication

from notesapp.storage.recovery import RecoveryStore
from notesapp.ui.files.journal_keeper import JournalKeeper
from notesapp.ui.kit.look import dress, make_wanted_look
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor

BOUND = 1.2  # 50 µs of the quarter of a millisecond that a key takes without
ROUNDS, KEYS = 10, 100


def took_ms(work: Callable[[], object]) -> float:
    """How long something takes once, in milliseconds."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def bench(lines: int, folder: Path) -> None:
    """Print the row and the facts for notes of a length."""
    look = make_wanted_look("light")
    document = NotesDocument()
    editor = NotesEditor(document, look)
    editor.resize(900, 700)
    editor.show()
    keeper = JournalKeeper(document, RecoveryStore(folder))
    document.load(text_of(lines))
    begun = took_ms(lambda: keeper.begin(None, "bench", ""))
    first = took_ms(keeper._start_file)
    watch, nobody = document.watch, lambda *_: None
    alone: list[float] = []

    def timed(position: int, removed: int, added: int) -> None:
        alone.append(took_ms(lambda: watch(position, removed, added)))

    bare: list[float] = []
    kept: list[float] = []
    for number in range(2 * ROUNDS):
        with_journal = number % 4 in (1, 2)  # the line grows, and a longer one takes longer
        keeper.begin(None, "bench", "")
        keeper._start_file()
        document.watch = watch if with_journal else nobody
        (kept if with_journal else bare).extend(keys(editor, KEYS))
    keeper.begin(None, "bench", "")
    keeper._start_file()
    document.watch = timed
    keys(editor, KEYS)
    print(row(f"a key in {lines:,} lines with and without a journal", kept, bare, BOUND))
    rest = took_ms(keeper._on_rest)
    anew = took_ms(lambda: keeper._write_anew(waits=True))
    facts = (
        f"{lines:,} lines: the journal's part of a key {percentile(alone, 0.5) * 1000:.0f} µs"
        f" (95 of 100: {percentile(alone, 0.95) * 1000:.0f} µs), beginning {begun:.1f} ms,"
        f" the first file {first:.1f} ms, at rest {rest:.1f} ms, written anew {anew:.1f} ms"
    )
    keeper.drop()
    print(facts, file=sys.stderr)
    assert keeper.heal_count == 0


def main() -> int:
    """Print the table; facts that are no ratios go to standard error."""
    app = QApplication([])
    dress(app, make_wanted_look("light"))
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for lines in (300, 10_000, 100_000):
            bench(lines, Path(folder) / str(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
