"""Makes the bundle: PyInstaller's folder, looked through and tried before anybody packs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building.audit import Findings, audit
from building.release import COMMAND, ROOT, Release

__all__ = ["Bundle", "build_bundle", "measure"]

SPEC = ROOT / "packaging" / "notesapp.spec"
TRIAL_S = 300


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle; ``bytes`` counts each file once, as on the disk of who installs it."""

    folder: Path
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
    if not naive:
        say("Looking for what every library needs …")
        findings = audit(folder)
        if findings.trouble:
            raise SystemExit(f"build.py: {findings.trouble}")
        say("Trying it: notesapp selftest …")
        try_bundle(folder)
    target = work / name
    shutil.rmtree(target, ignore_errors=True)
    made.rename(target)
    files, size = measure(target / COMMAND)
    say(f"Bundle: {size / 1e6:.0f} MB in {files} files.")
    return Bundle(target / COMMAND, files, size, findings)


def try_bundle(folder: Path) -> str:
    """Run the self test inside; returns what it said. Raises SystemExit where it finds anything.

    With nothing of this machine in the environment, and where no checkout is beside it.
    """
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder)}
    line = [str(folder / COMMAND), "selftest"]
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
