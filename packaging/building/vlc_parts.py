"""libVLC as it is packed: the program decodes, libVLC only stretches and sounds.

What it is given is a WAV stream from memory, so of its plugins (300 and more in a distribution)
these few are enough, and FFmpeg is not among what they need. An output is chosen by libVLC.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["LIBRARIES", "PLUGINS", "vlc_binaries", "vlc_folder"]

LIBRARIES = ("libvlc.so.5", "libvlccore.so.9")
PLUGINS = (
    *("access/libimem", "stream_filter/libcache_read", "stream_filter/libprefetch"),
    *("demux/libwav", "codec/libaraw", "logger/libconsole_logger"),
    *("audio_filter/libaudio_format", "audio_filter/libscaletempo", "audio_filter/libgain"),
    *("audio_filter/libsimple_channel_mixer", "audio_filter/libtrivial_channel_mixer"),
    *("audio_filter/libspeex_resampler", "audio_filter/libugly_resampler"),
    *("audio_mixer/libfloat_mixer", "audio_mixer/libinteger_mixer"),
    *("audio_output/libpulse", "audio_output/libalsa", "audio_output/libadummy"),
)


def vlc_folder(root: Path = Path("/")) -> Path:
    """Where the building machine has libVLC's plugins. Raises SystemExit with what to install."""
    for pattern in ("usr/lib/*/vlc/plugins", "usr/lib*/vlc/plugins"):
        for found in sorted(root.glob(pattern)):
            return found.parent
    raise SystemExit("build.py: libVLC is not here. Install libvlc5 and vlc-plugin-base.")


def vlc_binaries(root: Path = Path("/")) -> list[tuple[str, str]]:
    """Pairs of file and folder in the bundle, for PyInstaller. Raises SystemExit for a missing one.

    libvlc_pulse lies beside the plugins, where the bundle's loader does not look.
    """
    folder = vlc_folder(root)
    pairs = [(folder.parent / name, ".") for name in LIBRARIES]
    pairs.append((folder / "libvlc_pulse.so.0", "."))
    for name in PLUGINS:
        plugin = folder / "plugins" / f"{name}_plugin.so"
        pairs.append((plugin, f"vlc/plugins/{plugin.parent.name}"))
    missing = [str(file) for file, _ in pairs if not file.exists()]
    if missing:
        raise SystemExit(f"build.py: libVLC lacks {', '.join(missing)}. Install vlc-plugin-base.")
    return [(str(file), place) for file, place in pairs]
