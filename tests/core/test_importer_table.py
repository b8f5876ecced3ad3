"""Lines of real show notes, alone and in blocks, and the chapters that come of them."""

from __future__ import annotations

import pytest

from notesapp.core.chapters import chapters_of
from notesapp.core.importer import import_text
from notesapp.core.parser import parse

LINES = [
    ("(00:12:33) Why the budget vanished", 753_000, None, "Why the budget vanished"),
    ("[1:02:03] Listener mailbag", 3_723_000, None, "Listener mailbag"),
    ("02:04 – Meet the beekeeper", 124_000, None, "Meet the beekeeper"),
    ("• 2:04 Choosing a hive", 124_000, None, "Choosing a hive"),
    ("00:00 Cold open", 0, None, "Cold open"),
    (
        "Q: Should a small team hire a tester? [2:04]",
        124_000,
        None,
        "Should a small team hire a tester?",
    ),
    ("A: Only once releases hurt. [2:32]", 152_000, None, "Only once releases hurt."),
    ("**14:36** Pricing, part two", 876_000, None, "Pricing, part two"),
    ("- **[1:49](#t=1:49)** Toys from the attic", 109_000, None, "Toys from the attic"),
    ("3. 07:15 Rules of thumb", 435_000, None, "Rules of thumb"),
    ("Kitchen disasters (41:20)", 2_480_000, None, "Kitchen disasters"),
    ("How the bridge was funded [00:01:14]", 74_000, None, "How the bridge was funded"),
    ("0:50 - 4:10 Leaving the old job", 50_000, 250_000, "Leaving the old job"),
    ("[10:45–12:15] Sponsor break", 645_000, 735_000, "Sponsor break"),
    (
        '<li><a href="https://youtu.be/abc?t=125">2:05</a> Sourdough science</li>',
        125_000,
        None,
        "Sourdough science",
    ),
    ("64:13 | Sharks &amp; rays", 3_853_000, None, "Sharks & rays"),
    ("01:02:03.500 — Fine cut", 3_723_500, None, "Fine cut"),
    ("(0:07:03) - A plan, at last", 423_000, None, "A plan, at last"),
    ("⏱ 5:10: Tools we like", 310_000, None, "Tools we like"),
    ("Closing thoughts – 58:09", 3_489_000, None, "Closing thoughts"),
]
NO_CHAPTERS = [
    "We record live at 8:30 pm every Friday",
    "Episode 12:30 reasons to run",
    "Score ended 3:1 after extra time",
    "Psalm 23:4 is quoted twice",
    "John 3:16 comes up again and again in this show",
    "Alban (00:00):",
    "1:75 bad seconds",
    "12:5 typo",
    "2:04Topic glued",
    "10:30 a.m. meeting",
    "Tomorrow 10:30–11:30",
]
BLOCKS = [
    (
        "Sauna routine [10:45]; sleep apps [16:15]; light [19:30]",
        [(645_000, "Sauna routine"), (975_000, "sleep apps"), (1_170_000, "light")],
    ),
    (
        "1 00:00 Welcome to the shed 00:54\n2 00:54 The tools 04:06\n3 05:00 Goodbye 00:40",
        [(0, "Welcome to the shed"), (54_000, "The tools"), (300_000, "Goodbye")],
    ),
    ("00:00\nIntro\n\n01:30\nBees", [(0, "Intro"), (90_000, "Bees")]),
    ("5:10 → Arrow title", [(310_000, "Arrow title")]),
    ("- [ ] 3:33 todo item", [(213_000, "todo item")]),
    ("02:04 - 03:10\nBoth ends", [(124_000, "Both ends")]),
    ("“Quoted title” (9:09)", [(549_000, "“Quoted title”")]),
    (
        "00:00:00 Intro 00:02:04 Bees 00:10:00 Outro",
        [(0, "Intro"), (124_000, "Bees"), (600_000, "Outro")],
    ),
    ("".join(f"[00:05:{n:02}] Host: and then we went home\n\n" for n in range(11, 40)), []),
]


def written_chapters(text: str) -> list[tuple[int, int | None, str]]:
    """Without the intro that nobody wrote."""
    found = chapters_of(parse(import_text(text).notes_text))
    return [(c.start_ms, c.end_ms, c.title) for c in found if c.kind != "intro"]


@pytest.mark.parametrize(("line", "start_ms", "end_ms", "title"), LINES)
@pytest.mark.parametrize("before", ["", "The Bread Hour\n\n"], ids=["alone", "below a title"])
def test_a_line(before: str, line: str, start_ms: int, end_ms: int | None, title: str):
    if line.startswith("<"):
        before = f"<p>{before}</p>"
    notes = parse(import_text(before + line).notes_text)
    (segment,) = notes.segments
    assert (segment.start_ms, segment.end_ms, segment.text) == (start_ms, end_ms, title)


@pytest.mark.parametrize("line", NO_CHAPTERS)
@pytest.mark.parametrize("before", ["", "The Bread Hour\n\n"], ids=["alone", "below a title"])
def test_no_chapter(before: str, line: str):
    assert written_chapters(before + line) == []


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_a_block(text: str, expected: list[tuple[int, str]]):
    assert [(start, title) for start, _, title in written_chapters(text)] == expected
