"""Pieces of a page that no Markdown conversion may touch: held back, put in again afterwards."""

from __future__ import annotations

import re
from html import escape

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_TAG = re.compile(r"(<[^<>]*>)")
_OWN = re.compile(f"[{_OPEN}{_CLOSE}]")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Tokens:
    """Stand-ins made of two private characters and a number, which Markdown leaves alone."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str]] = []

    def put(self, markup: str, source: str = "") -> str:
        """Hold back markup; ``source`` is what stands for it inside an attribute."""
        self._rows.append((markup, source))
        return f"{_OPEN}{len(self._rows) - 1}{_CLOSE}"

    def guard(self, text: str) -> str:
        """Make source text fit: characters a page cannot hold, and the two private ones."""
        text = _UNFIT.sub(lambda m: " " if m[0] < " " or m[0] == "\x7f" else "\ufffd", text)
        return _OWN.sub(lambda match: self.put(match[0], match[0]), text)

    def source(self, text: str) -> str:
        """Text with every stand-in replaced by its source."""
        return _TOKEN.sub(lambda match: self._row(match)[1], text)

    def restore(self, markup: str) -> str:
        """Markup with every stand-in replaced; in a tag or a link by its escaped source."""
        parts = _TAG.split(markup)
        in_link = False
        for place, part in enumerate(parts):
            tag = place % 2 == 1
            if tag:
                in_link = part.startswith("<a ") or (in_link and part != "</a>")
            if _OPEN in part:
                parts[place] = _TOKEN.sub(self._source if tag or in_link else self._markup, part)
        return "".join(parts)

    def _markup(self, match: re.Match[str]) -> str:
        return self._row(match)[0]

    def _source(self, match: re.Match[str]) -> str:
        return escape(self._row(match)[1])

    def _row(self, match: re.Match[str]) -> tuple[str, str]:
        """A stand-in's row; what somebody wrote that looks like one is words."""
        number = int(match[1]) if len(match[1]) < 10 else len(self._rows)
        return self._rows[number] if number < len(self._rows) else ("", match[1])
