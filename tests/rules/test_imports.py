"""Who may import whom."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest

from tests.rules.source_files import PACKAGE, module_name, python_files, tree_of

ALWAYS = ("notesapp.__version__", "notesapp.errors")
BUNDLE = "notesapp.bundle"
ANY = ("*",)


@dataclass(frozen=True)
class Layer:
    """Which modules belong to a layer, and what they may import besides the standard library."""

    modules: tuple[str, ...]
    ours: tuple[str, ...]
    third_party: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


# The first layer that has the module counts.
LAYERS = (
    Layer(("notesapp.core.header*",), ("notesapp.core*", *ALWAYS), ("ruamel",)),
    # A pattern that a person typed must be stoppable, which the standard library's is not.
    Layer(("notesapp.core.pattern",), ("notesapp.core*", *ALWAYS), ("regex",)),
    Layer(("notesapp.core", "notesapp.core.*"), ("notesapp.core*", *ALWAYS)),
    Layer(
        ("notesapp.formats", "notesapp.formats.*"),
        # The page's template is a resource.
        ("notesapp.formats*", "notesapp.core*", "notesapp.storage.resources", *ALWAYS),
        ("markdown", "nh3", "jinja2", "markupsafe", "defusedxml"),
    ),
    Layer(
        ("notesapp.containers", "notesapp.containers.*"),
        (
            *("notesapp.containers*", "notesapp.formats*", "notesapp.storage*", "notesapp.audio*"),
            *("notesapp.core*", *ALWAYS),
        ),
        ("mutagen",),
    ),
    # What a destination makes of the notes is made with the formats' parts.
    Layer(
        ("notesapp.destinations", "notesapp.destinations.*"),
        ("notesapp.destinations*", "notesapp.formats*", "notesapp.core*", *ALWAYS),
        ("nh3",),
    ),
    Layer(
        ("notesapp.checking", "notesapp.checking.*"),
        (
            *("notesapp.checking*", "notesapp.destinations*", "notesapp.formats*"),
            *("notesapp.containers*", "notesapp.audio*", "notesapp.core*", *ALWAYS),
        ),
    ),
    Layer(
        ("notesapp.publishing", "notesapp.publishing.*"),
        (
            *("notesapp.publishing*", "notesapp.checking*", "notesapp.destinations*"),
            *("notesapp.containers*", "notesapp.formats*", "notesapp.storage*", "notesapp.audio*"),
            *("notesapp.core*", *ALWAYS),
        ),
    ),
    # The only layer that opens a connection, and only when somebody asks for it.
    Layer(
        ("notesapp.web", "notesapp.web.*"),
        ("notesapp.web*", "notesapp.core*", *ALWAYS),
        ("urllib3", "certifi"),
    ),
    Layer(
        ("notesapp.importing", "notesapp.importing.*"),
        (
            *("notesapp.importing*", "notesapp.containers*", "notesapp.formats*"),
            *("notesapp.storage*", "notesapp.audio*", "notesapp.core*", *ALWAYS),
        ),
    ),
    Layer(
        ("notesapp.storage", "notesapp.storage.*"),
        # The settings file checks its values against the table of options.
        ("notesapp.storage*", "notesapp.core*", "notesapp.commands.options", BUNDLE, *ALWAYS),
    ),
    Layer(
        ("notesapp.audio", "notesapp.audio.*"),
        ("notesapp.audio*", *ALWAYS),
        ("mutagen", "av", "numpy"),
    ),
    Layer(("notesapp.player.qt_*",), ("notesapp.player*", "notesapp.core*", *ALWAYS), ("PySide6",)),
    Layer(("notesapp.player.libvlc",), ("notesapp.player.state", *ALWAYS), ("vlc",)),
    Layer(
        ("notesapp.player.vlc_*",),
        ("notesapp.player*", "notesapp.core*", *ALWAYS),
        ("vlc", "PySide6"),
    ),
    Layer(
        ("notesapp.player", "notesapp.player.*"),
        ("notesapp.player*", "notesapp.audio*", "notesapp.core*", *ALWAYS),
    ),
    Layer(
        ("notesapp.commands", "notesapp.commands.*"),
        ("notesapp.commands*", "notesapp.core*", *ALWAYS),
    ),
    Layer(
        ("notesapp.spelling", "notesapp.spelling.*"), ("notesapp.spelling*", *ALWAYS), ("hunspell",)
    ),
    Layer(
        ("notesapp.remote", "notesapp.remote.*"),
        ("notesapp.remote*", "notesapp.player.state", *ALWAYS),
        ("jeepney", "hid"),
    ),
    Layer(
        ("notesapp.ui", "notesapp.ui.*"),
        ANY,
        ("PySide6",),
        never=("notesapp.cli*", "notesapp.app*", "notesapp.__main__"),
    ),
    Layer(
        ("notesapp.cli*", "notesapp.selftest"),
        ANY,
        ANY,
        never=("PySide6*", "notesapp.ui*", "notesapp.app*"),
    ),
    Layer(("notesapp.app*",), ANY, ANY),
    Layer(("notesapp.__main__",), ("notesapp.app*", "notesapp.cli*", BUNDLE, *ALWAYS)),
    Layer(("notesapp", "notesapp.errors", BUNDLE), ("notesapp",)),
)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def layer_of(module: str) -> Layer | None:
    return next((layer for layer in LAYERS if matches(module, layer.modules)), None)


def imported(tree: ast.Module, module: str, is_package: bool) -> list[str]:
    """Every module an import names anywhere in the file, also late and by string."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module, is_package)
            names += [f"{base}.{alias.name}" for alias in node.names] if base else []
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__")
        ):
            names += [a.value for a in node.args[:1] if isinstance(a, ast.Constant)]
    return names


def absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    parts = module.split(".")
    upwards = node.level - (1 if is_package else 0)
    start = parts[: len(parts) - upwards] if node.level else []
    return ".".join([*start, *([node.module] if node.module else [])])


def is_allowed(name: str, layer: Layer) -> bool:
    root = name.split(".", 1)[0]
    if matches(name, layer.never):
        return False
    if root != "notesapp":
        return root in sys.stdlib_module_names or matches(root, layer.third_party)
    # `from notesapp.errors import NotesError` names the module and then the thing in it.
    holder = name.rpartition(".")[0]
    return matches(name, layer.ours) or (holder != "notesapp" and matches(holder, layer.ours))


def offences(source: str, module: str, is_package: bool = False) -> list[str]:
    layer = layer_of(module)
    if layer is None:
        return [f"{module} belongs to no layer; give it a row in LAYERS"]
    tree = ast.parse(source)
    return [
        f"{module} imports {name}"
        for name in imported(tree, module, is_package)
        if not is_allowed(name, layer)
    ]


def test_every_module_keeps_to_its_layer():
    found = []
    for path in python_files(PACKAGE):
        module = module_name(path)
        found += offences(ast.unparse(tree_of(path)), module, path.name == "__init__.py")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("notesapp.core.parser", "from PySide6.QtCore import QObject"),
        ("notesapp.core.parser", "import ruamel.yaml"),
        ("notesapp.core.parser", "from ..storage import files"),
        ("notesapp.core.parser", "def late():\n    import notesapp.formats.html"),
        ("notesapp.formats.html", "from notesapp.storage.atomic import write"),
        ("notesapp.formats.html", "from notesapp.importing.read_any import read_any"),
        ("notesapp.importing.read_any", "import mutagen"),
        ("notesapp.formats.html", "from notesapp import storage"),
        ("notesapp.storage.files", "from PySide6.QtCore import QSaveFile"),
        ("notesapp.storage.files", "from notesapp.commands.table import COMMANDS"),
        ("notesapp.audio.probe", "import importlib\nimportlib.import_module('PySide6.QtCore')"),
        ("notesapp.player.clock", "from PySide6.QtCore import QTimer"),
        ("notesapp.player.choose", "import vlc"),
        ("notesapp.player.qt_engine", "import vlc"),
        ("notesapp.commands.table", "from notesapp.ui.window import Window"),
        ("notesapp.ui.panels.preview", "import markdown"),
        ("notesapp.ui.window", "from notesapp.cli import main"),
        ("notesapp.ui.window", "import notesapp.app"),
        ("notesapp.cli", "def late():\n    from PySide6 import QtCore"),
        ("notesapp.cli", "from notesapp.ui import window"),
        ("notesapp.leftover", ""),
    ],
)
def test_the_rule_catches(module: str, source: str):
    assert offences(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("notesapp.core.header", "from ruamel.yaml import YAML"),
        (
            "notesapp.core.parser",
            "from .model import Notes\nfrom notesapp.errors import NotesError",
        ),
        ("notesapp.core", "from .model import Notes"),
        ("notesapp.formats.html", "import jinja2\nfrom notesapp.core import model"),
        ("notesapp.player.vlc_engine", "import vlc\nfrom PySide6.QtCore import QObject"),
        ("notesapp.ui.window", "from notesapp.formats import registry\nimport PySide6.QtGui"),
        ("notesapp.app", "import vlc\nfrom notesapp.ui import window\nimport notesapp.cli"),
        ("notesapp.cli", "from notesapp.storage import files"),
    ],
)
def test_the_rule_lets_pass(module: str, source: str):
    assert not offences(source, module, is_package=module == "notesapp.core")
