"""What a list format makes of the chapters, and what it loses, as its ``Carries`` says."""

from __future__ import annotations

from collections.abc import Iterable

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Carries, Loss, Snapshot
from notesapp.formats.chapter_list import from_zero, list_losses, ready_chapters
from notesapp.formats.hygiene import clean_url, web_url

NO_ADDRESS = "Links that are no web address are left out."
UNADDRESSED = "Pictures without a web address are left out."


def carried_chapters(snapshot: Snapshot, carries: Carries) -> tuple[Chapter, ...]:
    """The chapters that stand in the file, with an intro at 0 where the format needs one."""
    ready = tuple(c for c in ready_chapters(snapshot) if c.toc or carries.silent)
    return from_zero(ready) if carries.first_at_zero else ready


def carried_losses(snapshot: Snapshot, carries: Carries) -> tuple[Loss, ...]:
    """Everything the format leaves out or adds, before it is written."""
    ready = ready_chapters(snapshot)
    shown = [c for c in ready if c.toc or carries.silent]
    own_ends = 0 if carries.end == "yes" else _own_ends(shown)
    counts = (
        ("Silent chapters are left out.", len(ready) - len(shown)),
        (_links_lost(carries), sum(_loses_url(c, carries) for c in shown)),
        (_pictures_lost(carries), sum(_loses_picture(c, carries) for c in shown)),
        ("Ends of chapters are left out: each lasts until the next one.", own_ends),
    )
    added = carries.first_at_zero and bool(shown) and shown[0].start_ms > 0
    intro = (("A chapter “Intro” is added at 0:00.", int(added)),)
    return (*list_losses(snapshot), *counted((*counts, *intro)))


def counted(rows: Iterable[tuple[str, int]]) -> tuple[Loss, ...]:
    """A loss for every sentence that happens at least once."""
    return tuple(Loss(message, count) for message, count in rows if count)


def open_end_losses(snapshot: Snapshot, carries: Carries) -> tuple[Loss, ...]:
    """Where the format needs ends and nobody knows the last one."""
    shown = carried_chapters(snapshot, carries)
    known = bool(snapshot.audio.duration_ms)
    if not shown or known or shown[-1].end_ms is not None:
        return ()
    return (Loss("The length of the audio is not known: the last chapter lasts a second."),)


def _own_ends(chapters: list[Chapter]) -> int:
    following = [c.start_ms for c in chapters[1:]]
    ends = [c.end_ms for c in chapters]
    implied: list[int | None] = [*following, None]
    return sum(end is not None and end != after for end, after in zip(ends, implied, strict=False))


def _links_lost(carries: Carries) -> str:
    return NO_ADDRESS if carries.url else "Links of chapters are left out."


def _pictures_lost(carries: Carries) -> str:
    return UNADDRESSED if carries.picture else "Pictures of chapters are left out."


def _loses_url(chapter: Chapter, carries: Carries) -> bool:
    return bool(chapter.url) and not (carries.url and clean_url(chapter.url))


def _loses_picture(chapter: Chapter, carries: Carries) -> bool:
    return bool(chapter.image) and not (carries.picture and web_url(chapter.image))
