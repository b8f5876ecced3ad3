"""Which of the bundle's libraries a Debian machine brings itself, by package.

All of these are in Debian 12 and 13 and in Ubuntu 24.04 under these names, or provided under them
(the packages renamed with t64 say so), and have kept their sonames: so the system's security
updates reach them. What is not here changes its soname between releases, or is in no release,
and stays in the bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["ALWAYS", "LIBRARIES", "packages_of"]

# What no bundle carries, because it belongs to the machine's drivers (building/audit.py).
ALWAYS = (
    *("libc6 (>= 2.36)", "libegl1", "libgl1", "libdrm2", "libxcb1"),
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
)

LIBRARIES = {
    "libglib2.0-0": r"lib(glib|gthread)-2\.0\.so\.0",
    "libdbus-1-3": r"libdbus-1\.so\.3",
    "libfontconfig1": r"libfontconfig\.so\.1",
    "libfreetype6": r"libfreetype\.so\.6",
    "libx11-6": r"libX11\.so\.6",
    "libx11-xcb1": r"libX11-xcb\.so\.1",
    "libxau6": r"libXau\.so\.6",
    "libxdmcp6": r"libXdmcp\.so\.6",
    "libxext6": r"libXext\.so\.6",
    "libxrender1": r"libXrender\.so\.1",
    "libxrandr2": r"libXrandr\.so\.2",
    "libsm6": r"libSM\.so\.6",
    "libice6": r"libICE\.so\.6",
    "libxkbcommon0": r"libxkbcommon\.so\.0",
    "libxkbcommon-x11-0": r"libxkbcommon-x11\.so\.0",
    "libxcb-cursor0": r"libxcb-cursor\.so\.0",
    "libxcb-icccm4": r"libxcb-icccm\.so\.4",
    "libxcb-image0": r"libxcb-image\.so\.0",
    "libxcb-keysyms1": r"libxcb-keysyms\.so\.1",
    "libxcb-randr0": r"libxcb-randr\.so\.0",
    "libxcb-render0": r"libxcb-render\.so\.0",
    "libxcb-render-util0": r"libxcb-render-util\.so\.0",
    "libxcb-shape0": r"libxcb-shape\.so\.0",
    "libxcb-shm0": r"libxcb-shm\.so\.0",
    "libxcb-sync1": r"libxcb-sync\.so\.1",
    "libxcb-util1": r"libxcb-util\.so\.1",
    "libxcb-xfixes0": r"libxcb-xfixes\.so\.0",
    "libxcb-xkb1": r"libxcb-xkb\.so\.1",
    "libpulse0": r"libpulse(common-[\d.]+)?\.so(\.0)?",
    "libcups2": r"libcups\.so\.2",
    "libgssapi-krb5-2": r"libgssapi_krb5\.so\.2",
    "libkrb5-3": r"libkrb5\.so\.3",
    "libk5crypto3": r"libk5crypto\.so\.3",
    "libkrb5support0": r"libkrb5support\.so\.0",
    "libcom-err2": r"libcom_err\.so\.2",
    "libkeyutils1": r"libkeyutils\.so\.1",
    "libsystemd0": r"libsystemd\.so\.0",
    "libssl3": r"lib(ssl|crypto)\.so\.3",
    "zlib1g": r"libz\.so\.1",
    "libzstd1": r"libzstd\.so\.1",
    "liblzma5": r"liblzma\.so\.5",
    "libbz2-1.0": r"libbz2\.so\.1(\.0)?",
    "libexpat1": r"libexpat\.so\.1",
    "libpng16-16": r"libpng16\.so\.16",
    "libbrotli1": r"libbrotli(common|dec)\.so\.1",
    "libuuid1": r"libuuid\.so\.1",
    "libffi8": r"libffi\.so\.8",
    "libpcre2-8-0": r"libpcre2-8\.so\.0",
    "libstdc++6": r"libstdc\+\+\.so\.6",
    "libgcc-s1": r"libgcc_s\.so\.1",
}


def packages_of(names: Iterable[str]) -> dict[str, str]:
    """For each file name that Debian brings: the package. The others are not in it."""
    found = {}
    for name in names:
        for package, pattern in LIBRARIES.items():
            if re.fullmatch(pattern, name):
                found[name] = package
    return found
