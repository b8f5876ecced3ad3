"""The program's command line as its own parser knows it, for the man page and the completions."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from types import ModuleType

from building.release import ROOT

__all__ = ["Command", "Option", "commands", "window_options"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option or place. A place has no ``names``; ``value`` is what stands for its value."""

    names: tuple[str, ...]
    value: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class Command:
    """One command with what it takes."""

    name: str
    help: str
    options: tuple[Option, ...]


def commands() -> tuple[Command, ...]:
    """Every command, in the order of ``notesapp --help``; those for the program itself are none."""
    parser = _cli()._commands().parser
    rows = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    words = {str(choice.dest): choice.help or "" for choice in rows._choices_actions}
    return tuple(
        Command(name, words[name], _options(found)) for name, found in rows.choices.items()
    )


def window_options() -> tuple[Option, ...]:
    """What ``notesapp`` takes where it opens a window."""
    return _options(_cli()._window_parser())


def _options(parser: argparse.ArgumentParser) -> tuple[Option, ...]:
    rows = []
    for action in parser._actions:
        names = tuple(action.option_strings)
        value = ""
        if action.nargs != 0:
            given = action.metavar or action.dest
            value = given if isinstance(given, str) else " ".join(given)
        rows.append(Option(names, value, action.help or "", action.required))
    return tuple(rows)


def _cli() -> ModuleType:
    sys.path.insert(0, str(ROOT))
    try:
        from notesapp import cli
    finally:
        sys.path.remove(str(ROOT))
    return cli
