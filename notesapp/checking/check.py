"""A check is a record: a stable id, whose rule it is, how much it matters, why, who finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits
from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. ``line`` is 1-based, 0 where none can be named.

    ``fix`` is the key of a Fix, with what it needs behind a colon, or empty. ``severity`` is
    given only where it differs from the check's.
    """

    line: int
    message: str
    fix: str = ""
    severity: Severity | None = None


Finder = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One row. Ids stand in headers (``silenced:``), so they never change.

    ``destination`` is a key of core.destinations, or empty for the notes themselves. ``severity``
    is RULE only where the destination would drop something. ``explanation`` says why in a sentence
    or two; ``source`` whose rule it is, ``read_on`` when that was read, as 2026-09. ``draft``
    False: said only when publishing or asked for, never of a draft. ``find`` is total and linear
    in the length of the notes; one finder may serve several rows.
    """

    id: str
    severity: Severity
    destination: str
    title: str
    find: Finder
    explanation: str = ""
    source: str = ""
    read_on: str = ""
    draft: bool = True


@dataclass(frozen=True, slots=True)
class Fix:
    """What can be done about a problem. ``key`` stands before the colon of ``Problem.fix``.

    ``title`` names what it does ("Remove the line"). ``edits`` is pure and total: no edits where
    the problem is no longer there. ``safe``: nothing that somebody reads, hears or follows becomes
    another; only such fixes are made all at once.
    """

    key: str
    title: str
    edits: Callable[[Notes, Problem], Edits]
    safe: bool = False
