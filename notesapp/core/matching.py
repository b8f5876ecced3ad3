"""Which of the new rows are the old ones: so that a view changes only what changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence

from notesapp.core.model import Segment

Key = tuple[int | None, str]
Pairing = tuple[int | None, ...]
Span = tuple[int, int]


def segment_key(segment: Segment) -> Key:
    """What a segment is known by: its stamp in milliseconds and its text."""
    return (None if segment.stamp is None else segment.stamp.start_ms, segment.text)


def match_segments(old: Sequence[Segment], new: Sequence[Segment]) -> Pairing:
    """For each new segment the index of the old one it was, or None; no old one is used twice."""
    return match_keys([segment_key(s) for s in old], [segment_key(s) for s in new])


def match_keys(old: Sequence[Key], new: Sequence[Key]) -> Pairing:
    """The same for keys of number and text.

    Equal keys first, then the same number, then the same text, then the order between neighbours
    that are paired. What is alike at both ends is paired without looking further.
    """
    head, tail = _alike_ends(old, new)
    middle = range(head, len(new) - tail)
    pairs: list[int | None] = list(range(head))
    pairs += [None] * len(middle)
    pairs += range(len(old) - tail, len(old))
    free = set(range(head, len(old) - tail))
    _pair(old, new, pairs, middle, free, lambda key: key)
    _pair(old, new, pairs, middle, free, lambda key: key[0])
    _pair(old, new, pairs, middle, free, lambda key: key[1] or None)
    _pair_by_order(pairs, middle, free, len(old))
    return tuple(pairs)


def _alike_ends(old: Sequence[Key], new: Sequence[Key]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _pair(
    old: Sequence[Key],
    new: Sequence[Key],
    pairs: list[int | None],
    middle: range,
    free: set[int],
    part: Callable[[Key], Hashable],
) -> None:
    """Pair what has the same part, first with first; a part of None is no part."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index in sorted(free):
        waiting[part(old[index])].append(index)
    for index in middle:
        wanted = part(new[index])
        if pairs[index] is None and wanted is not None and waiting.get(wanted):
            found = waiting[wanted].popleft()
            pairs[index] = found
            free.discard(found)


def _pair_by_order(pairs: list[int | None], middle: range, free: set[int], old_count: int) -> None:
    """Pair what is left over in each gap between paired neighbours, first with first."""
    left = sorted(free)
    index = middle.start
    while index < middle.stop:
        if pairs[index] is not None:
            index += 1
            continue
        end = index
        while end < middle.stop and pairs[end] is None:
            end += 1
        before = pairs[index - 1] if index > 0 else -1
        after = pairs[end] if end < len(pairs) else old_count
        low = bisect_left(left, -1 if before is None else before)
        high = bisect_left(left, old_count if after is None else after)
        found = left[low:high][: end - index]
        pairs[index : index + len(found)] = found
        del left[low : low + len(found)]
        index = end


def row_steps(pairing: Pairing, old_count: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """How a list of rows becomes the new one: what to remove, then what to insert.

    Spans are first and last row. Removals count in the old rows and come last first; insertions
    count in the new rows and come first first. The longest run of rows that keep their order
    stays; a row that moved past them is removed and inserted.
    """
    head, tail = _unmoved_ends(pairing, old_count)
    middle = pairing[head : len(pairing) - tail]
    staying = _longest_rising(middle)
    kept = {middle[index] for index in staying}
    gone = [row for row in range(head, old_count - tail) if row not in kept]
    stays = {head + index for index in staying}
    fresh = [row for row in range(head, len(pairing) - tail) if row not in stays]
    return tuple(reversed(_spans(gone))), tuple(_spans(fresh))


def _unmoved_ends(pairing: Pairing, old_count: int) -> tuple[int, int]:
    shorter = min(len(pairing), old_count)
    head = 0
    while head < shorter and pairing[head] == head:
        head += 1
    tail = 0
    shift = old_count - len(pairing)
    last = len(pairing) - 1
    while tail < shorter - head and pairing[last - tail] == last - tail + shift:
        tail += 1
    return head, tail


def _longest_rising(pairing: Pairing) -> list[int]:
    """The new rows whose old rows rise, as many as possible."""
    ends: list[int] = []
    rows: list[int] = []
    before: dict[int, int] = {}
    for row, value in enumerate(pairing):
        if value is None:
            continue
        place = bisect_left(ends, value)
        if place:
            before[row] = rows[place - 1]
        if place == len(ends):
            ends.append(value)
            rows.append(row)
        else:
            ends[place], rows[place] = value, row
    found = []
    row_at: int | None = rows[-1] if rows else None
    while row_at is not None:
        found.append(row_at)
        row_at = before.get(row_at)
    return found[::-1]


def _spans(rows: Sequence[int]) -> list[Span]:
    spans: list[Span] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
