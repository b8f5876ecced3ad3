"""The one door to the disk: atomic writes, note files, settings and window state."""
