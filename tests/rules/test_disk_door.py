"""Only ``storage`` writes to the disk."""

from __future__ import annotations

import ast
import re

import pytest

from tests.rules.source_files import (
    PACKAGE,
    called_name,
    owner_name,
    python_files,
    tree_of,
    where,
)

METHODS = {
    *("write_text", "write_bytes", "unlink", "mkdir", "rmdir", "rmtree", "touch", "chmod"),
    *("symlink_to", "hardlink_to", "makedirs", "copyfile", "copytree", "copy2"),
}
OF_MODULE = {
    "os": {"replace", "rename", "renames", "remove", "link", "symlink", "truncate", "utime"},
    "shutil": {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "rmtree"},
}
WRITING_MODE = re.compile(r"[rwaxbt+]{1,3}")
WRITERS = {
    *("QSaveFile", "QFile", "QTemporaryFile", "QTemporaryDir", "QSettings", "QLockFile"),
    *("QTextDocumentWriter", "QImageWriter", "tempfile", "sqlite3", "dbm", "shelve"),
}


def opens_for_writing(call: ast.Call) -> bool:
    """Whether a call named open has a mode that writes, or one that cannot be seen."""
    if called_name(call) not in ("open", "fdopen"):
        return False
    modes = [k.value for k in call.keywords if k.arg == "mode"] or call.args[:2]
    texts = [a.value for a in modes if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    hidden = any(k.arg == "mode" and not isinstance(k.value, ast.Constant) for k in call.keywords)
    flags = owner_name(call) == "os"
    return hidden or flags or any(WRITING_MODE.fullmatch(t) and set(t) & set("wax+") for t in texts)


def replaces_a_path(call: ast.Call) -> bool:
    """``path.replace(target)``: a text's ``replace`` has two arguments, a date's has names."""
    return called_name(call) in ("replace", "rename") and len(call.args) == 1 and not call.keywords


def offences(tree: ast.Module) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name, owner = called_name(node), owner_name(node)
            if (
                (name in METHODS and isinstance(node.func, ast.Attribute))
                or name in OF_MODULE.get(owner, ())
                or opens_for_writing(node)
                or replaces_a_path(node)
            ):
                found.append((node.lineno, ast.unparse(node.func)))
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            bad = names & (WRITERS | OF_MODULE.get(node.module or "", set()))
            bad |= {node.module} & WRITERS if node.module else set()
            found += [(node.lineno, name) for name in sorted(bad)]
        elif isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
            found += [(node.lineno, name) for name in sorted(names & WRITERS)]
        elif isinstance(node, ast.Attribute) and node.attr in WRITERS:
            found.append((node.lineno, node.attr))
    return found


def test_nothing_outside_storage_writes():
    outside = [p for p in python_files(PACKAGE) if PACKAGE / "storage" not in p.parents]
    found = [f"{where(p)}:{line} {name}" for p in outside for line, name in offences(tree_of(p))]
    assert not found, "go through notesapp.storage:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, mode=chosen)",
        "path.open('x')",
        "os.open(path, os.O_CREAT)",
        "path.write_text('a')",
        "path.write_bytes(b'a')",
        "path.unlink()",
        "path.mkdir(parents=True)",
        "path.replace(target)",
        "os.replace(a, b)",
        "shutil.copyfile(a, b)",
        "from shutil import move",
        "from PySide6.QtCore import QSaveFile",
        "QtCore.QSettings('a')",
        "import tempfile",
        "from tempfile import mkstemp",
    ],
)
def test_the_rule_catches(source: str):
    assert offences(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "open(path, 'rb')",
        "open(path)",
        "path.read_bytes()",
        "text.replace('a', 'b')",
        "date.replace(hour=0)",
        "dataclasses.replace(state, rate=2)",
        "webbrowser.open('about:blank')",
        "items.remove(3)",
    ],
)
def test_the_rule_lets_reading_pass(source: str):
    assert not offences(ast.parse(source))
