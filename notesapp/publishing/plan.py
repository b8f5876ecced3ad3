"""Planning a publication: what is made of these notes, under which names, before anything is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from notesapp.containers.embedding import Plan, plan_embedding
from notesapp.core.model import Notes
from notesapp.core.shows import Show
from notesapp.errors import FileTrouble, NotesError, UsageError
from notesapp.formats.base import AudioInfo
from notesapp.formats.html_themes import with_own_themes
from notesapp.formats.publish import make_snapshot
from notesapp.publishing.items import AUDIO, Item, Kind, item_of, settings_of
from notesapp.publishing.making import Material
from notesapp.publishing.names import COPY_WORD, copy_path
from notesapp.storage.atomic import is_same_file
from notesapp.storage.audio_copy import open_original
from notesapp.storage.pieces_io import size_of
from notesapp.storage.resources import belongs_to_program
from notesapp.storage.theme_folder import ThemeFolder
from notesapp.storage.trouble import shown

NO_AUDIO = "The audio is not at hand, so no chapters are put into it. Open it, or name it."


@dataclass(frozen=True, slots=True)
class AudioCopy:
    """The audio with its chapters; ``target`` is None where the audio itself is replaced.

    ``size_bytes`` is its size afterwards, ``before`` size and time of the audio when planned.
    """

    plan: Plan
    target: Path | None
    size_bytes: int
    before: tuple[int, int]

    @property
    def path(self) -> Path:
        """The file that will hold the chapters."""
        return self.target or self.plan.source


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the set that cannot be made of these notes, and why, in a sentence."""

    key: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that a run needs. ``protected`` are the notes and the audio: never written onto.

    ``left_out`` is of the set, but not possible; with ``must`` that is trouble. ``remarks`` are
    sentences about the set itself.
    """

    material: Material
    folder: Path
    items: tuple[Item, ...]
    protected: tuple[Path, ...]
    audio: AudioCopy | None = None
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Episode:
    """The notes that are published. ``path`` is None where they have no file yet.

    ``audio_path`` is None where the audio is not at hand; ``audio`` then says what is known of it.
    """

    notes: Notes
    base: str
    audio: AudioInfo
    path: Path | None = None
    audio_path: Path | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a publication.

    ``must``: what cannot be made is trouble, not left out. ``in_place``: the audio itself gets the
    chapters instead of a copy. ``words`` are options as KEY.OPTION=VALUE, stronger than the show's.
    """

    keys: tuple[str, ...]
    folder: Path
    must: bool = False
    in_place: bool = False
    words: tuple[str, ...] = ()
    copy_word: str = COPY_WORD


def plan_publication(
    episode: Episode, show: Show | None, wish: Wish, themes: ThemeFolder | None = None
) -> Publication:
    """Say what will be made. Looks at the audio; writes nothing.

    ``themes`` are those that the user made.
    The files name the audio as it will be: with its name and its size after the chapters went in.
    Raises UsageError for keys and options that are not known, NotesError for ``must``.
    """
    settings, unknown = settings_of(show, wish.words)
    if themes is not None:
        settings = with_own_themes(settings, themes.texts)
    items = tuple(item_of(key) for key in dict.fromkeys(wish.keys))
    left: list[LeftOut] = []
    audio = None
    for item in items:
        if item.kind is Kind.AUDIO:
            audio = _planned_audio(episode, item, wish, left)
    info = _audio_info(episode, audio)
    return Publication(
        material=Material(
            episode.notes,
            episode.base or "notes",
            info,
            settings,
            beside=_is_beside(wish.folder, info, audio),
        ),
        folder=wish.folder,
        items=tuple(item for item in items if item.kind is not Kind.AUDIO or audio is not None),
        protected=tuple(p for p in (episode.path, episode.audio_path) if p is not None),
        audio=audio,
        left_out=tuple(left),
        remarks=tuple(f"The show's option “{word}” is not known here." for word in unknown),
        must=wish.must,
    )


def _planned_audio(
    episode: Episode, item: Item, wish: Wish, left: list[LeftOut]
) -> AudioCopy | None:
    try:
        return _audio_copy(episode, wish)
    except UsageError:
        raise
    except NotesError as trouble:
        if wish.must:
            raise
        left.append(LeftOut(AUDIO, item.title, trouble.sentence))
        return None


def _audio_copy(episode: Episode, wish: Wish) -> AudioCopy:
    source = episode.audio_path
    if source is None:
        raise FileTrouble(NO_AUDIO)
    if wish.in_place and belongs_to_program(source):
        raise FileTrouble(f"{shown(source)} belongs to the program. Write a copy.", str(source))
    snapshot = make_snapshot(episode.notes, episode.base, episode.audio)
    before = mark_of(source)
    plan = plan_embedding(snapshot, source, episode.path.parent if episode.path else None)
    target = None if wish.in_place else copy_path(source, wish.folder, wish.copy_word)
    return AudioCopy(plan, target, _size_afterwards(plan), before)


def mark_of(path: Path) -> tuple[int, int]:
    """Size and time of a file, to see whether it was changed. Raises FileTrouble."""
    with open_original(path) as original:
        return original.before.st_size, original.before.st_mtime_ns


def _size_afterwards(plan: Plan) -> int:
    """How large the audio will be, without writing it: a feed has to say so."""
    assert plan.container.pieces is not None
    with open_original(plan.source) as original:
        return size_of(tuple(plan.container.pieces(original.file, plan.wanted)))


def _is_beside(folder: Path, info: AudioInfo, audio: AudioCopy | None) -> bool:
    """Whether the audio will lie in the folder, put there now or before."""
    if audio is not None and audio.target is not None:
        return is_same_file(audio.path.parent, folder)
    return bool(info.name) and (folder / info.name).is_file()


def _audio_info(episode: Episode, audio: AudioCopy | None) -> AudioInfo:
    if audio is None:
        return episode.audio
    length = episode.audio.duration_ms or audio.plan.wanted.duration_ms
    return replace(
        episode.audio, name=audio.path.name, size_bytes=audio.size_bytes, duration_ms=length
    )
