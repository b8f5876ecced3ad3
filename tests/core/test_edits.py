"""Every edit: apply, parse again, compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import Position, apply_edits, difference, insertion
from notesapp.core.edits.header_edits import set_header
from notesapp.core.edits.segments import enter_place, next_kind, next_segment
from notesapp.core.edits.stamping import remove_stamp, stamp_line
from notesapp.core.model import NodeKind, Notes, SegmentKind
from notesapp.core.parser import parse
from notesapp.core.query import segment_at_line

PAIR = "Q: Why rye? [2:04]\n\nA: It keeps for a week. [2:32]\n"
LINES = st.sampled_from(
    [
        "",
        "Q: Why rye? [2:04]",
        "A: It keeps.",
        "A: It keeps [for years]. [1:02:03]",
        "**Q:** Bold one",
        "Some plain words 😀",
        "- item (3:04)",
        "00:10 Start of it",
        "## Heading [5:00.250]",
        "Resources",
        '{: chapter="Short" }',
        "```",
        "word [4:05] in prose, and on",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def line_of(notes: Notes, words: str) -> int:
    return next(i for i, line in enumerate(notes.lines) if words in line)


def stamped(text: str, words: str, ms: int) -> str:
    notes = parse(text)
    return apply_edits(text, stamp_line(notes, line_of(notes, words), ms))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Q: Why rye?", "rye", "Q: Why rye? [1:05.250]"),
        (PAIR + "\nQ: And salt?", "salt", PAIR + "\nQ: And salt? [1:05]"),
        ("Q: One (00:10)\n\nQ: Two", "Two", "Q: One (00:10)\n\nQ: Two (01:05)"),
        ("[0:10] Q: One\n\nQ: Two", "Two", "[0:10] Q: One\n\n[1:05] Q: Two"),
        ("Q: [0:10] One\n\nQ: Two", "Two", "Q: [0:10] One\n\nQ: [1:05] Two"),
        ("Q: One [0:10]", "One", "Q: One [1:05]"),
        ("0:10-0:30 Break", "Break", "1:05-0:30 Break"),
        ("- **[1:49](#t=1:49)** Toys", "Toys", "- **[1:05](#t=1:05)** Toys"),
        ("Title\n\nplain words", "plain", "Title\n\nplain words [1:05.250]"),
        ("Q: One\n\nmore words\n\nA: x", "more", "Q: One\n\nmore words [1:05.250]\n\nA: x"),
        ('Q: One\n{: chapter="x" }', "chapter", 'Q: One [1:05.250]\n{: chapter="x" }'),
        (
            "Q: One [0:10]\n\nA: precise [0:20.500]",
            "precise",
            "Q: One [0:10]\n\nA: precise [1:05.250]",
        ),
    ],
)
def test_stamping_keeps_the_document_style(text: str, words: str, expected: str) -> None:
    assert stamped(text, words, 65_250) == expected


@pytest.mark.parametrize("words", ["podcast", "---", "My title", "Resources", "code"])
def test_lines_that_carry_no_stamp_are_left_alone(words: str) -> None:
    text = '---\npodcast: "x"\n---\nMy title\n\nResources\n\n```\ncode\n```'
    assert stamped(text, words, 1000) == text


def test_stamping_again_at_the_same_moment_changes_nothing() -> None:
    notes = parse(PAIR)
    assert stamp_line(notes, 0, 124_000) == ()


@given(TEXTS, st.integers(0, 20), st.integers(0, 4_000_000))
def test_a_stamp_is_the_moment_it_was_given(text: str, line: int, ms: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    edits = stamp_line(notes, line, ms)
    after = parse(apply_edits(text, edits))
    if not edits:
        before = segment_at_line(notes, line)
        kinds = {n.kind for n in notes.nodes if n.first_line <= line <= n.last_line}
        assert before is not None or kinds & {
            "header",
            "title",
            "code",
            "rule",
            "section",
            "attributes",
        }
        return
    segment = segment_at_line(after, line)
    assert segment is not None
    assert segment.start_ms in (ms, ms // 1000 * 1000)


@given(TEXTS, st.integers(0, 20), st.integers(0, 4_000_000))
def test_the_next_segment_is_stamped_and_tears_nothing_apart(text: str, line: int, ms: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    kind = next_kind(notes, line)
    (edit,) = next_segment(notes, line, ms)
    result = apply_edits(text, [edit])
    after = parse(result)
    if any(n.kind == "code" for n in notes.nodes):
        return
    at = edit.start.line + edit.text[: edit.caret].count("\n")
    fresh = segment_at_line(after, at)
    assert fresh is not None
    assert fresh.kind is kind
    assert fresh.first_line == at
    assert fresh.start_ms in (ms, ms // 1000 * 1000)
    assert len(after.segments) == len(notes.segments) + 1


def test_questions_and_answers_alternate() -> None:
    text = ""
    for ms in (1000, 2000, 3000):
        notes = parse(text)
        text = apply_edits(text, next_segment(notes, len(notes.lines) - 1, ms))
    kinds = [s.kind for s in parse(text).segments]
    assert kinds == [SegmentKind.QUESTION, SegmentKind.ANSWER, SegmentKind.QUESTION]
    assert text == "Q:  [0:01.000]\n\nA:  [0:02.000]\n\nQ:  [0:03.000]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Q:** One [0:10]", "**Q:** One [0:10]\n\n**A:**  [1:05]"),
        ("Q1. One [0:10]", "Q1. One [0:10]\n\nA1.  [1:05]"),
        ("- Q: One [0:10]\n- A: Two [0:20]\n- Q: Three [0:30]", None),
        ("Frage: Eins [0:10]\n\nAntwort: Zwei [0:20]\n\nFrage: Drei [0:30]", None),
        ("---\nspeakers: [Ana, Ben]\n---\n\nAna: One [0:10]", None),
    ],
)
def test_the_next_label_is_written_as_the_document_writes_it(
    text: str, expected: str | None
) -> None:
    notes = parse(text)
    result = apply_edits(text, next_segment(notes, len(notes.lines) - 1, 65_000))
    if expected is not None:
        assert result == expected
    last = parse(result).segments[-1]
    assert last.kind is SegmentKind.ANSWER
    assert last.start_ms == 65_000
    if "Frage" in text:
        assert result.endswith("Antwort:  [1:05]")
    if "Ana" in text:
        assert result.endswith("Ben:  [1:05]")
    if text.startswith("- "):
        assert result.endswith("\n- A:  [1:05]")


def test_the_next_segment_goes_behind_the_one_under_the_caret() -> None:
    text = PAIR + "\n## Resources\n\n- a link\n"
    notes = parse(text)
    (edit,) = next_segment(notes, 2, 200_000)
    result = apply_edits(text, [edit])
    assert result == PAIR + "\nQ:  [3:20]\n\n## Resources\n\n- a link\n"
    assert edit.caret is not None
    assert edit.text[: edit.caret].endswith("Q: ")


def test_the_next_segment_does_not_tear_a_list() -> None:
    text = PAIR + "\n## Resources\n\n- a link\n- one more\n"
    notes = parse(text)
    for line in (6, 7):
        result = apply_edits(text, next_segment(notes, line, 200_000))
        assert result == text + "\nQ:  [3:20]\n"


@pytest.mark.parametrize(
    ("text", "below", "column", "expected"),
    [
        *(("Q: Rye? [2:04]", "", column, (0, 14)) for column in (7, 8, 10, 13, 14)),
        ("Q: Rye? [2:04]", "", 5, (0, 5)),
        ("Q: Rye? [2:04].", "", 8, (0, 15)),
        ("Q: [2:04]", "", 3, (0, 9)),
        ("Q:  [2:04]", "", 3, (0, 10)),
        ("[2:04] Rye", "", 0, (0, 0)),
        ("Rye [2:04] and salt", "", 4, (0, 4)),
        ("Q: Rye?", '{: chapter="x" }', 7, (1, 16)),
        ("Q: Rye? [2:04]", '{: chapter="x" }', 8, (1, 16)),
        ("Q: Rye?", '{: chapter="x" }', 3, (0, 3)),
        ("", '{: chapter="x" }', 0, (0, 0)),
    ],
)
def test_enter_never_leaves_a_stamp_or_attributes_alone(
    text: str, below: str, column: int, expected: tuple[int, int]
) -> None:
    assert enter_place(text, below, Position(0, column)) == Position(*expected)


@given(TEXTS)
def test_removing_a_stamp_leaves_the_words(text: str) -> None:
    notes = parse(text)
    for segment in notes.segments:
        if segment.stamp is None or segment.label is None:
            continue
        after = parse(apply_edits(text, remove_stamp(notes, segment)))
        assert segment.text in after.text.replace("**", "") or "😀" in text or segment.text == ""
        assert len(after.stamps) == len(notes.stamps) - 1


class TestHeader:
    TEXT = '---\n# ours\npodcast: "Loaf"  # the show\nepisode: 4\nextra: yes\n---\n\nWords\n'

    def test_one_key_changes_and_every_other_byte_stays(self) -> None:
        after = apply_edits(self.TEXT, set_header(parse(self.TEXT), "podcast", 'The "Loaf"'))
        assert after == self.TEXT.replace('"Loaf"', '"The \\"Loaf\\""')
        assert parse(after).header.text("podcast") == 'The "Loaf"'

    def test_a_missing_key_is_added_at_the_end(self) -> None:
        after = apply_edits(self.TEXT, set_header(parse(self.TEXT), "guests", ("Ana", "Ben")))
        assert after == self.TEXT.replace("yes\n---", 'yes\nguests: ["Ana", "Ben"]\n---')

    def test_an_empty_value_removes_the_key(self) -> None:
        after = apply_edits(self.TEXT, set_header(parse(self.TEXT), "episode", ""))
        assert after == self.TEXT.replace("episode: 4\n", "")

    def test_the_last_key_takes_the_header_with_it(self) -> None:
        text = "---\nepisode: 4\n---\n\nWords"
        assert apply_edits(text, set_header(parse(text), "episode", "")) == "Words"

    def test_a_value_without_a_place_creates_the_header(self) -> None:
        after = apply_edits("Words", set_header(parse("Words"), "episode", 7))
        assert after == "---\nepisode: 7\n---\n\nWords"
        assert parse(after).header.values["episode"] == 7

    def test_title_and_number_are_rewritten_where_they_were_read(self) -> None:
        text = "# Episode 50: Bread\n\nWords"
        titled = apply_edits(text, set_header(parse(text), "title", "Rye"))
        assert titled == "# Episode 50: Rye\n\nWords"
        assert (
            apply_edits(titled, set_header(parse(titled), "episode", 51))
            == "# Episode 51: Rye\n\nWords"
        )

    @pytest.mark.parametrize(
        "title", ["Links between bees", "Q: why?", "> so", "Rye [0:01]", "Ep. 7: x"]
    )
    @pytest.mark.parametrize(
        "first", ["Old", "# Old", "Episode 50: Old", "---\nseason: 2\n---\n\nOld"]
    )
    def test_a_title_typed_key_by_key_takes_no_other_line(self, first: str, title: str) -> None:
        text = f"{first}\n\nA summary.\n\nQ: Why rye? [2:04]\n"
        number = parse(text).number
        for stop in range(1, len(title) + 1):
            text = apply_edits(text, set_header(parse(text), "title", title[:stop]))
            assert text.endswith("\n\nA summary.\n\nQ: Why rye? [2:04]\n")
            assert (parse(text).title, parse(text).number) == (title[:stop].strip(), number)
        assert [n for n in parse(text).nodes if n.kind is NodeKind.TITLE][1:] == []

    def test_a_title_that_is_none_in_the_text_moves_to_the_header_with_its_number(self) -> None:
        text = "Episode 50: Bread\n\nWords\n"
        after = apply_edits(text, set_header(parse(text), "title", "Rye – 2:04"))
        assert after == '---\ntitle: "Rye – 2:04"\nepisode: 50\n---\n\nWords\n'

    def test_an_unreadable_header_is_never_rewritten(self) -> None:
        notes = parse("---\ntitle: Episode 50: x\n---\nWords")
        assert notes.header.text("title") == "Episode 50: x"
        assert set_header(notes, "title", "y") == ()

    @given(
        st.sampled_from(["podcast", "link", "audio", "episode", "guests"]),
        st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30),
    )
    def test_any_text_reads_back(self, key: str, text: str) -> None:
        value: str | int | tuple[str, ...] = text.strip()
        if key == "episode":
            value = len(text)
        if key == "guests":
            value = (text.strip(),) if text.strip() else ()
        notes = parse(self.TEXT)
        after = parse(apply_edits(self.TEXT, set_header(notes, key, value)))
        assert after.header.readable
        assert after.header.values.get(key, value) == value
        assert after.lines[-2:] == notes.lines[-2:]


class TestAttributes:
    def test_set_change_and_remove(self) -> None:
        text = "Q: Rye? [2:04]\n\nA: Yes. [2:32]"
        with_title = apply_edits(
            text, set_attribute(parse(text), parse(text).segments[0], "chapter", 'On "rye"')
        )
        assert with_title == 'Q: Rye? [2:04]\n{: chapter="On \\"rye\\"" }\n\nA: Yes. [2:32]'
        notes = parse(with_title)
        assert notes.segments[0].attribute("chapter") == 'On "rye"'
        both = apply_edits(
            with_title, set_attribute(notes, notes.segments[0], "url", "https://example.org")
        )
        again = parse(both)
        without = apply_edits(both, set_attribute(again, again.segments[0], "chapter", ""))
        assert '{: url="https://example.org" }' in without
        last = parse(without)
        assert apply_edits(without, set_attribute(last, last.segments[0], "url", "")) == text

    @given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=40))
    def test_any_value_reads_back_as_one_line(self, value: str) -> None:
        text = "Q: Rye? [2:04]"
        notes = parse(text)
        after = parse(apply_edits(text, set_attribute(notes, notes.segments[0], "chapter", value)))
        assert after.segments[0].attribute("chapter") == " ".join(value.split())


@given(TEXTS, TEXTS)
def test_a_difference_turns_one_text_into_the_other(old: str, new: str) -> None:
    assert apply_edits(old, difference(old, new)) == new


def test_a_difference_is_small() -> None:
    edits = difference("a\nb\nc\nd", "a\nB\nc\nd")
    assert [e.text for e in edits] == ["B\n"]


def test_many_edits_of_a_long_text() -> None:
    text = "\n".join("word" for _ in range(200_000))
    edits = [insertion(line, 4, "s") for line in range(200_000)]
    assert apply_edits(text, edits) == text.replace("word", "words")
