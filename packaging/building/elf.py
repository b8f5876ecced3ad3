"""What a Linux library says of itself: its name, what it needs, how new a glibc it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Library", "is_elf", "read_library"]

_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Library:
    """``needed`` are sonames. ``glibc`` is the newest version asked for, (0, 0) for none."""

    soname: str
    needed: tuple[str, ...]
    glibc: tuple[int, int]
    search_paths: tuple[str, ...] = ()


def is_elf(path: Path) -> bool:
    """Whether a file is a Linux program or library. Raises OSError."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def read_library(path: Path) -> Library:
    """Read the dynamic section of one. Raises OSError, and ValueError where it has none to read."""
    from elftools.common.exceptions import ELFError
    from elftools.elf.dynamic import DynamicSection
    from elftools.elf.elffile import ELFFile
    from elftools.elf.gnuversions import GNUVerNeedSection

    soname, needed, paths, glibc = path.name, [], [], (0, 0)
    try:
        with path.open("rb") as file:
            for section in ELFFile(file).iter_sections():
                if isinstance(section, DynamicSection):
                    for tag in section.iter_tags():
                        if tag.entry.d_tag == "DT_NEEDED":
                            needed.append(str(tag.needed))
                        elif tag.entry.d_tag == "DT_SONAME":
                            soname = str(tag.soname)
                        elif tag.entry.d_tag in ("DT_RPATH", "DT_RUNPATH"):
                            said = getattr(tag, "runpath", "") or getattr(tag, "rpath", "")
                            paths += str(said).split(":")
                elif isinstance(section, GNUVerNeedSection):
                    for _, wanted in section.iter_versions():
                        for one in wanted:
                            found = _GLIBC.match(one.name)
                            if found:
                                glibc = max(glibc, (int(found[1]), int(found[2])))
    except ELFError as error:
        raise ValueError(f"{path}: {error}") from error
    return Library(soname, tuple(needed), glibc, tuple(paths))
