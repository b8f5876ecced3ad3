"""Lists of chapters that try every format, and what is left of them afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from hypothesis import strategies as st

from notesapp.core.chapters import Chapter
from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo, Carries, Snapshot
from notesapp.formats.chapter_list import from_zero, ready_chapters, with_ends
from notesapp.formats.hygiene import clean_url, web_url

HOUR_MS = 3_600_000
TIMES = (0, 1, 999, 1000, 59_999, 61_500, 62_001, 3_599_999, HOUR_MS, 35_999_000, 100 * HOUR_MS)
TITLES = (
    "",
    "Intro & “Welcome”",
    "Zweites Käpitel <2>; #1 = naïve \\ back",
    "x" * 300,
    "ä" * 200,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 and \U0001f3f3\ufe0f\u200d\U0001f308",
    "שלום \u202eabc\u202c עולם",
    "a --> b",
    "]]> <![CDATA[ <br/>",
    "\"quoted\" and 'single'",
    "a | b",
    "a\tb\nc\r\nd\x85e\u2028f",
    "\x00\x07\x1b\x7f",
    "\ud800 lone",
    "noncharacter \uffff \ufffe",
    "e\u0301 and e\u202a\u0301",
    "&amp; &#65; %20 {0} $1",
    "[0:10] 00:00:10.000 12",
    "-- # not a comment",
    "=1+2",
    "CHAPTER01=00:00:00.000",
)
ADDRESSES = (
    "",
    "https://example.org/?a=1&b=2#c",
    "https://müller.example/straße?q=ä b",
    "mailto:letters@example.org",
    "javascript:alert(1)",
    'https://example.org/"<>\\',
)
IMAGES = ("", "https://example.org/a.jpg?x=1&y=2", "local.jpg", "data:image/png;base64,AA")

HARD_LISTS = {
    "every title": tuple(Chapter(n * 20_000, title) for n, title in enumerate(TITLES)),
    "every time": tuple(Chapter(ms, f"At {ms}", end_ms=ms + 1) for ms in TIMES[::-1]),
    "not at 0": tuple(Chapter(ms, f"At {ms}") for ms in TIMES[1:]),
    "two at once": tuple(Chapter(ms, title) for title in "ba" for ms in TIMES),
    "beyond the end": tuple(Chapter(ms, f"At {ms}", end_ms=999 * HOUR_MS) for ms in TIMES),
}


def titles() -> st.SearchStrategy[str]:
    return st.sampled_from(TITLES) | st.text(max_size=20)


@st.composite
def chapter_lists(
    draw: st.DrawFn, *, most: int = 8, max_ms: int = 101 * HOUR_MS
) -> tuple[Chapter, ...]:
    """As somebody might write them: out of order, repeated, with ends that do not fit."""
    times = st.sampled_from([ms for ms in TIMES if ms <= max_ms]) | st.integers(0, max_ms)
    one = st.builds(
        Chapter,
        start_ms=times,
        title=titles(),
        end_ms=st.none() | times,
        url=st.sampled_from(ADDRESSES),
        image=st.sampled_from(IMAGES),
        toc=st.sampled_from([True, True, True, False]),
    )
    return tuple(draw(st.lists(one, max_size=most)))


def chapters_snapshot(
    chapters: Sequence[Chapter], duration_ms: int | None = None, text: str = "", **options: str
) -> Snapshot:
    """What a format's ``write`` gets for these chapters."""
    audio = AudioInfo("small-garden-12.mp3", duration_ms)
    return Snapshot(parse(text), tuple(chapters), audio, "small-garden-12", options=options)


def as_carried(
    chapters: Sequence[Chapter],
    carries: Carries,
    duration_ms: int | None,
    *,
    fps: Fraction = Fraction(75),
) -> tuple[Chapter, ...]:
    """What is left of the chapters in a format; ``fps`` counts where its step is a frame.

    Silent chapters are left out before ends are filled in. Compare with ``comparable(read)``.
    """
    ready = ready_chapters(chapters_snapshot(chapters, duration_ms))
    kept: Sequence[Chapter] = [c for c in ready if c.toc or carries.silent]
    if carries.first_at_zero:
        kept = from_zero(kept)
    if carries.end != "yes":
        kept = [replace(c, end_ms=None) for c in kept]
    kept = [_stepped(chapter, carries.step, fps) for chapter in kept]
    if carries.step == "s":
        kept = _one_a_second(kept)
    kept = [
        replace(
            c,
            url=clean_url(c.url) if carries.url else "",
            image=web_url(c.image) if carries.picture == "address" else "",
        )
        for c in kept
    ]
    return comparable(kept, duration_ms)


def comparable(chapters: Sequence[Chapter], duration_ms: int | None) -> tuple[Chapter, ...]:
    """With ends, and without what no file holds: the line, and what kind of segment it was."""
    bare = [replace(c, kind="question", line=0) for c in chapters]
    return with_ends(bare, duration_ms)


def _stepped(chapter: Chapter, step: str, fps: Fraction) -> Chapter:
    start = floored_ms(chapter.start_ms, step, fps)
    end = None if chapter.end_ms is None else floored_ms(chapter.end_ms, step, fps)
    return replace(chapter, start_ms=start, end_ms=end if end and end > start else None)


def floored_ms(ms: int, step: str, fps: Fraction = Fraction(75)) -> int:
    """The time a format with this step gives back."""
    if step == "ms":
        return ms
    if step == "s":
        return ms // 1000 * 1000
    frames = ms * fps // 1000
    return ceil(Fraction(frames * 1000) / fps)


def _one_a_second(chapters: Sequence[Chapter]) -> list[Chapter]:
    kept: list[Chapter] = []
    for chapter in chapters:
        if kept and kept[-1].start_ms == chapter.start_ms:
            if kept[-1].kind != "intro":
                continue
            kept.pop()
        kept.append(chapter)
    return kept
