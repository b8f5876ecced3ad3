"""Converting changes how stamps look, never what is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.converting import plan_conversion
from notesapp.core.parser import parse
from notesapp.core.timecode import TIME_PATTERN, StampStyle, parse_style

LINES = st.sampled_from(
    [
        "",
        "",
        "Q: Why rye? [2:04]",
        "A: It keeps.",
        "A: It keeps [for years]. [1:02:03]",
        "**Q:** Bold one (0:07)",
        "**Q: All bold [0:07]**",
        "Q: [3:00] Behind its label",
        "[3:01] Q: Before its label",
        "Q: [3:05]",
        "plain words",
        "- item (3:04,5)",
        "00:10 Start of it",
        "00:11 - Dashed",
        "Ends bare – 0:12",
        "0:10-0:30 Break",
        "[0:10.200-0:10.800] Blink",
        "## Heading [5:00.250]",
        '{: chapter="Short 2:04" }',
        "- **[1:49](#t=109)** Toys",
        "see [4:05](#t=4m5s) in prose, and (5:00), fine",
        "Resources",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)
STYLES = st.builds(
    StampStyle,
    place=st.sampled_from(["start", "end"]),
    opening=st.sampled_from(["[", "(", "", "【"]),
    fraction=st.booleans(),
    minute_digits=st.sampled_from([1, 2]),
    hours_always=st.booleans(),
)
HEADER = '---\npodcast: "x"  # kept\n---\n\n'
OTHER = re.compile(TIME_PATTERN + r"|[]\[()【】]")


def style(words: str) -> StampStyle:
    read = parse_style(words, StampStyle())
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Q: One [2:04]", "[m:ss.mmm] end", "Q: One [2:04.000]"),
        ("Q: One [2:04.750]", "[m:ss] end", "Q: One [2:04]"),
        ("Q: One [2:04]", "(mm:ss) end", "Q: One (02:04)"),
        ("Q: One [2:04]", "[hh:mm:ss] end", "Q: One [00:02:04]"),
        ("Q: One [2:04]", "[m:ss] start", "Q: [2:04] One"),
        ("Q: [2:04] One", "[m:ss] end", "Q: One [2:04]"),
        ("[2:04] Q: One", "[m:ss] end", "Q: One [2:04]"),
        ("00:10 - Start of it", "[m:ss] end", "Start of it [0:10]"),
        ("Start of it [0:10]", "mm:ss start", "00:10 Start of it"),
        ("Q: One [2:04]", "m:ss end", "Q: One – 2:04"),
        ("Q: One – 2:04", "[m:ss] end", "Q: One [2:04]"),
        ("Q: One – 2:04", "[m:ss] start", "Q: [2:04] One"),
        ('Q: One\nmore\n{: url="x" }', "[m:ss] start", 'Q: One\nmore\n{: url="x" }'),
        ('Q: One\nmore [2:04]\n{: url="x" }', "[m:ss] start", 'Q: [2:04] One\nmore\n{: url="x" }'),
        ("Words at [2:04] here", "m:ss start", "Words at [2:04] here"),
        ("A: as at (2:04) so [3:00]", "[m:ss] end", "A: as at [2:04] so [3:00]"),
        ("Words at (2:04) here", "[mm:ss] end", "Words at [02:04] here"),
        ("- [1:49](#t=109) Toys", "(mm:ss) start", None),
    ],
)
def test_stamps_take_the_style(text: str, words: str, expected: str | None) -> None:
    notes = parse(text)
    result = apply_edits(text, plan_conversion(notes, style(words)).edits)
    if expected is None:  # a link needs its square brackets
        expected = "- [01:49](#t=109) Toys"
    assert result == expected


def test_the_count_is_there_before_anything_changes() -> None:
    text = "Q: One [2:04.750]\n\nA: Two [3:00.000]\n\nas at [2:04], so"
    plan = plan_conversion(parse(text), style("[m:ss] end"))
    assert (plan.total, plan.changed, plan.losing, plan.kept) == (3, 2, 1, 0)
    again = plan_conversion(parse(text), style("[m:ss.mmm] end"))
    assert (again.changed, again.losing) == (1, 0)


def test_the_header_keeps_the_style_and_its_other_lines() -> None:
    text = HEADER + "Q: One [2:04]"
    plan = plan_conversion(parse(text), style("(m:ss) end"))
    result = apply_edits(text, plan.edits)
    assert result == '---\npodcast: "x"  # kept\nstamps: "(m:ss) end"\n---\n\nQ: One (2:04)'
    assert parse(result).style == style("(m:ss) end")


@settings(max_examples=300)
@given(TEXTS, STYLES)
def test_nothing_is_read_differently_but_the_fractions(text: str, wanted: StampStyle) -> None:
    notes = parse(text)
    plan = plan_conversion(notes, wanted)
    result = apply_edits(text, plan.edits)
    after = parse(result)

    def read(ms: int | None) -> int | None:
        return ms if ms is None or wanted.fraction else ms // 1000 * 1000

    assert [(s.first_line, s.last_line, s.kind) for s in after.segments] == [
        (s.first_line, s.last_line, s.kind) for s in notes.segments
    ]
    for old, new in zip(notes.segments, after.segments, strict=True):
        assert read(old.start_ms) == read(new.start_ms)
        assert read(old.end_ms) == read(new.end_ms)
        assert OTHER.sub("", new.text) == OTHER.sub("", old.text)
    assert len(after.stamps) == len(notes.stamps)
    assert len(after.lines) == len(notes.lines)


@given(TEXTS, STYLES)
def test_converting_twice_changes_nothing_more(text: str, wanted: StampStyle) -> None:
    once = apply_edits(text, plan_conversion(parse(text), wanted).edits)
    again = plan_conversion(parse(once), wanted)
    assert apply_edits(once, again.edits) == once
