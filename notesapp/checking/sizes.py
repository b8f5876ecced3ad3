"""Checks of how large a publication is where its destination takes only so much."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.destinations import APPLE, PLATFORMS, SPOTIFY, YOUTUBE, Destination
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


# Why, where that is said, and when it was read: the sources of chapters say nothing of sizes.
_SAID = {
    APPLE.key: (
        "Apple's reference names 4,000 bytes with the HTML. Others say characters; what fits in "
        "bytes fits both ways.",
        "Apple's tag reference, quoted in github.com/podlove/podlove-publisher/issues/1463",
        "2026-09",
    ),
    SPOTIFY.key: (
        "4,000 characters with the HTML are what guides for podcasts name; no help page of Spotify "
        "confirms it.",
        "podnews.net/article/html-episode-notes-in-podcast-rss",
        "2026-11",
    ),
    YOUTUBE.key: (
        "YouTube takes no longer description. Its interface for programs counts 5,000 bytes, so "
        "letters beyond English may count for more.",
        "developers.google.com/youtube/v3/docs/videos",
        "2026-11",
    ),
}


def _row(of: Destination) -> Check:
    explanation, source, read_on = _SAID[of.key]
    return Check(
        *("too-large", Severity.RULE, of.key, f"Too large for {of.name}"),
        partial(_too_large, of=of),
        explanation=explanation,
        source=source,
        read_on=read_on,
    )


# A limit that nobody names a source for is no rule.
CHECKS: tuple[Check, ...] = tuple(_row(of) for of in PLATFORMS)

FIXES: tuple[Fix, ...] = ()
