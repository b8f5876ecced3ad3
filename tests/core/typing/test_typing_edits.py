"""Edits of a typist: lists, links, lines, marks and quotes; nothing else changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import Edits, Position, apply_edits
from notesapp.core.edits.lines import move_lines
from notesapp.core.edits.links import address_of, link_place, remove_link, set_link, typed_address
from notesapp.core.edits.lists import enter_in_list
from notesapp.core.edits.marks import toggle_mark
from notesapp.core.edits.quotes import TRIGGERS, typographic
from notesapp.core.marks import MARK, mark_columns, mark_problems, marks_of, next_mark
from notesapp.core.parser import parse
from tests.core.texts import any_text, notes_texts, real_lines, texts


def place_in(text: str) -> tuple[str, Position]:
    """The text without ``|``, and where that stood."""
    before, _, after = text.partition("|")
    line = before.count("\n")
    return before + after, Position(line, len(before) - (before.rfind("\n") + 1))


def with_caret(text: str, edits: Edits) -> str:
    """The text after one edit, with ``|`` where the caret belongs."""
    (edit,) = edits
    assert edit.caret is not None
    return apply_edits(
        text,
        [type(edit)(edit.start, edit.end, f"{edit.text[: edit.caret]}|{edit.text[edit.caret :]}")],
    )


# --- Enter in lists


def entered(marked: str) -> str:
    text, place = place_in(marked)
    lines = text.split("\n")
    above = next((line for line in reversed(lines[: place.line]) if line.strip()), "")
    below = lines[place.line + 1] if place.line + 1 < len(lines) else ""
    edits = enter_in_list(lines[place.line], place, above=above, below=below)
    return with_caret(text, edits) if edits else "plain"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|", "- one\n- |"),
        ("* one|", "* one\n* |"),
        ("  - deep|", "  - deep\n  - |"),
        ("1. one|", "1. one\n2. |"),
        ("1. a\n2) b|", "1. a\n2) b\n3) |"),
        ("1. a\n\n2. b|", "1. a\n\n2. b\n3. |"),
        ("> - quoted|", "> - quoted\n> - |"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("- one| two", "- one\n- |two"),
        ("- |one", "- \n- |one"),
        ("- one\n- |", "- one\n|"),
        ("- one\n  - |\n- two", "- one\n|\n- two"),
        ("> - |", "> |"),
        ("- item| [2:04]", "- item [2:04]\n- |"),
        ('- item [2:04]|\n{: chapter="x" }', '- item [2:04]\n{: chapter="x" }\n- |'),
        ("|- one", "plain"),
        ("running text|", "plain"),
        ("-no list|", "plain"),
        ("12. May was warm|", "plain"),
        ("words\n12. May|", "plain"),
        ("---|", "plain"),
        ("* * *|", "plain"),
        ("Q: Why?|", "plain"),
        ("# Heading|", "plain"),
        ("|", "plain"),
    ],
)
def test_enter_in_a_list(before: str, after: str) -> None:
    assert entered(before) == after


@given(real_lines, st.data())
def test_enter_keeps_every_word(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(0, len(line)))
    edits = enter_in_list(line, Position(0, column), below="")
    after = apply_edits(line, edits)
    if edits and after.count("\n"):
        assert after.replace(" ", "").replace("\n", "").startswith(line[:column].replace(" ", ""))
        assert re.sub(r"\W", "", line[column:]) in re.sub(r"\W", "", after)


# --- typographic characters


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ('He said "yes" and', "en", "He said “yes” and"),
        ("It's 'so'", "en", "It’s ‘so’"),
        ('Er sagt "ja" dann', "de", "Er sagt „ja“ dann"),
        ("Er sagt 'ja'", "de", "Er sagt ‚ja‘"),
        ('Sie sagt "ja"', "de-CH", "Sie sagt «ja»"),
        ('Il dit "oui" !', "fr", "Il dit «\u00a0oui\u00a0»\u202f!"),
        ('Il dit " oui " : non', "fr", "Il dit «\u00a0oui\u00a0»\u00a0: non"),
        ("l'eau", "fr", "l’eau"),
        ('a "b"', "xx", "a “b”"),
        ("yes -- no", "en", "yes – no"),
        ("wait...", "en", "wait…"),
        ('"Wait--"', "en", "“Wait–”"),
        ("---", "en", "---"),
        ("| -- |", "en", "| -- |"),
        ("0:10 --> 0:30", "en", "0:10 --> 0:30"),
        ("<!-- x", "en", "<!-- x"),
        ('`say "x" -- \'y\'...` "z"', "en", "`say \"x\" -- 'y'...` “z”"),
        ('{: chapter="x" }', "en", '{: chapter="x" }'),
        ("[x](https://e.org/it's--a...) it's", "en", "[x](https://e.org/it's--a...) it’s"),
        ("https://e.org/a--b it's", "en", "https://e.org/a--b it’s"),
        ("../up", "en", "../up"),
    ],
)
def test_typographic_characters(typed: str, language: str, expected: str) -> None:
    text = ""
    for character in typed:
        swap = typographic(text, character, language)
        text += character
        if swap is not None:
            text = text[: len(text) - swap.back] + swap.text
    assert text == expected


@given(any_text, st.sampled_from(sorted(TRIGGERS)), st.sampled_from(["en", "de", "fr", "sv"]))
def test_a_swap_never_takes_a_letter(before: str, typed: str, language: str) -> None:
    swap = typographic(before, typed, language)
    if swap is not None:
        taken = (before + typed)[-swap.back :]
        assert not any(c.isalnum() for c in taken)


# --- links


def selected(marked: str) -> tuple[str, Position, Position]:
    text, start = place_in(marked)
    if "|" not in text:
        return text, start, start
    text, end = place_in(text)
    return text, start, end


def linked(marked: str, address: str = "https://e.org/") -> str:
    text, start, end = selected(marked)
    place = link_place(parse(text), start, end)
    return "refused" if place is None else apply_edits(text, set_link(place, place.words, address))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see |these words| now", "see [these words](https://e.org/) now"),
        ("see| these words |now", "see [these words](https://e.org/) now"),
        ("|Q: Why? [2:04]|", "Q: [Why?](https://e.org/) [2:04]"),
        ("|- item|", "- [item](https://e.org/)"),
        ("|## Head|", "## [Head](https://e.org/)"),
        ("[old| words](http://a.org)", "[old words](https://e.org/)"),
        ("[|old words|](http://a.org)", "[old words](https://e.org/)"),
        ("an |empty place", "an https://e.org/empty place"),
        ("|a [2:04] b|", "refused"),
        ("|two\nlines|", "refused"),
        ("```\n|code|\n```", "refused"),
        ("Q: x [2:|04]", "refused"),
        ("[2:04](#t|=1)", "refused"),
        ("`co|de`", "refused"),
        ("John |3:16| says", "refused"),
        ("|Q|: what", "refused"),
        ("![|alt|](http://a.org/i.png)", "refused"),
        ("see wo|rd's here", "see [word's](https://e.org/) here"),
        ("see |word", "see https://e.org/word"),
        ("http://a.o|rg/", "refused"),
    ],
)
def test_links(before: str, after: str) -> None:
    assert linked(before) == after


def test_a_link_is_taken_away_and_its_words_stay() -> None:
    text = "see [these words](https://e.org/) now"
    place = link_place(parse(text), Position(0, 10), Position(0, 10))
    assert place is not None
    assert apply_edits(text, remove_link(place)) == "see these words now"


def test_an_address_is_made_safe_for_a_link() -> None:
    text = "word"
    place = link_place(parse(text), Position(0, 0), Position(0, 4))
    assert place is not None
    made = apply_edits(text, set_link(place, "a [b]", "https://e.org/w_(x) "))
    assert made == "[a (b)](https://e.org/w_%28x%29)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" https://e.org/a?b#c \n", "https://e.org/a?b#c"),
        ("www.e.org/x", "https://www.e.org/x"),
        ("a@b.org", "mailto:a@b.org"),
        ("https://e.org/ and words", ""),
        ("e.org", ""),
        ("ftp://e.org", ""),
        ("", ""),
    ],
)
def test_what_is_an_address(text: str, expected: str) -> None:
    assert address_of(text) == expected


def test_a_person_may_leave_the_scheme_out() -> None:
    assert typed_address("e.org/bees") == "https://e.org/bees"
    assert typed_address("two words") == ""


@given(notes_texts, st.data())
def test_linking_and_unlinking_gives_the_same_text(text: str, data: st.DataObject) -> None:
    notes = parse(text)
    line = data.draw(st.integers(0, len(notes.lines) - 1))
    columns = sorted(data.draw(st.integers(0, len(notes.lines[line]))) for _ in range(2))
    place = link_place(notes, Position(line, columns[0]), Position(line, columns[1]))
    if place is None or place.link is not None or not place.words:
        return
    if " ".join(place.words.split()) != place.words:
        return
    made = apply_edits(text, set_link(place, place.words, "https://e.org/"))
    again = link_place(
        parse(made), Position(line, place.start + 1), Position(line, place.start + 1)
    )
    assert again is not None
    assert again.link is not None
    assert apply_edits(made, remove_link(again)) == text


# --- moving lines

SEGMENTS = """---
podcast: x
---

