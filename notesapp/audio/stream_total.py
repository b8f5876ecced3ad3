"""How many samples a container really holds: what it claims is not always so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notesapp.audio.stream_reader import Reader

_TAIL_S = 2


def measured_total(reader: Reader) -> int:
    """Return where the last block ends, by decoding the last two seconds.

    A file that ends long before or after what it claims is searched for its end. The reader
    stands anywhere afterwards.
    """
    tail = _TAIL_S * reader.rate
    claimed = (reader.claimed_ms or 0) * reader.rate // 1000
    last = reader.last_packet(claimed - tail)
    if last is None:
        last = reader.last_packet(_last_place(reader, claimed))
    if last is None:
        return 0
    end = _end_from(reader, last - tail)
    return end or _end_from(reader, 0)


def _end_from(reader: Reader, sample: int) -> int:
    block = reader.seek(sample) if sample > 0 else reader.rewind()
    end = 0
    while block is not None:
        end = max(end, block.end)
        block = reader.next_block()
    return end


def _last_place(reader: Reader, claimed: int) -> int:
    """Find by halving a place not long before the end from which there still are packets."""
    low, high = 0, claimed
    while high - low > _TAIL_S * reader.rate:
        middle = (low + high) // 2
        if reader.seek(middle) is None:
            high = middle
        else:
            low = middle
    return low
