"""What holds for every text there is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from notesapp.core.chapters import MAX_TITLE, chapters_of
from notesapp.core.model import Node, NodeKind, Notes, Place, SegmentKind
from notesapp.core.parser import parse, parse_steps
from notesapp.core.query import (
    neighbour,
    node_at_line,
    segment_at_line,
    segment_at_ms,
    stamp_at,
    stamps_on_line,
)
from notesapp.core.timecode import parse_time
from tests.core.texts import bodies, notes_texts, texts


@given(texts)
@example("")
@example("\n" * 50)
@example("---\ntitle: x\n---")
@example("Q: &#" + "9" * 5000 + ";")
def test_the_lines_joined_are_the_text_again(text: str):
    notes = parse(text)
    assert "\n".join(notes.lines) == text
    assert notes.text == text


@given(texts)
def test_every_line_belongs_to_exactly_one_node(text: str):
    notes = parse(text)
    covered = [n for node in notes.nodes for n in range(node.first_line, node.last_line + 1)]
    assert covered == list(range(len(notes.lines)))


@given(texts)
def test_segments_and_their_nodes_agree(text: str):
    notes = parse(text)
    owners = [node for node in notes.nodes if node.kind is NodeKind.SEGMENT]
    assert [node.segment for node in owners] == list(range(len(notes.segments)))
    for node, segment in zip(owners, notes.segments, strict=True):
        assert segment.index == node.segment
        assert (segment.first_line, segment.last_line) == (node.first_line, node.last_line)
        assert segment.first_line <= segment.body_last_line <= segment.last_line
    others = [node for node in notes.nodes if node.kind is not NodeKind.SEGMENT]
    assert all(node.segment is None for node in others)


@given(texts)
def test_a_stamp_is_what_stands_at_its_columns(text: str):
    notes = parse(text)
    places = [(stamp.line, stamp.start) for stamp in notes.stamps]
    assert places == sorted(places)
    for stamp in notes.stamps:
        assert notes.lines[stamp.line][stamp.start : stamp.end] == stamp.source
        assert stamp.end_ms is None or stamp.end_ms > stamp.start_ms >= 0
        inner = stamp.source.strip("[](（）【】) \u00a0")
        assert stamp.start_ms == next(
            ms for n in range(len(inner), 0, -1) if (ms := parse_time(inner[:n])) is not None
        )
    for before, after in pairwise(notes.stamps):
        assert before.line < after.line or before.end <= after.start


@given(texts)
def test_the_stamp_of_a_segment_is_in_it_and_every_other_is_a_link(text: str):
    notes = parse(text)
    own = [segment.stamp for segment in notes.segments if segment.stamp is not None]
    assert [s for s in notes.stamps if s.place is not Place.LINK] == own
    for segment in notes.segments:
        if segment.stamp is not None:
            assert segment.first_line <= segment.stamp.line <= segment.body_last_line


@given(texts)
def test_the_label_of_a_segment_is_what_stands_at_its_columns(text: str):
    notes = parse(text)
    for segment in notes.segments:
        label = segment.label
        assert (label is None) == (segment.kind is SegmentKind.TOPIC)
        if label is not None:
            assert label.line == segment.first_line
            assert notes.lines[label.line][label.start : label.end] == label.source
            assert label.word in label.source


@given(texts)
def test_pairs_count_the_questions(text: str):
    pair = 0
    for segment in parse(text).segments:
        pair += segment.kind is SegmentKind.QUESTION
        assert segment.pair == ((pair or None) if segment.kind is not SegmentKind.TOPIC else None)


@given(texts)
def test_slices_and_the_whole_give_the_same(text: str):
    steps = parse_steps(text.split("\n"))
    count = 0
    while True:
        try:
            next(steps)
            count += 1
        except StopIteration as done:
            assert done.value == parse(text)
            break
    assert count >= 1


@given(bodies, st.integers(0, 30))
def test_more_text_behind_a_blank_line_and_a_rule_changes_nothing_before(text: str, count: int):
    """The live reader is local: what follows cannot move what was found."""
    front = parse(text + "\n\n* * *\n")
    longer = parse(text + "\n\n* * *\n" + "\nwords\n" * count)
    if "```" not in text and "~~~" not in text:
        assert longer.segments == front.segments


@given(texts)
def test_chapters_are_in_order_and_named(text: str):
    notes = parse(text)
    chapters = chapters_of(notes)
    starts = [chapter.start_ms for chapter in chapters]
    assert starts == sorted(starts)
    given = {segment.attribute("chapter") for segment in notes.segments}
    for chapter in chapters:
        assert chapter.title.strip()
        assert chapter.title == " ".join(chapter.title.split()) or chapter.kind == "intro"
        spelled = any(" ".join(value.split()) == chapter.title for value in given)
        assert spelled or chapter.kind == "intro" or len(chapter.title) <= MAX_TITLE


@given(notes_texts)
def test_header_places_are_lines_of_the_header(text: str):
    header = parse(text).header
    for first, last in header.places.values():
        assert 1 <= first <= last < header.last_line
    assert set(header.values) <= set(header.places)
    ranges = sorted(header.places.values())
    assert all(a[1] < b[0] for a, b in pairwise(ranges))


@given(notes_texts, st.integers(-2, 40), st.integers(0, 60))
def test_asking_is_the_same_as_looking_through(text: str, line: int, column: int):
    notes = parse(text)
    assert node_at_line(notes, line) == looked_up(notes, line)
    owner = looked_up(notes, line)
    segment = notes.segments[owner.segment] if owner and owner.segment is not None else None
    assert segment_at_line(notes, line) == segment
    on_line = tuple(stamp for stamp in notes.stamps if stamp.line == line)
    assert stamps_on_line(notes, line) == on_line
    hit = [stamp for stamp in on_line if stamp.start <= column <= stamp.end]
    assert stamp_at(notes, line, column) == (hit[0] if hit else None)
    after = neighbour(notes, line, 1)
    later = [s for s in notes.segments if s.first_line > line]
    assert after == (later[0] if later else None)


def looked_up(notes: Notes, line: int) -> Node | None:
    found = [node for node in notes.nodes if node.first_line <= line <= node.last_line]
    return found[0] if found else None


@given(notes_texts, st.integers(0, 4_000_000))
def test_the_segment_that_sounds_is_the_latest_begun(text: str, ms: int):
    notes = parse(text)
    begun = [s for s in notes.segments if s.start_ms is not None and s.start_ms <= ms]
    found = segment_at_ms(notes, ms)
    if found is None:
        assert not begun
    else:
        assert found in begun
        assert found.start_ms == max(s.start_ms for s in begun if s.start_ms is not None)


@settings(max_examples=5)
@given(notes_texts)
def test_a_hundred_thousand_lines(text: str):
    long = (text + "\n") * (100_000 // (text.count("\n") + 1))
    notes = parse(long)
    assert notes.text == long
    assert notes.nodes[-1].last_line == len(notes.lines) - 1


def test_the_texts_reach_every_kind_of_node():
    """The generator is worth its name: a fixed run of it shows all there is."""
    seen: set[object] = set()

    @settings(max_examples=400, derandomize=True, database=None)
    @given(notes_texts)
    def look(text: str) -> None:
        notes = parse(text)
        seen.update(node.kind for node in notes.nodes)
        for segment in notes.segments:
            seen.add(segment.kind)
            seen.add(segment.form)
            seen.add(segment.stamp.place if segment.stamp else None)
            if segment.attributes:
                seen.add("attributes")
            if segment.last_line - segment.first_line > 2:
                seen.add("long")
        seen.update(problem.id for problem in notes.problems)

    look()
    assert seen >= {*NodeKind, *SegmentKind, Place.START, Place.END, "attributes", "long"}
    assert seen >= {"stray-attributes", "header-unreadable"}
