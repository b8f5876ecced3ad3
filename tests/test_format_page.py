"""The page about formats says what the program does."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import make_formats
import pytest

from notesapp.containers.registry import CONTAINERS
from notesapp.formats.readers import READERS
from notesapp.formats.registry import FORMATS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"


@cache
def page() -> str:
    return make_formats.page()


def section(title: str) -> str:
    return page().partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(title: str) -> list[str]:
    return re.findall(r"^\| ((?!---|key|format|kind)[^|]+?) \|", section(title), re.MULTILINE)


def test_the_page_is_current():
    written = PAGE.read_text("utf-8")
    assert written == page(), "run python packaging/make_formats.py"


def test_every_format_reader_and_container_has_a_line():
    assert first_cells("Out") == [f"`{entry.key}`" for entry in FORMATS]
    assert first_cells("In") == [f"`{reader.key}`" for reader in READERS]
    assert first_cells("Inside audio") == [entry.title for entry in CONTAINERS]
    lists = [f"`{entry.key}`" for entry in FORMATS if entry.carries is not None]
    inside = [f"{entry.title}, inside" for entry in CONTAINERS]
    assert first_cells("What survives") == ["`description`", *lists, *inside]


@pytest.mark.parametrize(
    "line",
    [
        "| `cue` | 1/75 s | – | – | – | – | added |",
        "| `csv` | ms | yes | yes | address | yes | – |",
        "| `cue` | CUE sheet | `NAME.cue` | UTF-8, CR LF | "
        "Tracks for players such as foobar2000 and mpv, up to 99. |",
        "| `edl.start` | The hour at which the timeline begins | `0` to `23` | `1` |",
        "| `apple` | Apple Podcasts | `02:04 Rye` | 4000 bytes |",
    ],
)
def test_lines_that_are_known(line: str):
    assert line in page().splitlines()


def test_limits_and_signs_are_said_as_the_formats_say_them():
    assert "| `cue` | A CUE sheet holds 99 chapters and these are 100. " in section("Limits")
    assert "| `mp4chaps` | Angle brackets in titles become ‹ and ›. |" in section("Signs in titles")
