"""Small files, named after what they do."""

from __future__ import annotations

from pathlib import Path

from tests.rules.source_files import PACKAGE, ROOT, python_files, where

LIMIT = 400
VAGUE = ("util", "utils", "helper", "helpers", "manager", "managers", "misc", "common")


def too_long(path: Path) -> bool:
    return len(path.read_text("utf-8").splitlines()) > LIMIT


def vaguely_named(path: Path) -> bool:
    return not set(path.stem.lower().split("_")).isdisjoint(VAGUE)


def checked_files() -> list[Path]:
    return python_files(PACKAGE, ROOT / "tests", ROOT / "packaging")


def test_no_file_is_over_the_limit():
    found = [where(path) for path in checked_files() if too_long(path)]
    assert not found, f"over {LIMIT} lines: {found}"


def test_no_file_has_a_name_that_takes_everything():
    found = [where(path) for path in checked_files() if vaguely_named(path)]
    assert not found, f"say what it does instead: {found}"


def test_the_rules_catch(tmp_path: Path):
    path = tmp_path / "window_manager.py"
    path.write_text("\n" * (LIMIT + 1), "utf-8")
    assert too_long(path)
    assert vaguely_named(path)
    path.write_text("\n" * LIMIT, "utf-8")
    assert not too_long(path)
    assert not vaguely_named(tmp_path / "commonmark.py")
