"""Labels of a show, set and changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.labels import change_kind, set_label, show_labels
from notesapp.core.model import NodeKind, SegmentKind
from notesapp.core.parser import parse
from notesapp.core.query import node_at_line, segment_at_line
from tests.core.segment_texts import qa_texts

SPEAKERS = "---\nspeakers: [Ana, Bo, Cy]\n---\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Q", "A"]),
        ("Question: a", ["Question", "Answer"]),
        ("---\nlanguage: de\n---\n", ["F", "A"]),
        ("---\nlanguage: de\n---\nFrage: a", ["Frage", "Antwort"]),
        ("Frage: a\n\nAntwort: b", ["Frage", "Antwort"]),
        ("---\nlabels: [Host, Guest]\n---\n", ["Host", "Guest"]),
        (SPEAKERS, ["Ana", "Bo", "Cy"]),
        (SPEAKERS + "Ana: a\n\nA: b", ["Ana", "Bo", "Cy", "Q", "A"]),
        (SPEAKERS + "Q: a\n\nA: b", ["Q", "A", "Ana", "Bo", "Cy"]),
        ("---\nspeakers: [Ana]\n---\n", ["Ana", "Q", "A"]),
    ],
)
def test_the_labels_of_a_show(text: str, expected: list[str]) -> None:
    labels = show_labels(parse(text))
    assert [label.word for label in labels] == expected
    assert labels[0].kind is SegmentKind.QUESTION


@pytest.mark.parametrize(
    ("text", "line", "place", "expected"),
    [
        ("Q: a [0:10]", 0, 1, "A: a [0:10]"),
        ("Q: a [0:10]", 0, 0, "Q: a [0:10]"),
        ("Q: a [0:10]", 0, 2, "Q: a [0:10]"),
        ("**Q:** a\n\n**A:** b", 0, 1, "**A:** a\n\n**A:** b"),
        ("Q1. a\n\nQ2. b", 2, 1, "Q1. a\n\nA1. b"),
        ("Show\n\nplain words", 2, 0, "Show\n\nQ: plain words"),
        ("Show\n\n- item", 2, 1, "Show\n\n- A: item"),
        ("Show\n\n", 2, 0, "Show\n\nQ: "),
        ("[0:10] words", 0, 0, "Q: [0:10] words"),
        ("0:10 words", 0, 0, "0:10 Q: words"),
        ("Resources", 0, 0, "Resources"),
        (SPEAKERS + "Ana: a [0:10]", 3, 2, SPEAKERS + "Cy: a [0:10]"),
    ],
)
def test_a_label_is_set(text: str, line: int, place: int, expected: str) -> None:
    assert apply_edits(text, set_label(parse(text), line, place)) == expected


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("Q: a [0:10]", 0, "A: a [0:10]"),
        ("A: a [0:10]", 0, "Q: a [0:10]"),
        ("**QUESTION:** a", 0, "**ANSWER:** a"),
        ("Frage: a\n\nAntwort: b", 0, "Antwort: a\n\nAntwort: b"),
        (
            "---\nlanguage: fr\n---\nQuestion\u00a0: a",
            3,
            "---\nlanguage: fr\n---\nRéponse\u00a0: a",
        ),
        ("a [0:10]", 0, "Q: a [0:10]"),
        ("Show\n\nwords", 2, "Show\n\nQ: words"),
        (SPEAKERS + "Ana: a", 3, SPEAKERS + "Bo: a"),
        (SPEAKERS + "Cy: a", 3, SPEAKERS + "Ana: a"),
        (SPEAKERS + "Q: a", 3, SPEAKERS + "A: a"),
        ("```\ncode\n```", 1, "```\ncode\n```"),
    ],
)
def test_changing_the_kind_keeps_how_labels_are_written(
    text: str, line: int, expected: str
) -> None:
    assert apply_edits(text, change_kind(parse(text), line)) == expected


@given(qa_texts(), st.integers(0, 30), st.integers(0, 6))
def test_a_set_label_changes_one_label_and_nothing_else(text: str, line: int, place: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    labels = show_labels(notes)
    edits = set_label(notes, line, place)
    before = segment_at_line(notes, line)
    node = node_at_line(notes, line)
    assert node is not None
    if not edits:
        refused = (NodeKind.SECTION, NodeKind.HEADER, NodeKind.RULE, NodeKind.ATTRIBUTES)
        has_it = before is not None and place < len(labels) and before.label is not None
        assert place >= len(labels) or has_it or node.kind in refused
        return
    (edit,) = edits
    after = parse(apply_edits(text, edits))
    now = segment_at_line(after, edit.start.line)
    assert now is not None
    assert now.label is not None
    assert now.label.word.casefold() == labels[place].word.casefold()
    if before is not None and before.label is not None:
        assert (now.text, now.start_ms, now.attributes) == (
            before.text,
            before.start_ms,
            before.attributes,
        )


@given(qa_texts(), st.integers(0, 30))
def test_changing_the_kind_twice_gives_the_text_back(text: str, line: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    segment = segment_at_line(notes, line)
    numbered = any(s.label and s.label.source.strip("*:. ")[1:].isdigit() for s in notes.segments)
    if segment is None or segment.label is None or segment.label.speaker or numbered:
        return
    once = apply_edits(text, change_kind(notes, line))
    changed = segment_at_line(parse(once), line)
    assert changed is not None
    assert changed.kind is not segment.kind
    again = parse(apply_edits(once, change_kind(parse(once), line)))
    assert segment_at_line(again, line) is not None
    assert [s.kind for s in again.segments] == [s.kind for s in notes.segments]
