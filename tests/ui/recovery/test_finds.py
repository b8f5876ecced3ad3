"""What was left behind is compared with its file as it is now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.core.comparing import Difference
from notesapp.ui.recovery.finds import Choice, Counts, Find, Standing, counted, find_of
from tests.ui.recovery.conftest import DISK, Left


def test_a_file_nobody_touched(find: Find) -> None:
    assert find.standing is Standing.KNOWN
    assert find.choices == (Choice.RECOVERED, Choice.DISK)
    assert find.newer_by_s == 240
    assert find.lines_more == 1
    assert find.counts == Counts(changed=1, added=1)
    assert not find.is_nothing
    assert not find.is_trifle


def test_a_file_that_somebody_wrote_since_offers_both(left: Left, notes: Path) -> None:
    found = find_of(left(notes, known="as it was"))
    assert found.standing is Standing.CHANGED
    assert found.choices == (Choice.RECOVERED, Choice.DISK, Choice.BOTH)


def test_without_a_digest_the_time_of_the_file_says_it(left: Left, notes: Path) -> None:
    old = replace(left(notes), saved_digest="")
    assert find_of(old).standing is Standing.KNOWN
    assert find_of(replace(old, kept_at_s=1.0)).standing is Standing.CHANGED


def test_notes_without_a_file(left: Left) -> None:
    found = find_of(left(name="slugs.md"))
    assert found.standing is Standing.UNTITLED
    assert found.name == "slugs.md"
    assert found.choices == (Choice.RECOVERED, Choice.LET_GO)


def test_a_file_that_is_gone_and_one_that_is_no_text(left: Left, tmp_path: Path) -> None:
    gone = find_of(left(tmp_path / "away" / "notes.md"))
    assert gone.standing is Standing.GONE
    assert gone.name == "notes.md"
    broken = tmp_path / "notes.md"
    broken.write_bytes(bytes(range(256)) * 8)
    unreadable = find_of(left(broken))
    assert unreadable.standing is Standing.UNREADABLE
    assert "notes.md" in unreadable.trouble
    assert Choice.DISK not in unreadable.choices


@pytest.mark.parametrize(
    ("text", "nothing", "trifle"),
    [
        (DISK, True, True),
        (DISK + "\n\n", False, True),
        (DISK.replace("Please.", "Please.  "), False, True),
        (DISK.replace("\n\n", "\n"), False, False),
        ("", False, False),
    ],
)
def test_what_nobody_would_miss(
    left: Left, notes: Path, text: str, nothing: bool, trifle: bool
) -> None:
    found = find_of(left(notes, text))
    assert (found.is_nothing, found.is_trifle) == (nothing, trifle)


def test_empty_notes_without_a_file_are_nothing(left: Left) -> None:
    assert find_of(left(text=" \n")).is_nothing
    assert not find_of(left(text="x")).is_nothing


def test_of_a_damaged_journal_that_held_nothing_only_letting_go_is_left(left: Left) -> None:
    found = find_of(left(text="", kept_aside=Path("doc.damaged")))
    assert found.choices == (Choice.LET_GO,)


def test_lines_are_counted_by_what_became_of_them() -> None:
    old = ("a", "", "b", "c", "d", "e", "f")
    new = ("a", "", "B", "", "x", "d", "f", "")
    differences = (
        Difference((2, 4), (2, 5)),
        Difference((5, 6), (6, 6)),
        Difference((7, 7), (7, 8)),
    )
    assert counted(differences, old, new) == Counts(changed=2, added=1, removed=1)
    assert counted((Difference((1, 2), (2, 3)),), old, new) == Counts(added=1)
