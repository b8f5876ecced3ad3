"""Fixing all that is safe: total, done in one go, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.planning import Tracked, safe_edits
from notesapp.checking.run import check, plan_safe_fixes
from notesapp.checking.subject import subject_of
from notesapp.checking.table import CHECKS, FIXES, fix_of
from notesapp.core.edits.base import Position, TextEdit, apply_edits, removed_lines
from notesapp.core.parser import parse
from notesapp.core.problems import Problem, Severity

PARTS = (
    *("Show", "", "", " ", "\u00a0", "\u200b", " \u00a0 ", "Guest User", "Q: Why? [1:00]"),
    *("A: So. [1:30]", '{: chapter="**Bread** first" }', '{: chapter="`a` <b>b</b>" url="x" }'),
    *("Q: [2:00]", "Questoin: x", "Resources", "a](b", "---", "intro: no", "title: a: b", "```"),
    *("Subscribe via your favorite platform:", "[x](http://a.example/?utm_source=b)", "\t", "\r"),
    *("https://a.example/?utm_source=b&fbclid=c", "TK {{guest}}", "- [ ] x", "# Guest User"),
)
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).map("\n".join) | st.text(
    'QA: [0123456789.](){}="\n\r-#~`*_<>eé\u00a0\u200b🍞', max_size=200
)


@given(TEXTS)
def test_a_second_run_has_nothing_to_fix(text: str):
    plan = plan_safe_fixes(subject_of(parse(text)))
    again = plan_safe_fixes(subject_of(parse(plan.text)))
    assert (again.text, again.edits, again.fixed) == (plan.text, (), ())


@given(TEXTS)
def test_the_edits_are_the_difference_and_the_plan_says_what_is_fixed(text: str):
    plan = plan_safe_fixes(subject_of(parse(text)))
    assert apply_edits(text, plan.edits) == plan.text
    assert bool(plan.fixed) is bool(plan.edits) is (plan.text != text)
    for problem in plan.fixed:
        fix = fix_of(problem.fix)
        assert fix is not None and fix.safe


@given(TEXTS)
def test_every_fix_of_every_problem_is_total(text: str):
    notes = parse(text)
    for problem in check(subject_of(notes)):
        fix = fix_of(problem.fix) if problem.fix else None
        if fix is not None:
            apply_edits(text, fix.edits(notes, problem))


@given(TEXTS, st.integers(-2, 40), st.text(max_size=20), st.sampled_from(FIXES))
def test_a_fix_is_total_on_notes_that_have_changed_meanwhile(
    text: str, line: int, argument: str, fix: Fix
):
    problem = Problem("any", Severity.NOTE, "", line, "", f"{fix.key}:{argument}")
    notes = parse(text)
    assert isinstance(apply_edits(text, fix.edits(notes, problem)), str)


def test_lines_that_no_problem_names_stay_as_they_are():
    kept = ["Show", "", "Q: Why **so**?\u00a0 [1:00]  ", "\t- [ ] x\r", "> quote", "  A:  b"]
    text = "\n".join([*kept, "", "Q: c [2:00]", '{: chapter="**d**" url="e" }', "", "end  "])
    plan = plan_safe_fixes(subject_of(parse(text)))
    old, new = text.split("\n"), plan.text.split("\n")
    assert [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b] == [8]
    assert new[8] == '{: chapter="d" url="e" }'


def test_only_wanted_destinations_are_fixed():
    text = 'Q: a [1:00]\n{: chapter="**d**" }\n'
    assert plan_safe_fixes(subject_of(parse(text)), ("apple",)).fixed
    silenced = "---\nsilenced: title-marks\n---\n" + text
    assert plan_safe_fixes(subject_of(parse(silenced))).fixed == ()


# --- several rounds are one difference

LINES = st.lists(st.sampled_from(["a", "b", "", "c d"]), min_size=1, max_size=8)


@st.composite
def some_edits(draw: st.DrawFn, text: str) -> tuple[TextEdit, ...]:
    """Edits in order that do not overlap."""
    offsets = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted)))
    edits = []
    for start, end in zip(offsets[::2], offsets[1::2], strict=False):
        new = draw(st.sampled_from(["", "x", "\n", "x\ny", "a\n", "\nb"]))
        edit = TextEdit(place(text, start), place(text, end), new)
        if not edits or edits[-1].end < edit.start:
            edits.append(edit)
    return tuple(edits)


def place(text: str, offset: int) -> Position:
    before = text[:offset]
    return Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


@given(st.data(), LINES)
def test_rounds_of_edits_are_told_as_one(data: st.DataObject, lines: list[str]):
    first = "\n".join(lines)
    tracked, text = Tracked(first), first
    for _ in range(3):
        edits = data.draw(some_edits(text))
        text = apply_edits(text, edits)
        tracked.apply(edits)
        assert tracked.text == text
    assert apply_edits(first, tracked.edits()) == text


def test_lines_are_named_as_they_were_at_first():
    tracked = Tracked("a\nb\nc\nd")
    tracked.apply((removed_lines(["a", "b", "c", "d"], 1, 1),))
    tracked.apply((TextEdit(Position(1, 1), Position(1, 1), "\nnew"),))
    assert tracked.text == "a\nc\nnew\nd"
    assert [tracked.line_before(line) for line in (0, 1, 2, 3, 4)] == [0, 1, 3, 3, 4]


def test_the_difference_leaves_lines_in_between_alone():
    tracked = Tracked("a\nb\nc\nd\ne")
    tracked.apply((removed_lines(["a", "b", "c", "d", "e"], 1, 1),))
    tracked.apply((TextEdit(Position(2, 0), Position(2, 1), "D"),))
    assert tracked.edits() == (
        TextEdit(Position(1, 0), Position(2, 0), ""),
        TextEdit(Position(3, 0), Position(4, 0), "D\n"),
    )


# --- work, not time


def busy(pairs: int) -> str:
    """Notes with a safe problem in every pair."""
    return "Show\n\n" + "\n".join(
        f"Q: Why {n}? [{n // 60}:{n % 60:02d}:00]\n"
        f'{{: chapter="**Why** {n}" }}\n\n'
        f"A: So. [{n // 60}:{n % 60:02d}:30]\n"
        for n in range(pairs)
    )


@pytest.mark.parametrize("pairs", [50, 400])
def test_many_problems_are_fixed_in_one_round(pairs: int):
    notes = parse(busy(pairs))
    edits, done = safe_edits(notes, check(subject_of(notes)))
    assert len(done) == len(edits) == pairs
    plan = plan_safe_fixes(subject_of(notes))
    assert len(plan.fixed) == len(plan.edits) == pairs
    assert "**" not in plan.text


def test_each_check_looks_at_notes_once():
    """A check is asked once in a run, whatever it finds; a second run comes only after fixes."""
    asked: list[str] = []

    def find(subject: object) -> list[Finding]:
        asked.append("once")
        return []

    row = Check("counted", Severity.NOTE, "", "Counted", find)  # type: ignore[arg-type]
    check(subject_of(parse(busy(3))), checks=(row, *CHECKS))
    assert asked == ["once"]


def test_a_line_put_in_above_an_empty_one_and_a_change_of_the_last_line_are_one_edit():
    tracked = Tracked("a\n\na")
    edits = (
        TextEdit(Position(0, 1), Position(0, 1), "\n"),
        TextEdit(Position(2, 0), Position(2, 0), "x"),
    )
    tracked.apply(edits)
    assert tracked.text == "a\n\n\nxa"
    assert apply_edits("a\n\na", tracked.edits()) == tracked.text
