"""A line that nobody understands is still there after the import, or the file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.formats.base import Format
from notesapp.formats.registry import FORMATS
from notesapp.importing.read_any import read_any, read_text
from tests.formats.episodes import golden_file

WORDS = "Quendel und Schafgarbe 17"
STRICT = ("json", "psc", "psc-json", "rss-item", "matroska")  # one wrong sign ends the file
PLACES = 12


def shown(lines: list[str]) -> tuple[int, int]:
    """Where words may stand: anywhere that is no style; in our page below the chapters, which are
    its data again.
    """
    if "</nav>" not in lines:
        return (lines.index("</style>") + 1 if "</style>" in lines else 0), len(lines)
    first = lines.index("</nav>") + 1
    return first, lines.index("<script>", first)


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.key)
def test_a_foreign_line_anywhere_is_kept(entry: Format, tmp_path: Path):
    lines = golden_file(entry).read_bytes().decode("utf-8-sig").splitlines()
    first, last = shown(lines)
    for place in {first + (last - first) * n // PLACES for n in range(PLACES + 1)}:
        path = tmp_path / f"foreign{entry.suffix}"
        path.write_text("\n".join([*lines[:place], WORDS, *lines[place:]]) + "\n", "utf-8")
        try:
            found = read_any(path)
        except FileTrouble:
            assert entry.key in STRICT
            continue
        assert WORDS in found.notes_text, f"lost in line {place + 1}"
        assert any(WORDS in part for line in found.lines for part in (line.text, *line.becomes))


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.key)
def test_what_is_added_to_other_notes_has_it_too(entry: Format):
    text = golden_file(entry).read_bytes().decode("utf-8-sig")
    if entry.key in STRICT:
        return
    found = read_text(f"{text.rstrip()}\n{WORDS}\n", f"x{entry.suffix}")
    assert WORDS in found.added_text
