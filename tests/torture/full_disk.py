"""A disk that is really full: the old files stay, nothing typed is lost, and words say so.

``python tests/torture/full_disk.py``. On a tmpfs of a few megabytes, where one may be mounted,
else on a limit of the size of files, which ends a write halfway as well. Saving, autosave, saving
elsewhere, exporting, publishing and the journal; then room is made, and the same must work.
Exits with 1 on any complaint, and where the disk was never full.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from notesapp.cli import main as run_command  # noqa: E402
from tests.torture.fault_session import Notes  # noqa: E402
from tests.torture.fault_walks import badly_said  # noqa: E402

MB = 1 << 20
DISK_MB = 8
OLD = "Q: Why rye? [0:01]\n\nA: It keeps.\n"
LONG = "Q: More and more words? [0:02]\n\n" * 8_000
EPISODE = f'---\ntitle: "Rye"\naudio_url: "https://example.com/a.mp3"\n---\n\n{OLD}'
PUBLISH = ("--to", "html,json,apple,spotify,youtube", "--replace", "--no-audio")
EXPORT = ("--to", "markdown,html,text,json")

Wrong = list[str]


class Tmpfs:
    """A small disk of its own, filled to the last byte."""

    words = f"a tmpfs of {DISK_MB} MB"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._fill = folder / "filling"

    def full(self) -> None:
        with self._fill.open("ab", buffering=0) as file:
            for size in (MB, 4096, 1):
                with contextlib.suppress(OSError):
                    while file.write(b"x" * size) == size:
                        pass

    def free(self) -> None:
        self._fill.unlink(missing_ok=True)


class Limit:
    """No file of this process may grow beyond some bytes: the write that does is cut short."""

    words = "a limit of the size of files"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def full(self) -> None:
        _limit(100)

    def free(self) -> None:
        _limit(-1)


def _limit(size: int) -> None:
    import resource

    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY if size < 0 else size, most))


Disk = Tmpfs | Limit


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a user."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "filling"
    }


def save(notes: Notes) -> bool:
    return notes.session.save()


def autosave(notes: Notes) -> bool:
    notes.autosave = True
    notes.session.flush()
    return not notes.document.dirty


def elsewhere(notes: Notes) -> bool:
    return notes.session.save_as(notes.path.with_name("other.md"))


def in_the_window(disk: Disk, name: str, act: Callable[[Notes], bool], has_journal: bool) -> Wrong:
    """``has_journal``: something was typed, and is in a journal, before the disk became full."""
    wrong: Wrong = []
    base = disk.folder / "window"
    notes = Notes(base, text=OLD)
    if has_journal:
        notes.type("First. ")
    before = contents(base / "notes")
    disk.full()
    text = notes.type(LONG)
    if act(notes):
        wrong.append("it was saved: the disk was not full")
    disk_now = contents(base / "notes")
    disk.free()
    if disk_now != before:
        wrong.append(f"the folder of the notes has changed: {sorted(disk_now)}")
    if notes.document.text() != text or not notes.document.dirty:
        wrong.append("the window does not hold the text as unsaved")
    if not notes.said:
        wrong.append("nothing was said")
    wrong += [words for sentence in notes.said for words in badly_said(sentence)]
    if not act(notes) or notes.document.dirty:
        wrong.append("with room again it is not saved")
    assert notes.session.path is not None
    if notes.session.path.read_text("utf-8") != text:
        wrong.append("with room again something else is saved")
    notes.end()
    shutil.rmtree(base)
    return [f"{name}: {words}" for words in wrong]


def journal_again(disk: Disk) -> Wrong:
    """A journal that the disk refused takes everything once there is room."""
    notes = Notes(disk.folder / "window", text=OLD)
    disk.full()
    text = notes.type(LONG)
    said = list(notes.said)
    disk.free()
    notes.session.journal.keep()
    found = notes.left_over()
    notes.end()
    shutil.rmtree(disk.folder / "window")
    wrong = [] if said else ["journal: nothing was said"]
    return wrong if text in found else [*wrong, "journal: with room again it does not hold all"]


def command(disk: Disk, *words: str) -> Wrong:
    """A command that writes several files, first with room, then without, then with room."""
    wrong: Wrong = []
    folder = disk.folder / "episode"
    out = folder / "out"
    out.mkdir(parents=True)
    notes = folder / "rye.md"
    line = [words[0], str(notes), "-o", f"{out}{os.sep}", *words[1:]]
    notes.write_text(EPISODE, "utf-8")
    _quietly(line)
    before = contents(out)
    notes.write_text(EPISODE + LONG, "utf-8")
    disk.full()
    code, said = _quietly(line)
    now = contents(out)
    disk.free()
    if code != 2 or said.count("notesapp: ") != 1:
        wrong.append(f"ended with {code} and said {said[:200]!r}")
    if now != before:
        wrong.append(f"the files have changed: {sorted(now)}")
    code, said = _quietly(line)
    after = contents(out)
    if code not in (0, 1) or set(after) != set(before) or after == before:
        wrong.append(f"with room again it ended with {code}: {said[:200]!r}")
    shutil.rmtree(folder)
    return [f"{words[0]}: {one}" for one in wrong]


def _quietly(line: list[str]) -> tuple[int, str]:
    """Run a command; its exit code and what it said of trouble, in memory: the disk is full."""
    said, told = io.StringIO(), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(told):
        code = run_command(line)
    return code, said.getvalue()


def all_on(disk: Disk) -> tuple[int, Wrong]:
    """Everything that writes, on one disk; how much was tried, and what was wrong."""
    wrong: Wrong = []
    acts = (("save", save), ("autosave", autosave), ("save elsewhere", elsewhere))
    for name, act in acts:
        for has_journal in (False, True):
            wrong += in_the_window(disk, name, act, has_journal)
    wrong += journal_again(disk)
    wrong += command(disk, "export", *EXPORT)
    wrong += command(disk, "publish", *PUBLISH)
    return 2 * len(acts) + 3, wrong


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[str]:
    """A tmpfs in a folder; says why not where it may not be mounted."""
    why = "only Linux has one"
    if sys.platform == "linux":
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            why = done.stderr.strip() if done.returncode else ""
        except OSError as error:
            why = str(error)
    try:
        yield why
    finally:
        if not why:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def main() -> int:
    print("no seed: nothing is left to chance")
    app = QApplication([])
    wrong: Wrong = []
    tried = 0
    with tempfile.TemporaryDirectory() as name:
        home, small, here = (Path(name) / part for part in ("home", "small", "here"))
        small.mkdir()
        here.mkdir()
        for folder in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{folder}_HOME"] = str(home / folder.lower())
        disks: list[Disk] = []
        with mounted(small) as why:
            if why:
                print(f"skipped, no tmpfs: {why}")
            else:
                disks.append(Tmpfs(small))
            if hasattr(signal, "SIGXFSZ"):
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                disks.append(Limit(here))
            for disk in disks:
                count, found = all_on(disk)
                print(f"{disk.words}: {count} ways to write, {len(found)} complaints")
                tried += count
                wrong += [f"{disk.words}: {words}" for words in found]
    for words in wrong:
        print(words)
    print(f"{tried} times a full disk: {len(wrong)} complaints")
    del app
    return int(bool(wrong) or not tried)


if __name__ == "__main__":
    sys.exit(main())
