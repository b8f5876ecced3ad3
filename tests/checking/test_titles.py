from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.checking.table import fix_of
from notesapp.checking.titles import without_emoji, without_marks
from notesapp.core.parser import parse
from tests.checking.finding import fixed, places, problems_of

LONG = (
    "Could you tell us how a small bakery can bake sourdough bread for a whole town every "
    "single morning? Thanks."
)


def titled(title: str) -> str:
    return f'Show\n\nQ: What? [1:00]\n{{: chapter="{title}" }}\n\nA: So. [1:30]\n'


def test_a_question_without_words_makes_a_chapter_without_title():
    assert places("Show\n\nQ: [1:00]\n\nA: b [1:30]\n", "no-title") == [("", 3)]
    assert "“Question 1”" in problems_of("Q: [1:00]\n\nA: b\n", "no-title")[0].message
    assert places(titled("So").replace("Q: What?", "Q:"), "no-title") == []
    assert places("Show\n\nQ: a [1:00]\n\nA: [1:30]\n", "no-title") == []


@pytest.mark.parametrize(
    ("length", "said"),
    [(40, set()), (41, {"spotify"}), (70, {"spotify"}), (71, {"spotify", "youtube"})],
)
def test_titles_are_long_at_each_destinations_own_length(length: int, said: set[str]):
    assert {key for key, _ in places(titled("x" * length), "long-title")} == said


def test_a_title_of_over_100_characters_is_cut_and_that_is_said():
    message = {p.destination: p.message for p in problems_of(titled("x" * 101), "long-title")}
    assert "101 characters" in message["youtube"] and "cut at 100" in message["youtube"]
    exact = {p.destination: p.message for p in problems_of(titled("x" * 100), "long-title")}
    assert "cut" not in exact["youtube"]


def test_a_long_question_gets_the_suggested_title():
    text = f"Show\n\nQ: {LONG} [1:00]\n\nA: b [1:30]\n"
    (problem, *_) = problems_of(text, "long-title")
    assert problem.fix == "suggest-title"
    after = fixed(text, "long-title")
    assert places(after, "long-title") == []
    assert [line for line in after.split("\n") if not line.startswith("{:")] == text.split("\n")
    assert not fix_of(problem.fix).safe


def test_a_title_somebody_wrote_is_not_replaced():
    assert {p.fix for p in problems_of(titled("x" * 50), "long-title")} == {""}


def test_long_questions_are_no_matter_while_writing():
    text = f"Q: {LONG} [1:00]\n"
    assert problems_of(text, "long-title", writing=True) == []


def test_spotify_advises_against_emoji():
    text = titled("Bread 🍞 and 👩🏽‍🍳 butter")
    assert places(text, "title-emoji") == [("spotify", 4)]
    assert 'chapter="Bread and butter"' in fixed(text, "title-emoji")
    assert problems_of(titled("🍞"), "title-emoji")[0].fix == ""
    question = "Show\n\nQ: Bread 🍞? [1:00]\n\nA: b [1:30]\n"
    assert [(p.line, p.fix) for p in problems_of(question, "title-emoji")] == [(3, "")]


@pytest.mark.parametrize("title", ["Naïve café – 2× “more” → done", "日本語 ①", "© ® ™ 50 % ½"])
def test_letters_and_signs_are_no_emoji(title: str):
    assert places(titled(title), "title-emoji") == []
    assert without_emoji(title) == title


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("**Bread** first", "Bread first"),
        ("The `bake` command", "The bake command"),
        ("Bread <b>first</b>", "Bread first"),
        ("*A* & **B** &amp; C", "A & B &amp; C"),
        ("<em>**Bread**</em>", "Bread"),
    ],
)
def test_marks_are_taken_out_of_titles_of_their_own(title: str, clean: str):
    text = titled(title)
    assert places(text, "title-marks") == [("", 4)]
    assert fixed(text, "title-marks") == titled(clean)
    assert fix_of(problems_of(text, "title-marks")[0].fix).safe
    assert places(titled(clean), "title-marks") == []


def test_an_address_or_an_underline_is_not_taken_out_unasked():
    for title, clean in (
        ("[Bread](https://example.org/a)", "Bread"),
        ("What __init__ does", "What init does"),
    ):
        (problem,) = problems_of(titled(title), "title-marks")
        assert not fix_of(problem.fix).safe
        assert fixed(titled(title), "title-marks") == titled(clean)


@pytest.mark.parametrize("title", ["2 * 3 * 4", "snake_case_names", "a [sic] b", "x < y", "A & B"])
def test_what_only_resembles_marks_is_left_alone(title: str):
    assert places(titled(title), "title-marks") == []


def test_a_lone_tag_is_named_and_left():
    (problem,) = problems_of(titled("What does <br> do"), "title-marks")
    assert problem.fix == ""


def test_marks_in_a_question_are_the_questions_own():
    text = "Show\n\nQ: Why <b>bread</b>? [1:00]\n\nA: b [1:30]\n"
    assert [(p.line, p.fix) for p in problems_of(text, "title-marks")] == [(3, "")]
    assert places("Show\n\nQ: Why **bread**? [1:00]\n\nA: b\n", "title-marks") == []


def test_youtube_takes_no_angle_brackets():
    assert places(titled("x < y"), "title-brackets") == [("youtube", 4)]
    assert places(titled("Why <b>bread</b>"), "title-brackets") == []
    assert places(titled("x ‹ y"), "title-brackets") == []


@given(st.text('*_`<>b/[]()& aé\\"', max_size=60))
def test_taking_marks_out_is_done_once(title: str):
    clean = without_marks(title)
    assert without_marks(clean) == clean
    notes = parse(titled(title))
    assert notes.text == titled(title)
