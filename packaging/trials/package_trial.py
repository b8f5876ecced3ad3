"""The Debian package in a clean machine: installed, heard, written with, upgraded, removed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building.release import APP_ID, COMMAND

from trials.desk import Desk, until
from trials.listening import HEARD, Sound, hear_all
from trials.machine import PERSON, Machine
from trials.rows import Rows

__all__ = ["Given", "try_package"]

VLC = ("libvlc5", "vlc-plugin-base")
FOLDER = "Meine Töne und Notizen"
NOTES = "folge-7.notes.md"
OTHER = "folge-8.notes.md"
TEXT = '---\ntitle: "Folge 7"\naudio: "tone.mp3"\n---\n\nQ: Was klingt hier?\n\nA: Ein Ton.\n'
SECOND = '---\ntitle: "Folge 8"\naudio: "tone.opus"\n---\n\nQ: Und nun?\n'
UNSAVED = "Das hier wurde nie gespeichert"
BUILDERS = ("python3", "gcc", "make", "pip", "git")


@dataclass(frozen=True, slots=True)
class Given:
    """What a trial gets. ``older`` and ``newer`` are the package of two versions."""

    machine: Machine
    desk: Desk
    sound: Sound
    rows: Rows
    pictures: Path
    older: Path
    newer: Path


def try_package(given: Given) -> None:
    """All trials of the package, in the order in which a person meets them."""
    for part in (_install, _without_a_desktop, _hear, _write, _open_by_type, _publish, _crash):
        part(given)
    for part in (_upgrade, _bad_profile, _remove):
        part(given)


def _install(given: Given) -> None:
    machine, rows, suite = given.machine, given.rows, given.machine.suite
    with rows.trial("installed by `apt install ./notesapp_*.deb`, one command", suite) as row:
        before = _megabytes(machine)
        began = time.monotonic()
        place = f"/trial/{given.older.name}"
        machine.as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", place)
        took = time.monotonic() - began
        row.said = f"{took:.0f} s; {_megabytes(machine) - before:.0f} MB with what it depends on"
    with rows.trial("no tools of builders, no Python there", suite) as row:
        found = [
            name
            for name in BUILDERS
            if machine.as_person("sh", "-c", f"command -v {name}").returncode == 0
        ]
        _hold(not found, f"there is {', '.join(found)}")
        row.said = "none"


def _without_a_desktop(given: Given) -> None:
    machine, rows, suite = given.machine, given.rows, given.machine.suite
    with rows.trial(
        "`notesapp selftest` under LANG=C, without screen, sound and VLC", suite
    ) as row:
        done = machine.as_person(COMMAND, "selftest", LANG="C", LC_ALL="C")
        _hold(done.returncode == 0, done.stdout + done.stderr)
        row.said = "passes, the built-in engine plays"
    with rows.trial("started without a display", suite) as row:
        done = machine.as_person(COMMAND)
        _hold(done.returncode == 2 and "no display" in done.stderr, done.stderr or "no word")
        row.said = f"“{done.stderr.strip()}”, exit code 2"
    with rows.trial("man page and completions are there", suite) as row:
        listed = machine.as_root("dpkg", "-L", COMMAND).stdout
        for place in ("man/man1/notesapp.1.gz", "completions/notesapp", "metainfo"):
            _hold(place in listed, f"{place} is not in the package")
        row.said = "yes"


def _hear(given: Given) -> None:
    machine, rows, suite = given.machine, given.rows, given.machine.suite
    with rows.trial("every kind of audio is heard, engine Qt, no VLC installed", suite) as row:
        row.said = hear_all(machine, given.sound, COMMAND, "qt")
    with rows.trial("every kind of audio is heard, engine VLC of the system", suite) as row:
        machine.install(*VLC)
        row.said = hear_all(machine, given.sound, COMMAND, "vlc")


def _write(given: Given) -> None:
    """Open, play, write, stamp and save, by keys alone."""
    machine, desk, rows, suite = given.machine, given.desk, given.rows, given.machine.suite
    with rows.trial("window in a folder with spaces and umlauts; F4 sounds", suite) as row:
        folder = machine.home / FOLDER
        folder.mkdir(exist_ok=True)
        for name, text in ((NOTES, TEXT), (OTHER, SECOND)):
            (folder / name).write_text(text, "utf-8")
        for name in ("tone.mp3", "tone.opus"):
            (folder / name).write_bytes((given.sound.tones / name).read_bytes())
        machine.as_root("chown", "-R", f"{PERSON}:{PERSON}", f"/home/{PERSON}/{FOLDER}")
        machine.start(COMMAND, f"{FOLDER}/{NOTES}", **_desktop(given))
        desk.window("folge-7")
        with given.sound.ear("window") as ear:
            until(lambda: _play(desk, lambda: not ear.missing(["mp3"])), "a sound after F4", 60)
        row.said = "heard"
    with rows.trial("a question is typed and stamped while it sounds, and saved", suite) as row:
        desk.window("folge-7")
        desk.key("ctrl+End", "ctrl+Return")
        desk.write("Wie lange noch?")
        desk.key("ctrl+j", "ctrl+s")
        path = machine.home / FOLDER / NOTES
        line = until(lambda: _stamped(path), "the stamped question in the file")
        desk.picture(given.pictures / f"{suite}-window.png")
        row.said = f"`{line}`"


def _open_by_type(given: Given) -> None:
    machine, desk, rows, suite = given.machine, given.desk, given.rows, given.machine.suite
    with rows.trial("the file's type is known, and opens this program", suite) as row:
        # What file managers ask, and open files with.
        machine.install("libglib2.0-bin", "shared-mime-info", "desktop-file-utils")
        place = f"{FOLDER}/{OTHER}"
        kind = machine.as_person("gio", "info", "-a", "standard::content-type", place)
        _hold("text/x-show-notes" in kind.stdout, kind.stdout + kind.stderr)
        program = machine.as_person("gio", "mime", "text/x-show-notes")
        first = program.stdout.splitlines()[0] if program.stdout else ""
        _hold(f"{APP_ID}.desktop" in first, first or "nothing opens it")
        row.said = f"text/x-show-notes, {APP_ID}.desktop"
    with rows.trial("opened by its type, it goes to the program that runs", suite) as row:
        before = _programs(machine)
        machine.as_person("gio", "open", f"{FOLDER}/{OTHER}", **_desktop(given))
        desk.window("folge-8")
        until(lambda: _programs(machine) == before, "the second start to hand over and end")
        desk.picture(given.pictures / f"{suite}-two-windows.png")
        row.said = "a window more, no process more"


def _publish(given: Given) -> None:
    machine, rows, suite = given.machine, given.rows, given.machine.suite
    with rows.trial("the installed command exports what was stamped", suite) as row:
        notes = f"{FOLDER}/{NOTES}"
        formats = "markdown,html,json,psc,webvtt"
        done = machine.as_person(COMMAND, "export", notes, "--to", formats, "-o", "out", LANG="C")
        _hold(done.returncode == 0, done.stderr)
        found = sorted(path.name for path in (machine.home / "out").iterdir())
        _hold(len(found) == 5, f"it wrote {found}")
        text = next((machine.home / "out").glob("*.chapters.json")).read_text("utf-8")
        starts = [chapter["startTime"] for chapter in json.loads(text)["chapters"]]
        _hold(any(start > 0 for start in starts), f"chapters at {starts}")
        row.said = f"{len(found)} files, a chapter at {max(starts):.1f} s"
    with rows.trial("the installed command puts chapters into the audio", suite) as row:
        line = (COMMAND, "embed", f"{FOLDER}/{NOTES}", f"{FOLDER}/tone.mp3", "-o", "out/with.mp3")
        done = machine.as_person(*line, LANG="C.UTF-8")
        _hold(done.returncode == 0, done.stderr)
        read = machine.as_person(COMMAND, "chapters", "out/with.mp3", LANG="C.UTF-8")
        _hold("Wie lange noch?" in read.stdout, read.stdout + read.stderr)
        row.said = "and reads them back"


def _crash(given: Given) -> None:
    machine, desk, rows, suite = given.machine, given.desk, given.rows, given.machine.suite
    with rows.trial("unsaved text, then the program is killed", suite) as row:
        desk.window("folge-7")
        desk.key("ctrl+n")
        desk.window("Untitled")
        desk.write(UNSAVED)
        time_to_paint(desk)
        desk.picture(given.pictures / f"{suite}-unsaved.png")
        machine.kill(COMMAND)
        row.said = "killed"


def _upgrade(given: Given) -> None:
    machine, desk, rows, suite = given.machine, given.desk, given.rows, given.machine.suite
    with rows.trial("a newer version is installed over it", suite) as row:
        settings = machine.home / ".config/notesapp"
        before = _contents(settings)
        machine.as_root("apt-get", "install", "-y", "-qq", f"/trial/{given.newer.name}")
        version = machine.as_root("dpkg-query", "-W", "-f", "${Version}", COMMAND).stdout
        _hold(version == given.newer.name.split("_")[1], f"there is {version}")
        _hold(_contents(settings) == before, "the settings are not as they were")
        row.said = "settings are the same bytes"
    with rows.trial("the new version offers the unsaved text", suite) as row:
        machine.start(COMMAND, **_desktop(given))
        desk.window("Recover notes")
        time_to_paint(desk)
        desk.picture(given.pictures / f"{suite}-recovery.png")
        machine.kill(COMMAND)
        row.said = "the window of recovery opens"


def _bad_profile(given: Given) -> None:
    machine, desk, rows, suite = given.machine, given.desk, given.rows, given.machine.suite
    with rows.trial("an unreadable profile", suite) as row:
        for place in (".config/notesapp", ".local/state/notesapp"):
            machine.as_root("chmod", "000", f"/home/{PERSON}/{place}")
        machine.start(COMMAND, **_desktop(given))
        desk.window("Show Notes")
        time_to_paint(desk)
        desk.picture(given.pictures / f"{suite}-unreadable-profile.png")
        machine.kill(COMMAND)
        for place in (".config/notesapp", ".local/state/notesapp"):
            machine.as_root("chmod", "700", f"/home/{PERSON}/{place}")
        row.said = "the window opens and says so"
    with rows.trial("a sound server that is not there", suite) as row:
        machine.start(COMMAND, "--temp-profile", f"{FOLDER}/{OTHER}", DISPLAY=desk.display)
        desk.window("folge-8")
        desk.key("F4")
        time_to_paint(desk)
        desk.picture(given.pictures / f"{suite}-no-sound.png")
        machine.kill(COMMAND)
        row.said = "the window opens"


def _remove(given: Given) -> None:
    machine, rows, suite = given.machine, given.rows, given.machine.suite
    with rows.trial("removed", suite) as row:
        listed = machine.as_root("dpkg", "-L", COMMAND).stdout.splitlines()
        said = machine.as_root("apt-get", "remove", "-y", COMMAND).stdout
        left = [p for p in listed if (machine.root / p.lstrip("/")).is_file()]
        _hold(not left, f"{left[:3]} are left")
        _hold("~/.config/notesapp" in said, "it does not say where the settings are")
        _hold((machine.home / FOLDER / NOTES).is_file(), "the notes are gone")
        _hold((machine.home / ".config/notesapp").is_dir(), "the settings are gone")
        row.said = "nothing left but notes and settings; it says where those are"


def time_to_paint(desk: Desk) -> None:
    """Wait until two pictures of the screen are the same."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        one, two = Path(folder, "1.png"), Path(folder, "2.png")

        def rests() -> bool:
            desk.picture(one)
            time.sleep(0.4)
            desk.picture(two)
            return one.read_bytes() == two.read_bytes()

        try:
            until(rests, "the window to rest", 8)
        except RuntimeError:
            return  # a caret blinks


