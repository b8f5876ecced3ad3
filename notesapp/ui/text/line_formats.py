"""Character formats of one line. They live in the layout only, never in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from notesapp.core.lines import TimeMark
from notesapp.core.marks import MARK, mark_columns
from notesapp.ui.kit.look import Look
from notesapp.ui.text.line_roles import LineRole
from notesapp.ui.text.positions import to_utf16

CHIP_GAP = 9
LABEL_GAP = 7
_CLEAR = QColor(0, 0, 0, 0)
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\](\([^()\s]*\))")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LONGEST_STYLED = 5000  # these patterns go over an odd line once for each of its marks
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*])")


class LineFormats:
    """Makes the formats of a line for one look and one text size."""

    def __init__(self, look: Look, paper_px: int = 15) -> None:
        self.look = look
        self.paper_px = paper_px
        self._cache: dict[tuple[object, ...], QTextCharFormat] = {}

    @property
    def small_px(self) -> int:
        """The size of stamps, labels and source lines."""
        return max(11, round(self.paper_px * 13 / 15))

    def base_font(self) -> QFont:
        """The font of the paper."""
        return self.look.font("paper", px=self.paper_px)

    def ranges(
        self, role: LineRole, text: str, caret: int | None, *, show_source: bool
    ) -> list[QTextLayout.FormatRange]:
        """The format ranges of a line; ``caret`` is the caret's column if it stands in it."""
        out = list(self._ranges(role, text, caret, show_source=show_source))
        return [_range(text, *entry) for entry in out if entry[1] > entry[0]]

    def _ranges(
        self, role: LineRole, text: str, caret: int | None, *, show_source: bool
    ) -> Iterator[tuple[int, int, QTextCharFormat]]:
        size = len(text)
        if role.kind == "source":
            if role.attributes and not show_source:
                yield 0, 1, self._format(px=self.small_px, clear=True)
                yield 1, size, self._format(px=1, clear=True)
            else:
                yield 0, size, self._format("ink3", px=self.small_px)
            return
        if role.kind == "code":
            yield 0, size, self._format("ink2", px=self.small_px)
            return
        weight = 600 if role.kind in ("question", "heading", "title") else 400
        if weight == 600:
            yield 0, size, self._format("ink", weight=600)
        if role.kind in ("heading", "title"):
            marks = len(text) - len(text.lstrip("# \t"))
            yield 0, marks, self._format("ink3", weight=600)
        if len(text) <= _LONGEST_STYLED:
            yield from self._markdown(text, weight)
        for column in mark_columns(text):
            yield column, column + len(MARK), self._format("warn", weight=700, ground="warnSoft")
        if role.label is not None:
            yield from self._label(text, role)
        for mark in role.stamps:
            yield from self._stamp(mark, caret)

    def _label(self, text: str, role: LineRole) -> Iterator[tuple[int, int, QTextCharFormat]]:
        start, end = role.label or (0, 0)
        token = "on" if role.filled else "ink"
        for column in range(start, end):
            mark = text[column] in "*_"
            if mark:
                yield column, column + 1, self._format(px=1, clear=True)
            else:
                yield column, column + 1, self._format(token, px=self.small_px, weight=700)
        last = max((c for c in range(start, end) if text[c] not in "*_ \u00a0"), default=start)
        spaced = self._format(token, px=self.small_px, weight=700, spacing=LABEL_GAP)
        yield last, last + 1, spaced

    def _stamp(
        self, mark: TimeMark, caret: int | None
    ) -> Iterator[tuple[int, int, QTextCharFormat]]:
        px = self.small_px
        time = self._format("accent", px=px, weight=500, tabular=True)
        if not mark.opening:
            yield mark.start, mark.end, time
            return
        inside = caret is not None and mark.start < caret < mark.end
        bracket = self._format("ink3", px=px) if inside else self._format(px=px, clear=True)
        spaced = bracket if inside else self._format(px=px, clear=True, spacing=CHIP_GAP)
        yield mark.start, mark.start + 1, spaced
        yield mark.start + 1, mark.end - 1, time
        point = mark.source.rfind(".")
        if point > 0 and not inside:
            dimmed = self._format("ink3", px=max(10, px - 2), weight=400, tabular=True)
            yield mark.start + point, mark.end - 1, dimmed
        yield mark.end - 1, mark.end, bracket

    def _markdown(self, text: str, weight: int) -> Iterator[tuple[int, int, QTextCharFormat]]:
        if "*" in text or "_" in text:
            for match in _STRONG.finditer(text):
                yield match.start(2), match.end(2), self._format("ink", weight=700)
                yield match.start(), match.start(2), self._format("ink3", weight=weight)
                yield match.end(2), match.end(), self._format("ink3", weight=weight)
            for match in _EMPHASIS.finditer(text):
                yield match.start(2), match.end(2), self._format("ink", weight=weight, italic=True)
        if "](" in text:
            for match in _LINK.finditer(text):
                link = self._format("accent", weight=weight, underline=True)
                yield match.start(1), match.end(1), link
                faint = self._format("ink3", weight=weight)
                yield match.start(), match.start(1), faint
                yield match.end(1), match.start(2), faint
                yield match.start(2), match.end(2), self._format("ink3", px=self.small_px)

    def _format(
        self,
        token: str = "ink",
        *,
        px: int = 0,
        weight: int = 0,
        spacing: int = 0,
        clear: bool = False,
        tabular: bool = False,
        underline: bool = False,
        italic: bool = False,
        ground: str = "",
    ) -> QTextCharFormat:
        key = (token, px, weight, spacing, clear, tabular, underline, italic, ground)
        found = self._cache.get(key)
        if found is not None:
            return found
        made = QTextCharFormat()
        font = self.look.font("paper", px=self.paper_px, weight=weight or 400, italic=italic)
        if px:
            font.setPixelSize(px if px == 1 else self.look.fonts.px(px))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        font.setUnderline(underline)
        made.setFont(font)
        made.setForeground(_CLEAR if clear else self.look.color(token))
        if ground:
            made.setBackground(self.look.color(ground))
        self._cache[key] = made
        return made


def _range(
    text: str, start: int, end: int, char_format: QTextCharFormat
) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    first = to_utf16(text, start)
    made.start = first
    made.length = to_utf16(text, end) - first
    made.format = char_format
    return made
