"""Every setting of the program, as one table.

The preferences page, the settings file and ``--set`` on the command line are made from it. Adding
a setting is adding a row.
"""

from __future__ import annotations

import difflib
import json

from notesapp.commands.option import Option, Value
from notesapp.commands.options_editor import EDITOR
from notesapp.commands.options_files import FILES
from notesapp.commands.options_look import LOOK
from notesapp.commands.options_player import PLAYER
from notesapp.commands.options_problems import PROBLEMS
from notesapp.commands.options_remote import REMOTE
from notesapp.commands.options_spelling import SPELLING
from notesapp.commands.options_stamp import STAMP
from notesapp.errors import UsageError

__all__ = ["OPTIONS", "Option", "Value", "default", "option", "parse_text", "validate"]

_EXACT = 2**53
_YES = {"yes": True, "true": True, "on": True, "1": True}
_NO = {"no": False, "false": False, "off": False, "0": False}

OPTIONS: tuple[Option, ...] = (
    *EDITOR,
    *SPELLING,
    *PLAYER,
    *REMOTE,
    *STAMP,
    *LOOK,
    *FILES,
    *PROBLEMS,
)


def option(key: str) -> Option:
    """The row of one setting. Raises UsageError for an unknown key, with the nearest known one."""
    for row in OPTIONS:
        if row.key == key:
            return row
    near = difflib.get_close_matches(key, [row.key for row in OPTIONS], n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    raise UsageError(f"There is no setting “{key}”.{hint}")


def default(key: str) -> Value:
    """What holds when the user chose nothing. Raises UsageError for an unknown key."""
    value = option(key).default
    return value.copy() if isinstance(value, dict) else value


def validate(key: str, value: object) -> Value:
    """The value as the program uses it: a whole number becomes a float where one is wanted.

    Raises UsageError with a sentence that says what is allowed.
    """
    row = option(key)
    if row.type is float and type(value) is int and abs(value) < _EXACT:
        value = float(value)
    if isinstance(value, dict) and row.type is dict:
        return _lists(row, value) if row.limits is None else _numbers(row, value)
    if type(value) is not row.type or not isinstance(value, (bool, int, float, str)):
        raise _outside(row)
    if row.allowed and value not in row.allowed:
        raise _outside(row)
    if row.limits is not None and not isinstance(value, str):
        low, high = row.limits
        if not low <= value <= high:
            raise _outside(row)
    return value


def parse_text(key: str, text: str) -> Value:
    """The value that a person wrote as text. Raises UsageError as ``validate``.

    Yes and no in the usual words, numbers with a point, lists as JSON.
    """
    row = option(key)
    word = text.strip()
    if row.type is str:
        return validate(key, word if row.allowed else text)
    if row.type is bool:
        return validate(key, {**_YES, **_NO}.get(word.lower()))
    try:
        value = json.loads(word) if row.type is dict else row.type(word)
    except (ValueError, RecursionError):
        raise _outside(row) from None
    return validate(key, value)


def _lists(row: Option, value: dict[object, object]) -> dict[str, list[str]]:
    good: dict[str, list[str]] = {}
    for name, items in value.items():
        if not isinstance(name, str) or not isinstance(items, (list, tuple)):
            raise _outside(row)
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) != len(items):
            raise _outside(row)
        good[name] = texts
    return good


def _numbers(row: Option, value: dict[object, object]) -> dict[str, int]:
    low, high = row.limits or (0, 0)
    good: dict[str, int] = {}
    for name, number in value.items():
        if not isinstance(name, str) or type(number) is not int or not low <= number <= high:
            raise _outside(row)
        good[name] = number
    return good


def _outside(row: Option) -> UsageError:
    return UsageError(f"The setting “{row.key}” takes {_wanted(row)}.")


def _wanted(row: Option) -> str:
    if row.allowed:
        *first, last = row.allowed
        return f"{', '.join(first)} or {last}"
    if row.limits is not None:
        low, high = row.limits
        if row.type is dict:
            return f"names with whole numbers from {low:g} to {high:g}"
        kind = "a whole number" if row.type is int else "a number"
        return f"{kind} from {low:g} to {high:g}"
    words = {bool: "yes or no", str: "text", dict: "names with lists of keys"}
    return words[row.type]
