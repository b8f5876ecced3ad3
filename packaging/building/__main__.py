"""The builders' command line; ``packaging/build.py`` starts it in its environment."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from building.bundle import Bundle, build_bundle
from building.deb import build_deb
from building.desktop_files import desktop_files
from building.release import COMMAND, ROOT, Release, this_release
from building.sbom import LIST
from building.tarxz import build_tarxz

WORK = ROOT / "build" / "packages"
OUT = ROOT / "dist"
SUMS = "SHA256SUMS"
LINUX_KINDS = ("deb", "tarxz")


def main(arguments: list[str]) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    release = this_release()
    if options.command == "bundle":
        print(_bundle(release, WORK, naive=options.naive).folder)
        return 0
    kinds = LINUX_KINDS if options.command in ("all", "twice") else (options.command,)
    if options.command == "twice":
        return _twice(release, kinds)
    for path in make(kinds, release, WORK, OUT, quick=options.quick):
        print(path)
    return 0


def make(
    kinds: Sequence[str], release: Release, work: Path, out: Path, *, quick: bool = False
) -> list[Path]:
    """Build these packages with one bundle; the files, and the list of their sums."""
    bundle = _bundle(release, work)
    desktop = desktop_files(release)
    made = []
    if "deb" in kinds:
        made.append(
            build_deb(bundle.folder, desktop, bundle.parts, release, work, out, _say, quick=quick)
        )
    if "tarxz" in kinds:
        glibc = bundle.findings.glibc
        made.append(
            build_tarxz(bundle.folder, desktop, glibc, release, work, out, _say, quick=quick)
        )
    listed = out / f"{COMMAND}-{release.version}-linux-x86_64.{LIST}"
    shutil.copyfile(bundle.folder / LIST, listed)
    made.append(listed)
    _write_sums(out, made)
    for path in made:
        _say(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return [*made, out / SUMS]


def _bundle(release: Release, work: Path, *, naive: bool = False) -> Bundle:
    made = build_bundle(release, work, _say, naive=naive)
    if made.findings.libraries:
        _say(f"from the system: {', '.join(made.findings.from_the_system)}")
        wanted = ".".join(map(str, made.findings.glibc))
        _say(f"{made.findings.libraries} libraries; needs glibc {wanted} or newer.")
    return made


def _twice(release: Release, kinds: Sequence[str]) -> int:
    """Build two times and compare; 1 where a byte differs."""
    made = []
    for name in ("first", "second"):
        _say(f"The {name} time")
        out = WORK / "twice" / name
        shutil.rmtree(out, ignore_errors=True)
        made.append(make(kinds, release, WORK, out, quick=True))
    different = [
        first.name
        for first, second in zip(*made, strict=True)
        if first.read_bytes() != second.read_bytes()
    ]
    for name in different:
        _say(f"{name} differs.")
    if not different:
        _say(f"{len(made[0])} files, the same bytes twice.")
    return 1 if different else 0


def _write_sums(out: Path, made: Sequence[Path]) -> None:
    """Write the sums of what was made now, beside those of what is still there."""
    file = out / SUMS
    rows = {}
    if file.exists():
        for line in file.read_text("utf-8").splitlines():
            digest, _, name = line.partition("  ")
            if (out / name).exists():
                rows[name] = digest
    for path in made:
        rows[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    file.write_text("".join(f"{rows[name]}  {name}\n" for name in sorted(rows)), "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py")
    commands = parser.add_subparsers(dest="command", required=True)
    bundle = commands.add_parser("bundle", help="the folder that every package is made of")
    bundle.add_argument("--naive", action="store_true", help="untrimmed, to compare with")
    for name, words in (
        ("deb", "the package for Debian and Ubuntu"),
        ("tarxz", "the archive for any Linux desktop, installed without root"),
        ("all", "both, with checksums and the list of parts"),
        ("twice", "both two times, hardly packed, to see whether the bytes are the same"),
    ):
        one = commands.add_parser(name, help=words)
        one.add_argument("--quick", action="store_true", help="hardly packed: large, soon there")
    return parser


def _say(text: str) -> None:
    print(f"build.py: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
