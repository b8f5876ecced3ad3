"""How the parts of the zoomed waveform look: flags, stems, ruler, playhead. Places are given."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from notesapp.core.model import SegmentKind
from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.waveform_image import Inks
from notesapp.ui.waveform.waveform_marks import Flag, Form, Mark
from notesapp.ui.waveform.waveform_ruler import ticks_of
from notesapp.ui.waveform.waveform_scale import Scale

LANE, RULER, MARGIN = 24, 20, 16
LABEL_PX = 80
_FLAG_TOP, _FLAG_HEIGHT, _PAD = 3, 18, 6
_TAG_PAD = 5
TITLE_GAP = 7
_TITLE_LEAST = 40


class Pens:
    """Fonts and measures of one look, and the painting that needs nothing else."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._strong = look.font("micro", weight=700)
        self._time = look.font("micro", weight=600, tabular=True)
        self._plain = look.font("micro", weight=500)
        self._ruler = look.font("micro", weight=500, tabular=True)
        self._times = QFontMetricsF(self._time)
        self._titles = QFontMetricsF(self._plain)
        strong = QFontMetricsF(self._strong)
        self._letters = {letter: strong.horizontalAdvance(letter) for letter in ("", "Q", "A")}

    def letter_px(self) -> int:
        """The width of a flag that shows its letter alone."""
        return round(max(self._letters.values())) + 2 * _PAD

    def full_px(self, mark: Mark, text: str) -> int:
        """The width of a flag with letter and time."""
        gap = 5 if mark.letter else 0
        words = self._letters[mark.letter] + gap + self._times.horizontalAdvance(text)
        return round(words) + 2 * _PAD

    def inks(self, name: str) -> Inks:
        """The colours of a stretch: ``idle``, ``sounding`` or ``range``."""
        color = self.look.color
        if self.look.theme.is_stark:
            ink = color("ink" if name == "idle" else "accent")
            return Inks(color("wavebg"), ink, ink, color("ink"))
        if name == "idle":
            ground, outer, inner = "wavebg", "waveIdle", "wave"
        else:
            ground, outer, inner = "region" if name == "sounding" else "sel", "wave", "waveHi"
        return Inks(color(ground), color(outer), color(inner), color("waveIdle"))

    def ground(self, name: str) -> QColor:
        """What stands behind a stretch."""
        return self.inks(name).ground or self.look.color("wavebg")

    def upright(self, painter: QPainter, line: QRectF, color: QColor) -> None:
        """A line over the columns; where these have its colour it stands in a gap."""
        if self.look.theme.is_stark:
            painter.fillRect(line.adjusted(-1, 0, 1, 0), self.look.color("wavebg"))
        painter.fillRect(line, color)

    # --- flags and stems

    def flag_rect(self, flag: Flag, text: str) -> QRectF:
        """Where a flag stands; for one without room, the narrow top of its stem."""
        if flag.form is Form.STEM:
            return QRectF(flag.x - 1, _FLAG_TOP, 2, _FLAG_HEIGHT)
        wide = self.full_px(flag.mark, text) if flag.form is Form.FULL else self.letter_px()
        return QRectF(flag.x - flag.back_px, _FLAG_TOP, wide, _FLAG_HEIGHT)

    def stem(self, painter: QPainter, flag: Flag, bottom: float, *, ghost: bool = False) -> None:
        """The line that says where a segment starts."""
        kind, color = flag.mark.kind, self.look.color
        top = LANE - 4 if flag.form is Form.STEM else _FLAG_TOP + _FLAG_HEIGHT
        if ghost:
            top = LANE
        x = round(flag.x)
        if kind is SegmentKind.QUESTION:
            shade = color("edge" if ghost else "accent")
            self.upright(painter, QRectF(x, top, 2, bottom - top), shade)
            return
        if self.look.theme.is_stark:
            self.upright(painter, QRectF(x, top, 1, bottom - top), color("wavebg"))
        pen = QPen(color("edge" if ghost else "ink2"), 1)
        if kind is SegmentKind.ANSWER:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, bottom))

    def flag(self, painter: QPainter, flag: Flag, text: str, *, hot: bool, ring: bool) -> None:
        """A flag and the chapter title beside it, if there is room."""
        if flag.form is Form.STEM:
            return
        color = self.look.color
        box = self.flag_rect(flag, text)
        box.moveLeft(round(flag.x - flag.back_px))
        question = flag.mark.kind is SegmentKind.QUESTION
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if question:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accentHover" if hot else "accent"))
            painter.drawRoundedRect(box, 4, 4)
        else:
            painter.setPen(QPen(color("ink2" if hot else "edge"), 1))
            painter.setBrush(color("hover" if hot else "surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(color("on" if question else "ink"))
        left = box.left() + _PAD
        if flag.mark.letter:
            self._text(painter, self._strong, left, box, flag.mark.letter)
            left += self._letters[flag.mark.letter] + 5
        if flag.form is Form.FULL:
            self._text(painter, self._time, left, box, text)
        if ring:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        seen = flag.form is Form.FULL and box.right() > 0
        if seen and flag.title_px > _TITLE_LEAST and flag.mark.title:
            self._title(painter, box, flag)

    def _title(self, painter: QPainter, box: QRectF, flag: Flag) -> None:
        room = flag.title_px - TITLE_GAP
        shown = self._titles.elidedText(flag.mark.title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self.look.color("ink2"))
        self._text(painter, self._plain, box.right() + TITLE_GAP, box, shown)

    # --- ruler and tags

    def ruler(
        self,
        painter: QPainter,
        scale: Scale,
        top: float,
        left: float,
        right: float,
        tags: list[QRectF],
    ) -> None:
        """Ticks, and times right of the tall ones where no tag stands in their way."""
        color = self.look.color
        small, tall = color("edge"), color("ink3")
        painter.setPen(tall)
        for tick in ticks_of(scale, left - LABEL_PX, right + 2):
            x = round(scale.x_of(tick.ms))
            if not 0 <= x <= scale.width:
                continue
            if not tick.label:
                painter.fillRect(QRectF(x, top, 1, 4), small)
                continue
            painter.fillRect(QRectF(x, top, 1, 7), tall)
            wide = self._times.horizontalAdvance(tick.label)
            box = QRectF(x + 4, top + 1, wide, RULER - 2)
            covered = any(tag.intersects(box) for tag in tags)
            if not covered and box.right() <= scale.width + MARGIN - 2:
                self._text(painter, self._ruler, box.left(), box, tick.label)

    def tag_rect(self, x: float, text: str, top: float, width: int) -> QRectF:
        """Where a time on a tag stands in the ruler, kept within the view."""
        wide = round(self._times.horizontalAdvance(text)) + 2 * _TAG_PAD
        left = min(max(-MARGIN + 2.0, round(x) - wide / 2), width + MARGIN - 2.0 - wide)
        return QRectF(round(left), top + 1, wide, RULER - 3)

    def tag(self, painter: QPainter, box: QRectF, text: str, ground: str) -> None:
        """A time on a tag."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.color(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.look.color("bg"))
        self._text(painter, self._time, box.left() + _TAG_PAD, box, text)

    def bracket(self, painter: QPainter, x: float, top: float, bottom: float, inward: int) -> None:
        """An edge of the marked range: an upright line with a foot that points inwards."""
        ink = self.look.color("ink2")
        x = round(x)
        self.upright(painter, QRectF(x, top, 1, bottom - top), ink)
        foot = x if inward > 0 else x - 5
        for y in (top, bottom - 2):
            painter.fillRect(QRectF(foot, y, 6, 2), ink)

    def sentence(self, painter: QPainter, body: QRectF, words: str) -> None:
        """One sentence in place of a waveform."""
        painter.setFont(self.look.font("small"))
        painter.setPen(self.look.color("ink3"))
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, words)

    def _text(self, painter: QPainter, font: QFont, left: float, box: QRectF, text: str) -> None:
        painter.setFont(font)
        wide = QRectF(left, box.top(), 10_000, box.height())
        painter.drawText(wide, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
