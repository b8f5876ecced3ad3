"""Other notes go in whole, and what was there stays as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.inserting import insert_text
from notesapp.core.parser import parse
from tests.core.texts import notes_texts

TEXT = "Show\n\nQ: a [0:20]\n\nA: b [0:40]\n\nQ: c [1:00]\n\nA: d [2:00]\n"
NEW = "[0:10] x\n[0:30] y\n"


def inserted(text: str, line: int, new: str = NEW) -> str:
    return apply_edits(text, insert_text(parse(text), line, new))


def test_below_the_pair_of_the_caret():
    expected = TEXT.replace("[0:40]\n", f"[0:40]\n\n{NEW}")
    assert inserted(TEXT, 2) == expected
    assert inserted(TEXT, 4) == expected


def test_at_the_end_where_the_caret_is_in_no_segment():
    assert inserted(TEXT, 0) == f"{TEXT}\n{NEW}"
    assert inserted(TEXT, 8) == f"{TEXT}\n{NEW}"
    assert inserted(TEXT.rstrip("\n"), 0) == f"{TEXT}\n{NEW}"


def test_into_nothing():
    assert inserted("", 0) == NEW
    assert inserted("\n\n", 0) == f"{NEW}\n"


def test_nothing_is_no_edit():
    assert insert_text(parse(TEXT), 2, "\n \n") == ()


def test_lines_that_touch_are_parted():
    assert inserted("[0:10] a\n[0:20] b\n", 0) == f"[0:10] a\n\n{NEW}\n[0:20] b\n"


def test_the_caret_goes_to_the_first_new_line():
    (edit,) = insert_text(parse(TEXT), 2, NEW)
    assert edit.caret is not None and edit.text[edit.caret :].startswith("[0:10] x")


@given(notes_texts, st.integers(0, 30))
def test_every_line_that_was_there_is_there(text: str, line: int):
    notes = parse(text)
    line = min(line, len(notes.lines) - 1)
    after = inserted(text, line)
    assert "\n".join(NEW.rstrip("\n").split("\n")) in after
    rest = iter(after.split("\n"))
    assert all(old in rest for old in notes.lines if old.strip())
