"""What a reader is: a program that is not ours, and how near it has to come to what we meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notesapp.core.chapters import Chapter
from tests.interop.programs import Row
from tests.interop.samples import CHAPTERS_URL, LINKS

LENGTH_MS = 2  # programs do not agree on the last milliseconds of a file


def as_written(title: str) -> str:
    return title


@dataclass(frozen=True)
class Reader:
    """One program as reader of one format or container.

    ``read`` takes the file and gives rows, or None where the program only checks and raises.
    ``tolerance_ms`` is for starts and ends. ``titles`` makes of our title what the format can
    hold and the program shows. ``only_listed``: silent chapters are not shown. ``ends`` and
    ``urls``: the program gives them, so they have to be right. ``preset`` and ``options`` are of
    the format. ``quirk`` says why it is not exact, or what it does not prove. ``compares`` stands
    in for ``compare``.
    """

    name: str
    read: Callable[..., Sequence[Row] | None]
    needs: tuple[str, ...]
    tolerance_ms: int = 0
    titles: Callable[[str], str] = as_written
    only_listed: bool = False
    ends: bool = False
    urls: bool = False
    preset: str = ""
    options: tuple[tuple[str, str], ...] = ()
    samples: tuple[str, ...] = ("lab", "many", "golden")
    quirk: str = ""
    compares: Callable[[Reader, Sequence[Row], Sequence[Chapter]], None] | None = None


def compare(reader: Reader, found: Sequence[Row], expected: Sequence[Chapter]) -> None:
    """Fail with both lists where a reader did not find what was meant."""
    expected = [c for c in expected if c.toc or not reader.only_listed]
    rows = [(start, title) for start, _, title, _ in found]
    wanted = [(c.start_ms, reader.titles(c.title)) for c in expected]
    assert [title for _, title in rows] == [title for _, title in wanted], (rows, wanted)
    for (start, *_), (wanted_ms, title) in zip(rows, wanted, strict=True):
        assert abs(start - wanted_ms) <= reader.tolerance_ms, (title, start, wanted_ms)
    if reader.ends:
        for (_, end, title, _), chapter in zip(found, expected, strict=True):
            assert end is not None, f"no end: {title}"
            room_ms = reader.tolerance_ms + (LENGTH_MS if chapter is expected[-1] else 0)
            assert abs(end - (chapter.end_ms or 0)) <= room_ms, (title, end, chapter.end_ms)
    if reader.urls:
        assert [url or "" for *_, url in found] == [c.url for c in expected]


def holds_all(reader: Reader, found: Sequence[Row], expected: Sequence[Chapter]) -> None:
    """The first row has all words of the page, every title among them; the others are links."""
    (_, _, words, _), *links = found
    assert not [c.title for c in expected if reader.titles(c.title) not in words], words
    assert {url for *_, url in links} >= LINKS


def item_facts(_: Reader, found: Sequence[Row], __: Sequence[Chapter]) -> None:
    """The item of a feed has its title, its length in whole seconds, its chapters' address."""
    length, _, title, url = found[0]
    assert (length, title, url) == (125_000, "Hedgehogs after dark", CHAPTERS_URL)


def item_words(_: Reader, found: Sequence[Row], expected: Sequence[Chapter]) -> None:
    """The description of an item is a page with the stamps and the words."""
    (_, _, title, _), (_, _, page, _) = found
    assert title == "Hedgehogs after dark"
    assert "<p>00:00 " in page and 'href="https://example.org/guide?a=1&amp;b=2"' in page
    assert len(expected) == page.partition("</p>")[0].count("<br") + 1
