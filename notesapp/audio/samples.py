"""Decoded frames as 16 bit samples of one or two channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]  # one row a sample, one column a channel

_HALF = 0.7071
_KINDS = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
# What each place in the room gives to the left and to the right.
_SIDES = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_HALF, _HALF),
    "LFE": (0.0, 0.0),
    "BL": (_HALF, 0.0),
    "BR": (0.0, _HALF),
    "SL": (_HALF, 0.0),
    "SR": (0.0, _HALF),
    "BC": (0.5, 0.5),
    "FLC": (1.0, 0.0),
    "FRC": (0.0, 1.0),
    "DL": (1.0, 0.0),
    "DR": (0.0, 1.0),
}


def silence(count: int, channels: int) -> Samples:
    """``count`` samples without sound, in hardly any memory."""
    import numpy as np

    return np.broadcast_to(np.zeros((1, channels), np.int16), (count, channels))


def joined(blocks: list[Samples]) -> Samples:
    """Several blocks as one."""
    import numpy as np

    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def strands_of(frame: AudioFrame) -> list[NDArray[Any]]:
    """The samples of a frame uncopied, each channel for itself or all interleaved.

    PyAV's own list of eight channels and more goes on behind the last one, into nowhere.
    """
    import numpy as np

    channels = len(frame.layout.channels)
    planes, per = (channels, 1) if frame.format.is_planar else (1, channels)
    kind: np.dtype[Any] = np.dtype(_KINDS[frame.format.name.removesuffix("p")])
    count = frame.samples * per
    return [np.frombuffer(memoryview(each), kind, count) for each in frame.planes[:planes]]


def samples_of(frame: AudioFrame, channels: int) -> Samples:
    """Return a decoded frame as ``channels`` columns; more than two are mixed down."""
    import numpy as np

    strands = strands_of(frame)
    count = len(frame.layout.channels)
    table: NDArray[Any] = np.stack(strands, axis=1).reshape(-1, count)
    if count == channels:
        return np.ascontiguousarray(_as_int16(table))
    if count == 1:
        return np.repeat(_as_int16(table), channels, axis=1)
    level = _as_float(table)
    mixed = level @ _mix([channel.name for channel in frame.layout.channels])
    if channels == 1:
        mixed = mixed.mean(axis=1, keepdims=True)
    return _as_int16(mixed)


def stretched(samples: Samples, rate: int, wanted: int) -> Samples:
    """Stretch samples of another rate, for files that change it on the way."""
    import numpy as np

    count = round(len(samples) * wanted / rate)
    at = np.arange(count) * (rate / wanted)
    here = np.arange(len(samples))
    columns = [np.interp(at, here, samples[:, i]) for i in range(samples.shape[1])]
    table: Samples = np.rint(np.stack(columns, axis=1)).astype(np.int16)
    return table


def _mix(names: list[str]) -> NDArray[np.float32]:
    """Weights that never make a sum louder than full scale; unknown places go to both sides."""
    import numpy as np

    weights = np.array([_SIDES.get(name, (_HALF, _HALF)) for name in names], np.float32)
    return np.asarray(weights / max(1.0, float(weights.sum(axis=0).max())), np.float32)


def _as_int16(table: NDArray[Any]) -> Samples:
    import numpy as np

    if table.dtype == np.int16:
        return np.asarray(table, np.int16)
    if table.dtype == np.int32:
        return (table >> 16).astype(np.int16)
    if table.dtype == np.int64:
        return (table >> 48).astype(np.int16)
    if table.dtype == np.uint8:
        return np.asarray((table.astype(np.int16) - 128) << 8, np.int16)
    scaled = np.nan_to_num(np.rint(table * table.dtype.type(32768)), nan=0.0)
    return np.asarray(np.clip(scaled, -32768, 32767), np.int16)


def _as_float(table: NDArray[Any]) -> NDArray[np.float32]:
    import numpy as np

    if table.dtype == np.uint8:
        return ((table.astype(np.float32) - 128) / 128).astype(np.float32)
    if table.dtype.kind == "i":
        return (table / np.float32(-float(np.iinfo(table.dtype).min))).astype(np.float32)
    return table.astype(np.float32)
