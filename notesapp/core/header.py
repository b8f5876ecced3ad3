"""The header: found, read with a YAML 1.2 library, patched a key at a time, never re-dumped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from notesapp.core.header_keys import KEYS_BY_NAME, KeyType
from notesapp.core.model import Header
from notesapp.core.problems import Problem, Severity

HeaderValue = str | int | tuple[str, ...]

MAX_HEADER = 64 * 1024
_MAX_DEPTH = 12
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?")
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<rest>.*)|[ \t]*)$")
_TRAILING_COMMENT = re.compile(
    r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\[[^\]]*\]|[^\"'\[#\s][^#]*?|)(?P<comment>[ \t]+#.*)$"
)


def header_end(lines: Sequence[str]) -> int:
    """The line of the closing ``---``, or -1 where the text has no header (ruling 11)."""
    if not lines or not _FENCE.fullmatch(lines[0]):
        return -1
    size = 0
    keyed = False
    for number in range(1, len(lines)):
        line = lines[number]
        size += len(line) + 1
        if size > MAX_HEADER:
            return -1
        if _FENCE.fullmatch(line):
            return number if keyed else -1
        keyed = keyed or _KEY.match(line.rstrip("\r")) is not None
    return -1


def read_header(lines: Sequence[str]) -> Header:
    """Read the header at the start of the lines. Total: what cannot be read is reported."""
    end = header_end(lines)
    if end < 0:
        return Header()
    return _read(tuple(line.rstrip("\r") for line in lines[1:end]), end)


@lru_cache(maxsize=64)
def _read(body: tuple[str, ...], end: int) -> Header:
    places = _places(body)
    loaded, trouble_line = _load("\n".join(body))
    if loaded is None:
        values = _plain_values(body)
        problem = Problem(
            "header-unreadable",
            Severity.RULE,
            "",
            trouble_line + 2,
            f"Line {trouble_line + 2} of the header cannot be read. "
            "Put the value in double quotes. Saving leaves these lines as they are.",
        )
        return Header(end, values, places, readable=False, problems=(problem,))
    values, problems = _typed(loaded, places)
    return Header(end, values, places, problems=problems)


def _places(body: Sequence[str]) -> dict[str, tuple[int, int]]:
    """First and last line (0-based in the file) of every top-level key."""
    places: dict[str, tuple[int, int]] = {}
    key = ""
    for offset, line in enumerate(body, start=1):
        match = _KEY.match(line)
        if match is not None:
            key = match["key"]
            if key in places:
                key = ""
                continue
            places[key] = (offset, offset)
        elif line[:1] == "#":
            key = ""
        elif key and line.strip() and (line[0] in " \t" or line.startswith("-")):
            places[key] = (places[key][0], offset)
    return places


def _load(text: str) -> tuple[Mapping[object, object] | None, int]:
    """The YAML mapping, or None and the 0-based line (in the body) that stopped the reader."""
    # heavy, and wanted only where there is a header
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        stopped = _too_much(YAML(typ="safe", pure=True).parse(text))
        if stopped is not None:
            return None, stopped
        yaml = YAML(typ="safe", pure=True)
        yaml.allow_duplicate_keys = True
        loaded = yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, mark.line if mark is not None else 0
    except (YAMLError, ValueError, TypeError, RecursionError, AttributeError, LookupError):
        return None, 0
    return (loaded, 0) if isinstance(loaded, Mapping) else (None, 0)


def _too_much(events: Iterable[Any]) -> int | None:
    """The line of an alias (which could multiply) or of nesting too deep; None where fine."""
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if name == "AliasEvent" or depth > _MAX_DEPTH:
            return int(event.start_mark.line)
    return None


def _plain_values(body: Sequence[str]) -> dict[str, HeaderValue]:
    """``key: rest`` lines read as text, for a header that is not YAML."""
    values: dict[str, HeaderValue] = {}
    for line in body:
        match = _KEY.match(line)
        if match is not None and match["rest"] and match["key"] not in values:
            rest = match["rest"].strip()
            if len(rest) > 1 and rest[0] == rest[-1] and rest[0] in "\"'":
                rest = rest[1:-1]
            values[match["key"]] = _as_known(match["key"], rest)
    return values


def _as_known(key: str, text: str) -> HeaderValue:
    entry = KEYS_BY_NAME.get(key)
    if entry is not None and entry.type is KeyType.NUMBER and text.isascii() and text.isdigit():
        return int(text[:9])
    if entry is not None and entry.type is KeyType.LIST:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _typed(
    loaded: Mapping[object, object], places: Mapping[str, tuple[int, int]]
) -> tuple[dict[str, HeaderValue], tuple[Problem, ...]]:
    values: dict[str, HeaderValue] = {}
    problems = []
    for raw_key, raw in loaded.items():
        key = str(raw_key)
        value = _value(key, raw)
        if value is None:
            continue
        values[key] = value
        message = _misfit(key, value)
        if message:
            line = places.get(key, (0, 0))[0] + 1
            problems.append(Problem("header-value", Severity.ADVICE, "", line, message))
    return values, tuple(problems)


def _value(key: str, raw: object) -> HeaderValue | None:
    entry = KEYS_BY_NAME.get(key)
    if raw is None:
        return None
    if isinstance(raw, list):
        return tuple(_scalar(item) for item in raw if item is not None)
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int) and (entry is None or entry.type is KeyType.NUMBER):
        return raw if abs(raw) < 10**12 else _scalar(raw)
    text = _scalar(raw)
    if entry is not None and entry.type is not KeyType.TEXT:
        return _as_known(key, text)
    return text


def _scalar(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int) and abs(raw) >= 10**4000:
        return hex(raw)
    return str(raw)


def _misfit(key: str, value: HeaderValue) -> str:
    entry = KEYS_BY_NAME.get(key)
    if entry is None:
        return ""
    if entry.type is KeyType.NUMBER and not isinstance(value, int):
        return f"“{key}” in the header holds a whole number. Write {key}: 12, for example."
    if entry.allowed and str(value) not in entry.allowed:
        choices = ", ".join(entry.allowed)
        return f"“{key}” in the header is one of: {choices}."
    return ""


def write_value(key: str, value: HeaderValue) -> str:
    """One header line for a key, strings in double quotes."""
    return f"{key}: {_written(value)}"


def _written(value: HeaderValue) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(json.dumps(item, ensure_ascii=False) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    clean = re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", value)
    return json.dumps(clean, ensure_ascii=False)


def comment_of(line: str) -> str:
    """The comment at the end of a header line, with the blanks before it; empty if none."""
    match = _KEY.match(line)
    if match is None or "#" not in (match["rest"] or ""):
        return ""
    found = _TRAILING_COMMENT.match(match["rest"])
    return found["comment"] if found else ""
