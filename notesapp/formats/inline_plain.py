"""One line of Markdown as plain text. A line without constructs comes back unchanged."""

from __future__ import annotations

import html
import re

from notesapp.core.lines import LineKind, classify
from notesapp.formats.emphasis import Mark, neighbours, pairs
from notesapp.formats.source import heading_text

_TOKEN = re.compile(
    r"\\(?P<escaped>[*_`\[\]#])"
    r"|(?<!`)(?P<tick>`++)(?P<code>[^`]+)(?P=tick)(?!`)"
    r"|!?\[(?P<label>[^\[\]]*)\]"
    r"\(<?(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)?)>?(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<auto>(?:https?://|mailto:)[^<>\s]+)>"
    r"|(?P<bare>https?://(?:[^\s<>)\\`&*_]|[*_]+(?=[^\W_]|[/(=?#%+-]))+)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});)"
    r"|(?P<mark>\*{1,3}|_{1,3})"
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z\d+.-]*:\S|[#/?]|\S*[./]\S")
_BULLET = re.compile(r"(?P<before>[ \t]*(?:>[ \t]*)*)[-*+](?=[ \t]+\S)")


def plain_line(line: str) -> str:
    """Headings without ``#``, bullets as ``•``, links as ``text (address)``, no emphasis."""
    if classify(line).kind is LineKind.RULE:
        return line
    line, body = _bulleted(heading_text(line))
    return line[:body] + plain_inline(line[body:], whole=True)


def _bulleted(line: str) -> tuple[str, int]:
    match = _BULLET.match(line)
    if match is None:
        return line, 0
    line = f"{match['before']}•{line[match.end() :]}"
    return line, match.end() + 1


def plain_inline(text: str, *, whole: bool = False) -> str:
    """The same for a piece of a line. ``whole``: a lone link reads ``text: address``."""
    parts: list[str] = []
    marks: list[Mark] = []
    stamps = {(mark.start, mark.end) for mark in classify(text).times}
    done = 0
    for match in _TOKEN.finditer(text):
        parts.append(text[done : match.start()])
        done = match.end()
        if match["mark"]:
            marks.append(_mark(match, len(parts)))
            parts.append(match["mark"])
        elif match["label"] is not None:
            stamp = (match.start(), match.end("label") + 1) in stamps
            lone = whole and not (text[: match.start()] + text[match.end() :]).strip()
            parts.append(_link(match, stamp, lone))
        elif match["entity"]:
            parts.append(html.unescape(match[0]))
        else:
            parts.append(match["escaped"] or match["code"] or match["auto"] or match["bare"])
    parts.append(text[done:])
    for opening, closing in pairs(marks):
        parts[opening.part] = parts[closing.part] = ""
    return "".join(parts)


def _link(match: re.Match[str], stamp: bool, lone: bool) -> str:
    label, target = match["label"], match["target"]
    if not _ADDRESS.match(target):
        return match[0]
    if stamp:
        label = f"[{label}]"
    else:
        label = plain_inline(label)
    target = target.removeprefix("mailto:")
    if target.startswith("#") or (label and label in (target, target.partition("//")[2])):
        return target if label and not target.startswith("#") else label
    if not label.strip():
        return target
    return f"{label}: {target}" if lone else f"{label} ({target})"


def _mark(match: re.Match[str], part: int) -> Mark:
    before, after = neighbours(match)
    return Mark(
        part,
        match["mark"],
        opens=not after.isspace() and not (before.isalnum() or before in "*_"),
        closes=not before.isspace() and not (after.isalnum() or after in "*_"),
    )
