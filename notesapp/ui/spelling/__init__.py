"""Spelling in the notes."""
