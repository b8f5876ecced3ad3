"""Makes the bundle: PyInstaller's folder, looked through and tried before anybody packs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building.audit import Findings, audit
from building.elf import read_library
from building.licences import FOLDER, write_licences
from building.parts import Part, parts_of
from building.release import COMMAND, ROOT, Release
from building.sbom import LIST, sbom

__all__ = ["Bundle", "build_bundle", "measure"]

SPEC = ROOT / "packaging" / "notesapp.spec"
TRIAL_S = 300
STRIPPED = ("av", "hunspell", "markupsafe", "nh3", "numpy", "regex")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle; ``bytes`` counts each file once, as on the disk of who installs it."""

    folder: Path
    parts: tuple[Part, ...]
    files: int
    bytes: int
    findings: Findings


def build_bundle(
    release: Release, work: Path, say: Callable[[str], None], *, naive: bool = False
) -> Bundle:
    """Build, audit and try it below ``work``; raises SystemExit with one sentence.

    ``naive`` leaves all that PyInstaller collects, to compare with; it is neither audited nor
    tried. The bundle of before stays until the new one has passed.
    """
    name = "naive" if naive else "bundle"
    made = work / f"{name}-new"
    shutil.rmtree(made, ignore_errors=True)
    say("Building with PyInstaller (about half a minute) …")
    _run_pyinstaller(release, work, made, naive=naive)
    folder = made / COMMAND
    findings = Findings(0, (), (), (), (0, 0))
    parts: tuple[Part, ...] = ()
    if not naive:
        _strip(folder)
        say("Looking for what every library needs …")
        findings = audit(folder)
        if findings.trouble:
            raise SystemExit(f"build.py: {findings.trouble}")
        say("Writing what is inside, and under which licences …")
        parts = parts_of(folder, release)
        list_ = sbom(parts, release, folder)
        write_licences(parts, folder / FOLDER)
        (folder / LIST).write_bytes(list_)
        say("Trying it: notesapp selftest …")
        try_bundle(folder)
    target = work / name
    shutil.rmtree(target, ignore_errors=True)
    made.rename(target)
    files, size = measure(target / COMMAND)
    say(f"Bundle: {size / 1e6:.0f} MB in {files} files.")
    return Bundle(target / COMMAND, parts, files, size, findings)


def try_bundle(folder: Path) -> str:
    """Run the self test inside; returns what it said. Raises SystemExit where it finds anything.

    With nothing of this machine in the environment, and where no checkout is beside it.
    """
    line = [str(folder / COMMAND), "selftest"]
    with tempfile.TemporaryDirectory() as home:  # the sound server's client writes there
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": home}
        done = subprocess.run(
            line, env=environment, cwd="/", capture_output=True, text=True, timeout=TRIAL_S
        )
    if done.returncode:
        raise SystemExit(f"build.py: the bundle's self test failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def measure(folder: Path) -> tuple[int, int]:
    """How many files a folder has, and their bytes; links are not followed."""
    sizes = [path.lstat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _strip(folder: Path) -> None:
    """Take the symbols out of Python's modules; of PyAV's they are two thirds.

    Of modules only: wheels' libraries were rewritten once already. What one needs must stay.
    """
    modules = [path for name in STRIPPED for path in (folder / "_internal" / name).rglob("*.so*")]
    for path in sorted(modules):
        before = read_library(path)
        line = ["strip", "--strip-unneeded", "--preserve-dates", str(path)]
        done = subprocess.run(line, capture_output=True, text=True)
        if done.returncode or read_library(path) != before:
            raise SystemExit(f"build.py: strip has harmed {path.name}. {done.stderr.strip()}")


def _run_pyinstaller(release: Release, work: Path, made: Path, *, naive: bool) -> None:
    line = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    line += ["--distpath", str(made), "--workpath", str(work / "pyinstaller"), str(SPEC)]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": str(release.epoch),
        "PYINSTALLER_CONFIG_DIR": str(work / "pyinstaller-kept"),
        "NOTESAPP_NAIVE": "1" if naive else "",
        "QT_QPA_PLATFORM": "offscreen",
    }
    work.mkdir(parents=True, exist_ok=True)
    log = work / "pyinstaller.log"
    with log.open("wb") as file:
        code = subprocess.call(
            line, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
    if code:
        tail = "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:])
        raise SystemExit(f"build.py: PyInstaller ended with {code}:\n{tail}")
