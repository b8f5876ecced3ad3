"""The page that describes the format says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notesapp.core.chapters import chapters_of
from notesapp.core.header_keys import HEADER_KEYS, KEYS_BY_NAME
from notesapp.core.labels import LANGUAGES
from notesapp.core.parser import parse
from notesapp.core.timecode import StampStyle, parse_style

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "format.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def section(title: str) -> str:
    return PAGE.partition(f"### {title}\n")[2].partition("\n### ")[0]


def test_the_first_example():
    notes = parse(EXAMPLES[0])
    assert (notes.number, notes.title) == (50, "Bees at night")
    assert [(str(s.kind), s.start_ms) for s in notes.segments] == [
        ("question", 124_250),
        ("answer", 152_100),
    ]
    assert [c.title for c in chapters_of(notes)] == ["Intro", "Do bees sleep?"]
    assert not notes.problems


def test_every_example_holds_a_segment():
    assert len(EXAMPLES) >= 4
    assert all(parse(example).segments for example in EXAMPLES)


def test_the_keys_of_the_header_are_all_there():
    rows = [line for line in section("4.11 Header").splitlines() if line.startswith("| `")]
    named = [key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted(entry.key for entry in HEADER_KEYS)


def test_the_policies_are_all_there():
    named = re.findall(r"^\| `(\w+)`", section("4.7 Chapters"), re.MULTILINE)
    assert tuple(named) == KEYS_BY_NAME["chapters"].allowed


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda w: w.code)
def test_the_words_of_every_language_are_there(words):
    text = section("4.6 Labels").casefold()
    assert f"{words.question[0]} {words.answer[0]} " in text
    assert all(word in text for word in (words.question[1], words.answer[1]))


def test_the_patterns_of_stamps_are_read():
    patterns = re.findall(r"`([\[(]?(?:h{1,2}:)?m{1,2}:ss[^`]*)`", section("4.5 Which stamp"))
    assert len(patterns) >= 4
    assert all(parse_style(pattern, StampStyle()) for pattern in patterns)


def table_rows(after: str) -> list[list[str]]:
    lines = PAGE.partition(after)[2].split("\n\n")[0].splitlines()
    cells = [re.split(r"(?<!\\)\|", line) for line in lines if line.startswith("| ")]
    return [[part.strip().replace("\\|", "|") for part in row[1:-1]] for row in cells]


def test_the_places_of_stamps_hold_stamps():
    rows = [row for row in table_rows("and close as they open.\n\n") if "`" in row[1]]
    assert len(rows) == 5
    for place, examples in rows:
        for example in re.findall(r"`([^`]*[0-9][^`]*)`", examples):
            assert [s.start_ms for s in parse(example).stamps] == [124_000], (place, example)


def test_the_titles_are_read_as_the_table_says():
    rows = table_rows("A number is found only by pattern:\n\n")[2:]
    for first, number, title in rows:
        for example in re.findall(r"`([^`]+)`", first):
            notes = parse(example)
            assert str(notes.number or "none") == number.partition(",")[0]
            assert notes.title == (example if title == "the whole line" else title)
