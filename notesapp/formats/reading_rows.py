"""What readers gather while they go through a file: chapters, remarks, and lines to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.hygiene import clean_title, clean_url
from notesapp.formats.reading import ChapterReading, Remark

MOST_CHAPTERS = 10_000
MOST_KEPT = 20_000
MOST_REMARKS = 1_000
MOST_MS = 1000 * 3_600_000


def seconds_ms(number: Decimal | int) -> int | None:
    """Milliseconds of a number of seconds, rounded; None below 0 and from 1000 hours on."""
    if not 0 <= number < MOST_MS // 1000:
        return None
    return int(Decimal(number) * 1000 + Decimal("0.5"))


@dataclass(slots=True)
class Found:
    """The chapters, remarks and kept lines of one file while it is read."""

    chapters: list[Chapter] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    kept: list[tuple[int, str]] = field(default_factory=list)

    def remark(self, line: int, message: str) -> None:
        """Say something about a line; one sentence. After the first thousand nobody reads on."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(line, message))
        elif len(self.remarks) == MOST_REMARKS:
            self.remarks.append(Remark(0, f"There is more to say than these {MOST_REMARKS:,}."))

    def keep(self, line: int, text: str) -> None:
        """Keep words that are no part of a chapter; each of their lines, blank ones left out.

        Raises FileTrouble where there are more than 20,000.
        """
        if len(self.kept) >= MOST_KEPT:
            raise FileTrouble(
                f"More than {MOST_KEPT:,} lines of this file say nothing of chapters. "
                "Take out what belongs to something else."
            )
        self.kept += [(line, words) for part in text.split("\n") if (words := clean_title(part))]

    def add(
        self,
        start_ms: int,
        title: str,
        line: int,
        *,
        end_ms: int | None = None,
        url: str = "",
        image: str = "",
        toc: bool = True,
    ) -> None:
        """Add a chapter. Raises FileTrouble where there are more than 10,000."""
        if len(self.chapters) >= MOST_CHAPTERS:
            raise FileTrouble(f"This file has more than {MOST_CHAPTERS:,} chapters.")
        title = clean_title(title)
        if not title:
            title = f"Chapter {len(self.chapters) + 1}"
            self.remark(line, f"A chapter without a title; it is called “{title}”.")
        if end_ms is not None and end_ms <= start_ms:
            self.remark(line, "The end does not lie behind the start; it was left out.")
            end_ms = None
        if url and not clean_url(url):
            self.remark(line, "The link is no web address; it was left out.")
            self.keep(line, url)
        self.chapters.append(
            Chapter(start_ms, title, end_ms, clean_url(url), _address(image), toc, line=line)
        )

    def reading(
        self, key: str, text: str, *, title: str = "", podcast: str = "", audio: str = ""
    ) -> ChapterReading:
        """What was found, chapters in order of time; one remark where they were out of order."""
        starts = [chapter.start_ms for chapter in self.chapters]
        if any(later < earlier for earlier, later in pairwise(starts)):
            self.remark(0, "The chapters were not in order of time; they were sorted.")
        return ChapterReading(
            key=key,
            chapters=tuple(sorted(self.chapters, key=lambda chapter: chapter.start_ms)),
            title=clean_title(title),
            podcast=clean_title(podcast),
            audio=clean_title(audio),
            remarks=tuple(self.remarks),
            kept=tuple(self.kept),
            lines=tuple(text.split("\n")),
        )


def _address(image: str) -> str:
    """A picture as the notes may name it: an address, or a file's name without other schemes."""
    image = clean_title(image)
    return clean_url(image) or ("" if ":" in image else image)


def chosen(options: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of at least 1 out of the options."""
    word = options.get(name, "").strip()
    return max(1, int(word)) if word.isascii() and word.isdigit() and len(word) < 9 else default
