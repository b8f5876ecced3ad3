"""What Enter does inside a list. Keystrokes: they look at a few lines, not at parsed notes."""

from __future__ import annotations

import re

from notesapp.core.edits.base import Edits, Position, TextEdit, insertion
from notesapp.core.edits.segments import enter_place
from notesapp.core.lines import LineKind, classify

_BLANKS = " \t\u00a0"
_ITEM = re.compile(
    rf"(?P<before>[{_BLANKS}]*(?:>[{_BLANKS}]*)*)"
    r"(?P<mark>[-*+•]|(?P<number>\d{1,3})(?P<close>[.)]))"
    rf"(?P<gap>[{_BLANKS}]+)(?P<box>\[[ xX]\](?:[{_BLANKS}]+|$))?"
)
_LARGEST = 999


def enter_in_list(text: str, place: Position, *, above: str = "", below: str = "") -> Edits:
    """What Enter does in a list item, as one step; nothing where it is a plain line break.

    ``above`` is the nearest line over it that is not blank, ``below`` the line under it. The next
    item gets the same mark, or the next number. In an item without words the mark goes away and
    the list has ended. A lone "12. " that neither begins nor goes on with a list is prose: a date.
    """
    line = classify(text)
    item = _ITEM.match(text)
    if item is None or line.kind is not LineKind.TEXT or not _is_item(item, above):
        return ()
    if not text[item.end() :].strip(_BLANKS + "\r"):
        return _end_list(item, text, place)
    if place.column < item.end():
        return ()
    target = enter_place(text, below, place)
    rest = text[target.column :] if target.line == place.line else ""
    swallowed = len(rest) - len(rest.lstrip(" "))
    mark = f"\n{_next_mark(item)}"
    if not swallowed:
        return (insertion(target.line, target.column, mark, len(mark)),)
    end = Position(target.line, target.column + swallowed)
    return (TextEdit(target, end, mark, len(mark)),)


def _is_item(item: re.Match[str], above: str) -> bool:
    if item["number"] is None or int(item["number"]) <= 1:
        return True
    before = _ITEM.match(above)
    if before is None:
        return above[:1] in (" ", "\t")  # the words of an item that has several lines
    return before["number"] is not None or len(before["before"]) > len(item["before"])


def _end_list(item: re.Match[str], text: str, place: Position) -> Edits:
    quote = item["before"].rfind(">")
    kept = min(quote + 2, len(item["before"])) if quote >= 0 else 0
    return (TextEdit(Position(place.line, kept), Position(place.line, len(text)), "", 0),)


def _next_mark(item: re.Match[str]) -> str:
    mark = item["mark"]
    if item["number"] is not None:
        mark = f"{min(int(item['number']) + 1, _LARGEST)}{item['close']}"
    return item["before"] + mark + item["gap"] + ("[ ] " if item["box"] else "")
