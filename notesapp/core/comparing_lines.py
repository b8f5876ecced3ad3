"""Which lines two texts share, in bounded time whatever the texts are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

Span = tuple[int, int]
"""Lines from the first up to and without the second."""

Pair = tuple[Span, Span]
"""Lines of the old text that stand otherwise in the new one; one of the spans may be empty."""

_STEPS = 200_000
_ROUNDS = 12

_Box = tuple[int, int, int, int]


def changed_lines(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The spans that differ, top down, never touching one another on both sides.

    Lines that occur once in both texts are matched first; what stands between them is compared
    line by line as long as that is cheap, and counts as different as a whole where it is not.
    """
    found: list[Pair] = []
    steps = _STEPS
    todo: list[tuple[_Box, int]] = [((0, len(old), 0, len(new)), 0)]
    while todo:
        box, depth = todo.pop()
        a1, a2, b1, b2 = trimmed(old, new, box)
        if a1 == a2 or b1 == b2:
            if a1 < a2 or b1 < b2:
                found.append(((a1, a2), (b1, b2)))
            continue
        shared = _shared_once(old, new, (a1, a2, b1, b2)) if depth < _ROUNDS else []
        if shared:
            todo += reversed([(gap, depth + 1) for gap in _gaps(shared, (a1, a2, b1, b2))])
            continue
        matches, used = _shortest(old[a1:a2], new[b1:b2], steps)
        steps = max(0, steps - used)
        places = [(a1 + x, b1 + y) for x, y in matches]
        for c1, c2, d1, d2 in _gaps(places, (a1, a2, b1, b2)):
            if c1 < c2 or d1 < d2:
                found.append(((c1, c2), (d1, d2)))
    return found


def trimmed(old: Sequence[str], new: Sequence[str], box: _Box) -> _Box:
    """The box without the lines at its top and its bottom that are equal on both sides."""
    a1, a2, b1, b2 = box
    while a1 < a2 and b1 < b2 and old[a1] == new[b1]:
        a1, b1 = a1 + 1, b1 + 1
    while a1 < a2 and b1 < b2 and old[a2 - 1] == new[b2 - 1]:
        a2, b2 = a2 - 1, b2 - 1
    return a1, a2, b1, b2


def _gaps(places: Sequence[tuple[int, int]], box: _Box) -> list[_Box]:
    """What lies before, between and after matching lines."""
    a, a2, b, b2 = box
    gaps: list[_Box] = []
    for x, y in places:
        if a < x or b < y:
            gaps.append((a, x, b, y))
        a, b = x + 1, y + 1
    return [*gaps, (a, a2, b, b2)]


def _shared_once(old: Sequence[str], new: Sequence[str], box: _Box) -> list[tuple[int, int]]:
    """Lines that occur once on both sides, as many as stand in the same order."""
    a1, a2, b1, b2 = box
    in_old, in_new = Counter(old[a1:a2]), Counter(new[b1:b2])
    places = {new[y]: y for y in range(b1, b2) if in_new[new[y]] == 1}
    pairs = [(x, places[old[x]]) for x in range(a1, a2) if in_old[old[x]] == 1 and old[x] in places]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, y) in enumerate(pairs):
        place = bisect_left(ends, y)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(y)
            last.append(number)
        else:
            ends[place], last[place] = y, number
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _shortest(
    old: Sequence[str], new: Sequence[str], steps: int
) -> tuple[list[tuple[int, int]], int]:
    """Matching lines of a shortest edit script (Myers), and the steps that took.

    No matches where it would take more than ``steps``.
    """
    n, m, used = len(old), len(new), 0
    reach: dict[int, int] = {1: 0}
    trail: list[dict[int, int]] = []
    for cost in range(n + m + 1):
        now: dict[int, int] = {}
        for k in range(-cost, cost + 1, 2):
            step = _step(reach, k, n, m)
            if step is None:
                continue
            x = start = step[1]
            y = x - k
            while x < n and y < m and old[x] == new[y]:
                x, y = x + 1, y + 1
            used += 1 + x - start
            now[k] = x
            if x == n and y == m:
                trail.append(now)
                return _walked_back(trail, n, m), used
        trail.append(now)
        reach = now
        if used > steps:
            return [], used
    return [], used


def _step(reach: dict[int, int], k: int, n: int, m: int) -> tuple[int, int] | None:
    """From which diagonal one edit leads farthest on this one, and where it arrives."""
    down, right = reach.get(k + 1), reach.get(k - 1)
    if down is not None and (down - k > m or down < k):
        down = None
    if right is not None and right + 1 > n:
        right = None
    if right is not None and (down is None or right >= down):
        return k - 1, right + 1
    return None if down is None else (k + 1, down)


def _walked_back(trail: Sequence[dict[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    matches: list[tuple[int, int]] = []
    x, y = n, m
    for cost in range(len(trail) - 1, 0, -1):
        step = _step(trail[cost - 1], x - y, n, m)
        assert step is not None
        from_k, start = step
        while x > start:
            x, y = x - 1, y - 1
            matches.append((x, y))
        x = trail[cost - 1][from_k]
        y = x - from_k
    while x > 0:
        x, y = x - 1, y - 1
        matches.append((x, y))
    return matches[::-1]
