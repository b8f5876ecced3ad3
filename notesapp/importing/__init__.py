"""Anything that may be read in, from bytes to notes: chapters in audio, chapter files, notes."""
