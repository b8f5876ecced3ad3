"""Chapters into an audio file, with the sound proven unchanged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from notesapp.audio.facts import probe
from notesapp.containers.base import Container, Wanted
from notesapp.containers.chapter_pictures import Pictures, pictures_of
from notesapp.containers.kept_sound import sound_is_kept
from notesapp.containers.registry import CONTAINERS, container_of
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble, FileTrouble
from notesapp.formats.base import AudioInfo, Carries, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses
from notesapp.formats.chapter_list import ready_chapters, with_ends
from notesapp.formats.hygiene import clean_url
from notesapp.formats.reading import ChapterReading
from notesapp.storage.atomic import is_same_file
from notesapp.storage.audio_copy import Copying, copy_pieces, open_original
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.pieces import Piece
from notesapp.storage.resources import belongs_to_program
from notesapp.storage.trouble import shown
from notesapp.storage.unfinished import Unfinished

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be written into which file; ``losses`` are said before anything is written."""

    source: Path
    container: Container
    wanted: Wanted
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, read back from the finished file."""

    path: Path
    reading: ChapterReading
    size_bytes: int
    losses: tuple[Loss, ...]


def plan_embedding(snapshot: Snapshot, audio: Path, pictures_in: Path | None = None) -> Plan:
    """Say what will be written. ``pictures_in`` is the only folder that pictures are read from.

    Raises NotesError with one sentence where the file cannot take these chapters.
    """
    with open_original(audio) as original:
        container = _writable_container(original.file, audio)
        facts = probe(audio)
        info = AudioInfo(audio.name, facts.duration_ms, facts.size_bytes, facts.mime)
        snapshot = replace(snapshot, audio=info)
        chapters = carried_chapters(snapshot, container.carries)
        if all(chapter.kind == "intro" for chapter in chapters):
            raise FileTrouble(_nothing(snapshot, container))
        pictures = _pictures(chapters, container.carries, pictures_in)
        wanted = _wanted(snapshot, chapters, container.carries, pictures)
        sentence = container.refusal(wanted)
        if sentence:
            raise AudioTrouble(sentence)
        losses = (
            *carried_losses(_shown_to(snapshot, container.carries), container.carries),
            *pictures.losses(),
            *container.losses(wanted),
            *container.changes(original.file, wanted),
        )
    return Plan(audio, container, wanted, losses)


def embed(
    plan: Plan,
    target: Path | None = None,
    *,
    replace: bool = False,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
    unfinished: Unfinished | None = None,
    ops: FileOps = REAL,
) -> Report:
    """Write the file with its chapters, and read it back.

    Without ``target`` the source is replaced by the proven copy; another file that exists is
    only replaced with ``replace``. ``progress`` gets bytes done and all bytes. ``unfinished`` is
    where the name of the half-written copy is kept; what killed runs left is removed first.
    Raises NotesError; the source and the target are then what they were. Cancelled is one of
    them.
    """
    if unfinished is not None:
        unfinished.sweep()
    in_place = target is None or is_same_file(target, plan.source)
    path = plan.source if target is None or in_place else target
    _refuse_name(path, plan)
    if in_place and belongs_to_program(path):
        raise FileTrouble(f"{shown(path)} belongs to the program. Write a copy.", str(path))
    readings: list[ChapterReading] = []
    with open_original(plan.source, ops) as original:
        if container_of(original.file) is not plan.container or plan.container.pieces is None:
            raise AudioTrouble(f"{shown(plan.source)} is another file by now. Choose it again.")
        pieces = tuple(plan.container.pieces(original.file, plan.wanted))
        how = Copying(
            replace=replace or in_place,
            check=lambda made: readings.append(_read_back(plan, original.file, made, pieces)),
            progress=progress,
            cancelled=cancelled,
            unfinished=unfinished,
            ops=ops,
        )
        size = copy_pieces(original, path, pieces, how)
    return Report(path, readings[0], size, plan.losses)


def _writable_container(file: BinaryIO, audio: Path) -> Container:
    container = container_of(file)
    if container is not None and container.pieces is not None:
        return container
    kinds = "; ".join(entry.title for entry in CONTAINERS if entry.pieces is not None)
    raise AudioTrouble(f"{shown(audio)} cannot take chapters. These kinds of files can: {kinds}.")


def _nothing(snapshot: Snapshot, container: Container) -> str:
    if any(chapter.kind != "intro" for chapter in ready_chapters(snapshot)):
        return (
            f"All chapters are silent, and {container.title} cannot hold those. List one of them."
        )
    if snapshot.chapters:
        return "No chapter lies within the audio. Check that it is the audio of these notes."
    return "There are no chapters: no question or topic has a stamp. Add stamps first."


def _pictures(chapters: Sequence[Chapter], carries: Carries, folder: Path | None) -> Pictures:
    return pictures_of(chapters, folder) if carries.picture == "inside" else Pictures()


def _shown_to(snapshot: Snapshot, carries: Carries) -> Snapshot:
    """Pictures inside are spoken of by those who read them."""
    if carries.picture != "inside":
        return snapshot
    return replace(snapshot, chapters=tuple(replace(c, image="") for c in snapshot.chapters))


def _wanted(
    snapshot: Snapshot, chapters: Sequence[Chapter], carries: Carries, pictures: Pictures
) -> Wanted:
    duration_ms = snapshot.audio.duration_ms
    kept = [
        replace(
            chapter,
            end_ms=chapter.end_ms if carries.end == "yes" else None,
            url=clean_url(chapter.url) if carries.url else "",
            image="",
        )
        for chapter in chapters
    ]
    ended = with_ends(kept, duration_ms)
    return Wanted(
        chapters=ended,
        duration_ms=duration_ms or max(chapter.end_ms or 0 for chapter in ended),
        title=snapshot.notes.header.text("title"),
        pictures=pictures.found,
    )


def _refuse_name(path: Path, plan: Plan) -> None:
    """Notes are not written over by audio, nor is a file named as what it is not."""
    ending = plan.source.suffix
    if path.suffix.lower() not in (ending.lower(), *plan.container.suffixes):
        raise FileTrouble(f"Choose a name that ends in {ending or plan.container.suffixes[0]}.")


def _read_back(
    plan: Plan, source: BinaryIO, made: Path, pieces: tuple[Piece, ...]
) -> ChapterReading:
    with made.open("rb") as file:
        reading = plan.container.read(file)
        carries = plan.container.carries
        if _compared(reading.chapters, carries) != _compared(plan.wanted.chapters, carries):
            raise AudioTrouble(
                f"The new file gives other chapters than were written, so {shown(plan.source)}"
                " stays as it is.",
                f"{reading.chapters} for {plan.wanted.chapters}",
            )
        same = plan.container.same_sound
        if same and not sound_is_kept(source, file, pieces) and not same(source, file):
            raise AudioTrouble(
                f"The sound of the new file would differ, so {shown(plan.source)} stays as it is.",
                str(made),
            )
    return reading


def _compared(chapters: Sequence[Chapter], carries: Carries) -> list[tuple[object, ...]]:
    has_ends = carries.end == "yes"
    return [(c.start_ms, c.end_ms if has_ends else None, c.title, c.url, c.toc) for c in chapters]
