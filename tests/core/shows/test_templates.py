"""The template of a show made of an episode, and the next episode made of the template."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notesapp.core.episodes import EpisodeValues, episode_file_name, new_episode, next_number
from notesapp.core.model import SegmentKind
from notesapp.core.parser import parse
from notesapp.core.shows import Show, file_pattern, make_template, read_show, with_fact
from tests.core.texts import notes_texts, texts

LAST_WEEK = """Episode 50: Adding Product Ops, and When to Move On

In this segment, Mel answers subscribers’ questions about product operations.

Have a question for Mel? Submit one here.

Subscribe via your favorite platform:

Q: How can an organization pivot? [2:04]
{: chapter="The pivot" }

A: It is key. [2:32]

A paragraph of the answer.

Resources

Mel on LinkedIn | Twitter

mel.example.org
"""

SECOND = """---
podcast: "The Garden"
explicit: no  # stays
episode: 7
title: "Frost"
audio: "garden-7.mp3"
speakers: ["Nora", "Tom Ashby"]
guests: ["Tom Ashby"]
date: "2026-05-14"
guid: "abc"
show_next: 8
---

Frost is coming. Tom Ashby says how hard.

Nora: How hard? [0:20.015]

Tom Ashby: Very. [0:28.236]

## Links

- [Tom Ashby](https://example.org/tom)
- [The Garden](https://example.org/garden)
- The notes of Frost, with Tom Ashby
"""


def test_keeps_what_asks_and_what_stands_below_and_drops_the_episode() -> None:
    made = make_template(LAST_WEEK)
    assert made.split("\n") == [
        "---",
        'stamps: "[m:ss] end"',
        "---",
        "",
        "Episode {{number}}: {{title}}",
        "",
        "TK summary",
        "",
        "Have a question for Mel? Submit one here.",
        "",
        "Subscribe via your favorite platform:",
        "",
        "{{caret}}",
        "",
        "Resources",
        "",
        "Mel on LinkedIn | Twitter",
        "",
        "mel.example.org",
        "",
    ]


def test_header_keeps_what_recurs_byte_for_byte() -> None:
    made = make_template(SECOND).split("\n")
    assert made[:9] == [
        "---",
        'podcast: "The Garden"',
        "explicit: no  # stays",
        'episode: "{{number}}"',
        'title: "{{title}}"',
        'audio: "{{audio}}"',
        'speakers: ["Nora", "{{guest}}"]',
        'guests: ["{{guests}}"]',
        'date: "{{date}}"',
    ]
    assert "- [The Garden](https://example.org/garden)" in made
    assert "- The notes of Frost, with {{guest}}" in made
    assert not any("Tom" in line or "show_" in line or "guid" in line for line in made)


def test_with_an_earlier_episode_only_what_both_say_stays() -> None:
    earlier = LAST_WEEK.replace("mel.example.org", "other.example.org").replace("50:", "49:")
    made = make_template(LAST_WEEK, [earlier])
    assert "mel.example.org" not in made
    assert "Mel on LinkedIn | Twitter" in made
    assert "Submit one here." in made
    assert "Mel answers" in made  # it recurs, so it is the show's


@given(texts)
def test_no_template_has_a_segment_or_a_stamp(text: str) -> None:
    made = parse(make_template(text))
    assert made.segments == ()
    assert made.stamps == ()


@given(notes_texts, st.lists(notes_texts, max_size=2))
def test_nor_with_earlier_episodes(text: str, others: list[str]) -> None:
    made = parse(make_template(text, others))
    assert made.segments == made.stamps == ()


def test_a_new_episode_takes_its_values_and_the_caret_stands_where_questions_go() -> None:
    made = new_episode(
        make_template(LAST_WEEK), EpisodeValues(51, "What a CPO knows", podcast="Product")
    )
    notes = parse(made.text)
    assert (notes.number, notes.title) == (51, "What a CPO knows")
    assert notes.header.text("podcast") == "Product"
    assert made.caret is not None
    before, after = made.text[: made.caret], made.text[made.caret :]
    assert before.endswith("favorite platform:\n\n")
    assert after.startswith("\n\nResources")
    assert "{{" not in made.text


def test_a_header_value_that_stays_empty_leaves_its_line_out() -> None:
    made = new_episode(make_template(SECOND), EpisodeValues(8, "Mud", audio="garden-8.mp3"))
    head = made.text.split("\n")[:9]
    assert head == [
        "---",
        'podcast: "The Garden"',
        "explicit: no  # stays",
        "episode: 8",
        'title: "Mud"',
        'audio: "garden-8.mp3"',
        'speakers: ["Nora"]',
        "---",
        "",
    ]


def test_guests_stand_as_a_list() -> None:
    made = new_episode(make_template(SECOND), EpisodeValues(8, guests=("Ann Lee", "Bo")))
    header = parse(made.text).header
    assert header.items("guests") == ("Ann Lee", "Bo")
    assert header.items("speakers") == ("Nora", "Ann Lee", "Bo")
    assert parse("\n".join(header_and(made.text, "Nora: Why?"))).segments[0].kind is (
        SegmentKind.QUESTION
    )


def header_and(text: str, line: str) -> list[str]:
    rows = text.split("\n")
    return [*rows[: rows.index("---", 1) + 1], "", line]


lines_of_text = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Co", "Cn"],
        exclude_characters="{}#*_`[]()<&\\>|~",
    ),
    min_size=1,
    max_size=30,
)


@given(
    st.one_of(texts, st.just(LAST_WEEK), st.just(SECOND)),
    st.integers(1, 99999),
    st.lists(lines_of_text, max_size=3, unique=True),
)
@example("00:00:66\n# 00:00:660:00", 1, [])
def test_what_was_typed_is_read_back(text: str, number: int, guests: list[str]) -> None:
    template = make_template(text)
    if not parse(template).header.readable and parse(template).header.present:
        return
    made = new_episode(template, EpisodeValues(number, guests=tuple(guests), audio="a.mp3"))
    notes = parse(made.text)
    assert notes.number == number
    assert notes.header.text("audio") == "a.mp3"
    assert notes.header.items("guests") == tuple(guests)
    assert notes.segments == ()


def test_the_next_number_is_after_the_newest_seen() -> None:
    show = read_show("garden", SECOND)
    assert show == Show("garden", SECOND, "The Garden", 8)
    seen = [parse(SECOND.replace("episode: 7", f"episode: {n}")) for n in (3, 11)]
    other = parse(SECOND.replace("Garden", "Shed").replace("episode: 7", "episode: 90"))
    assert next_number(show, [*seen, other]) == 12
    assert next_number(show, []) == 8
    assert next_number(read_show("x", "Nothing"), []) is None


def test_facts_of_the_show_are_header_lines() -> None:
    text = with_fact(with_fact(make_template(SECOND), "show_next", 9), "show_publish", ("html",))
    show = read_show("garden", text)
    assert (show.next_number, show.publish) == (9, ("html",))
    assert "show_" not in new_episode(text, EpisodeValues(9)).text


@pytest.mark.parametrize(
    ("stem", "number", "pattern"),
    [
        ("episode-50", 50, "episode-{{number}}"),
        ("s05e005 garden", 5, "s05e{{number}} garden"),
        ("frost", 7, ""),
        ("1500", 50, ""),
        ("x", None, ""),
    ],
)
def test_files_are_called_as_the_last_one(stem: str, number: int | None, pattern: str) -> None:
    assert file_pattern(stem, number) == pattern


def test_a_file_name_fits_every_system() -> None:
    show = Show("k", "", "Ask/Me: Anything", file_name="{{number}} {{title}}")
    assert episode_file_name(show, EpisodeValues(3, "A/B: <what>?")) == "3 A B what.md"
    assert episode_file_name(Show("k", "", "Ask me"), EpisodeValues(3)) == "ask-me-3.md"
    assert episode_file_name(Show("k", "", "?"), EpisodeValues()) == "episode.md"
