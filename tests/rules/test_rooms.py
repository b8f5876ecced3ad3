"""The packages of the window's layer stand on each other in one order (docs/adr/0012)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.rules.source_files import PACKAGE, python_files, tree_of

UI = PACKAGE / "ui"
GROUND = ("kit", "text", "waveform", "transport", "panels", "window", "sound", "files")
TOP = ("episode",)


def rooms() -> list[str]:
    return sorted(p.name for p in UI.iterdir() if (p / "__init__.py").exists())


def imported_rooms(path: Path) -> set[str]:
    """Packages of ``ui`` that a module needs to run; what only the type check reads is left out."""
    tree = tree_of(path)
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    names = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in skipped
    ]
    return {name.split(".")[2] for name in names if name.startswith("notesapp.ui.")}


def allowed(room: str) -> set[str]:
    """What a package may import: the ground below it; a feature only the ground; the top all."""
    if room in TOP:
        return set(rooms())
    if room in GROUND:
        return set(GROUND[: GROUND.index(room) + 1])
    return {*GROUND, SHARED, room}


SHARED = "segments"  # stamping and applying edits, which other features ask for


@pytest.mark.parametrize("room", rooms())
def test_a_room_stands_on_those_below_it(room: str) -> None:
    found = {
        f"{path.relative_to(UI)}: {other}"
        for path in python_files(UI / room)
        for other in imported_rooms(path) - allowed(room)
    }
    assert not found, "\n".join(sorted(found))