def _play(desk: Desk, is_heard: Callable[[], bool]) -> bool:
    """Press the key until it sounds: the audio is opened in the background."""
    desk.key("F4")
    deadline = time.monotonic() + HEARD
    while time.monotonic() < deadline:
        if is_heard():
            return True
        time.sleep(0.1)
    return False


def _desktop(given: Given) -> dict[str, str]:
    return {"DISPLAY": given.desk.display, "LANG": "C.UTF-8", **given.sound.inside}


def _stamped(path: Path) -> str:
    lines = path.read_text("utf-8").splitlines()
    return next((x for x in lines if "Wie lange noch?" in x and "[" in x), "")


def _programs(machine: Machine) -> set[int]:
    """The processes of the program that have a window or want one."""
    inner = {"render-previews", "spell-words", "judge-spelling"}
    found = machine.processes(COMMAND)
    return {n for n, words in found.items() if not inner & set(words) and _is_first(words)}


def _is_first(words: list[str]) -> bool:
    return not words or words[0].endswith(".md") or words[0].startswith("--")


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _megabytes(machine: Machine) -> float:
    done = machine.as_root("du", "-sxk", "/usr", "/etc", "/opt", "/var/lib/dpkg")
    return sum(int(line.split()[0]) for line in done.stdout.splitlines()) / 1024


def _hold(is_so: bool, trouble: str) -> None:
    if not is_so:
        raise RuntimeError(trouble.strip())
