"""The archive in a clean machine: installed by a person without root, heard, removed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from building.debian_libraries import ALWAYS
from building.release import APP_ID

from trials.desk import Desk
from trials.listening import Sound, hear_all
from trials.machine import PERSON, Machine
from trials.rows import Rows

__all__ = ["GivenArchive", "try_archive"]

# What a desktop has: the driver's libraries and a font. Letters are data, and not in an archive.
DESKTOP = (
    *(one.split()[0] for one in ALWAYS),
    "fontconfig-config",
    "fonts-dejavu-core",
    "xz-utils",
)
PLACE = "Büro & Töne/Meine 'Programme'"


@dataclass(frozen=True, slots=True)
class GivenArchive:
    """What a trial gets."""

    machine: Machine
    desk: Desk
    sound: Sound
    rows: Rows
    pictures: Path
    archive: Path


def try_archive(given: GivenArchive) -> None:
    """All trials of the archive."""
    machine, rows, suite, desk = given.machine, given.rows, given.machine.suite, given.desk
    target = f"/home/{PERSON}/{PLACE}"
    program = f"{target}/bin/notesapp"
    with rows.trial("archive: unpacked and `./install.sh FOLDER` without root", suite) as row:
        machine.install(*DESKTOP)
        _checked(machine, "tar", "xf", f"/trial/{given.archive.name}")
        folder = given.archive.name.removesuffix(".tar.xz")
        began = time.monotonic()
        said = _checked(machine, f"{folder}/install.sh", target)
        row.said = f"{time.monotonic() - began:.0f} s, in “{PLACE}”"
        if program not in said:
            raise RuntimeError(said)
    with rows.trial("archive: `notesapp selftest` under LANG=C", suite) as row:
        done = machine.as_person(program, "selftest", LANG="C")
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        row.said = "passes, both engines play"
    for engine, words in (("vlc", "VLC that is packed with it"), ("qt", "Qt")):
        with rows.trial(f"archive: every kind of audio is heard, engine {words}", suite) as row:
            row.said = hear_all(machine, given.sound, program, engine)
    with rows.trial("archive: the window opens", suite) as row:
        machine.start(program, "--demo", DISPLAY=desk.display, LANG="C.UTF-8", **given.sound.inside)
        desk.window("Show Notes")
        time.sleep(4)
        desk.picture(given.pictures / f"{suite}-archive.png")
        row.said = "yes"
    with rows.trial("archive: installed again while it runs", suite) as row:
        done = machine.as_person(f"{folder}/install.sh", target)
        if done.returncode != 1 or "running" not in done.stderr:
            raise RuntimeError(done.stderr or "it did not notice")
        row.said = f"“{done.stderr.strip()}”"
    machine.kill("notesapp")
    with rows.trial("archive: installed over itself", suite) as row:
        _checked(machine, f"{folder}/install.sh", target)
        _checked(machine, program, "--version")
        row.said = "starts"
    with rows.trial("archive: `uninstall.sh`", suite) as row:
        entry = machine.home / PLACE / f"share/applications/{APP_ID}.desktop"
        if f"{PLACE}/bin/notesapp" not in entry.read_text("utf-8"):
            raise RuntimeError("the menu's entry does not name the program")
        said = _checked(machine, f"{target}/lib/notesapp/uninstall.sh")
        left = [str(p.relative_to(machine.home)) for p in (machine.home / PLACE).rglob("*")]
        if [one for one in left if "mime" not in one and "applications" not in one]:
            raise RuntimeError(f"left: {left[:4]}")
        if ".config/notesapp" not in said:
            raise RuntimeError("it does not say where the settings are")
        row.said = "nothing left; it says where settings are"


def _checked(machine: Machine, *words: str) -> str:
    done = machine.as_person(*words, LANG="C.UTF-8")
    if done.returncode:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout
