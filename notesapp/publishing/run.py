"""Running a publication: everything is made in memory, then the audio, then all files at once.

The audio comes first, because it takes longest, is what people stop, and is likeliest to meet a
full disk: whoever stops it has no file of this publication, not half of them, and no new folder.
Where the files cannot be written after it, a new copy of the audio goes again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from notesapp.containers.embedding import Report as EmbedReport
from notesapp.containers.embedding import embed
from notesapp.errors import Cancelled, FileTrouble, NotesError
from notesapp.formats.publish import refuse_protected
from notesapp.publishing.items import Kind
from notesapp.publishing.making import Made, Surrounding, faults, make
from notesapp.publishing.plan import AudioCopy, LeftOut, Publication, mark_of
from notesapp.publishing.report import Entry, FileFact, Report
from notesapp.storage.atomic import (
    drop_empty,
    make_folder,
    missing_folders,
    remove_file,
    write_all_atomic,
)
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.trouble import AlreadyThere, ChangedOnDisk, not_saved, shown
from notesapp.storage.unfinished import Unfinished

PER_MILLE = 1000
_MADE, _EMBEDDED = 100, 950  # thousandths that are done after each step


class Step(StrEnum):
    """What is being done."""

    MAKING = "making"
    AUDIO = "audio"
    WRITING = "writing"


Progress = Callable[[int, Step], None]


@dataclass(frozen=True, slots=True)
class How:
    """How a publication is run. ``replace``: files that have its names are replaced.

    ``unfinished`` is where the name of half-written audio is kept, ``surroundings`` complete what
    the checks look at.
    """

    replace: bool = False
    progress: Progress = lambda _per_mille, _step: None
    cancelled: Callable[[], bool] = lambda: False
    unfinished: Unfinished | None = None
    surroundings: tuple[Surrounding, ...] = ()
    ops: FileOps = REAL


def run_publication(plan: Publication, how: How | None = None) -> Report:
    """Write everything, and say what came of it.

    Raises NotesError with one sentence; then no file of this publication is new or changed, but
    where the sentence says that the audio has its chapters. Cancelled is one of them.
    """
    how = how or How()
    made, left = _make_all(plan, how)
    paths = [plan.folder / name for one in made for name, _ in one.files]
    refuse(plan, paths, replace=how.replace)
    new = missing_folders(plan.folder)
    try:
        make_folder(plan.folder, how.ops)
        embedded = _write(plan, how, made, paths)
    except BaseException:  # whoever ends the program at once wants no empty folder either
        drop_empty(new, how.ops)
        raise
    how.progress(PER_MILLE, Step.WRITING)
    return _report(plan, made, left, how, embedded)


def _write(
    plan: Publication, how: How, made: Sequence[Made], paths: Sequence[Path]
) -> EmbedReport | None:
    is_new = plan.audio is not None and not plan.audio.path.exists()
    embedded = _embed(plan.audio, how) if plan.audio is not None else None
    try:
        if embedded is None or is_new:  # what was replaced gets its files, whoever wants to stop
            _look_up(how)
        _same_size(plan.audio, embedded)
        how.progress(_EMBEDDED, Step.WRITING)
        refuse(plan, paths, replace=how.replace, audio_too=False)
        data = [content for one in made for _, content in one.files]
        if how.unfinished is not None:
            how.unfinished.expect(*paths)
        write_all_atomic(list(zip(paths, data, strict=True)), ops=how.ops)
    except NotesError as trouble:
        raise _undone(embedded, trouble, is_new=is_new, ops=how.ops) from trouble
    return embedded


def dry_run(plan: Publication, how: How | None = None) -> Report:
    """What a run would write, without writing; what it would refuse, it refuses here."""
    how = how or How()
    made, left = _make_all(plan, how)
    paths = [plan.folder / name for one in made for name, _ in one.files]
    refuse(plan, paths, replace=how.replace)
    return _report(plan, made, left, how, None, dry=True)


def refuse(
    plan: Publication, paths: Sequence[Path], *, replace: bool, audio_too: bool = True
) -> None:
    """Raise FileTrouble for what must not be written onto, before anything is written."""
    try:
        _refuse(plan, paths, replace, audio_too)
    except OSError as error:  # a name that is too long, a folder nobody may look into
        longest = max(paths, key=lambda path: len(path.name), default=plan.folder)
        raise not_saved(longest, error) from error


def _refuse(plan: Publication, paths: Sequence[Path], replace: bool, audio_too: bool) -> None:
    for part in (plan.folder, *plan.folder.parents):
        if part.is_file():
            raise FileTrouble(
                f"Not written: {shown(part)} is a file. Choose a folder.", str(plan.folder)
            )
    refuse_protected(paths, plan.protected)
    target = plan.audio.target if plan.audio is not None and audio_too else None
    if target is not None:
        refuse_protected([target], plan.protected)
    everything = [*paths, *([target] if target is not None else [])]
    if len({str(path).casefold() for path in everything}) < len(everything):
        raise FileTrouble("Not written: two files would have one name. Rename the notes.")
    for path in everything:
        if path.is_dir():
            raise FileTrouble(f"Not written: {shown(path)} is a folder. Choose another one.")
        if not replace and path.exists():
            raise AlreadyThere(
                f"{shown(path)} is already there. Allow replacing, or choose another folder.",
                str(path),
            )


def _make_all(plan: Publication, how: How) -> tuple[list[Made], list[LeftOut]]:
    wanted = [item for item in plan.items if item.kind is not Kind.AUDIO]
    made: list[Made] = []
    left: list[LeftOut] = []
    for place, item in enumerate(wanted):
        _look_up(how)
        how.progress(_MADE * place // len(wanted), Step.MAKING)
        try:
            made.append(make(item, plan.material))
        except NotesError as trouble:
            if plan.must:
                raise
            left.append(LeftOut(item.key, item.title, trouble.sentence))
    _look_up(how)
    return made, left


def _look_up(how: How) -> None:
    if how.cancelled():
        raise Cancelled("Stopped. Nothing was written.")


def _embed(audio: AudioCopy, how: How) -> EmbedReport:
    if mark_of(audio.plan.source) != audio.before:
        raise _changed(audio.plan.source)

    def moved(done: int, of: int) -> None:
        share = (_EMBEDDED - _MADE) * done // of if of > 0 else 0
        how.progress(_MADE + min(share, _EMBEDDED - _MADE), Step.AUDIO)

    try:
        return embed(
            audio.plan,
            audio.target,
            replace=how.replace,
            progress=moved,
            cancelled=how.cancelled,
            unfinished=how.unfinished,
            ops=how.ops,
        )
    except Cancelled as stopped:
        raise Cancelled("Stopped. Nothing was written.") from stopped


def _same_size(audio: AudioCopy | None, embedded: EmbedReport | None) -> None:
    """The files name the size of the audio, which was found out before."""
    if audio is not None and embedded is not None and embedded.size_bytes != audio.size_bytes:
        raise _changed(audio.plan.source)


def _changed(source: Path) -> ChangedOnDisk:
    return ChangedOnDisk(
        f"Nothing was written: another program changed {shown(source)} meanwhile. Publish again.",
        str(source),
    )


def _undone(
    embedded: EmbedReport | None,
    trouble: NotesError,
    *,
    is_new: bool,
    ops: FileOps,
) -> NotesError:
    """Take a new copy of the audio away again; where it replaced something, say that it stays."""
    if embedded is None:
        return trouble
    if is_new:
        try:
            remove_file(embedded.path, ops)
        except FileTrouble:
            pass
        else:
            return trouble
    sentence = f"{trouble.sentence} {shown(embedded.path)} has its chapters already."
    return FileTrouble(sentence, trouble.detail)


def _report(
    plan: Publication,
    made: Iterable[Made],
    left: Iterable[LeftOut],
    how: How,
    embedded: EmbedReport | None,
    *,
    dry: bool = False,
) -> Report:
    by_key = {one.item.key: one for one in made}
    entries: list[Entry] = []
    for item in plan.items:
        if item.kind is Kind.AUDIO and plan.audio is not None:
            entries.append(_audio_entry(item.title, plan.audio, embedded))
        elif item.key in by_key:
            entries.append(_entry(by_key[item.key], plan.folder))
    asked = tuple(item for item in plan.items if item.kind is Kind.AUDIO)
    audio = tuple(Made(item, (), ()) for item in asked)
    return Report(
        folder=plan.folder,
        entries=tuple(entries),
        faults=faults(plan.material, (*by_key.values(), *audio), how.surroundings),
        left_out=(*plan.left_out, *left),
        remarks=plan.remarks,
        dry=dry,
        embedded=embedded,
        audio_before=plan.audio.before[0] if plan.audio is not None else 0,
    )


def _entry(made: Made, folder: Path) -> Entry:
    files = tuple(FileFact(folder / name, len(data)) for name, data in made.files)
    item = made.item
    return Entry(item.key, item.title, item.kind, files, made.losses, made.chapters, made.clip)


def _audio_entry(title: str, audio: AudioCopy, embedded: EmbedReport | None) -> Entry:
    if embedded is None:
        chapters, losses = len(audio.plan.wanted.chapters), audio.plan.losses
    else:
        chapters, losses = len(embedded.reading.chapters), embedded.losses
    fact = FileFact(audio.path, embedded.size_bytes if embedded else audio.size_bytes)
    return Entry("embed", title, Kind.AUDIO, (fact,), losses, chapters)
