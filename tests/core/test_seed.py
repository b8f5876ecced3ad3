"""The real episode the program was made for, where its text is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.core.model import NodeKind, Notes
from notesapp.core.parser import parse

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "episode-50.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the real episode is not at hand")


@pytest.fixture
def notes() -> Notes:
    return parse(SEED.read_bytes().decode("utf-8"))


def test_number_and_title(notes: Notes):
    assert notes.number == 50
    assert notes.title.startswith("Answering Questions About")
    assert notes.title.endswith("A CPO Should Know")


def test_six_segments_in_three_pairs(notes: Notes):
    found = [(s.label.word if s.label else None, s.start_ms, s.pair) for s in notes.segments]
    assert found == [
        ("Q", 124_000, 1),
        ("A", 152_000, 1),
        ("Q", 519_000, 2),
        ("A", 559_000, 2),
        ("Q", 876_000, 3),
        ("A", 906_000, 3),
    ]
    assert notes.pair_count == 3


def test_a_bracket_without_a_time_is_text(notes: Notes):
    assert "[for years]" in notes.segments[3].text
    assert len(notes.stamps) == 6


def test_resources_and_the_rest_are_kept(notes: Notes):
    text = SEED.read_bytes().decode("utf-8")
    assert notes.text.encode("utf-8") == SEED.read_bytes()
    assert notes.text == text
    section = next(node for node in notes.nodes if node.kind is NodeKind.SECTION)
    rest = [notes.lines[n.first_line] for n in notes.nodes if n.first_line > section.last_line]
    assert len([line for line in rest if line.strip()]) == 3


def test_its_style_is_kept_for_new_stamps(notes: Notes):
    assert (notes.style.place, notes.style.opening, notes.style.fraction) == ("end", "[", False)
