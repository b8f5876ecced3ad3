"""A dictionary of a few words, made for tests."""

from __future__ import annotations

from pathlib import Path

AFFIXES = """SET UTF-8
TRY esianrtolcdugmphbyfvkwz
WORDCHARS '
SFX S Y 1
SFX S 0 s .
"""
WORDS = ("the", "word/S", "a", "is", "receive/S", "we", "write", "good")


def tiny_dictionary(folder: Path, name: str = "en_US") -> Path:
    """Write it; gives its path without an ending."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(AFFIXES, "utf-8")
    (folder / f"{name}.dic").write_text("\n".join((str(len(WORDS)), *WORDS, "")), "utf-8")
    return folder / name
