"""The plan of safe fixes: what is left out stays, lines keep their names, the rest is untouched."""

from __future__ import annotations

from notesapp.checking.run import plan_safe_fixes
from notesapp.checking.subject import subject_of
from notesapp.core.edits.base import apply_edits
from notesapp.core.parser import parse
from notesapp.ui.problems.fix_list import FixModel, excerpts
from notesapp.ui.problems.safe_plan import plan_fixes
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
