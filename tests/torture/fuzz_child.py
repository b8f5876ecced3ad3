"""Runs the commands on one damaged file after another, as a process that may die.

Started by ``fuzz.py``: gets the folder it may touch, then a file's name on each line of its
standard input, and answers each with one line of JSON. A command that ends otherwise than a user
may see it end is told with its traceback; so is every look outside the folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import sysconfig
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.cli import DONE, TROUBLE, main  # noqa: E402

OWN = (str(ROOT / "notesapp"), str(ROOT / "resources"), sys.prefix, sys.base_prefix)
LIBRARIES = tuple(sysconfig.get_paths().values())
SYSTEM = ("/proc", "/dev/null", "/usr/lib", "/usr/share", "/lib", "/etc/mime.types")
MEMORY = 3 << 30


class Watch:
    """Tells which files were opened, moved or removed outside the folders that are allowed."""

    def __init__(self, folder: Path) -> None:
        self._allowed = tuple(
            os.path.realpath(name) for name in (str(folder), *OWN, *LIBRARIES, *SYSTEM)
        )
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in ("socket.connect", "subprocess.Popen", "os.system", "os.exec"):
            self.seen.append(f"{event} {arguments!r}"[:300])
        elif event in ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir"):
            for place in arguments[: 1 if event == "open" else 2]:
                self._look_at(event, place)

    def _look_at(self, event: str, place: object) -> None:
        if not isinstance(place, str | bytes | os.PathLike):
            return
        path = os.path.realpath(os.fsdecode(place))
        if not any(path == root or path.startswith(root + os.sep) for root in self._allowed):
            self.seen.append(f"{event} {path}")


def commands(path: Path, folder: Path) -> tuple[list[str], ...]:
    """What is done with each file."""
    notes = folder / "notes.md"
    return (
        ["chapters", str(path), "--json"],
        ["import", str(path), "-o", str(folder / "imported.md")],
        ["embed", str(notes), str(path), "-o", str(folder / f"out{path.suffix}")],
        ["chapters", str(folder / f"out{path.suffix}")],
    )


def run(command: list[str]) -> tuple[bool, str]:
    """Run one command; say whether it did its work, and what was wrong with its end, or nothing."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(Spoken()), contextlib.redirect_stderr(said):
            code = main(command)
    except BaseException:  # this is what is looked for
        return False, f"{command[0]}: {traceback.format_exc()}"
    if code not in (DONE, TROUBLE):
        return False, f"{command[0]}: ended with {code!r}"
    if code == TROUBLE and said.getvalue().count("notesapp: ") != 1:
        return False, f"{command[0]}: trouble without its one sentence: {said.getvalue()[:500]}"
    return code == DONE, ""


class Spoken(io.TextIOWrapper):
    """A standard output that takes bytes as well."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace")


def each(folder: Path) -> None:
    """Answer one line after another until there are no more."""
    answers = sys.stdout
    watch = Watch(folder)
    for line in sys.stdin:
        path = folder / line.strip()
        ends = [run(command) for command in commands(path, folder)]
        found = [wrong for _, wrong in ends if wrong] + watch.seen
        watch.seen.clear()
        found += [f"left behind: {p.name}" for p in folder.glob(".notesapp-*.part")]
        for made in (folder / "imported.md", folder / f"out{path.suffix}"):
            made.unlink(missing_ok=True)
        watch.seen.clear()
        answers.write(json.dumps([[done for done, _ in ends], found]) + "\n")
        answers.flush()


if __name__ == "__main__":
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    each(Path(sys.argv[1]).resolve())
