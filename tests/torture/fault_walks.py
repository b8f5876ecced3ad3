"""Whole operations of the program, and a walk that breaks every call of each of them in turn."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.audio.facts import probe
from notesapp.core.parser import parse
from notesapp.errors import NotesError
from notesapp.formats.base import AudioInfo
from notesapp.publishing.plan import Episode, Wish, plan_publication
from notesapp.publishing.run import How, run_publication
from notesapp.storage.atomic import write_all_atomic
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.journal_format import read_journal
from notesapp.storage.journal_text import Replay
from notesapp.storage.note_file import load_notes, save_notes
from notesapp.storage.recovery import RecoveryStore
from notesapp.storage.session_file import OpenWindow, Session, SessionFile
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.state_file import DocumentState, StateFile
from notesapp.storage.sweeping import sweep_leftovers
from notesapp.storage.unfinished import Unfinished
from notesapp.storage.versions import VersionStore
from tests.storage.conftest import FailingOps

ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.ESTALE)
MODES = ((False, False), (True, False), (False, True), (True, True))
"""Whether the call happens and reports trouble all the same; whether all later ones break too."""
TONE = Path(__file__).parents[1] / "player" / "media" / "tone.mp3"
TEXT = (
    '---\ntitle: Rye\naudio: "tone.mp3"\naudio_url: "https://example.com/tone.mp3"\n'
    'guid: "rye-1"\n---\n\nAll about rye.\n\nQ: Why rye? [0:01]\n\nA: It keeps. [0:02]\n'
)
KEYS = ("html", "json", "rss-item", "embed", "apple", "spotify", "youtube")
NINE = 9
_CODE = re.compile(r"\bE[A-Z]{3,}\b|Errno|\[WinError")

Act = Callable[[Path, FileOps], object]
Content = dict[str, bytes | str]


def no_content(_: Path) -> Content:
    return {}


@dataclass(frozen=True)
class Operation:
    """``act`` raises NotesError, answers False, or did its work. ``mixes``: a set of files of
    which some may be new and others old. ``may``: whether a content may stand there in between.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Act
    mixes: bool = False
    read: Callable[[Path], Content] | None = None
    short_write: int = 0
    may: Callable[[str, bytes | str | None], bool] = lambda name, content: False


@dataclass
class Walked:
    points: int = 0
    runs: int = 0
    wrong: list[str] = field(default_factory=list)


