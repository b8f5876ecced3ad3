"""Which kept states may go. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["DAYS", "Kept", "Limits", "over_all", "thinned"]

DAYS = 90
_HOUR_S, _DAY_S = 3600, 24 * 3600
_OF_ONE_MINUTE_S, _OF_THE_DAY_S, _LATER_S = 60, 600, 30 * _DAY_S
_NEVER_AGAIN = ("imported", "reloaded", "replaced", "recovered", "discarded")


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """One kept state as thinning sees it; ``size`` in bytes on the disk."""

    at_s: float
    name: str
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is kept of one document, and of all together."""

    versions: int = 400
    document_bytes: int = 32 * 1024 * 1024
    all_bytes: int = 512 * 1024 * 1024


def thinned(kept: Iterable[Kept], now_s: float, limits: Limits) -> list[Kept]:
    """What of one document may go.

    Of what was saved by itself the last of each minute stays for an hour, then the last of every
    ten minutes for a day, of each day for 90 days, and of every 30 days. What stands nowhere else,
    because another text was chosen over it, stays whole for 90 days. The oldest go where that is
    still too much; the newest and the first that was imported never do.
    """
    rows = sorted(kept)
    safe = spared(rows)
    last: dict[object, Kept] = {}
    for row in rows:
        last[_span(row, now_s)] = row
    stay = [row for row in rows if row in safe or last[_span(row, now_s)] is row]
    count, size = len(stay), sum(row.size for row in stay)
    gone = set(rows) - set(stay)
    for row in stay:
        if count <= limits.versions and size <= limits.document_bytes:
            break
        if row not in safe:
            gone.add(row)
            count, size = count - 1, size - row.size
    return sorted(gone)


def spared(rows: Sequence[Kept]) -> set[Kept]:
    """The newest, and the first that was imported."""
    imported = next((row for row in rows if row.reason == "imported"), None)
    return {row for row in (*rows[-1:], imported) if row is not None}


def over_all(documents: Mapping[str, Sequence[Kept]], limits: Limits) -> list[tuple[str, Kept]]:
    """What of all documents may go so that together they keep within bounds.

    The oldest first, the last state of a document only after all that are not; what was imported
    first stays.
    """
    order: list[tuple[bool, Kept, str]] = []
    total = 0
    for document, kept in documents.items():
        rows = sorted(kept)
        total += sum(row.size for row in rows)
        first = next((row for row in rows if row.reason == "imported"), None)
        order += [(row is rows[-1], row, document) for row in rows if row is not first]
    gone: list[tuple[str, Kept]] = []
    for _, row, document in sorted(order):
        if total <= limits.all_bytes:
            break
        gone.append((document, row))
        total -= row.size
    return gone


def _span(row: Kept, now_s: float) -> object:
    """Of states in the same span only the last one stays."""
    age = now_s - row.at_s
    if row.reason in _NEVER_AGAIN and age <= DAYS * _DAY_S:
        return row
    if age <= _HOUR_S:
        if row.reason != "saved":
            return row
        return _OF_ONE_MINUTE_S, row.at_s // _OF_ONE_MINUTE_S
    length = _OF_THE_DAY_S if age <= _DAY_S else _DAY_S if age <= DAYS * _DAY_S else _LATER_S
    return length, row.at_s // length
