"""The libraries that wheels carry, by file name, and where the texts of licences are found.

The wheels of PyAV, NumPy and PySide6 bring them under a name with a hash and without their
licences' texts. Those are taken from Debian's package of the same library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["COMMON", "Owner", "owner_of", "texts_of"]

COMMON_FOLDER = Path("/usr/share/common-licenses")
DOCUMENTS = Path("/usr/share/doc")
# SPDX's name of a licence, and Debian's file with its text.
COMMON = {
    "Apache-2.0": "Apache-2.0",
    "GPL-2.0-or-later": "GPL-2",
    "GPL-3.0-or-later": "GPL-3",
    "LGPL-2.0-or-later": "LGPL-2",
    "LGPL-2.1-or-later": "LGPL-2.1",
    "LGPL-3.0-or-later": "LGPL-3",
    "LGPL-3.0-only": "LGPL-3",
    "GPL-2.0-only": "GPL-2",
    "GPL-3.0-only": "GPL-3",
    "MPL-1.1": "MPL-1.1",
    "MPL-2.0": "MPL-2.0",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """A project. ``packages`` are patterns of Debian packages whose copyright file is its own;
    without any, the wheel's own licence speaks for the library too.
    """

    pattern: str
    name: str
    licence: str
    packages: tuple[str, ...]


_GNU = "LGPL-3.0-or-later OR GPL-2.0-or-later"
OWNERS = (
    Owner(
        r"lib(av(codec|device|filter|format|util)|swresample|swscale)\b",
        "FFmpeg",
        "GPL-3.0-or-later",
        ("libavutil*",),
    ),
    Owner(r"libx264\b", "x264", "GPL-2.0-or-later", ("libx264-*",)),
    Owner(r"libx265\b", "x265", "GPL-2.0-or-later", ("libx265-*",)),
    Owner(r"libSvtAv1Enc\b", "SVT-AV1", "BSD-3-Clause-Clear", ("libsvtav1enc*",)),
    Owner(r"libdav1d\b", "dav1d", "BSD-2-Clause", ("libdav1d*",)),
    Owner(r"libvpx\b", "libvpx", "BSD-3-Clause", ("libvpx[0-9]*",)),
    Owner(r"libvpl\b", "oneVPL", "MIT", ("libvpl2*",)),
    Owner(r"lib(webp|webpmux|sharpyuv)\b", "libwebp", "BSD-3-Clause", ("libwebp[0-9]*",)),
    Owner(r"libopus\b", "Opus", "BSD-3-Clause", ("libopus0",)),
    Owner(r"libmp3lame\b", "LAME", "LGPL-2.0-or-later", ("libmp3lame0",)),
    Owner(r"libopencore-amr(nb|wb)\b", "OpenCORE AMR", "Apache-2.0", ("libopencore-amrnb0",)),
    Owner(r"libgnutls\b", "GnuTLS", "LGPL-2.1-or-later", ("libgnutls30*",)),
    Owner(r"lib(nettle|hogweed)\b", "Nettle", _GNU, ("libnettle*",)),
    Owner(r"libgmp\b", "GMP", _GNU, ("libgmp10",)),
    Owner(r"libunistring\b", "libunistring", _GNU, ("libunistring*",)),
    Owner(r"libasound\b", "ALSA library", "LGPL-2.1-or-later", ("libasound2*",)),
    Owner(r"libdrm\b", "libdrm", "MIT", ("libdrm2",)),
    Owner(r"lib(xcb(-shape|-shm|-xfixes)?)-[0-9a-f]{8}", "XCB", "X11", ("libxcb1",)),
    Owner(r"libXau-[0-9a-f]{8}", "libXau", "MIT-open-group", ("libxau6",)),
    Owner(r"lib(scipy_)?openblas", "OpenBLAS", "BSD-3-Clause", ()),
    Owner(r"libgfortran\b", "GNU Fortran runtime", "GPL-3.0-or-later WITH GCC-exception-3.1", ()),
    Owner(r"libquadmath\b", "GNU quadmath", "LGPL-2.1-or-later", ()),
    Owner(r"libicu(data|i18n|uc)\b", "ICU", "Unicode-3.0", ("libicu[0-9][0-9]",)),
)


def owner_of(name: str) -> Owner | None:
    """Whose library a file name in a wheel is; None for one that is the wheel's project's own."""
    return next((owner for owner in OWNERS if re.match(owner.pattern, name)), None)


def texts_of(licence: str, packages: tuple[str, ...] = ()) -> list[tuple[str, bytes]]:
    """The texts for an SPDX expression: those of the packages, and each licence Debian keeps."""
    found: list[tuple[str, bytes]] = []
    for pattern in packages:
        for folder in sorted(DOCUMENTS.glob(pattern)):
            path = folder / "copyright"
            if path.is_file() and not found:
                found.append(("copyright", path.read_bytes()))
    text = found[0][1].decode("utf-8", "replace") if found else ""
    for name, file in COMMON.items():
        in_expression = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", licence)
        path = COMMON_FOLDER / file
        if (in_expression or f"common-licenses/{file}" in text) and path.is_file():
            pair = (f"{file}.txt", path.read_bytes())
            if pair not in found:
                found.append(pair)
    return found
