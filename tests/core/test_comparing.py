from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from notesapp.core.comparing import (
    Difference,
    Side,
    changed_counts,
    compare,
    edits_of,
    merge,
    merged_edits,
    merged_lines,
)
from notesapp.core.edits.base import apply_edits

_LINES = st.lists(
    st.sampled_from(
        [
            "",
            "Q: Why? [0:10]",
            "A: So. [0:20]",
            "A: Or so.",
            "text",
            "## Links",
            "- one",
            "---",
            "q",
        ]
    ),
    min_size=1,
    max_size=14,
)
NOTES = ["Q: Why? [0:10]", "", "A: So. [0:20]", "", "Q: When? [0:30]", "", "A: Now. [0:40]"]


def _applied(old: Sequence[str], new: Sequence[str], chosen: Sequence[Difference]) -> list[str]:
    return apply_edits("\n".join(old), edits_of(old, new, chosen)).split("\n")


@given(_LINES, _LINES)
def test_all_differences_give_the_other_text_and_none_the_same(old: list[str], new: list[str]):
    found = compare(old, new)
    assert _applied(old, new, found) == new
    assert _applied(old, new, ()) == old
    assert (found == ()) == (old == new)


@given(_LINES, _LINES)
def test_what_lies_between_differences_is_equal(old: list[str], new: list[str]):
    a = b = 0
    for one in [*compare(old, new), Difference((len(old),) * 2, (len(new),) * 2)]:
        assert old[a : one.old[0]] == new[b : one.new[0]]
        assert one.old[0] <= one.old[1]
        assert one.new[0] <= one.new[1]
        a, b = one.old[1], one.new[1]
    assert (a, b) == (len(old), len(new))


@given(_LINES, _LINES, st.data())
def test_any_choice_leaves_the_other_lines_alone(
    old: list[str], new: list[str], data: st.DataObject
):
    found = compare(old, new)
    chosen = [one for one in found if data.draw(st.booleans())]
    expected: list[str] = []
    place = 0
    for one in chosen:
        expected += old[place : one.old[0]] + new[slice(*one.new)]
        place = one.old[1]
    expected += old[place:]
    assert _applied(old, new, chosen) == (expected or [""])


@given(_LINES, _LINES)
def test_where_only_one_side_changed_the_merge_is_that_side(base: list[str], changed: list[str]):
    theirs = merge(base, base, changed)
    assert not any(part.is_conflict for part in theirs)
    assert merged_lines(base, changed, theirs, {}) == changed
    mine = merge(base, changed, base)
    assert not any(part.is_conflict for part in mine)
    assert merged_lines(changed, base, mine, {}) == changed


@given(_LINES, _LINES)
def test_what_both_changed_alike_is_no_part(base: list[str], both: list[str]):
    assert merge(base, both, both) == ()
    assert merge(None, both, both) == ()


@given(_LINES, _LINES, _LINES)
@example([""], ["b", "[0:05] Q: x"], ["\u2028x", "A: b", "0"])
def test_the_merge_is_the_same_from_both_sides(base: list[str], one: list[str], other: list[str]):
    here, there = merge(base, one, other), merge(base, other, one)
    if not any(part.is_conflict for part in here):
        assert merged_lines(one, other, here, {}) == merged_lines(other, one, there, {})
    places = {(part.mine, part.theirs, part.segment, part.is_conflict) for part in here}
    assert places == {(p.theirs, p.mine, p.segment, p.is_conflict) for p in there}


@given(_LINES, _LINES, _LINES, st.sampled_from(list(Side)))
def test_edits_give_the_merged_lines(
    base: list[str], mine: list[str], theirs: list[str], side: Side
):
    for parts in (merge(base, mine, theirs), merge(None, mine, theirs)):
        choices = dict.fromkeys(range(len(parts)), side)
        lines = merged_lines(mine, theirs, parts, choices)
        text = apply_edits("\n".join(mine), merged_edits(mine, theirs, parts, choices))
        assert text == "\n".join(lines)
        if side is not Side.BOTH:
            assert lines == (mine if side is Side.MINE else theirs)


@given(_LINES, _LINES)
def test_without_a_base_everything_is_a_choice(mine: list[str], theirs: list[str]):
    assert all(part.is_conflict for part in merge(None, mine, theirs))


def test_a_difference_carries_the_name_of_its_segment():
    new = [*NOTES[:2], "A: So it is. [0:20]", *NOTES[3:]]
    assert compare(NOTES, new) == (Difference((2, 3), (2, 3), "So it is."),)


def test_segments_that_follow_each_other_differ_each_on_its_own():
    old = ["Q: First words here [0:01]", "A: Second words here [0:02]"]
    new = ["Q: First words there [0:01]", "A: Second words there [0:02]"]
    assert [(one.old, one.new, one.segment) for one in compare(old, new)] == [
        ((0, 1), (0, 1), "First words there"),
        ((1, 2), (1, 2), "Second words there"),
    ]


def test_a_removed_segment_is_named_as_it_was():
    found = compare(NOTES, NOTES[:2])
    assert [one.segment for one in found if one.segment] == ["So.", "When?", "Now."]
    assert {one.new for one in found} == {(2, 2)}


def test_two_who_changed_different_segments_both_keep_their_change():
    mine = [*NOTES[:2], "A: So it is. [0:20]", *NOTES[3:]]
    theirs = [*NOTES[:6], "A: Later. [0:40]"]
    parts = merge(NOTES, mine, theirs)
    assert [(part.side, part.segment) for part in parts] == [
        (Side.MINE, "So."),
        (Side.THEIRS, "Later."),
    ]
    assert merged_lines(mine, theirs, parts, {}) == [*mine[:6], theirs[6]]


def test_both_puts_theirs_below_mine():
    mine, theirs = ["a", "mine", "b"], ["a", "theirs", "b"]
    parts = merge(["a", "x", "b"], mine, theirs)
    assert [part.is_conflict for part in parts] == [True]
    assert merged_lines(mine, theirs, parts, {0: Side.BOTH}) == ["a", "mine", "theirs", "b"]


def test_counts_are_lines():
    assert changed_counts(compare(["a", "b", "c"], ["a", "x", "y", "c"])) == (1, 1, 0)
    assert changed_counts(compare(["a", "b", "c"], ["a", "c"])) == (0, 0, 1)


def test_hostile_texts_are_compared_in_bounded_work():
    many = 100_000
    same = ["x"] * many
    assert compare(same, same[:-1]) == (Difference((many - 1, many), (many - 1, many - 1)),)
    old, new = ["x", "y"] * 20_000, ["y", "y", "x"] * 15_000
    assert _applied(old, new, compare(old, new)) == new
    new = [f"z{n}" for n in range(many)]
    assert _applied(same, new, compare(same, new)) == new
