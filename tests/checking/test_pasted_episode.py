"""Notes as a web editor gives them when they are copied: what is named, fixed and published."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.checking.run import check, plan_safe_fixes
from notesapp.checking.subject import subject_of
from notesapp.core.chapters import chapters_of
from notesapp.core.destinations import PLATFORMS
from notesapp.core.parser import parse
from notesapp.core.problems import Severity
from notesapp.formats.base import Snapshot
from notesapp.formats.description import write

PASTED = Path(__file__).with_name("pasted.txt")
SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "episode-50.txt"
EPISODES = [
    pytest.param(PASTED, id="pasted"),
    pytest.param(
        SEED,
        id="example",
        marks=pytest.mark.skipif(
            not SEED.exists(), reason="the example episode is not beside this checkout"
        ),
    ),
]
EXPECTED = {
    *(
        (check_id, entry.key)
        for check_id in ("no-start", "stamps-as-written")
        for entry in PLATFORMS
    ),
    *(("long-title", "spotify"), ("long-title", "youtube")),
    *(("link-no-address", ""), ("cms-leftover", ""), ("invisible-blanks", "")),
    ("empty-links", ""),
}


@pytest.mark.parametrize("path", EPISODES)
def test_everything_that_is_wrong_is_named(path: Path):
    problems = check(subject_of(parse(path.read_text("utf-8"))))
    assert {(p.id, p.destination) for p in problems} == EXPECTED
    assert {p.severity for p in problems} == {Severity.ADVICE, Severity.NOTE}


@pytest.mark.parametrize("path", EPISODES)
def test_the_safe_fixes_take_away_what_is_nobodys_and_nothing_else(path: Path):
    text = path.read_text("utf-8")
    plan = plan_safe_fixes(subject_of(parse(text)))
    assert {p.id for p in plan.fixed} == {"cms-leftover", "invisible-blanks"}
    left = [line for line in text.split("\n") if line.strip() and line != "Guest User"]
    assert [line for line in plan.text.split("\n") if line.strip()] == left
    after = {p.id for p in check(subject_of(parse(plan.text)))}
    assert after == {name for name, _ in EXPECTED} - {"cms-leftover", "invisible-blanks"}


@pytest.mark.parametrize("path", EPISODES)
def test_what_is_published_then_satisfies_all_three_platforms(path: Path):
    """The description, read again as notes, has a chapter at 0:00 and every platform reads it."""
    notes = parse(plan_safe_fixes(subject_of(parse(path.read_text("utf-8")))).text)
    snapshot = Snapshot(notes, chapters_of(notes), options={"parts": "chapters"})
    again = check(subject_of(parse("Show\n\n" + write(snapshot))))
    assert {p.id for p in again} <= {"long-title"}
