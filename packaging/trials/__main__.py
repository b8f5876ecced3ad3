"""Builds the packages and tries them; ``packaging/dev.py package-test`` starts it."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from building.__main__ import OUT, WORK, make
from building.deb import build_deb
from building.desktop_files import desktop_files
from building.parts import parts_of
from building.release import COMMAND, ROOT, Release, this_release

from tests.ear.pulse import FRONT, Pulse
from trials.archive_trial import GivenArchive, try_archive
from trials.desk import SOCKETS, Desk
from trials.listening import INSIDE, Sound
from trials.machine import Machine, why_not
from trials.package_trial import Given, try_package
from trials.rows import Rows
from trials.tones import KINDS, make_tone

SUITES = ("bookworm", "trixie")
OLDER = "0.0.1"


def main(arguments: list[str]) -> int:
    """Build, make the machines, try; 1 where anything is short, 2 where nothing can be tried."""
    parser = argparse.ArgumentParser(prog="dev.py package-test")
    parser.add_argument("--suite", action="append", choices=SUITES, help="only this Debian")
    parser.add_argument("--quick", action="store_true", help="packages hardly packed: soon there")
    parser.add_argument("--table", type=Path, help="write what came of it as Markdown")
    parser.add_argument("--pictures", type=Path, default=WORK / "pictures", help="a folder")
    options = parser.parse_args(arguments)
    trouble = why_not()
    if trouble:
        _say(f"Packages can be tried in clean machines only where these can be made: {trouble}.")
        return 2
    release = this_release()
    given = WORK / "trial"
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir(parents=True)
    rows = Rows(_say)
    with rows.trial("built from the checkout", "here") as row:
        made = make(("deb", "tarxz"), release, WORK, OUT, quick=options.quick)
        row.said = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.0f} MB" for path in made[:2])
    if not rows.failed:
        newer, archive = (Path(shutil.copy(path, given)) for path in made[:2])
        older = _older(release, given)
        (given / "tones").mkdir()
        for kind in KINDS:
            make_tone(kind, given / "tones" / f"tone.{kind}")
        given.chmod(0o755)
        for suite in options.suite or SUITES:
            _try_in(suite, given, (older, newer, archive), rows, options.pictures)
    if options.table:
        options.table.write_text(rows.table(), "utf-8")
    print(rows.table())
    return 1 if rows.failed else 0


def _older(release: Release, given: Path) -> Path:
    """The same program as a version of before, to upgrade from."""
    bundle = WORK / "bundle" / COMMAND
    old = Release(OLDER, release.epoch)
    work, desktop = WORK / "older", desktop_files(old)
    parts = parts_of(bundle, old, but=("licences", "sbom.cdx.json"))
    return build_deb(bundle, desktop, parts, old, work, given, _say, quick=True)


def _try_in(
    suite: str, given: Path, files: tuple[Path, Path, Path], rows: Rows, pictures: Path
) -> None:
    older, newer, archive = files
    kept = ROOT / "build" / "machines"
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, Pulse() as pulse, Desk() as desk:
        server = Path(pulse.environment["PULSE_RUNTIME_PATH"])
        for folder in (server.parent, server):
            folder.chmod(0o755)  # the person in the machine is another one
        sound = Sound(pulse.environment, FRONT, given / "tones", Path(work))
        binds = {given: "/trial", server: INSIDE, SOCKETS: str(SOCKETS)}
        with Machine(suite, kept, binds, _say) as machine:
            try_package(Given(machine, desk, sound, rows, pictures, older, newer))
        with Machine(suite, kept, binds, _say) as machine:
            try_archive(GivenArchive(machine, desk, sound, rows, pictures, archive))


def _say(text: str) -> None:
    print(f"package-test: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