def files_in(folder: Path) -> Content:
    """What a user finds: all but what is half written and what the program keeps for itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".part" and "own" not in path.parts
    }


def walk(
    operation: Operation,
    base: Path,
    errors: tuple[int, ...] = ERRORS,
    modes: tuple[tuple[bool, bool], ...] = MODES,
) -> Walked:
    """Break each call once for each error and mode; what was wrong is told with its place."""
    read, walked = operation.read or files_in, Walked()
    before, folder = base / "before", base / "folder"
    before.mkdir(parents=True)
    operation.prepare(before)
    _begin(before, folder)
    old = read(folder)
    counted = FailingOps(short_write=operation.short_write)
    operation.act(folder, counted.ops)
    new = read(folder)
    assert new != old, f"{operation.name} changes nothing: this proves nothing"
    walked.points = len(counted.calls)
    for place, call in enumerate(counted.calls):
        for error in errors:
            for after, for_good in modes:
                walked.runs += 1
                _begin(before, folder)
                broken = FailingOps(place, error, after, for_good, operation.short_write)
                told = _run(operation, folder, broken.ops)
                found = [*_judge(operation, read(folder), old, new, told), *_left(folder)]
                where = f"{operation.name}, call {place} ({call}), {errno.errorcode[error]}"
                where += f"{', after' * after}{', for good' * for_good}"
                walked.wrong += [f"{where}: {said}" for said in found]
    shutil.rmtree(base)
    return walked


def _begin(before: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder, symlinks=True)


def _run(operation: Operation, folder: Path, ops: FileOps) -> str | None:
    """The sentence that was said; empty where it was let go without a word; None when done."""
    try:
        return "" if operation.act(folder, ops) is False else None
    except NotesError as trouble:
        return trouble.sentence


def _judge(
    operation: Operation, got: Content, old: Content, new: Content, told: str | None
) -> Iterator[str]:
    for name in sorted({*got, *old, *new}):
        content = got.get(name)
        if content not in (old.get(name), new.get(name)) and not operation.may(name, content):
            yield f"{name} is neither old nor new: {content!r:.80}"
    if (
        not operation.mixes
        and got not in (old, new)
        and not any(operation.may(name, content) for name, content in got.items())
    ):
        yield "some files are old and some are new"
    if told is None and got != new:
        yield "nothing was said, and it is not done"
    if told:
        yield from badly_said(told)


def badly_said(sentence: str) -> Iterator[str]:
    """What is wrong with the words for trouble."""
    if _CODE.search(sentence):
        yield f"the number of an error is said: {sentence}"
    if not sentence.endswith(".") or ". " not in sentence:
        yield f"no sentence that says what to do: {sentence}"


def _left(folder: Path) -> Iterator[str]:
    """The next start finds what was left half written, and removes it."""
    for inner in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sweep_leftovers(inner)
    for path in folder.rglob("*.part"):
        yield f"{path.name} is left for good"


def operations() -> tuple[Operation, ...]:
    """Everything that writes."""
    return (*_notes(), *_sets(), *_own())


def _notes() -> tuple[Operation, ...]:
    def old(folder: Path) -> None:
        (folder / "rye.md").write_bytes(TEXT.encode())

    def linked(folder: Path) -> None:
        (folder / "far").mkdir()
        (folder / "far" / "rye.md").write_bytes(b"other notes")
        (folder / "link.md").symlink_to("far/rye.md")

    def nothing(folder: Path) -> None:
        (folder / "other.md").write_bytes(b"other notes")

    def save(folder: Path, ops: FileOps) -> None:
        loaded = load_notes(folder / "rye.md")
        save_notes(loaded.path, TEXT + "More.\n" * 30, loaded, ops=ops)

    def save_new(folder: Path, ops: FileOps) -> None:
        save_notes(folder / "rye.md", TEXT, ops=ops)

    def save_as(folder: Path, ops: FileOps) -> None:
        save_notes(folder / "link.md", TEXT, None, force=True, overwrite=True, ops=ops)

    def with_folder(folder: Path, ops: FileOps) -> None:
        Unfinished(folder / "own" / "state" / "unfinished", ops).expect(folder / "rye.md")
        save(folder, ops)

    return (
        Operation("saving", old, save),
        Operation("saving in small pieces", old, save, short_write=40),
        Operation("saving a new file", nothing, save_new),
        Operation("saving over another by a link", linked, save_as),
        Operation("saving where leftovers are looked for", old, with_folder),
    )


def _episode(folder: Path, text: str) -> Episode:
    sound = folder / "tone.mp3"
    facts = probe(sound)
    info = AudioInfo(sound.name, facts.duration_ms, facts.size_bytes, facts.mime)
    return Episode(parse(text), "rye", info, folder / "rye.md", sound)


def _publish(folder: Path, ops: FileOps, text: str, keys: tuple[str, ...]) -> None:
    wish = Wish(keys, folder / "out")
    plan = plan_publication(_episode(folder, text), None, wish)
    unfinished = Unfinished(folder / "own" / "state" / "unfinished")
    run_publication(plan, How(replace=True, ops=ops, unfinished=unfinished))


def _sets() -> tuple[Operation, ...]:
    def sound(folder: Path) -> None:
        (folder / "rye.md").write_text(TEXT, "utf-8")
        shutil.copy(TONE, folder)

    def published(folder: Path) -> None:
        sound(folder)
        _publish(folder, REAL, TEXT.replace("rye", "wheat"), KEYS)

    def exported(folder: Path) -> None:
        for number in range(0, NINE, 2):
            (folder / f"rye.{number}").write_bytes(b"old")

    def export(folder: Path, ops: FileOps) -> None:
        files = [(folder / f"rye.{number}", b"new %d " % number * 90) for number in range(NINE)]
        write_all_atomic(files, ops=ops)

    def publish(folder: Path, ops: FileOps) -> None:
        _publish(folder, ops, TEXT, KEYS)

    def embed(folder: Path, ops: FileOps) -> None:
        _publish(folder, ops, TEXT, ("embed",))

    return (
        Operation("exporting nine files", exported, export, mixes=True),
        Operation("publishing anew", sound, publish, mixes=True),
        Operation("publishing over the last", published, publish, mixes=True),
        Operation("chapters into audio", published, embed, mixes=True),
    )


def _own() -> tuple[Operation, ...]:
    def settings(folder: Path) -> None:
        SettingsFile(folder / "settings.json").choose("editor.autosave", False)

    def state(folder: Path) -> None:
        StateFile(folder / "state.json").remember(folder / "a.md", DocumentState(caret=1))

    def session(folder: Path) -> None:
        SessionFile(folder / "session.json").write(Session((OpenWindow(Path("/a.md")),)))

    def versions(folder: Path) -> None:
        _versions(folder, REAL, 1_000.0).keep("opened", "old", Path("/a.md"), "")

    def recovery(folder: Path) -> None:
        RecoveryStore(folder, mark_of=str).keep("a", "old text", Path("/a.md"))

    return (
        Operation("settings", settings, lambda f, ops: _no_answer(_choose(f, ops))),
        Operation("state", state, _remember),
        Operation("session", session, _keep_session),
        Operation("a version", versions, _keep_version),
        Operation("a journal", recovery, _journal, read=_journaled, may=_is_before_change),
    )


def _no_answer(_: object) -> None:
    return None


def _choose(folder: Path, ops: FileOps) -> object:
    return SettingsFile(folder / "settings.json", ops).choose("editor.autosave", True)


def _remember(folder: Path, ops: FileOps) -> bool:
    path = folder.parent / "folder" / "a.md"
    return StateFile(folder / "state.json", ops).remember(path, DocumentState(caret=2))


def _keep_session(folder: Path, ops: FileOps) -> bool:
    windows = (OpenWindow(Path("/a.md")), OpenWindow(Path("/b.md")))
    return SessionFile(folder / "session.json", ops).write(Session(windows))


def _versions(folder: Path, ops: FileOps, now_s: float) -> VersionStore:
    return VersionStore(folder, ops, now_s=lambda: now_s)


def _keep_version(folder: Path, ops: FileOps) -> None:
    _versions(folder, ops, 9_000.0).keep("saved", "new", Path("/a.md"), "")


def _journal(folder: Path, ops: FileOps) -> None:
    store = RecoveryStore(folder, ops, mark_of=str)
    journal = store.journal("a")
    try:
        journal.rewrite(store.head("a", Path("/a.md")), Replay("new text"), waits=True)
        journal.append("s", 0, 0, "the ")
    finally:
        journal.close()


def _journaled(folder: Path) -> Content:
    replay = read_journal((folder / "a.journal").read_bytes()).replay
    return {"text": "" if replay is None else replay.units.text()}


def _is_before_change(_: str, content: bytes | str | None) -> bool:
    """Written anew, and the change not in it: it was not acknowledged."""
    return content == "new text"
