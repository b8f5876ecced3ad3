from __future__ import annotations

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
