"""What destinations are given, read by programs that are not ours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from notesapp.core.destinations import PLATFORMS
from notesapp.destinations.registry import OUTLETS, clip_for
from notesapp.formats.base import AudioInfo
from tests.destinations import judge
from tests.destinations.making import Made, made_notes
from tests.destinations.sample import BREAD, snapshot_of
from tests.formats.episodes import SEED
from tests.interop.programs import with_node, with_python
from tests.interop.required import WITH_READERS, demand, demand_node
from tests.interop.text_readers import tidy

LONG = AudioInfo("long.mp3", 40_000_000)
PAGE = '<!doctype html><html lang="en"><head><title>Page</title></head><body>\n{}</body></html>'
PLATFORM = pytest.mark.parametrize("key", [entry.key for entry in PLATFORMS])
WITH_HTML = [outlet.destination.key for outlet in OUTLETS if outlet.destination.key != "youtube"]
SEED_STARTS = (0, 124, 519, 876)


@cache
def notes() -> tuple[Made, ...]:
    """The same notes in every run: 80 that hypothesis makes."""
    made: list[Made] = []

    @settings(max_examples=80, derandomize=True, database=None, phases=[Phase.generate])
    @given(made_notes())
    def collect(one: Made) -> None:
        made.append(one)

    collect()
    return tuple(made)


def told(path: Path, texts: Sequence[str]) -> Path:
    path.write_text(json.dumps(list(texts)), "utf-8")
    return path


def of_chapters(made: Made) -> list[list[Any]]:
    return [[start * 1000, title] for start, title in made.chapters]


@WITH_READERS
@PLATFORM
@pytest.mark.parametrize("content", ["auto", "notes"])
def test_a_reader_of_descriptions_finds_our_chapters_and_no_others(
    key: str, content: str, tmp_path: Path
):
    demand(("python",))
    clips = [clip_for(key, snapshot_of(made.text, LONG, content=content)) for made in notes()]
    expected = [of_chapters(made) for made in notes()]
    texts = told(tmp_path / "texts.json", [clip.plain for clip in clips])
    assert with_python("chapter_tools_each", texts) == expected
    if key != "youtube":
        pages = told(tmp_path / "pages.json", [clip.html for clip in clips])
        assert with_python("chapter_tools_each", pages) == expected


@WITH_READERS
@PLATFORM
def test_a_reader_of_youtube_descriptions_finds_our_chapters(key: str, tmp_path: Path):
    demand(("node",))
    texts = [clip_for(key, snapshot_of(made.text, LONG)).plain for made in notes()]
    found = with_node("get-youtube-chapters", told(tmp_path / "texts.json", texts))
    assert found == [of_chapters(made) for made in notes()]


CLOCKS = """A day out

10:30 AM Doors open

Q: Why so early? [0:20]

A: Bring your tickets.

- **7:15am** coffee

Q: And then? [2:10]

> 9:59 PM is too late

Q: Is there more? [5:00]
"""


@WITH_READERS
@PLATFORM
def test_times_of_day_that_begin_lines_are_no_chapters(key: str, tmp_path: Path):
    demand(("python", "node"))
    clip = clip_for(key, snapshot_of(CLOCKS))
    texts = told(tmp_path / "texts.json", [clip.plain, *([clip.html] if clip.html else [])])
    readers = [*with_python("chapter_tools_each", texts)]
    readers += with_node("get-youtube-chapters", told(tmp_path / "plain.json", [clip.plain]))
    for found in readers:
        assert [start // 1000 for start, _ in found] == [0, 20, 130, 300]


@WITH_READERS
@pytest.mark.skipif(not SEED.exists(), reason="the example episode is not beside this checkout")
@PLATFORM
def test_the_seed_has_its_chapters_on_every_platform(key: str, tmp_path: Path):
    demand(("python", "node"))
    clip = clip_for(key, snapshot_of(SEED.read_text("utf-8")))
    assert judge.flaws(key, clip.plain, clip.html) == []
    texts = told(tmp_path / "texts.json", [clip.plain, *([clip.html] if clip.html else [])])
    readers = [*with_python("chapter_tools_each", texts)]
    readers += with_node("get-youtube-chapters", told(tmp_path / "plain.json", [clip.plain]))
    for found in readers:
        assert tuple(start // 1000 for start, _ in found) == SEED_STARTS
        assert [title for _, title in found] == [title for _, title in readers[0]]


@WITH_READERS
@pytest.mark.parametrize("key", WITH_HTML)
def test_the_html_is_strictly_right(key: str, tmp_path: Path):
    demand(("python", "tidy"))
    pages = [clip_for(key, snapshot_of(made.text, LONG)).html for made in notes()]
    pages.append(clip_for(key, snapshot_of(BREAD)).html)
    for tags, attributes in with_python("html5lib_each", told(tmp_path / "pages.json", pages)):
        assert set(tags) <= judge.TAGS[key]
        assert set(attributes) <= {"a href", "ol start"}
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(pages[-1]), "utf-8")
    tidy(page)


@WITH_READERS
def test_wordpress_makes_its_blocks_of_what_is_pasted(tmp_path: Path):
    demand_node(20, 19)
    pages = [clip_for("wordpress", snapshot_of(text, LONG)).html for text in (BREAD, *_texts())]
    for page, (blocks, saved) in zip(
        pages, with_node("wordpress", told(tmp_path / "pages.json", pages)), strict=True
    ):
        expected = _expected(page)
        assert [(name, level) for name, level, _ in blocks] == expected
        assert "&nbsp;" not in saved and "\u00a0" not in saved and "<span" not in saved
        assert "freeform" not in saved and "wp:html" not in saved and " style=" not in saved
        assert _addresses(saved) == _addresses(page)
        assert _words(saved) == _words(page)


def test_the_bread_is_every_kind_of_block():
    kinds = {name for name, _ in _expected(clip_for("wordpress", snapshot_of(BREAD)).html)}
    assert kinds == {"core/paragraph", "core/heading", "core/list", "core/quote"}


def _texts() -> list[str]:
    seed = [SEED.read_text("utf-8")] if SEED.exists() else []
    return [made.text for made in notes()] + seed


NAMES = {"p": "paragraph", "blockquote": "quote", "ul": "list", "ol": "list"}


class _Top(judge.Page):
    """The elements that stand in none, as the blocks that they have to become."""

    def __init__(self, markup: str) -> None:
        self.blocks: list[tuple[str, int | None]] = []
        super().__init__(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._open:
            level = int(tag[1]) if tag[0] == "h" else None
            self.blocks.append((f"core/{NAMES.get(tag, 'heading')}", level))
        super().handle_starttag(tag, attrs)


def _expected(page: str) -> list[tuple[str, int | None]]:
    return _Top(page).blocks


def _addresses(markup: str) -> list[str]:
    return [
        value for tag, name, value in judge.Page(markup).attributes if (tag, name) == ("a", "href")
    ]


def _words(markup: str) -> list[str]:
    return " ".join(judge.Page(markup).lines).split()
