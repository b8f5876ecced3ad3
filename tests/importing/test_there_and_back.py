"""Notes exported to each format and imported again give the same chapters, but for the losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo, Format
from notesapp.formats.publish import Target, render
from notesapp.formats.registry import FORMATS
from notesapp.importing.read_any import read_any
from tests.formats.chapter_strategies import as_carried, comparable
from tests.formats.episodes import GOLDEN_NOTES, SEED

LISTS = tuple(entry for entry in FORMATS if entry.carries is not None)
WHOLE = tuple(entry for entry in FORMATS if entry.carries is None)
FRAMES = {"edl": Fraction(25)}
PLAIN = """Episode 7: Bees, and what they know

A short summary of the episode.

Q: Do bees sleep at night? [0:12]

A: They do – some hold each other’s feet. [0:47]

Q: “How far” does a bee fly & why? [2:04.250]

A: Up to five kilometres. [2:32]

Q: What is left of 1 < 2? [14:36]

## Links

- [The hive](https://example.org/?a=1&b=2)
"""
EPISODES = {"plain": PLAIN, "golden": GOLDEN_NOTES.read_text("utf-8")}
if SEED.exists():
    EPISODES["seed"] = SEED.read_text("utf-8")
DURATION_MS = 1_530_000


def there_and_back(text: str, entry: Format, folder: Path) -> tuple[Chapter, ...]:
    audio = AudioInfo("episode.mp3", DURATION_MS, 20_000_000, "audio/mpeg")
    (output,) = render(parse(text), "episode", [Target(entry)], audio)
    path = folder / output.name
    path.write_bytes(output.data)
    return chapters_of(parse(read_any(path).notes_text))


def spelled_alike(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Signs that a format cannot hold are said to be replaced; the words are the same."""
    signs = str.maketrans({"<": "‹", ">": "›", '"': "'", "“": "'", "”": "'"})
    return [replace(chapter, title=chapter.title.translate(signs)) for chapter in chapters]


@pytest.mark.parametrize("name", EPISODES)
@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry.key)
def test_a_list_of_chapters_comes_back(entry: Format, name: str, tmp_path: Path):
    assert entry.carries is not None
    before = chapters_of(parse(EPISODES[name]))
    fps = FRAMES.get(entry.key, Fraction(75))
    assert len(before) > 3
    after = there_and_back(EPISODES[name], entry, tmp_path)
    wanted = as_carried(before, entry.carries, DURATION_MS, fps=fps)
    assert spelled_alike(comparable(after, DURATION_MS)) == spelled_alike(wanted)


@pytest.mark.parametrize("name", [name for name in EPISODES if "{:" not in EPISODES[name]])
@pytest.mark.parametrize("entry", WHOLE, ids=lambda entry: entry.key)
def test_whole_notes_come_back(entry: Format, name: str, tmp_path: Path):
    before = chapters_of(parse(EPISODES[name]))
    after = there_and_back(EPISODES[name], entry, tmp_path)
    seconds = [(c.start_ms // 1000, c.title) for c in spelled_alike(after)]
    assert seconds == [(c.start_ms // 1000, c.title) for c in spelled_alike(before)]
