"""Moving segments and pairs."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import Position, apply_edits
from notesapp.core.edits.reorder import (
    landing_lines,
    move_pair,
    move_segment,
    move_to,
    moving_lines,
    remove_segment,
)
from notesapp.core.model import NodeKind, Notes
from notesapp.core.parser import parse
from tests.core.segment_texts import qa_texts

TEXT = """Episode 3: Rye

Hello.

Q: a [0:10]
{: chapter="x" }

A: b [0:20]

Q: c [0:30]

A: d [0:40]

Thanks.

## Resources

- [1:20] a page
"""


def order(text: str) -> str:
    return " ".join(segment.text for segment in parse(text).segments[:4])


def moved(line: int, step: int, *, pair: bool = False) -> str:
    move = move_pair if pair else move_segment
    return apply_edits(TEXT, move(parse(TEXT), line, step))


def test_a_segment_goes_past_its_neighbour_with_stamp_and_attributes() -> None:
    assert moved(4, 1) == TEXT.replace(
        'Q: a [0:10]\n{: chapter="x" }\n\nA: b [0:20]',
        'A: b [0:20]\n\nQ: a [0:10]\n{: chapter="x" }',
    )
    assert order(moved(11, -1)) == "a b d c"
    assert moved(11, -1).endswith("Q: c [0:30]\n\nThanks.\n\n## Resources\n\n- [1:20] a page\n")


def test_nothing_leaves_its_part_of_the_notes() -> None:
    assert moved(4, -1) == moved(11, 1) == moved(0, 1) == moved(13, -1) == TEXT


def test_a_pair_moves_as_one() -> None:
    assert order(moved(9, -1, pair=True)) == "c d a b"
    assert order(moved(7, 1, pair=True)) == "c d a b"
    assert moved(9, -1, pair=True).count("\n") == TEXT.count("\n")
    assert moved(11, 1, pair=True) == TEXT


def test_a_heading_is_passed_with_its_text() -> None:
    text = "Q: a [0:10]\n\n## Two\n\nwords\n\nQ: b [0:20]\n"
    up = apply_edits(text, move_segment(parse(text), 6, -1))
    assert up == "Q: a [0:10]\n\nQ: b [0:20]\n\n## Two\n\nwords\n"
    assert apply_edits(up, move_segment(parse(up), 2, 1)) == text


def test_the_caret_stays_in_the_moved_words() -> None:
    edits = move_segment(parse(TEXT), 9, -1, Position(9, 4))
    (edit,) = [edit for edit in edits if edit.caret is not None]
    assert (edit.start.line, edit.caret) == (7, 4)


@pytest.mark.parametrize(
    ("index", "before", "pair", "expected"),
    [
        (0, 9, True, "a b c d"),
        (0, 12, True, "c d a b"),
        (2, 4, True, "c d a b"),
        (2, 4, False, "c a b d"),
        (0, 9, False, "b a c d"),
        (3, 4, False, "d a b c"),
        (3, 0, False, "a b c d"),
    ],
)
def test_a_row_is_dropped_before_another(
    index: int, before: int, pair: bool, expected: str
) -> None:
    notes = parse(TEXT)
    assert order(apply_edits(TEXT, move_to(notes, index, before, pair=pair))) == expected


def test_where_a_row_can_be_dropped() -> None:
    notes = parse(TEXT)
    assert landing_lines(notes, 0, pair=False) == (4, 7, 9, 11, 12)
    assert landing_lines(notes, 0, pair=True) == (4, 9, 12)
    assert moving_lines(notes, 0, pair=True) == (4, 7)
    assert moving_lines(notes, 0, pair=False) == (4, 5)


def test_a_segment_is_taken_out_with_its_blank_line() -> None:
    notes = parse(TEXT)
    out = apply_edits(TEXT, remove_segment(notes, notes.segments[0]))
    assert out == TEXT.replace('Q: a [0:10]\n{: chapter="x" }\n\n', "")
    last = parse("Q: a [0:10]\n\nA: b\n")
    assert apply_edits(last.text, remove_segment(last, last.segments[1])) == "Q: a [0:10]\n"
    one = parse("Q: a")
    assert apply_edits("Q: a", remove_segment(one, one.segments[0])) == ""


def stamps_of(notes: Notes) -> Counter[tuple[object, ...]]:
    return Counter((s.kind, s.start_ms, s.attributes) for s in notes.segments)


@given(qa_texts(), st.integers(0, 30), st.sampled_from([-1, 1]), st.booleans())
def test_moving_changes_only_the_order_of_lines(
    text: str, line: int, step: int, pair: bool
) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    move = move_pair if pair else move_segment
    edits = move(notes, line, step, Position(line, 0))
    if not edits:
        return
    result = apply_edits(text, edits)
    after = parse(result)
    assert Counter(after.lines) == Counter(notes.lines)
    (caret,) = [edit for edit in edits if edit.caret is not None]
    place = result.split("\n")
    at = _line_of(text, edits, caret)
    assert place[at] == notes.lines[line]
    plain = not any(n.kind in (NodeKind.TEXT, NodeKind.HEADING, NodeKind.RULE) for n in notes.nodes)
    if plain:
        assert stamps_of(after) == stamps_of(notes)
        back = move(after, at, -step)
        assert pair or apply_edits(result, back) == text


def _line_of(text: str, edits: tuple[object, ...], caret: object) -> int:
    shift = 0
    for edit in sorted(edits, key=lambda e: e.start):  # type: ignore[attr-defined]
        if edit is caret:
            break
        shift += edit.text.count("\n") - (edit.end.line - edit.start.line)  # type: ignore[attr-defined]
    before = caret.text[: caret.caret]  # type: ignore[attr-defined]
    return int(caret.start.line + shift + before.count("\n"))  # type: ignore[attr-defined]


@given(qa_texts(), st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_every_place_on_offer_is_a_place_to_go(
    text: str, index: int, place: int, pair: bool
) -> None:
    notes = parse(text)
    if not notes.segments:
        return
    index %= len(notes.segments)
    lines = landing_lines(notes, index, pair=pair)
    before = lines[place % len(lines)]
    result = apply_edits(text, move_to(notes, index, before, pair=pair))
    assert Counter(result.split("\n")) == Counter(notes.lines)
