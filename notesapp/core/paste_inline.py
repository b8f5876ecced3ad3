"""Runs of formatted words as one line of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

from notesapp.core.lines import classify

_LONGEST = 2000
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007]{2,}")
_CITATION = re.compile(r"\[[\w ]{0,12}\]")
_SAFE = str.maketrans(
    {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", " ": "%20", "\\": "%5C"}
)
_REDIRECTS = ("/url", "/l.php")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one format; ``link`` is the address they lead to."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


def real_address(href: str) -> str:
    """Where a link leads: an absolute address, out of a search engine's redirect; else empty."""
    href = "".join(href.split())
    if href.lower().startswith("mailto:"):
        return href.translate(_SAFE)
    for _ in range(3):
        try:
            parts = urlsplit(href)
            host = parts.hostname or ""
        except ValueError:
            return ""
        if parts.scheme.lower() not in ("http", "https") or not host or len(href) > _LONGEST:
            return ""
        inner = _inner_address(host, parts.path, parts.query)
        if not inner:
            break
        href = inner
    return href.translate(_SAFE)


def _inner_address(host: str, path: str, query: str) -> str:
    name = host.removeprefix("www.")
    if path not in _REDIRECTS or not (
        name.startswith("google.") or name in ("l.facebook.com", "lm.facebook.com")
    ):
        return ""
    try:
        values = parse_qs(query, max_num_fields=50)
    except ValueError:
        return ""
    for key in ("q", "url", "u"):
        for value in values.get(key, ()):
            if value.lower().startswith(("http://", "https://")):
                return value
    return ""


def inline_markdown(runs: Sequence[Run], *, heading: bool = False) -> str:
    """One line; a heading's own weight is not repeated in its words."""
    if heading:
        runs = [replace(run, bold=False) for run in runs]
    parts: list[str] = []
    for link, group in groupby(_merged(runs), key=lambda run: run.link):
        words = list(group)
        before = parts[-1][-1:] if parts else ""
        parts.append(_linked(words, link) if link else _emphasised(words, before))
    return _SPACES.sub(" ", "".join(parts)).strip()


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one format as one; a space between two of a format takes it too."""
    dressed: list[Run] = []
    for place, run in enumerate(runs):
        if not run.text.strip() and dressed and place + 1 < len(runs):
            last = dressed[-1]
            if _format(last) == _format(runs[place + 1]):
                run = replace(last, text=run.text)
        dressed.append(run)
    groups = (list(group) for _, group in groupby(dressed, key=_format))
    return [replace(group[0], text="".join(run.text for run in group)) for group in groups]


def _format(run: Run) -> tuple[bool, bool, bool, str]:
    return run.bold, run.italic, run.code, run.link


def _linked(runs: list[Run], link: str) -> str:
    plain = "".join(run.text for run in runs)
    words = " ".join(plain.split())
    before = " " if plain[:1].isspace() else ""
    after = " " if plain[-1:].isspace() else ""
    if not words:
        return plain
    if _is_stamp(words):
        return f"{before}[{words.strip('[]')}]({link}){after}"
    if words in (link, link.removeprefix("mailto:")) or _CITATION.fullmatch(words):
        return before + words + after
    shown = _SPACES.sub(" ", _emphasised(runs, "")).strip()
    shown = shown.replace("[", "(").replace("]", ")")
    return f"{before}[{shown}]({link}){after}"


def _is_stamp(words: str) -> bool:
    """Whether a link's words are a stamp in brackets: those of the link take their place."""
    marks = classify(words).times if words.startswith("[") else ()
    return len(marks) == 1 and (marks[0].start, marks[0].end) == (0, len(words))


def _emphasised(runs: list[Run], before: str) -> str:
    out = ""
    for bold, strong in groupby(runs, key=lambda run: run.bold):
        inner = ""
        for italic, leaning in groupby(strong, key=lambda run: run.italic):
            text = "".join(_coded(run) for run in leaning)
            inner += _wrapped(text, "*" if italic else "", (inner or out or before)[-1:])
        out += _wrapped(inner, "**" if bold else "", (out or before)[-1:])
    return out


def _coded(run: Run) -> str:
    if not run.code or "`" in run.text or not run.text.strip():
        return run.text
    return _hugging(run.text, "`")


def _wrapped(text: str, mark: str, before: str) -> str:
    """The text between marks, unless they would not be read as marks there."""
    words = text.strip()
    if not mark or not words:
        return text
    hidden = words.replace("**", "") if mark == "**" else words
    inner = hidden.strip("*") if mark == "**" else hidden
    if "*" in inner and (mark == "*" or inner.count("*") % 2):
        return text
    glued = before.isalnum() and not text[:1].isspace()
    if glued and not words[0].isalnum():
        return text
    return _hugging(text, mark)


def _hugging(text: str, mark: str) -> str:
    words = text.strip()
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{mark}{words}{mark}{text[start + len(words) :]}"
