"""Everything that a bundle holds and whose it is: name, version, licence, files, licence texts.

Python packages say it in their metadata. Libraries that came from the building machine belong to
a Debian package. Libraries that wheels carry say only their name; ``wheel_libraries`` knows them.
"""

from __future__ import annotations

import importlib.metadata
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from building.elf import is_elf
from building.release import COMMAND, ROOT, Release
from building.wheel_libraries import COMMON, owner_of, texts_of

__all__ = ["Part", "parts_of"]

DOCUMENTS = Path("/usr/share/doc")
INSIDE = "_internal"
# What the metadata of a package says in other words than SPDX's, or not at all.
_LICENCES = {
    "chunspell": "MIT AND (GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1)",
    "defusedxml": "PSF-2.0",
    "jinja2": "BSD-3-Clause",
    "python-vlc": "LGPL-2.1-or-later",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of somebody's. ``licence`` is an SPDX expression, ``purl`` a package URL.

    ``files`` are places in the bundle; ``texts`` pairs of file name and content.
    """

    name: str
    version: str
    licence: str
    purl: str
    files: tuple[str, ...]
    texts: tuple[tuple[str, bytes], ...]


def parts_of(bundle: Path, release: Release, but: Sequence[str] = ()) -> tuple[Part, ...]:
    """All parts, the program first, then by name. Raises SystemExit for what nobody answers for.

    ``but`` are names at the top of the bundle that were added to it later.
    """
    places = {
        str(path.relative_to(bundle)): path
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.relative_to(bundle).parts[0] not in but
    }
    taken = set[str]()
    found = [*_python_packages(places, _modules(bundle / COMMAND)), *_wheel_libraries(places)]
    for part in found:
        taken.update(part.files)
    own = tuple(p for p in places if p == COMMAND or p.startswith(f"{INSIDE}/resources/"))
    taken.update(own)
    found += _from_debian(places, taken)
    for part in found:
        taken.update(part.files)
    left = sorted(set(places) - taken)
    if left:
        raise SystemExit(f"build.py: nobody answers for these files: {', '.join(left[:8])}.")
    unsaid = [part.name for part in found if not part.licence]
    if unsaid:
        raise SystemExit(f"build.py: the licence is not known of {', '.join(unsaid)}.")
    bare = [part.name for part in found if not part.texts]
    if bare:
        raise SystemExit(f"build.py: the licence's text is missing for {', '.join(bare)}.")
    licence = (("LICENSE", (ROOT / "LICENSE").read_bytes()),)
    program = Part(
        COMMAND,
        release.version,
        "GPL-3.0-or-later",
        f"pkg:generic/{COMMAND}@{release.version}",
        own,
        licence,
    )
    return (program, *sorted(found, key=lambda part: (part.name.lower(), part.version)))


def _modules(program: Path) -> frozenset[str]:
    """The packages and modules in the archive that PyInstaller appends to the program."""
    from PyInstaller.archive.readers import CArchiveReader

    archive = CArchiveReader(str(program))
    inner = next(name for name in archive.toc if name.startswith("PYZ"))
    return frozenset(name.split(".")[0] for name in archive.open_embedded_archive(inner).toc)


def _python_packages(places: dict[str, Path], modules: frozenset[str]) -> list[Part]:
    owners = importlib.metadata.packages_distributions()
    wanted = {name for module in modules for name in owners.get(module, ())} | {"pyinstaller"}
    by_name = {d.metadata["Name"]: d for d in importlib.metadata.distributions()}
    found = []
    for name, dist in sorted(by_name.items()):
        records = {f"{INSIDE}/{file}" for file in dist.files or ()}
        files = tuple(p for p in places if p in records and not _is_wheel_library(p))
        if files or name.lower() in {one.lower() for one in wanted}:
            found.append(_python_package(dist, files))
    known = set(sys.stdlib_module_names) | set(owners) | {"notesapp"}
    strange = sorted(m for m in modules if m not in known and not m.startswith(("_", "pyi")))
    if strange:
        raise SystemExit(f"build.py: nobody answers for these modules: {', '.join(strange)}.")
    return found


def _python_package(dist: importlib.metadata.Distribution, files: tuple[str, ...]) -> Part:
    name, version, meta = dist.metadata["Name"], dist.version, dist.metadata
    normal = re.sub(r"[-_.]+", "-", name).lower()
    said = next((meta[key] for key in ("License-Expression", "License") if meta[key]), "")
    licence = _LICENCES.get(normal, said)
    wanted = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)", re.IGNORECASE)
    texts = []
    for file in dist.files or ():
        path = Path(str(dist.locate_file(file)))
        is_own = ".dist-info" in str(file)
        if is_own and (wanted.search(path.name) or "/sboms/" in str(file)) and path.is_file():
            place = re.sub(r"^.*\.dist-info/(licenses/)?", "", str(file)).replace("/", "-")
            texts.append((place, path.read_bytes()))
    if not texts:
        texts = list(texts_of(licence))
    if normal.startswith("pyside6"):
        texts += _qt_notices()
    return Part(name, version, licence, f"pkg:pypi/{normal}@{version}", files, tuple(texts))


def _qt_notices() -> list[tuple[str, bytes]]:
    """What Qt itself is made of; the wheels do not say it, Debian's package of Qt does."""
    for folder in ("libqt6core6", "libqt6core6t64"):
        text = DOCUMENTS / folder / "copyright"
        if text.is_file():
            return [("qt-base-notices.txt", text.read_bytes())]
    raise SystemExit("build.py: Qt's notices are missing. Install libqt6core6.")


def _is_wheel_library(place: str) -> bool:
    return owner_of(Path(place).name) is not None and any(
        place.startswith(f"{INSIDE}/{folder}/")
        for folder in ("av.libs", "numpy.libs", "PySide6/Qt/lib")
    )


def _wheel_libraries(places: dict[str, Path]) -> list[Part]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for place in places:
        if not _is_wheel_library(place):
            continue
        name = Path(place).name
        owner = owner_of(name)
        assert owner is not None
        version = re.sub(r"^.*\.so\.?", "", name)
        if owner.name == "FFmpeg":
            version = ""
        carrier = place.split("/")[1].removesuffix(".libs")
        groups.setdefault((owner.name, version, carrier), []).append(place)
    found = []
    for (name, version, carrier), files in sorted(groups.items()):
        owner = owner_of(Path(files[0]).name)
        assert owner is not None
        licence = owner.licence
        if name == "FFmpeg" and carrier == "PySide6":
            licence = "LGPL-2.1-or-later"  # Qt builds it without x264 and x265
        full = f"{name} (in {carrier})"
        purl = f"pkg:generic/{name.lower()}" + (f"@{version}" if version else "")
        texts = texts_of(licence, owner.packages) if owner.packages else _own_texts(carrier)
        found.append(Part(full, version, licence, purl, tuple(files), tuple(texts)))
    return found


def _own_texts(carrier: str) -> list[tuple[str, bytes]]:
    """The licence of the wheel, where it speaks for the libraries that it carries."""
    dist = importlib.metadata.distribution(carrier)
    return [(n, text) for n, text in _python_package(dist, ()).texts if n == "LICENSE.txt"]


def _from_debian(places: dict[str, Path], taken: Iterable[str]) -> list[Part]:
    left = [p for p in places if p not in set(taken) and p.startswith(f"{INSIDE}/")]
    python = [p for p in left if "/lib-dynload/" in p or Path(p).name == "base_library.zip"]
    python += [p for p in left if Path(p).name.startswith("libpython")]
    python += [p for p in left if "/python3" in p and p not in python]
    libraries = [p for p in left if p not in python and is_elf(places[p])]
    groups: dict[str, list[str]] = {}
    owners = _owners(Path(p).name for p in libraries)
    for place in libraries:
        package = owners.get(Path(place).name)
        if package is not None:
            groups.setdefault(package, []).append(place)
    found = [_debian_part(package, files) for package, files in sorted(groups.items())]
    version = platform.python_version()
    texts = tuple(_texts(f"python{'.'.join(version.split('.')[:2])}")) or texts_of("PSF-2.0")
    purl = f"pkg:generic/cpython@{version}"
    return [*found, Part("CPython", version, "PSF-2.0", purl, tuple(python), tuple(texts))]


def _debian_part(package: str, files: list[str]) -> Part:
    line = ["dpkg-query", "-W", "-f", "${Version} ${source:Package}", package]
    version, source = subprocess.run(
        line, capture_output=True, text=True, check=True
    ).stdout.split()
    texts = tuple(_texts(package.split(":")[0]))
    named = {word for _, text in texts for word in _licences_in(text.decode("utf-8", "replace"))}
    licence = f"LicenseRef-debian-{source}"
    more = tuple(pair for name in sorted(named) for pair in texts_of(name))
    purl = f"pkg:deb/debian/{package.split(':')[0]}@{version}"
    return Part(package.split(":")[0], version, licence, purl, tuple(files), texts + more)


def _texts(package: str) -> list[tuple[str, bytes]]:
    path = DOCUMENTS / package / "copyright"
    return [("copyright", path.read_bytes())] if path.is_file() else []


def _licences_in(text: str) -> set[str]:
    """The licences whose text a copyright file only refers to, as Debian keeps one copy of each."""
    return {name for name, file in COMMON.items() if f"common-licenses/{file}" in text}


def _owners(names: Iterable[str]) -> dict[str, str]:
    """Which installed package each library is of, by file name."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    line = ["dpkg-query", "-S", *(f"*/{name}" for name in wanted)]
    done = subprocess.run(line, capture_output=True, text=True)
    found: dict[str, str] = {}
    for row in done.stdout.splitlines():
        package, _, path = row.partition(": ")
        if re.match(r"(/usr)?/lib/", path) and "," not in package:
            found.setdefault(Path(path).name, package)
    return found
