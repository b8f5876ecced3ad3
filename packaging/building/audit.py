"""Whether a finished bundle holds all that it needs, or leaves it to every desktop knowingly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from building.elf import is_elf, read_library

__all__ = ["FROM_THE_SYSTEM", "Findings", "audit"]

# What belongs to the kernel, the graphics driver or the C library of the machine, and would break
# in other versions than its own; each stands in the .deb's dependencies or in Debian's base.
FROM_THE_SYSTEM = (
    *("ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0"),
    *("librt.so.1", "libutil.so.1", "libresolv.so.2", "libmvec.so.1"),
    *("libGL.so.1", "libEGL.so.1", "libGLX.so.0", "libOpenGL.so.0", "libgbm.so.1", "libdrm.so.2"),
    *("libxcb.so.1", "libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1"),
)


@dataclass(frozen=True, slots=True)
class Findings:
    """``missing`` and ``dangling`` must be empty; ``from_the_system`` says who wants it."""

    libraries: int
    missing: tuple[str, ...]
    dangling: tuple[str, ...]
    from_the_system: tuple[str, ...]
    glibc: tuple[int, int]

    @property
    def trouble(self) -> str:
        """One sentence, empty where nothing is wrong."""
        if self.missing:
            return f"Not in the bundle, nor on every desktop: {'; '.join(self.missing)}."
        if self.dangling:
            return f"Links in the bundle that lead nowhere: {', '.join(self.dangling)}."
        return ""


def audit(bundle: Path) -> Findings:
    """Look at every program and library of a bundle folder. Raises OSError, ValueError."""
    files = sorted(path for path in bundle.rglob("*") if path.is_symlink() or path.is_file())
    dangling = [str(path.relative_to(bundle)) for path in files if not path.exists()]
    have = {path.name for path in files if path.exists()}
    missing, system, glibc, count = set[str](), set[str](), (0, 0), 0
    for path in files:
        if path.is_symlink() or not is_elf(path):
            continue
        count += 1
        library = read_library(path)
        glibc = max(glibc, library.glibc)
        for name in library.needed:
            if name in have:
                continue
            if name in FROM_THE_SYSTEM:
                system.add(name)
            else:
                missing.add(f"{name} for {path.relative_to(bundle)}")
    return Findings(
        count, tuple(sorted(missing)), tuple(sorted(dangling)), tuple(sorted(system)), glibc
    )
