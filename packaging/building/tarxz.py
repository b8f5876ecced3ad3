"""Makes the archive that one person installs without being root."""

from __future__ import annotations

import lzma
import shutil
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

from building.release import COMMAND, ROOT, TITLE, Release

__all__ = ["build_tarxz"]

SCRIPTS = ROOT / "packaging" / "linux" / "portable"
BLOCK = 1 << 20
README = """{title} {version}

To install it for yourself, without being root:

    ./install.sh

It goes to ~/.local (or, as ./install.sh FOLDER, elsewhere), into your menu and beside your
commands as "notesapp". Install a newer version in the same way: settings, open work and notes
stay. To remove it:

    ~/.local/lib/notesapp/uninstall.sh

It also runs from here, without being installed:  program/notesapp

It needs a 64-bit PC with glibc {glibc} or newer (Debian 12, Ubuntu 24.04, Fedora 37) and, as every
desktop has them, the libraries of the graphics driver. What is inside and under which licences
stands in program/licences.
"""


def build_tarxz(
    bundle: Path,
    desktop: Sequence[tuple[str, bytes]],
    glibc: tuple[int, int],
    release: Release,
    work: Path,
    out: Path,
    say: Callable[[str], None],
    *,
    quick: bool = False,
) -> Path:
    """Write ``notesapp-VERSION-linux-x86_64.tar.xz`` to ``out``. Raises OSError."""
    name = f"{COMMAND}-{release.version}-linux-x86_64"
    root = work / "tarxz" / name
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(bundle, root / "program", symlinks=True)
    for place, content in desktop:
        target = root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for script in ("install.sh", "uninstall.sh"):
        shutil.copyfile(SCRIPTS / script, root / script)
    words = README.format(title=TITLE, version=release.version, glibc=".".join(map(str, glibc)))
    (root / "README.txt").write_text(words, "utf-8")
    shutil.copyfile(ROOT / "CHANGELOG.md", root / "NEWS.md")
    target = out / f"{name}.tar.xz"
    say(f"Packing {target.name}" + ("" if quick else " (about two minutes)") + " …")
    out.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with (
        lzma.open(unfinished, "wb", preset=0 if quick else 6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in (root, *sorted(root.rglob("*"))):
            _add(tar, path, name + str(path)[len(str(root)) :], release.epoch)
    unfinished.replace(target)
    return target


def _add(tar: tarfile.TarFile, path: Path, place: str, epoch: int) -> None:
    """Add one entry with nothing of this machine in it: no owner, one time, two modes."""
    info = tar.gettarinfo(str(path), place)
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    info.mtime = epoch
    runs = path.name == COMMAND or path.suffix == ".sh"
    if not info.issym():
        info.mode = 0o755 if info.isdir() or runs else 0o644
    if info.isreg():
        info.type = tarfile.REGTYPE  # two names of one file are two files
        info.size = path.stat().st_size
        with path.open("rb") as file:
            tar.addfile(info, file)
    else:
        tar.addfile(info)
