"""Spelling with Hunspell, in a process of its own."""
