"""Which stretch of the audio a width of pixels shows, and how it zooms and scrolls. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

FINEST_MS_PER_PX = 0.02
PAGE_AT, PAGE_TO = 0.85, 0.10


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of audio on ``width`` logical pixels; ``ratio`` device pixels make one of these.

    ``start_ms`` lies on a whole device column counted from the start of the audio, so that
    scrolling moves columns and never changes them. Make one with ``whole`` and change it with
    its methods; they keep it within the audio.
    """

    duration_ms: int
    width: int
    ratio: float
    start_ms: float
    per_px: float

    @property
    def span_ms(self) -> float:
        """How much audio is in view."""
        return self.per_px * self.width

    @property
    def end_ms(self) -> float:
        """Where the view ends; it may be past the end of the audio by rounding."""
        return self.start_ms + self.span_ms

    @property
    def per_column(self) -> float:
        """Milliseconds a device column stands for."""
        return self.per_px / self.ratio

    @property
    def first_column(self) -> int:
        """The number of the leftmost device column."""
        return round(self.start_ms / self.per_column)

    @property
    def is_whole(self) -> bool:
        """Whether all of the audio is in view."""
        return self.span_ms >= self.duration_ms * 0.9999

    def x_of(self, ms: float) -> float:
        """The horizontal place of a time, from the view's left edge; may be outside it."""
        return (ms - self.start_ms) / self.per_px

    def ms_at(self, x: float) -> int:
        """The time at a horizontal place, within the audio."""
        return round(min(max(0.0, self.start_ms + x * self.per_px), float(self.duration_ms)))

    def shows(self, ms: float) -> bool:
        """Whether a time is in view."""
        return self.start_ms <= ms <= self.end_ms

    def zoomed(self, factor: float, x: float) -> Scale:
        """Closer by ``factor`` (below 1: farther), the time at ``x`` staying where it is."""
        per_px = self._bounded(self.per_px / factor)
        return self.at(self.start_ms + x * (self.per_px - per_px), per_px)

    def scrolled(self, by_ms: float) -> Scale:
        """Later by some milliseconds, earlier if negative."""
        return self.at(self.start_ms + by_ms, self.per_px)

    def showing(self, start_ms: float, end_ms: float) -> Scale:
        """A stretch filling the view."""
        per_px = self._bounded(max(1e-6, end_ms - start_ms) / self.width)
        middle = (start_ms + end_ms) / 2
        return self.at(middle - per_px * self.width / 2, per_px)

    def paged(self, ms: float) -> Scale:
        """The page on which a time stands near the left edge."""
        return self.at(ms - self.span_ms * PAGE_TO, self.per_px)

    @property
    def page_at_ms(self) -> float:
        """Where a playhead that plays on turns the page; never where the last page is shown."""
        if self.end_ms >= self.duration_ms:
            return float("inf")
        return self.start_ms + self.span_ms * PAGE_AT

    def fitted(self, width: int, ratio: float) -> Scale:
        """The same zoom and left edge on another width or screen."""
        scale = replace(self, width=max(1, width), ratio=ratio)
        per_px = self.span_ms / scale.width if self.is_whole else self.per_px
        return scale.at(self.start_ms, scale._bounded(per_px))

    def lasting(self, duration_ms: int) -> Scale:
        """The same view of audio whose length is better known now."""
        scale = replace(self, duration_ms=duration_ms)
        if self.is_whole:
            return whole(duration_ms, self.width, self.ratio)
        return scale.at(self.start_ms, scale._bounded(self.per_px))

    def at(self, start_ms: float, per_px: float) -> Scale:
        """The view from a time at a zoom, kept within the audio and on whole device columns."""
        column = per_px / self.ratio
        last = max(0.0, self.duration_ms - per_px * self.width)
        start = round(min(max(0.0, start_ms), last) / column) * column
        return replace(self, start_ms=start, per_px=per_px)

    def _bounded(self, per_px: float) -> float:
        coarsest = max(1, self.duration_ms) / self.width
        return min(max(per_px, FINEST_MS_PER_PX), coarsest)


def whole(duration_ms: int, width: int, ratio: float) -> Scale:
    """All of the audio."""
    width = max(1, width)
    return Scale(max(0, duration_ms), width, ratio, 0.0, max(1, duration_ms) / width)
