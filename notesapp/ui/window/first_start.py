"""What is open when the program is started for the first time."""

from __future__ import annotations

from notesapp.storage.settings_file import SettingsFile

ROOMY_PX = 1440


def begin_plain(screen_px: int, settings: SettingsFile) -> None:
    """On a small screen only the text, the overview and the outline; the rest is a key away."""
    if screen_px < ROOMY_PX:
        settings.prefer("look.panel", False)
        settings.prefer("look.waveform", False)
