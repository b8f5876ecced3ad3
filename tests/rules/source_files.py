"""The project's own files, as the rules see them."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "notesapp"
NOT_OURS = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "__pycache__",
    "build",
    "dist",
}


def python_files(*folders: Path) -> list[Path]:
    """List every Python file under the folders."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if NOT_OURS.isdisjoint(path.relative_to(folder).parts)
    )


def tracked_files() -> list[Path]:
    """List what is committed; without git, what is not generated."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
        names = done.stdout.decode().split("\0") if done.returncode == 0 else []
    except OSError:
        names = []
    if names:
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not any(
            part in NOT_OURS or part.endswith(".egg-info") for part in path.relative_to(ROOT).parts
        )
    ]


def module_name(path: Path, root: Path = ROOT) -> str:
    """Give the dotted name under which a file is imported."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def where(path: Path) -> str:
    """Give the short name of a file for a message."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def tree_of(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def called_name(call: ast.Call) -> str:
    """Give the last part of what is called: ``open`` for ``io.open(...)``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def owner_name(call: ast.Call) -> str:
    """Give the plain name before the dot: ``io`` for ``io.open(...)``."""
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return call.func.value.id
    return ""
