"""Every file in ``tests/corpus/notes`` parses as the JSON beside it says; adding a case adds files.

Only the keys that stand in the JSON are compared, also inside each segment and chapter.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from notesapp.core.chapters import chapters_of
from notesapp.core.model import Notes, Segment
from notesapp.core.parser import parse
from notesapp.core.timecode import describe_style

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "notes"
CASES = sorted(p for p in CORPUS.rglob("*") if p.suffix in (".md", ".txt"))


def seen(notes: Notes) -> dict[str, Any]:
    """Everything a case may assert, in plain data."""
    return {
        "title": notes.title,
        "number": notes.number,
        "season": notes.season,
        "title_line": notes.title_line,
        "language": notes.language,
        "header": {k: list(v) if isinstance(v, tuple) else v for k, v in _values(notes).items()},
        "header_readable": notes.header.readable,
        "header_last_line": notes.header.last_line,
        "places": {key: list(place) for key, place in notes.header.places.items()},
        "style": describe_style(notes.style),
        "pairs": notes.pair_count,
        "segments": [segment_seen(notes, s) for s in notes.segments],
        "nodes": [f"{n.kind} {n.first_line}-{n.last_line}" for n in notes.nodes],
        "links": [s.source for s in notes.stamps if s.place == "link"],
        "stamps": [s.start_ms for s in notes.stamps],
        "problems": [p.id for p in notes.problems],
        "chapters": [
            {
                "start_ms": c.start_ms,
                "title": c.title,
                "end_ms": c.end_ms,
                "url": c.url,
                "image": c.image,
                "toc": c.toc,
                "kind": c.kind,
                "line": c.line,
            }
            for c in chapters_of(notes)
        ],
    }


def _values(notes: Notes) -> dict[str, Any]:
    return dict(notes.header.values)


def segment_seen(notes: Notes, segment: Segment) -> dict[str, Any]:
    label = segment.label
    return {
        "kind": str(segment.kind),
        "form": str(segment.form),
        "label": label.word if label else None,
        "speaker": label.speaker if label else None,
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "place": str(segment.stamp.place) if segment.stamp else None,
        "text": segment.text,
        "first_line": segment.first_line,
        "last_line": segment.last_line,
        "attributes": dict(segment.attributes),
        "pair": segment.pair,
    }


def compare(expected: Any, found: Any, where: str) -> None:
    """Compare what is expected with what was found, key by key."""
    if isinstance(expected, dict) and isinstance(found, dict) and where != "header":
        for key, value in expected.items():
            assert key in found, f"{where}: there is no {key!r} to compare"
            compare(value, found[key], f"{where}.{key}" if where else key)
    elif isinstance(expected, list) and expected and isinstance(expected[0], dict):
        assert len(expected) == len(found), f"{where}: {found}"
        for place, (one, other) in enumerate(zip(expected, found, strict=True)):
            compare(one, other, f"{where}[{place}]")
    else:
        assert expected == found, where


@pytest.mark.parametrize("path", CASES, ids=lambda p: str(p.relative_to(CORPUS)))
def test_case(path: Path):
    text = path.read_bytes().decode("utf-8")
    notes = parse(text)
    assert notes.text == text
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert expected, "a case has to expect something"
    compare(expected, seen(notes), "")


def test_every_expectation_has_its_notes():
    expected = {p.name.removesuffix(".expected.json") for p in CORPUS.rglob("*.expected.json")}
    assert expected == {p.stem for p in CASES}


def test_every_ruling_about_reading_has_a_folder():
    folders = {p.parent.name for p in CASES}
    assert folders >= {
        *("milliseconds", "two-readers", "extent", "lines", "which-stamp", "labels"),
        *("chapter-policy", "titles", "attributes", "title-without-header", "header"),
        *("files", "line-forms"),
    }


def test_a_wrong_expectation_is_noticed():
    found = seen(parse("Q: Why bees? [1:00]"))
    compare({"segments": [{"kind": "question", "start_ms": 60000}]}, found, "")
    with pytest.raises(AssertionError):
        compare({"segments": [{"kind": "answer"}]}, found, "")
    with pytest.raises(AssertionError):
        compare({"segments": []}, found, "")
    with pytest.raises(AssertionError):
        compare({"header": {"title": "x"}}, found, "")
