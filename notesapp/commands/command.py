"""What a command is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from notesapp.commands.context import Context, Need


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    ``id`` is ``noun.verb``. ``keys`` are portable key sequences, the first is shown. ``section``
    numbers the groups of a menu. ``wording`` names the object as it is now. ``choices`` make a
    submenu whose entry is passed to the handler; ``option`` is the setting they choose. A command
    in FILLED has a submenu that its owner fills when it opens.
    ``text_keys`` count only while the caret is in the notes. ``group`` is the title of the submenu
    that holds it, where it is rarer than those around it.
    """

    id: str
    title: str
    menu: str
    section: int
    keys: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    checkable: bool = False
    wording: Callable[[Context], str] | None = None
    choices: tuple[tuple[str, str], ...] = ()
    option: str = ""
    tip: str = ""
    text_keys: tuple[str, ...] = ()
    group: str = ""
