"""Two texts beside each other: what differs, by lines and by segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from notesapp.core.comparing_lines import Pair, Span, changed_lines
from notesapp.core.comparing_segments import split_by_segments
from notesapp.core.edits.base import Edits, Position, TextEdit

__all__ = [
    "Difference",
    "Part",
    "Side",
    "Span",
    "changed_counts",
    "compare",
    "edits_of",
    "merge",
    "merged_edits",
    "merged_lines",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of one text that stand otherwise in the other; one span may be empty.

    ``segment`` names what it belongs to, as the outline does; empty outside of segments.
    """

    old: Span
    new: Span
    segment: str = ""


class Side(StrEnum):
    """Whose lines stand in a place of a merged text."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    """Mine, and theirs below them. As the side of a part: both changed it, so it is a choice."""


@dataclass(frozen=True, slots=True)
class Part:
    """A place where two texts differ, and who changed it since the text both come from.

    ``side`` is MINE or THEIRS where only one of them did, which then decides it; BOTH where the
    user has to choose.
    """

    mine: Span
    theirs: Span
    side: Side
    segment: str = ""

    @property
    def is_conflict(self) -> bool:
        """Whether nobody but the user can decide it."""
        return self.side is Side.BOTH


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Difference, ...]:
    """What turns the old lines into the new ones, top down, each within one segment."""
    return tuple(
        Difference(was, now, name)
        for was, now, name in split_by_segments(old, new, changed_lines(old, new))
    )


def changed_counts(differences: Iterable[Difference]) -> tuple[int, int, int]:
    """How many lines were changed, added and removed; lines side by side count as changed."""
    changed = added = removed = 0
    for one in differences:
        was, now = one.old[1] - one.old[0], one.new[1] - one.new[0]
        changed += min(was, now)
        added += max(0, now - was)
        removed += max(0, was - now)
    return changed, added, removed


def edits_of(old: Sequence[str], new: Sequence[str], chosen: Iterable[Difference]) -> Edits:
    """Edits on the old text that make the chosen differences as the new text has them."""
    return _edits(old, [(one.old, new[slice(*one.new)]) for one in chosen])


def merge(
    base: Sequence[str] | None, mine: Sequence[str], theirs: Sequence[str]
) -> tuple[Part, ...]:
    """Where two texts differ that come from the same one, top down, each within one segment.

    Without the text both come from nothing decides itself. What both changed alike is no part.
    """
    if base is None:
        return _conflicts(mine, theirs, (0, len(mine)), (0, len(theirs)))
    parts: list[Part] = []
    decided: list[tuple[Side, Pair]] = []
    for here, mine_at, theirs_at in _hunks(base, mine, theirs):
        one, other = mine[slice(*mine_at)], theirs[slice(*theirs_at)]
        was = base[slice(*here)]
        if one == other:
            continue
        if one == was or other == was:
            side = Side.THEIRS if one == was else Side.MINE
            decided.append((side, (mine_at, theirs_at)))
        else:
            parts += _conflicts(mine, theirs, mine_at, theirs_at)
    for side in (Side.MINE, Side.THEIRS):
        pairs = [pair for whose, pair in decided if whose is side]
        parts += _parts(mine, theirs, pairs, side)
    return tuple(sorted(parts, key=lambda part: (part.mine, part.theirs)))


def merged_lines(
    mine: Sequence[str],
    theirs: Sequence[str],
    parts: Sequence[Part],
    choices: Mapping[int, Side],
) -> list[str]:
    """The merged text; ``choices`` by the number of the part, mine where nothing was chosen.

    A choice counts before what a part decides by itself.
    """
    lines = list(mine)
    for (first, end), text in reversed(_replaced(mine, theirs, parts, choices)):
        lines[first:end] = text
    return lines


def merged_edits(
    mine: Sequence[str],
    theirs: Sequence[str],
    parts: Sequence[Part],
    choices: Mapping[int, Side],
) -> Edits:
    """Edits on the text of mine that give ``merged_lines``."""
    return _edits(mine, _replaced(mine, theirs, parts, choices))


def _replaced(
    mine: Sequence[str],
    theirs: Sequence[str],
    parts: Sequence[Part],
    choices: Mapping[int, Side],
) -> list[tuple[Span, Sequence[str]]]:
    rows: list[tuple[Span, Sequence[str]]] = []
    for number, part in enumerate(parts):
        side = choices.get(number, Side.MINE if part.is_conflict else part.side)
        text = theirs[slice(*part.theirs)]
        if side is Side.BOTH:
            rows.append(((part.mine[1], part.mine[1]), text))
        elif side is Side.THEIRS:
            rows.append((part.mine, text))
    return rows


def _conflicts(
    mine: Sequence[str], theirs: Sequence[str], mine_at: Span, theirs_at: Span
) -> tuple[Part, ...]:
    """The same places whichever of the two is mine."""
    one, other = list(mine[slice(*mine_at)]), list(theirs[slice(*theirs_at)])
    if one <= other:
        pairs = changed_lines(one, other)
    else:
        pairs = [(was, now) for now, was in changed_lines(other, one)]
    moved = [(_moved(was, mine_at[0]), _moved(now, theirs_at[0])) for was, now in pairs]
    return _parts(mine, theirs, moved, Side.BOTH)


def _parts(
    mine: Sequence[str], theirs: Sequence[str], pairs: Sequence[Pair], side: Side
) -> tuple[Part, ...]:
    """Each within one segment, and the same places whichever of the two is mine."""
    if list(mine) <= list(theirs):
        rows = split_by_segments(mine, theirs, pairs)
    else:
        swapped = split_by_segments(theirs, mine, [(now, was) for was, now in pairs])
        rows = tuple((was, now, name) for now, was, name in swapped)
    return tuple(Part(was, now, side, name) for was, now, name in rows)


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _hunks(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[tuple[Span, Span, Span]]:
    """Spans of the base that either side changed, and where they stand in both."""
    changes = [
        sorted(changed_lines(base, mine)),
        sorted(changed_lines(base, theirs)),
    ]
    rows = sorted((was, side) for side in (0, 1) for was, _ in changes[side])
    groups: list[Span] = []
    for was, _ in rows:
        if groups and was[0] <= groups[-1][1]:
            groups[-1] = (groups[-1][0], max(groups[-1][1], was[1]))
        else:
            groups.append(was)
    placed = [_placed(groups, pairs) for pairs in changes]
    return list(zip(groups, *placed, strict=True))


def _placed(groups: Sequence[Span], pairs: Sequence[Pair]) -> list[Span]:
    """Where groups of lines of the base stand in a text that was made from it."""
    spans: list[Span] = []
    shift = place = 0
    for first, end in groups:
        start = first + shift
        while place < len(pairs) and pairs[place][0][1] <= end:
            was, now = pairs[place]
            shift += (now[1] - now[0]) - (was[1] - was[0])
            place += 1
        spans.append((start, end + shift))
    return spans


def _edits(lines: Sequence[str], rows: Iterable[tuple[Span, Sequence[str]]]) -> Edits:
    """Edits that put other lines in place of spans; spans that touch become one edit."""
    joined: list[tuple[Span, list[str]]] = []
    for span, text in sorted(rows, key=lambda row: row[0]):
        if joined and joined[-1][0][1] == span[0]:
            (first, _), before = joined[-1]
            joined[-1] = ((first, span[1]), [*before, *text])
        else:
            joined.append((span, list(text)))
    edits: list[TextEdit] = []
    for edit in (_edit(lines, span, text) for span, text in joined):
        if edits and edits[-1].end == edit.start:
            last = edits.pop()
            edit = TextEdit(last.start, edit.end, last.text + edit.text)
        edits.append(edit)
    return tuple(edits)


def _edit(lines: Sequence[str], span: Span, text: list[str]) -> TextEdit:
    first, end = span
    if end < len(lines):
        return TextEdit(Position(first, 0), Position(end, 0), "".join(f"{one}\n" for one in text))
    bottom = Position(len(lines) - 1, len(lines[-1]))
    if first == 0:
        return TextEdit(Position(0, 0), bottom, "\n".join(text))
    top = Position(first - 1, len(lines[first - 1]))
    return TextEdit(top, bottom, "".join(f"\n{one}" for one in text))
