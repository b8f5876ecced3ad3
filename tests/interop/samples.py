"""The notes that other programs read: a few chapters full of traps, many, the golden ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from notesapp.core.chapters import Chapter
from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo, Carries, Snapshot
from notesapp.formats.carried import carried_chapters
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.publish import make_snapshot
from tests.formats.episodes import TEXTS

HEADER = """---
podcast: "Garden & night"
episode: 7
title: "Hedgehogs after dark"
audio: "hedgehogs.mp3"
audio_url: "https://example.org/hedgehogs.mp3?a=1&b=2"
date: 2026-05-14
guid: "hedgehogs-7"
link: "https://example.org/7?a=1&b=2"
---

Who comes, when, and *why*. See [the guide](https://example.org/guide?a=1&b=2).

"""

# Half a second, curly quotes, & < > ; # = \\ umlauts, and two parameters in a link.
TRAPS = (
    (0, "Intro & “Welcome”", "https://example.org/?a=1&b=2"),
    (61_500, "Zweites Käpitel <2>; #1 = naïve \\ back", "https://example.org/zwei?a=1&b=2"),
    (95_999, 'Schlußwort: it\'s 50 % | "done"', ""),
)

MORE = "- [More](https://example.org/more?a=1&b=2)\n"

# Stamps that stand first on their lines, where readers of descriptions look for them.
LINES = (
    HEADER
    + "00:00 Intro & “Welcome”\n"
    + "01:01 Zweites Käpitel; #1 = naïve / back\n"
    + '01:35 Schlußwort: it\'s 50 % | "done"\n\n'
    + MORE
)

CHAPTERS_URL = "https://example.org/7.chapters.json?a=1&b=2"
LINKS = {"https://example.org/guide?a=1&b=2", "https://example.org/more?a=1&b=2"}


@dataclass(frozen=True)
class Sample:
    """Notes with the length of their audio; ``chapters`` replace those of the notes."""

    name: str
    text: str
    duration_ms: int
    chapters: tuple[Chapter, ...] = ()

    def snapshot(self, preset: str = "", **options: str) -> Snapshot:
        size = self.duration_ms * 16
        audio = AudioInfo("hedgehogs.mp3", self.duration_ms, size, "audio/mpeg")
        made = make_snapshot(parse(self.text), "hedgehogs", audio, preset=preset, options=options)
        if not self.chapters:
            return made
        return Snapshot(made.notes, self.chapters, audio, made.base, preset, dict(options))

    def expected(self, carries: Carries, duration_ms: int = 0) -> tuple[Chapter, ...]:
        """The chapters a format with these abilities has to hold, each with an end.

        ``duration_ms`` is that of an audio file that is not exactly as long as the sample says.
        """
        carried = carried_chapters(self.snapshot(), carries)
        if carries.end != "yes":
            carried = tuple(replace(chapter, end_ms=None) for chapter in carried)
        return with_ends(carried, duration_ms or self.duration_ms)


def _lab() -> Sample:
    chapters = tuple(Chapter(start, title, url=url) for start, title, url in TRAPS)
    return Sample("lab", HEADER + MORE, 125_250, chapters)


def _many() -> Sample:
    """As many as a cue sheet takes; their order by name is not that by time."""
    chapters = tuple(Chapter(n * 1257, f"Kapitel {n + 1} – {'ä' * (n % 7)}x") for n in range(99))
    return Sample("many", HEADER + MORE, 125_250, chapters)


LAB = _lab()
MANY = _many()
GOLDEN = Sample("golden", TEXTS["golden"], 330_000)
STAMPED = Sample("lines", LINES, 125_250)
SAMPLES = (LAB, MANY, GOLDEN, STAMPED)
