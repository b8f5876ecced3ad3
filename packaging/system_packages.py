"""Which Debian and Ubuntu packages a start needs, and which of them are missing.

Standard library only: `dev.py` runs this before anything is installed.
"""

from __future__ import annotations

import ctypes
import importlib.util
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

LINUX = sys.platform.startswith("linux")
VLC_PLUGINS = (
    "usr/lib/*/vlc/plugins/codec/libavcodec_plugin.so",
    "usr/lib*/vlc/plugins/codec/libavcodec_plugin.so",
    "usr/local/lib/vlc/plugins/codec/libavcodec_plugin.so",
)


@dataclass(frozen=True)
class SystemPackage:
    """One Debian package, and what shows that it is installed.

    ``group`` is "venv", "qt" (any Qt program, also without a display), "window" (a real window)
    or "vlc", or "ear" (what the tests listen with) or "desk" (what else of a desktop they use:
    a session bus, a dictionary, a screen and a keyboard) or "readers" (other people's programs
    that read what we write) or "build" (what packages are made with, and the libraries whose
    licence texts wheels do not carry) or "try" (clean machines, and pictures of their window).
    ``renamed`` is the name since Debian 13 and Ubuntu 24.04, where it differs.
    """

    name: str
    group: str
    soname: str = ""
    renamed: str = ""
    program: str = ""
    file: str = ""

    def is_installed(self) -> bool:
        """Look for the thing itself, so that other distributions pass too."""
        if self.group == "venv":
            return importlib.util.find_spec("ensurepip") is not None
        if self.file:
            return Path("/", self.file).exists()
        if self.program:
            return shutil.which(self.program) is not None
        if not self.soname:
            return any(next(Path("/").glob(pattern), None) for pattern in VLC_PLUGINS)
        try:
            ctypes.CDLL(self.soname)
        except OSError:
            return False
        return True


SYSTEM_PACKAGES = (
    SystemPackage(f"python3.{sys.version_info[1]}-venv", "venv"),
    SystemPackage("libgl1", "qt", "libGL.so.1"),
    SystemPackage("libegl1", "qt", "libEGL.so.1"),
    SystemPackage("libglib2.0-0", "qt", "libglib-2.0.so.0", renamed="libglib2.0-0t64"),
    SystemPackage("libdbus-1-3", "qt", "libdbus-1.so.3"),
    SystemPackage("libxkbcommon0", "qt", "libxkbcommon.so.0"),
    SystemPackage("libfontconfig1", "qt", "libfontconfig.so.1"),
    SystemPackage("libpulse0", "qt", "libpulse.so.0"),
    SystemPackage("libxrandr2", "qt", "libXrandr.so.2"),
    SystemPackage("libgssapi-krb5-2", "qt", "libgssapi_krb5.so.2"),
    SystemPackage("libvlc5", "vlc", "libvlc.so.5"),
    SystemPackage("vlc-plugin-base", "vlc"),
    SystemPackage("pulseaudio", "ear", program="pulseaudio"),
    SystemPackage("pulseaudio-utils", "ear", program="parec"),
    SystemPackage("dbus-daemon", "desk", program="dbus-daemon"),
    SystemPackage("dbus-bin", "desk", program="dbus-monitor"),
    SystemPackage("libglib2.0-bin", "desk", program="gdbus"),
    SystemPackage("xvfb", "desk", program="Xvfb"),
    SystemPackage("openbox", "desk", program="openbox"),
    SystemPackage("xdotool", "desk", program="xdotool"),
    SystemPackage("hunspell-en-us", "desk", file="usr/share/hunspell/en_US.dic"),
    SystemPackage("ffmpeg", "readers", program="ffprobe"),
    SystemPackage("mpv", "readers", program="mpv"),
    SystemPackage("mkvtoolnix", "readers", program="mkvextract"),
    SystemPackage("mediainfo", "readers", program="mediainfo"),
    SystemPackage("kid3-cli", "readers", program="kid3-cli"),
    SystemPackage("libimage-exiftool-perl", "readers", program="exiftool"),
    SystemPackage("cuetools", "readers", program="cueprint"),
    SystemPackage("flac", "readers", program="metaflac"),
    SystemPackage("vorbis-tools", "readers", program="vorbiscomment"),
    SystemPackage("opus-tools", "readers", program="opusinfo"),
    SystemPackage("mp3val", "readers", program="mp3val"),
    SystemPackage("libxml2-utils", "readers", program="xmllint"),
    SystemPackage("tidy", "readers", program="tidy"),
    SystemPackage("atomicparsley", "readers", program="AtomicParsley"),
    SystemPackage("nodejs", "readers", program="node"),
    SystemPackage("npm", "readers", program="npm"),
    SystemPackage("debootstrap", "try", program="debootstrap"),
    SystemPackage("imagemagick", "try", program="import"),
    SystemPackage("binutils", "build", program="strip"),
    SystemPackage("libvpl2", "build", "libvpl.so.2"),
    SystemPackage("libopencore-amrnb0", "build", "libopencore-amrnb.so.0"),
    SystemPackage("libqt6core6", "build", "libQt6Core.so.6", renamed="libqt6core6t64"),
    SystemPackage("libx11-xcb1", "window", "libX11-xcb.so.1"),
    SystemPackage("libxcb-cursor0", "window", "libxcb-cursor.so.0"),
    SystemPackage("libxcb-icccm4", "window", "libxcb-icccm.so.4"),
    SystemPackage("libxcb-image0", "window", "libxcb-image.so.0"),
    SystemPackage("libxcb-keysyms1", "window", "libxcb-keysyms.so.1"),
    SystemPackage("libxcb-render-util0", "window", "libxcb-render-util.so.0"),
    SystemPackage("libxcb-shape0", "window", "libxcb-shape.so.0"),
    SystemPackage("libxcb-util1", "window", "libxcb-util.so.1"),
    SystemPackage("libxcb-xkb1", "window", "libxcb-xkb.so.1"),
    SystemPackage("libxkbcommon-x11-0", "window", "libxkbcommon-x11.so.0"),
    SystemPackage("libwayland-client0", "window", "libwayland-client.so.0"),
    SystemPackage("libwayland-cursor0", "window", "libwayland-cursor.so.0"),
    SystemPackage("libwayland-egl1", "window", "libwayland-egl.so.1"),
)


def missing(groups: tuple[str, ...]) -> tuple[SystemPackage, ...]:
    """List the packages of these groups that are not there; only Linux needs any."""
    if not LINUX:
        return ()
    return tuple(p for p in SYSTEM_PACKAGES if p.group in groups and not p.is_installed())


def is_after_renaming() -> bool:
    """Whether this Debian or Ubuntu has the package names with t64."""
    try:
        release = platform.freedesktop_os_release()
        version = float(release.get("VERSION_ID", "99"))
    except (OSError, ValueError):
        return True
    return version >= (24.04 if release.get("ID") == "ubuntu" else 13)


def install_line(packages: tuple[SystemPackage, ...]) -> list[str]:
    """Give the apt-get command for these packages on this machine."""
    renamed = is_after_renaming()
    names = [p.renamed if renamed and p.renamed else p.name for p in packages]
    return ["apt-get", "install", "-y", "--no-install-recommends", *names]
