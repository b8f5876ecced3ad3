from __future__ import annotations

import pytest

from notesapp.core.parser import parse
from notesapp.core.problems import Severity
from tests.checking.finding import fixed, places, problems_of

ALL = ("apple", "spotify", "youtube")
OWN_STYLE = "Show\n\nQ: a [1:00]\n\nA: b [1:30]\n\nQ: c [2:00]\n\nA: d [2:10]\n"
AS_LISTED = "00:00 Intro\n01:00 First\n02:00 Second\n"


def test_three_chapters_are_enough_and_two_are_not():
    assert places(OWN_STYLE, "few-chapters") == []
    few = "Show\n\nQ: a [1:00]\n\nA: b [1:30]\n"
    assert places(few, "few-chapters") == [(key, 3) for key in ALL]


def test_chapters_of_one_second_are_one_chapter():
    """Descriptions have whole seconds: what is left is what platforms count."""
    text = "[0:00] a\n[1:00.1] b\n[1:00.9] c\n"
    assert places(text, "few-chapters") == [(key, 1) for key in ALL]
    assert places("[0:00] a\n[1:00.1] b\n[2:00.9] c\n", "few-chapters") == []


def test_silent_chapters_do_not_count():
    text = '[0:00] a\n[1:00] b\n{: toc="no" }\n[2:00] c\n'
    assert places(text, "few-chapters") == [(key, 1) for key in ALL]


def test_an_intro_refused_leaves_no_chapter_at_0():
    text = "---\nlanguage: en\nintro: no\n---\n" + OWN_STYLE
    assert places(text, "late-start") == [(key, 3) for key in ALL]
    assert all(p.severity is Severity.RULE for p in problems_of(text, "late-start"))
    assert fixed(text, "late-start") == "---\nlanguage: en\n---\n" + OWN_STYLE
    assert places(fixed(text, "late-start"), "late-start") == []


def test_an_intro_refused_where_a_chapter_begins_at_0_is_in_order():
    text = "---\nintro: no\n---\n[0:00.4] a\n[1:00] b\n[2:00] c\n"
    assert places(text, "late-start") == places(text, "no-start") == []


def test_a_header_that_cannot_be_read_is_not_written_to():
    text = "---\nintro: no\ntitle: a: b\n---\n" + OWN_STYLE
    assert {p.fix for p in problems_of(text, "late-start")} == {""}


def test_notes_without_a_stamp_at_0_are_noted_when_publishing():
    assert places(OWN_STYLE, "no-start") == [(key, 3) for key in ALL]
    assert {p.severity for p in problems_of(OWN_STYLE, "no-start")} == {Severity.NOTE}
    assert "“Intro”" in problems_of(OWN_STYLE, "no-start")[0].message
    assert problems_of(OWN_STYLE, "no-start", writing=True) == []
    assert places(AS_LISTED, "no-start") == []


@pytest.mark.parametrize(
    ("lines", "readers"),
    [
        (("00:00 a", "01:00 b", "02:00 c"), set(ALL)),
        (("00:00 a", "01:00 b", "1:02:00 c"), {"apple", "youtube"}),
        (("0:00 a", "1:00 b", "2:00 c"), {"apple", "youtube"}),
        (("(00:00) a", "(01:00) b", "(02:00) c"), {"spotify"}),
        (("[00:00] a", "[01:00] b", "[02:00] c"), set()),
        (("00:00.5 a", "01:00.5 b", "02:00.5 c"), set()),
        (("00:00-00:30 a", "01:00-01:30 b", "02:00-02:30 c"), set()),
        (("a [00:00]", "b [01:00]", "c [02:00]"), set()),
        (("a - 00:00", "b - 01:00", "c - 02:00"), set()),
        (("- 00:00 a", "- 01:00 b", "- 02:00 c"), set()),
    ],
)
def test_what_platforms_read_of_the_notes_as_they_stand(lines: tuple[str, ...], readers: set[str]):
    text = "\n\n".join(lines) + "\n"
    assert len(parse(text).segments) == 3
    said = {key for key, _ in places(text, "stamps-as-written")}
    assert said == set(ALL) - readers


def test_what_keeps_stamps_from_being_read_is_named():
    message = {p.destination: p.message for p in problems_of(OWN_STYLE, "stamps-as-written")}
    assert "stamps stand at the ends of lines and in brackets." in message["youtube"]
    exact = {p.message for p in problems_of(OWN_STYLE.replace("00]", "00.5]"), "stamps-as-written")}
    assert any("at the ends of lines, in brackets and with fractions." in said for said in exact)
    assert message["apple"].startswith("Apple Podcasts reads no chapters")
    some = AS_LISTED + "\nWhat then? [3:00]\n"
    (problem, *_) = problems_of(some, "stamps-as-written")
    assert "reads 3 of 4 chapters" in problem.message
    assert problem.line == 5
    assert problems_of(OWN_STYLE, "stamps-as-written", writing=True) == []


def test_youtube_drops_all_for_one_of_nine_seconds_and_spotify_advises_thirty():
    text = "[0:00] a\n[0:09.9] b\n[0:30] c\n[1:10] d\n"
    assert places(text, "short-chapter") == [
        ("youtube", 1),
        ("spotify", 1),
    ]
    advice = problems_of(text, "short-chapter")[-1].message
    assert advice.startswith("“a” and 1 more last less than 30 seconds")
    kinds = {p.destination: p.severity for p in problems_of(text, "short-chapter")}
    assert kinds == {"youtube": Severity.RULE, "spotify": Severity.ADVICE}
    assert places("[0:00] a\n[0:30] b\n[1:00] c\n", "short-chapter") == []


def test_chapters_are_judged_in_the_whole_seconds_that_are_published():
    """9.8 seconds from 0.9 to 10.7 are ten in the description."""
    kept = "[0:00.9] a\n[0:10.7] b\n[1:00] c\n"
    assert ("youtube", 1) not in places(kept, "short-chapter")
    assert ("youtube", 1) in places(kept.replace("10.7", "09.9"), "short-chapter")


def test_an_added_intro_of_half_a_second_is_not_published_and_not_reported():
    text = "[0:00.5] a\n[1:00] b\n[2:00] c\n"
    assert places(text, "short-chapter") == places(text, "few-chapters") == []
    assert places(text, "no-start") == []


def test_a_short_intro_is_named_at_the_line_that_ends_it_where_it_drops_the_others():
    """What we add ourselves is nobody's chapter to lengthen: no advice about it."""
    (problem,) = problems_of(OWN_STYLE.replace("1:00", "0:05"), "short-chapter")
    assert (problem.destination, problem.line) == ("youtube", 3)
    assert "Begin the first chapter at 0:00" in problem.message
    assert places(OWN_STYLE.replace("1:00", "0:20"), "short-chapter") == []


def test_the_last_chapter_ends_with_the_audio():
    assert places("[0:00] a\n[1:00] b\n[2:00] c\n", "short-chapter", duration_ms=125_000) == [
        ("youtube", 3),
        ("spotify", 3),
    ]
    assert places("[0:00] a\n[1:00] b\n[2:00] c\n", "short-chapter", duration_ms=150_000) == []
