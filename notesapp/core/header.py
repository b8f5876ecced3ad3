"""The header: found, read with a YAML 1.2 library, patched a key at a time, never re-dumped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
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
# line ends to YAML, not to the notes
_OTHER_BREAKS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), " ")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\[[^\]]*\]")
# what YAML does not allow, and what would end the line for it
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_UNWRITABLE = re.compile(rf"(?:{_UNREADABLE.pattern}|[\t\n\x85\u2028\u2029])+")
_WHOLE = re.compile(r"[0-9]{1,9}")
_COMMENT_MARK = re.compile(r"(?<=[ \t])#")


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
    root, trouble_line = _load("\n".join(body).translate(_OTHER_BREAKS))
    if root is None:
        problem = Problem(
            "header-unreadable",
            Severity.RULE,
            "",
            trouble_line + 2,
            f"Line {trouble_line + 2} of the header cannot be read. "
            "Put the value in double quotes. Saving leaves these lines as they are.",
        )
        values = _plain_values(body)
        return Header(end, values, _guessed_places(body), readable=False, problems=(problem,))
    return _typed(root, body, end)


def _guessed_places(body: Sequence[str]) -> dict[str, tuple[int, int]]:
    """First and last line (0-based in the file) of every key in a header that is not YAML."""
    places: dict[str, tuple[int, int]] = {}
    key = ""
    for offset, line in enumerate(body, start=1):
        match = _KEY.match(line)
        if match is not None:
            key = "" if match["key"] in places else match["key"]
            places.setdefault(match["key"], (offset, offset))
        elif key and line.strip() and (line[0] in " \t" or line.startswith("-")):
            places[key] = (places[key][0], offset)
        elif line.strip():
            key = ""
    return places


def _load(text: str) -> tuple[Any | None, int]:
    """The root mapping node, or None and the 0-based line (in the body) that stopped the reader.

    Nodes, not values: what a scalar says is read as it is written.
    """
    # heavy, and wanted only where there is a header
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.nodes import MappingNode

    try:
        stopped = _too_much(YAML(typ="safe", pure=True).parse(text))
        if stopped is not None:
            return None, stopped
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, mark.line if mark is not None else 0
    except Exception:  # whatever the library raises, the header is text
        odd = _UNREADABLE.search(text)
        return None, text.count("\n", 0, odd.start()) if odd else 0
    return (root, 0) if isinstance(root, MappingNode) else (None, 0)


def _too_much(events: Iterable[Any]) -> int | None:
    """The line of an anchor or alias (which multiply) or of nesting too deep; None where fine."""
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if getattr(event, "anchor", None) is not None or depth > _MAX_DEPTH:
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
    if entry is not None and entry.type is KeyType.NUMBER and _WHOLE.fullmatch(text):
        return int(text)
    if entry is not None and entry.type is KeyType.LIST:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _typed(root: Any, body: Sequence[str], end: int) -> Header:
    values: dict[str, HeaderValue] = {}
    places: dict[str, tuple[int, int]] = {}
    problems = []
    for key_node, node in root.value:
        if not isinstance(key_node.value, str):
            continue
        key = str(key_node.value)
        line = key_node.start_mark.line + 2
        if key in places:
            message = f"“{key}” stands twice in the header. The first one counts; remove the other."
            problems.append(Problem("header-value", Severity.ADVICE, "", line, message))
            continue
        places[key] = (line - 1, max(line - 1, _last_line(node, body) + 1))
        value = _value(key, node)
        if value is None:
            continue
        values[key] = value
        message = _misfit(key, value)
        if message:
            problems.append(Problem("header-value", Severity.ADVICE, "", line, message))
    return Header(end, values, places, problems=tuple(problems))


def _last_line(node: Any, body: Sequence[str]) -> int:
    """The last line of a node, 0-based in the body."""
    first = int(node.start_mark.line)
    if isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        inner = last if isinstance(last, tuple) else (last,)
        return max(first, *(_last_line(part, body) for part in inner))
    if node.value == "" and node.style is None:
        return 0  # nothing is written; its marks stand at the next key
    line = int(node.end_mark.line)
    if getattr(node, "style", None) in ("|", ">"):
        line = min(line - (node.end_mark.column == 0), len(body) - 1)
        while line > node.start_mark.line and (not body[line].strip() or body[line][0] == "#"):
            line -= 1
    return min(line, len(body) - 1)


def _value(key: str, node: Any) -> HeaderValue | None:
    entry = KEYS_BY_NAME.get(key)
    if isinstance(node.value, list):
        listed = node.tag.endswith(":seq")
        if not listed:
            return _one_line(node)
        return tuple(_one_line(item) for item in node.value if not item.tag.endswith(":null"))
    if node.tag.endswith(":null"):
        return None
    text = _one_line(node)
    if entry is None and node.tag.endswith(":int") and _WHOLE.fullmatch(text):
        return int(text)
    return _as_known(key, text)


def _one_line(node: Any) -> str:
    """A node as one line: mappings as ``key: value``, parts joined with commas."""
    if not isinstance(node.value, list):
        text = " ".join(part.strip() for part in str(node.value).splitlines()).strip()
        # "\ud83d\ude00" is one character in two escapes; half of one is none
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    parts = [
        f"{_one_line(part[0])}: {_one_line(part[1])}"
        if isinstance(part, tuple)
        else _one_line(part)
        for part in node.value
    ]
    return ", ".join(parts)


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
        return "[" + ", ".join(_quoted(item) for item in value) + "]"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(_UNWRITABLE.sub(" ", text), ensure_ascii=False)


def comment_of(line: str) -> str:
    """The comment at the end of a header line, with the blanks before it; empty if none."""
    match = _KEY.match(line)
    if match is None or "#" not in (match["rest"] or ""):
        return ""
    rest = match["rest"]
    if rest.startswith("#"):
        return f" {rest}"
    quoted = _QUOTED.match(rest)
    start = quoted.end() if quoted else 0
    mark = _COMMENT_MARK.search(rest, start)
    if mark is None or (quoted is not None and rest[start : mark.start()].strip()):
        return ""
    return str(rest[len(rest[: mark.start()].rstrip(" \t")) :])
