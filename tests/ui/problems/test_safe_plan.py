"""The plan of safe fixes: what is left out stays, lines keep their names, the rest is untouched."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.run import plan_safe_fixes
from notesapp.checking.subject import subject_of
from notesapp.core.edits.base import Position, TextEdit, apply_edits, insertion, removed_lines
from notesapp.core.parser import parse
from notesapp.ui.problems.fix_list import FixModel, excerpts
from notesapp.ui.problems.safe_plan import NEW, moved_lines, plan_fixes
from notesapp.ui.problems.silencing import bring_back, silence

BLANK = "\u00a0"
TEXT = f"Episode 1: Rye\n\n{BLANK}\n{BLANK}\n\nQ: Why? [0:10]\n\nA: So. [0:20]\n\nGuest User"


def test_it_does_what_the_checks_own_plan_does() -> None:
    subject = subject_of(parse(TEXT))
    assert plan_fixes(subject).text == plan_safe_fixes(subject).text


def test_what_is_left_out_stays_and_the_rest_is_done() -> None:
    subject = subject_of(parse(TEXT))
    whole = plan_fixes(subject)
    guest = next(fix for fix in whole.fixes if fix.before.strip() == "Guest User")
    others = plan_fixes(subject, left_out=frozenset({guest.key}))
    assert others.text.endswith("\n\nGuest User")
    assert BLANK not in others.text
    none = plan_fixes(subject, left_out=frozenset(fix.key for fix in whole.fixes))
    assert none.text == TEXT and not none.edits
    only = plan_fixes(subject, only=frozenset({guest.key}))
    assert "Guest User" not in only.text and BLANK in only.text


def test_each_says_its_line_and_what_becomes_of_it() -> None:
    plan = plan_fixes(subject_of(parse(TEXT)))
    guest = next(fix for fix in plan.fixes if fix.before.strip() == "Guest User")
    assert guest.line == 10
    assert guest.after.strip() == ""
    model = FixModel(plan.fixes)
    row = plan.fixes.index(guest)
    assert model.seen(guest) == ("Guest User", "")
    assert model.index(row).data().endswith("“Guest User” goes")
    model.toggle(row)
    assert model.left_out == {guest.key}
    assert model.ticked() == len(plan.fixes) - 1


def test_only_what_is_wanted_is_planned() -> None:
    plan = plan_fixes(subject_of(parse(TEXT)), lambda problem: problem.id == "cms-leftover")
    assert {fix.problem.id for fix in plan.fixes} == {"cms-leftover"}
    assert BLANK in plan.text


def test_a_long_line_is_shown_where_it_differs() -> None:
    lead = "word " * 40
    before, after = excerpts(f"{lead}old end", f"{lead}new end")
    assert before.startswith("… ") and before.endswith("old end") and len(before) < 60
    assert after.endswith("new end")
    assert excerpts("a", "b") == ("a", "b")


def test_lines_keep_their_names_when_others_go_or_come() -> None:
    lines = ["a", "b", "c", "d"]
    assert moved_lines(range(4), [removed_lines(lines, 1, 1)]) == [0, 2, 3]
    assert moved_lines(range(4), [removed_lines(lines, 3, 3)]) == [0, 1, 2]
    assert moved_lines(range(4), [insertion(1, 0, "new\n")]) == [0, NEW, 1, 2, 3]
    assert moved_lines(range(4), [TextEdit(Position(1, 0), Position(1, 1), "x")]) == [0, 1, 2, 3]


@given(st.lists(st.sampled_from(["a", "bb", ""]), min_size=2, max_size=6), st.data())
def test_every_line_has_a_name_after_any_edit(lines: Sequence[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[first])))
    end = data.draw(st.integers(start if first == last else 0, len(lines[last])))
    text = data.draw(st.sampled_from(["", "x", "x\ny", "\n"]))
    edit = TextEdit(Position(first, start), Position(last, end), text)
    after = apply_edits("\n".join(lines), [edit]).split("\n")
    assert len(moved_lines(range(len(lines)), [edit])) == len(after)


def after(text: str, *steps: tuple[str, str]) -> str:
    for check_id, destination in steps:
        text = apply_edits(text, silence(parse(text), check_id, destination))
    return text


def test_silencing_everywhere_covers_each_destination() -> None:
    text = after(TEXT, ("no-start", "apple"), ("past-end", ""), ("no-start", "youtube"))
    words = ("no-start/apple", "past-end", "no-start/youtube")
    assert parse(text).header.items("silenced") == words
    text = after(text, ("no-start", ""))
    assert parse(text).header.items("silenced") == ("past-end", "no-start")
    assert silence(parse(text), "no-start", "apple") == ()


def test_bringing_back_leaves_every_byte() -> None:
    text = after(TEXT, ("no-start", "apple"), ("past-end", ""))
    one = apply_edits(text, bring_back(parse(text), "past-end"))
    assert parse(one).header.items("silenced") == ("no-start/apple",)
    assert apply_edits(one, bring_back(parse(one), "no-start/apple")) == TEXT
    assert apply_edits(text, bring_back(parse(text), "")) == TEXT
