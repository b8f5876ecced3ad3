from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.run import check
from notesapp.checking.subject import subject_of
from notesapp.checking.table import CHECKS
from notesapp.core.parser import parse
from notesapp.core.problems import Problem, Severity
from notesapp.storage.resources import resource

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "episode-50.txt"
GOOD = "Show\n\nQ: a [0:20]\n\nA: b [0:30]\n\nQ: c [1:00]\n\nA: d [1:10]\n"


# said of notes in our own style, whose publication is in order: see test_platforms
AS_THEY_STAND = ("no-start", "stamps-as-written")


def checked(text: str, duration_ms: int | None = None) -> tuple[Problem, ...]:
    problems = check(subject_of(parse(text), duration_ms))
    advised = ("short-chapter", "spotify")
    return tuple(
        p for p in problems if p.id not in AS_THEY_STAND and (p.id, p.destination) != advised
    )


def found(text: str, duration_ms: int | None = None) -> list[tuple[str, int]]:
    return [(p.id, p.line) for p in checked(text, duration_ms)]


def test_good_notes_have_no_problem():
    assert found(GOOD) == []
    assert found(GOOD, 90_000) == []
    assert found("") == found("Only words.\n\nMore.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD + "\nQ: e\n\nA: f [2:00]", [("unstamped", 11)]),
        (GOOD + "\nQ: e [0:50]\n\nA: f [2:00]", [("falling", 11)]),
        (GOOD + "\nQ: e [1:10]\n\nA: f [2:00]", [("duplicate-stamp", 11)]),
        (GOOD + "\nQ: e [1:20]", [("no-answer", 11)]),
        (GOOD + "\nQ: e [1:20]\n\nA:  [2:00]", [("no-words", 13)]),
        ("A: b [0:10]\n\n" + GOOD.replace("Show\n\n", ""), [("answer-first", 1)]),
        (GOOD + "\nsee [1:75] there", [("odd-time", 11)]),
        (GOOD + "\nsee (12:500) there", [("odd-time", 11)]),
        (GOOD + "\n2:04Topic", [("odd-time", 11)]),
        (GOOD + "\n- 1:75 Topic", [("odd-time", 11)]),
        (GOOD + "\n{: a=\"b\" }", [("stray-attributes", 11)]),
        (GOOD + '\nQ: e [1:20]\n{: chapter="' + "x" * 41 + '" }\n\nA: f', [
            ("long-title", 11),
            ("unstamped", 14),
        ]),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_one_problem(text: str, expected: list[tuple[str, int]]):
    assert found(text) == expected


@pytest.mark.parametrize(
    "line",
    (
        *("3:15 am we met", "John 3:16 says", "at 2:04pm", "a [for years] b", "ratio (16:9) x"),
        *("10:30 Uhr", "```\n[1:75]\n```", "[2:04](x) y", "https://a.b:80/1:75", "2:04"),
    ),
)
def test_what_only_resembles_a_time_is_left_alone(line: str):
    assert "odd-time" not in {p.id for p in checked("Show\n\n" + line)}


def test_a_stamp_past_the_end_breaks_a_rule():
    (problem,) = checked(GOOD, 65_000)[:1]
    assert [p.id for p in checked(GOOD, 65_000)] == ["short-chapter", "past-end"]
    assert problem.destination == "youtube"
    late = checked(GOOD, 65_000)[1]
    assert (late.severity, late.line) == (Severity.RULE, 9)
    assert "1:10" in late.message and "1:05" in late.message


def test_platforms_want_three_chapters_and_a_beginning():
    few = checked("Show\n\nQ: a [0:20]\n\nA: b [0:30]")
    assert [(p.id, p.destination) for p in few] == [
        ("few-chapters", "apple"),
        ("few-chapters", "spotify"),
        ("few-chapters", "youtube"),
    ]
    late = checked("---\nintro: no\n---\n" + GOOD + "\nQ: e [2:00]\n\nA: f [2:10]")
    assert [(p.id, p.destination) for p in late] == [
        ("late-start", "apple"),
        ("late-start", "spotify"),
        ("late-start", "youtube"),
    ]


def test_youtube_wants_ten_seconds():
    problems = checked("[0:00] a\n[0:09] b\n[0:30] c")
    assert [(p.id, p.destination, p.line) for p in problems] == [("short-chapter", "youtube", 1)]
    assert found("[0:00] a\n[0:10] b\n[0:30] c", 45_000) == []
    assert found("[0:00] a\n[0:10] b\n[0:30] c", 35_000) == [("short-chapter", 3)]


def test_the_header_silences_checks():
    text = "---\nsilenced: [no-answer, unstamped]\n---\n" + GOOD + "\nQ: e\n\nQ: f [0:01]"
    assert "falling" in {name for name, _ in found(text)}
    assert {"no-answer", "unstamped"} & {name for name, _ in found(text)} == set()


def test_the_header_silences_a_check_for_one_destination():
    text = "---\nsilenced: [few-chapters/apple]\n---\nQ: a [0:20]\n\nA: b [0:30]\n"
    assert [(p.id, p.destination) for p in checked(text)] == [
        ("few-chapters", "spotify"),
        ("few-chapters", "youtube"),
    ]


def test_a_header_that_cannot_be_read_is_a_rule():
    (problem,) = checked("---\ntitle: Episode 50: x\n---\n" + GOOD)
    assert (problem.id, problem.severity, problem.line) == ("header-unreadable", Severity.RULE, 2)


@given(st.text('QA: [0123456789.](){}="\n-#~`eé', max_size=200), st.none() | st.integers(0, 10**7))
def test_any_text_can_be_checked(text: str, duration_ms: int | None):
    known = {(entry.id, entry.destination): entry.severity for entry in CHECKS}
    problems = checked(text, duration_ms)
    assert [p.line for p in problems] == sorted(p.line for p in problems)
    for problem in problems:
        assert known[problem.id, problem.destination] is problem.severity
        assert problem.message.endswith(".")
        assert 0 <= problem.line <= text.count("\n") + 1


def test_ids_are_one_a_destination():
    keys = [(entry.id, entry.destination) for entry in CHECKS]
    assert len(keys) == len(set(keys))


def rules_in(path: Path) -> list[Problem]:
    return [p for p in checked(path.read_text("utf-8")) if p.severity is Severity.RULE]


def test_the_sample_breaks_no_rule():
    (path,) = resource("sample").glob("*.md")
    assert rules_in(path) == []


@pytest.mark.skipif(not SEED.exists(), reason="the example episode is not beside this checkout")
def test_the_example_episode_breaks_no_rule():
    assert rules_in(SEED) == []


def test_while_writing_the_last_question_waits_for_its_answer():
    text = "Q: a [0:20]\n\nQ: b [0:40]\n"
    notes = parse(text)
    lines = [(p.id, p.line) for p in check(subject_of(notes), writing=True) if p.destination == ""]
    assert lines == [("no-answer", 1)]
    said = [(p.id, p.line) for p in check(subject_of(notes)) if p.destination == ""]
    assert said == [("no-answer", 1), ("no-answer", 3)]


def test_while_writing_too_few_chapters_are_no_alarm():
    notes = parse("Q: a [0:20]\n\nA: b [0:40]\n")
    said = {p.id: p.severity for p in check(subject_of(notes), writing=True)}
    assert said == {"few-chapters": Severity.NOTE}
    assert {p.severity for p in checked(notes.text)} == {Severity.RULE}
