"""What was published of which notes is kept, and never stands in anybody's way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notesapp.storage.publications import PastPublication, Publications

PAST = PastPublication(Path("out"), ("html", "apple"), True)


def test_each_document_has_its_own(tmp_path: Path) -> None:
    kept = Publications(tmp_path / "state" / "published.json")
    assert kept.last(tmp_path / "a.md") is None
    assert kept.remember(tmp_path / "a.md", PAST)
    assert kept.last(tmp_path / "a.md") == PAST
    assert kept.last(tmp_path / "b.md") is None
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    assert kept.last(tmp_path / "link" / "a.md") == PAST


def test_the_newest_200_are_kept(tmp_path: Path) -> None:
    kept = Publications(tmp_path / "published.json")
    for number in range(203):
        kept.remember(tmp_path / f"{number}.md", PAST)
    kept.remember(tmp_path / "3.md", PAST)
    assert kept.last(tmp_path / "2.md") is None
    assert kept.last(tmp_path / "3.md") == kept.last(tmp_path / "202.md") == PAST
    assert len(json.loads(kept.path.read_text("ascii"))) == 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b'{"%s": 3}',
        b'{"%s": {"folder": "", "keys": ["html"]}}',
        b'{"%s": {"folder": "out", "keys": []}}',
        b'{"%s": {"folder": 1, "keys": "html"}}',
    ],
)
def test_a_damaged_file_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    notes = tmp_path / "a.md"
    kept = Publications(tmp_path / "published.json")
    kept.path.write_bytes(content.replace(b"%s", str(notes).encode()))
    assert kept.last(notes) is None
    assert kept.remember(notes, PAST)
    assert kept.last(notes) == PAST


def test_what_cannot_be_written_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    kept = Publications(tmp_path / "file" / "published.json")
    assert not kept.remember(tmp_path / "a.md", PAST)
    assert kept.last(tmp_path / "a.md") is None
