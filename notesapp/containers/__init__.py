"""Chapters inside audio files: reading them, and writing them into a proven copy."""
