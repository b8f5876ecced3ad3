from __future__ import annotations

import pytest

from notesapp.checking.table import fix_of
from notesapp.core.parser import parse
from tests.checking.finding import fixed, places, problems_of

RISING = "Show\n\nQ: a [1:00]\n\nA: b [1:30]\n\nQ: c [3:00]\n\nA: d [3:30]\n"


def test_a_question_that_stands_too_late_is_moved_with_its_answer():
    text = RISING + "\nQ: e [2:00]\n\nA: f [2:30]\n"
    assert places(text, "falling") == [("", 11)]
    assert not fix_of(problems_of(text, "falling")[0].fix).safe
    after = fixed(text, "falling")
    starts = [segment.start_ms for segment in parse(after).segments]
    assert starts == sorted(starts) and len(starts) == 6
    assert sorted(after.split("\n")) == sorted(text.split("\n"))
    assert places(after, "falling") == []


def test_an_answers_stamp_is_rather_mistyped_than_misplaced():
    text = RISING.replace("3:30", "2:30")
    assert [(p.line, p.fix) for p in problems_of(text, "falling")] == [(9, "")]


def test_rising_stamps_do_not_fall():
    assert places(RISING, "falling") == places(RISING, "duplicate-stamp") == []


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Q: How do they sleep? 0:20", "If “0:20” at its end is one, write [0:20]."),
        ("Q: How do they sleep? [1:02:03", "If “[1:02:03” at its end is one, write [1:02:03]."),
        ("Q: How do they sleep? (12:05", "If “(12:05” at its end is one, write [12:05]."),
        ("Q: How do they sleep? 1:99", "Play it and stamp it."),
        ("Q: Is it 20:30:1:10", "Play it and stamp it."),
        ("Q: How do they sleep?", "Play it and stamp it."),
    ],
)
def test_a_time_at_the_end_that_is_no_stamp_is_named_where_one_is_missing(line: str, written: str):
    (problem,) = problems_of(f"Show\n\n{line}\n", "unstamped")
    assert problem.message == f"This question has no stamp. {written}"
