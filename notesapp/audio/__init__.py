"""Facts about audio files that need no playing: kind, length, size."""
