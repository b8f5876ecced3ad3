"""Levels straight from samples, for views in which a column is finer than 10 ms."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from notesapp.audio.pyramid import Columns

if TYPE_CHECKING:
    from notesapp.audio.pyramid import Floats
    from notesapp.audio.source import PcmSource

_LONGEST_S = 60


def detail(source: PcmSource, start_ms: float, end_ms: float, count: int) -> Columns:
    """As ``Pyramid.columns``, of the samples from ``start_ms`` to ``end_ms``.

    Decodes what is asked for, some milliseconds for each second, so not on the GUI thread. A
    column between two samples shows the one before it. Only ranges of up to a minute are
    answered; a longer one is all −1.
    """
    import numpy as np

    peak = np.full(count, -1.0, np.float32)
    mean = np.full(count, -1.0, np.float32)
    if count > 0 and 0 < end_ms - start_ms <= _LONGEST_S * 1000:
        edges = start_ms + np.arange(count + 1) * ((end_ms - start_ms) / count)
        at = np.ceil(np.round(edges * (source.rate / 1000), 6)).astype(np.int64)
        low = np.where(at[1:] > at[:-1], at[:-1], at[:-1] - 1)
        high = np.maximum(at[1:], low + 1)
        low = np.where((low < 0) & (high > 0), 0, low)
        there = np.flatnonzero((low >= 0) & (low < source.total))
        if len(there):
            first, last = int(low[there[0]]), min(int(high[there[-1]]), source.total)
            size = _sizes(source, first, last)
            spans = np.stack([low[there], high[there].clip(max=last)], axis=1).ravel() - first
            counts = spans[1::2] - spans[::2]
            peak[there] = np.maximum.reduceat(size.max(axis=1), spans)[::2]
            powers = (size * size).mean(axis=1)
            mean[there] = np.sqrt(np.add.reduceat(powers, spans)[::2] / counts)
    return Columns(_as_array(peak.tobytes()), _as_array(mean.tobytes()))


def _sizes(source: PcmSource, first: int, last: int) -> Floats:
    """The size of each sample, one row a sample, with one row of silence after the last."""
    import numpy as np

    data = source.read(first, last - first)
    samples = np.frombuffer(data, "<i2").reshape(-1, source.channels)
    size = np.zeros((last - first + 1, source.channels), np.float32)
    size[: len(samples)] = np.abs(samples.astype(np.float32)) / 32768
    return size


def _as_array(data: bytes) -> array[float]:
    out = array("f")
    out.frombytes(data)
    return out
