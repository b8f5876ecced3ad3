"""Checks of how large a publication is where its destination takes only so much."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.destinations import DESTINATIONS, Destination
from notesapp.core.problems import Severity

_NEARLY = 90  # per cent


def _too_large(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    size = subject.sizes.get(of.key)
    if size is None:
        return
    unit = "bytes" if of.in_bytes else "characters"
    taken = f"The notes take {size:,} of {of.limit:,} {unit} for {of.name}"
    if size > of.limit:
        words = f"{taken}: {size - of.limit:,} too many. Shorten what stands around the questions."
        yield Finding(0, words)
    elif size * 100 >= of.limit * _NEARLY:
        words = f"{taken}: {of.limit - size:,} are left."
        yield Finding(0, words, severity=Severity.NOTE)


def _row(of: Destination) -> Check:
    unit = "bytes" if of.in_bytes else "characters"
    return Check(
        *("too-large", Severity.RULE, of.key, f"Too large for {of.name}"),
        partial(_too_large, of=of),
        explanation=f"{of.name} takes {of.limit:,} {unit} and cuts or refuses what is longer.",
        source=of.source,
        read_on=of.read_on,
    )


# A limit that nobody names a source for is no rule.
CHECKS: tuple[Check, ...] = tuple(_row(of) for of in DESTINATIONS if of.limit and of.source)

FIXES: tuple[Fix, ...] = ()