Title

Q: one
two [1:00]
{: chapter="C" }

A: b
{: chapter="B" }
last"""


def moved(first: int, last: int, step: int) -> list[str]:
    notes = parse(SEGMENTS)
    return apply_edits(SEGMENTS, move_lines(notes, first, last, step).edits).split("\n")


def test_attributes_move_with_their_only_line() -> None:
    assert moved(10, 10, 1)[9:] == ["", "last", "A: b", '{: chapter="B" }']
    assert moved(12, 12, -1)[9:] == ["", "last", "A: b", '{: chapter="B" }']


def test_attributes_stay_at_the_end_of_a_segment_that_changes_inside() -> None:
    assert moved(6, 6, 1)[6:9] == ["two [1:00]", "Q: one", '{: chapter="C" }']
    assert moved(7, 7, 1)[6:11] == ["Q: one", '{: chapter="C" }', "", "two [1:00]", "A: b"]


def test_nothing_moves_into_the_header() -> None:
    assert moved(4, 4, -1) == SEGMENTS.split("\n")
    assert moved(1, 1, 1) == SEGMENTS.split("\n")
    assert moved(12, 12, 1) == SEGMENTS.split("\n")


@given(st.one_of(texts, st.just(SEGMENTS)), st.data())
def test_moving_permutes_lines_and_never_touches_the_header(text: str, data: st.DataObject) -> None:
    notes = parse(text)
    last_line = len(notes.lines) - 1
    first, last = sorted(data.draw(st.integers(0, last_line)) for _ in range(2))
    step = data.draw(st.sampled_from([-1, 1]))
    move = move_lines(notes, first, last, step)
    after = apply_edits(text, move.edits).split("\n")
    assert sorted(after) == sorted(notes.lines)
    head = notes.header.last_line + 1
    assert after[:head] == list(notes.lines[:head])
    for old, new in move.lines.items():
        assert after[new] == notes.lines[old]


PLAIN_LINES = st.sampled_from(["Q: why", "A: so", "more words", "", "last [2:00]", "# Head"])
ATTRIBUTED = st.lists(
    st.one_of(PLAIN_LINES, PLAIN_LINES, st.just('{: chapter="%d" }')), min_size=2, max_size=12
)


@given(ATTRIBUTED, st.data())
def test_attributes_never_leave_the_line_that_begins_their_segment(
    lines: list[str], data: st.DataObject
) -> None:
    numbered = [
        line % place if "%" in line else f"{line} x{place}x" if line else line
        for place, line in enumerate(lines)
    ]
    notes = parse("\n".join(numbered))
    first = data.draw(st.integers(0, len(lines) - 1))
    step = data.draw(st.sampled_from([-1, 1]))
    move = move_lines(notes, first, first, step)
    after = apply_edits(notes.text, move.edits).split("\n")
    for segment in notes.segments:
        if segment.attribute_line is None:
            continue
        number = after.index(notes.lines[segment.attribute_line])
        head = after.index(notes.lines[segment.first_line])
        assert head < number
        assert after[number - 1].strip()


# --- marks


def toggled(marked: str) -> str:
    text, start, end = selected(marked)
    edits = toggle_mark(parse(text), start, end)
    return apply_edits(text, edits) if edits else "refused"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Born in |1974| in", "Born in 1974 TK in"),
        ("Born in 19|74 in", "Born in 1974 TK in"),
        ("Born in 1974|.", "Born in 1974 TK."),
        ("Born| in", "Born TK in"),
        ("|", "TK"),
        ("Q: Why? [2:04]|", "Q: Why? TK [2:04]"),
        ("Q: Why?| [2:04]", "Q: Why? TK [2:04]"),
        ("Q: Why? [2:|04]", "Q: Why? TK [2:04]"),
        ("Q: Why rye(2:04)|", "Q: Why rye TK(2:04)"),
        ("|Q: Why?", "Q: TK Why?"),
        ("Born TK| in", "Born in"),
        ("Born |TK in", "Born in"),
        ("TK| first", "first"),
        ("Q: Why? TK| [2:04]", "Q: Why? [2:04]"),
        ("```\ncode|\n```", "refused"),
        ("---\npodcast: x|\n---\n", "refused"),
        ("`co|de`", "refused"),
    ],
)
def test_setting_and_taking_a_mark(before: str, after: str) -> None:
    assert toggled(before) == after


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("Born TK in TK.", (5, 11)),
        ("TKs and aTK and tk and T K", ()),
        ("`TK` and [x](https://e.org/TK) and https://e.org/TK and a@TK.org", ()),
        ('{: chapter="TK" }', ()),
        ("(TK)", (1,)),
        ("**TK**", (2,)),
    ],
)
def test_only_the_whole_word_in_capitals_is_a_mark(line: str, columns: tuple[int, ...]) -> None:
    assert mark_columns(line) == columns


def test_marks_are_walked_round_and_found_before_publishing() -> None:
    notes = parse("---\ntitle: TK\n---\na TK\n```\nTK\n```\nb TK c TK")
    places = [Position(3, 2), Position(7, 2), Position(7, 7)]
    assert list(marks_of(notes)) == places
    assert next_mark(notes, Position(0, 0)) == places[0]
    assert next_mark(notes, places[0]) == places[1]
    assert next_mark(notes, places[2]) == places[0]
    assert next_mark(parse("none"), Position(0, 0)) is None
    assert [p.line for p in mark_problems(notes)] == [4, 8]
    assert next(mark_problems(notes)).message == "Line 4 still has a TK to check."


@given(notes_texts, st.data())
def test_a_mark_set_and_taken_again_leaves_the_text(text: str, data: st.DataObject) -> None:
    notes = parse(text)
    line = data.draw(st.integers(0, len(notes.lines) - 1))
    column = data.draw(st.integers(0, len(notes.lines[line])))
    place = Position(line, column)
    edits = toggle_mark(notes, place, place)
    if not edits or MARK in text:
        return
    after = parse(apply_edits(text, edits))
    (mark,) = marks_of(after)
    assert len(after.segments) == len(notes.segments)
    again = toggle_mark(after, mark, mark)
    assert apply_edits(after.text, again).replace(" ", "") == text.replace(" ", "")
