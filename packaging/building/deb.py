"""Makes the Debian package from the bundle.

Debian Policy: binary control files (5.3), file modes (10.9), changelog and copyright (12.7, 12.5).
"""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from building.changes import debian_changelog
from building.debian_libraries import ALWAYS, packages_of
from building.elf import is_elf, read_library
from building.licences import FOLDER, copyright_file
from building.parts import Part
from building.reach import reached
from building.release import COMMAND, HOMEPAGE, MAINTAINER, ROOT, SUMMARY, Release
from building.sbom import LIST

__all__ = ["build_deb"]

RECOMMENDS = ("libvlc5", "vlc-plugin-base", "xdg-utils", "shared-mime-info", "fonts-dejavu-core")
LONG = (
    "Open the episode, listen, type questions and answers, and put the moment",
    "that sounds into the segment you write. Click any stamp to hear it again.",
    "Publish as Markdown, HTML, text for each platform, chapter files, and",
    "chapters in the audio.",
)


def build_deb(
    bundle: Path,
    desktop: Sequence[tuple[str, bytes]],
    parts: Sequence[Part],
    release: Release,
    work: Path,
    out: Path,
    say: Callable[[str], None],
    *,
    quick: bool = False,
) -> Path:
    """Write ``notesapp_VERSION_amd64.deb`` to ``out``. Raises SystemExit with one sentence.

    ``desktop`` are pairs of place below the prefix and content. ``quick`` hardly packs at all:
    for tests, where two minutes matter and size does not.
    """
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    program = root / "usr" / "lib" / COMMAND
    shutil.copytree(bundle, program, symlinks=True)
    packages = _leave_to_debian(program)
    documents = root / "usr/share/doc" / COMMAND
    documents.parent.mkdir(parents=True)
    shutil.move(program / FOLDER, documents / FOLDER)
    shutil.move(program / LIST, documents / LIST)
    stay = _what_stays(parts, program)
    _write(documents / "copyright", copyright_file(stay, f"/usr/share/doc/{COMMAND}/{FOLDER}"))
    _write(documents / "changelog.gz", _packed(debian_changelog(release)))
    _write(documents / "NEWS.md.gz", _packed((ROOT / "CHANGELOG.md").read_bytes()))
    for place, content in desktop:
        is_man = place.startswith("share/man/")
        name = f"usr/{place}.gz" if is_man else f"usr/{place}"
        _write(root / name, _packed(content) if is_man else content)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / COMMAND).symlink_to(f"../lib/{COMMAND}/{COMMAND}")
    overrides = ROOT / "packaging/linux/deb/lintian-overrides"
    if overrides.exists():
        _write(root / "usr/share/lintian/overrides" / COMMAND, overrides.read_bytes())
    _set_modes(root, program / COMMAND)
    _write(root / "DEBIAN/postrm", (ROOT / "packaging/linux/deb/postrm").read_bytes())
    (root / "DEBIAN/postrm").chmod(0o755)
    _write(root / "DEBIAN/md5sums", _sums(root))
    _write(root / "DEBIAN/control", _control(root, release, packages))
    _set_times(root, release.epoch)
    target = out / f"{COMMAND}_{release.version}_amd64.deb"
    say(f"Packing {target.name}" + ("" if quick else " (about two minutes)") + " …")
    out.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    packer = ["-Zxz", "-z0" if quick else "-z6"]
    line = ["dpkg-deb", "--root-owner-group", *packer, "--build", str(root), str(unfinished)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)}
    done = subprocess.run(line, env=environment, capture_output=True, text=True)
    if done.returncode:
        unfinished.unlink(missing_ok=True)
        raise SystemExit(f"build.py: dpkg-deb ended with {done.returncode}: {done.stderr.strip()}")
    unfinished.replace(target)
    return target


def _leave_to_debian(program: Path) -> list[str]:
    """Remove what packages bring, and what then nothing needs; the packages to depend on."""
    inside = program / "_internal"
    for name in ("vlc", "libvlc.so.5", "libvlccore.so.9", "libvlc_pulse.so.0"):
        path = inside / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    brought = packages_of(path.name for path in inside.iterdir())
    for name in brought:
        (inside / name).unlink()
    needs = {}
    for path in sorted(inside.rglob("*")):
        if path.is_file() and not path.is_symlink() and is_elf(path):
            needs[str(path.relative_to(inside))] = read_library(path).needed
    stays = reached(needs)
    for place in sorted(set(needs) - stays):
        (inside / place).unlink()
    for path in sorted(inside.rglob("*")):
        if path.is_symlink() and not path.exists():
            path.unlink()
    wanted = {name for place in stays for name in needs[place]}
    return sorted({package for name, package in brought.items() if name in wanted})


def _control(root: Path, release: Release, packages: list[str]) -> bytes:
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    lines = [
        f"Package: {COMMAND}",
        f"Version: {release.version}",
        "Architecture: amd64",
        f"Maintainer: {MAINTAINER}",
        f"Installed-Size: {kilobytes}",
        f"Depends: {', '.join([*ALWAYS, *packages])}",
        f"Recommends: {', '.join(RECOMMENDS)}",
        "Section: sound",
        "Priority: optional",
        f"Homepage: {HOMEPAGE}",
        f"Description: {SUMMARY[0].lower()}{SUMMARY[1:]}",
        *(f" {line}" for line in LONG),
    ]
    return ("\n".join(lines) + "\n").encode()


def _what_stays(parts: Sequence[Part], program: Path) -> list[Part]:
    """The parts of which the package still has a file, or which lie inside the program's own."""
    found = []
    for part in parts:
        files = tuple(file for file in part.files if (program / file).is_file())
        if files or not part.files:
            found.append(dataclasses.replace(part, files=files))
    return found


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _sums(root: Path) -> bytes:
    lines = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and inside.parts[0] != "DEBIAN":
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {inside}\n")
    return "".join(lines).encode()


def _set_modes(root: Path, program: Path) -> None:
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def _set_times(root: Path, epoch: int) -> None:
    for path in (root, *root.rglob("*")):
        os.utime(path, (epoch, epoch), follow_symlinks=False)
