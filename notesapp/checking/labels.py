"""Words that stand like a label and are nearly one: “Questoin:”, “Anna:” for the speaker Ana."""

from __future__ import annotations

from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits, replacement
from notesapp.core.labels import LabelTable, label_table
from notesapp.core.lines import LabelMark, classify
from notesapp.core.model import NodeKind, Notes
from notesapp.core.people import distance
from notesapp.core.problems import Problem, Severity

FIX = "known-label"
_LEAST, _LONG = 3, 8  # letters of a label that can be mistyped once, and twice
_LONGEST_START = 60
_NO_PLACE = (NodeKind.HEADER, NodeKind.CODE, NodeKind.ATTRIBUTES, NodeKind.BLANK, NodeKind.RULE)


def _unknown(subject: Subject) -> Iterator[Finding]:
    notes = subject.notes
    marks = list(_label_marks(notes))
    if not marks:
        return
    table = label_table(notes.header, (mark for _, mark in marks))
    known = [word for word in table.kinds if len(word) >= _LEAST]
    meant: dict[str, str] = {}
    for number, mark in marks:
        folded = mark.word.casefold()
        if folded in table.kinds:
            continue
        if folded not in meant:
            meant[folded] = next((word for word in known if nearly(folded, word)), "")
        if meant[folded] and _begins_block(notes, number):
            word = _spelled(table, meant[folded], mark.word)
            yield Finding(
                number + 1,
                f"“{mark.word}:” is read as text. If it is a label, write “{word}:”.",
                f"{FIX}:{word}",
            )


def _label_marks(notes: Notes) -> Iterator[tuple[int, LabelMark]]:
    for node in notes.nodes:
        if node.kind in _NO_PLACE:
            continue
        for number in range(node.first_line, node.last_line + 1):
            text = notes.lines[number]
            if ":" in text[:_LONGEST_START] or "：" in text[:_LONGEST_START]:
                mark = classify(text).label
                if mark is not None:
                    yield number, mark


def _begins_block(notes: Notes, number: int) -> bool:
    """Whether labels stand in lines like this one: not in the middle of a paragraph."""
    if number == 0 or classify(notes.lines[number]).item:
        return True
    before = classify(notes.lines[number - 1])
    blank = not notes.lines[number - 1].strip()
    return blank or before.label is not None or before.trailing is not None


def nearly(word: str, known: str) -> bool:
    """Whether a word is probably a label with a typing error; both casefolded.

    Not where another ending makes another word of it, as in “Questions:” or “Domande:”.
    """
    if word[0] != known[0] and word[:2] != known[1::-1]:
        return False
    shuffled = len(known) > 4 and sorted(word) == sorted(known)
    allowed = 2 if len(known) >= _LONG or shuffled else 1
    if not 0 < distance(word, known, allowed) <= allowed:
        return False
    stem = known[: max(_LEAST, len(known) - 1)]
    if word.startswith(stem) or known.startswith(word):
        return len(known) > 4 and word == known[:-1]
    return len(known) > 4 or len(word) != len(known) or sorted(word) == sorted(known)


def _spelled(table: LabelTable, known: str, written: str) -> str:
    """A known label in the letters of the one that stands there."""
    name = table.speakers.get(known)
    if name is not None:
        return name
    if written.isupper():
        return known.upper()
    return known.capitalize() if written[:1].isupper() else known


def _write_known(notes: Notes, problem: Problem) -> Edits:
    word = problem.fix.partition(":")[2]
    number = problem.line - 1
    if not word or not 0 <= number < len(notes.lines):
        return ()
    mark = classify(notes.lines[number]).label
    if mark is None or mark.word == word or not nearly(mark.word.casefold(), word.casefold()):
        return ()
    start = mark.start + mark.source.index(mark.word)
    return (replacement(number, start, start + len(mark.word), word),)


CHECKS: tuple[Check, ...] = (
    Check(
        *("unknown-label", Severity.ADVICE, "", "Label that is nearly one"),
        _unknown,
        explanation="Only the words for question and answer, the header's labels and its speakers "
        "begin a question or an answer. What is spelled otherwise stays text and becomes no "
        "chapter.",
    ),
)

FIXES: tuple[Fix, ...] = (Fix(FIX, "Write the known label", _write_known),)
